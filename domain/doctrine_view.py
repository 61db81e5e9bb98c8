"""What of a market's fits is shown: the filters of the page, the order of its rows, its key figures."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from domain.doctrine import Status
from domain.doctrine_answers import FitStatus


@dataclass(frozen=True, slots=True)
class FitFilter:
    """Which fits are asked for; an empty collection, or None, asks for nothing in particular."""

    doctrine_fit_ids: Collection[int] | None = None
    using_fit_ids: Collection[int] | None = None
    statuses: Collection[Status] = ()
    ship_groups: Collection[str] = ()

    def takes(self, fit: FitStatus) -> bool:
        """Whether the fit is asked for."""
        return (
            (self.doctrine_fit_ids is None or fit.fit_id in self.doctrine_fit_ids)
            and (self.using_fit_ids is None or fit.fit_id in self.using_fit_ids)
            and (not self.statuses or fit.status in self.statuses)
            and (not self.ship_groups or fit.ship_group in self.ship_groups)
        )


@dataclass(frozen=True, slots=True)
class FitTotals:
    """Key figures over fits: how many there are of each status, and how many lack every complete one."""

    fits: int
    by_status: dict[Status, int]
    empty: int


def shown_fits(fits: Iterable[FitStatus], asked: FitFilter) -> tuple[FitStatus, ...]:
    """The fits that are asked for: by ship group, in it the one furthest from its target first, unknown ones last."""

    def order(fit: FitStatus) -> tuple[str, bool, float, str]:
        return (fit.ship_group.casefold(), fit.share is None, fit.share or 0.0, fit.fit_name.casefold())

    return tuple(sorted((fit for fit in fits if asked.takes(fit)), key=order))


def fit_totals(fits: Sequence[FitStatus]) -> FitTotals:
    """The key figures of these fits."""
    by_status = {status: sum(fit.status is status for fit in fits) for status in Status}
    return FitTotals(len(fits), by_status, sum(fit.fits == 0 for fit in fits))
