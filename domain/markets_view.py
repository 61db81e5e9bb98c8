"""What of the matrix of fits and markets is shown: its filters and the order of its rows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from domain.doctrine import Status
from domain.markets_answers import MatrixRow


@dataclass(frozen=True, slots=True)
class MatrixFilter:
    """Which fits are asked for; what is empty, None or False asks for nothing in particular.

    `words` must all stand in the names of fit or ship; one of the `statuses` must be that of some market.
    """

    doctrine: str | None = None
    ship_groups: Collection[str] = ()
    statuses: Collection[Status] = ()
    short_somewhere: bool = False
    words: str = ""

    def takes(self, row: MatrixRow) -> bool:
        """Whether the row is asked for."""
        name = f"{row.fit_name} {row.ship_name}".casefold()
        return (
            (self.doctrine is None or self.doctrine in row.doctrines)
            and (not self.ship_groups or row.ship_group in self.ship_groups)
            and (not self.statuses or any(cell.fit and cell.fit.status in self.statuses for cell in row.cells.values()))
            and (not self.short_somewhere or any(cell.is_short for cell in row.cells.values()))
            and all(word in name for word in self.words.casefold().split())
        )


def shown_rows(rows: Iterable[MatrixRow], asked: MatrixFilter) -> tuple[MatrixRow, ...]:
    """The rows that are asked for, the one furthest from a target in some market first; those without any target last."""
    return tuple(sorted((row for row in rows if asked.takes(row)), key=_order))


def _order(row: MatrixRow) -> tuple[bool, float, str, int]:
    shares = [cell.fit.share for cell in row.cells.values() if cell.fit and cell.fit.share is not None]
    return (not shares, min(shares, default=0.0), row.fit_name.casefold(), row.fit_id)
