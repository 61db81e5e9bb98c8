"""What the page Markets shows: its sections, and of the matrix which rows in which order."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.doctrine import Status
from domain.markets_answers import MatrixRow

MOST_SHIPS = 5_000
"""The most ships of one fit that a fleet may ask for."""


class Section(StrEnum):
    """A section of the page; the value stands in the address."""

    MATRIX = "matrix"
    ITEMS = "items"
    PLANNER = "planner"
    FLEET = "fleet"


SEARCHED = {Section.MATRIX: "a ship or fit", Section.ITEMS: "an item"}
"""The sections that can be searched, and for what."""


class PlanLimit:
    """The largest values that the inputs of the planner take."""

    CARGO_M3 = 100e6
    BUDGET_MILLIONS = 10e6
    ISK_PER_M3 = 1e6
    DAYS = 365.0
    TIMES = 5.0


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
