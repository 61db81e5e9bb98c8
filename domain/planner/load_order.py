"""What to load first: whatever completes most fits for the room and the money that are short.

The order does not look at freight: so a dearer route can only ever shorten what is brought.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor, inf

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Want:
    """Units of a type that are missing, of which `units` can be had; `volume_m3` and `isk` are of one unit, `isk` without freight."""

    type_id: int
    pool_id: int
    units: int
    volume_m3: float
    isk: float


@dataclass(frozen=True, slots=True)
class FitWish:
    """So many complete fits that should be there; `per_fit` is units by pool."""

    fit_id: int
    per_fit: Mapping[int, int]
    fits: int


@dataclass(frozen=True, slots=True)
class Limits:
    """Room in m³ and money in ISK for everything together; None is no limit."""

    cargo_m3: float | None = None
    budget_isk: float | None = None

    def share(self, volume_m3: float, isk: float) -> float:
        """Which part of the limits so much takes: of the one that it strains more."""
        return max(_share(volume_m3, self.cargo_m3), _share(isk, self.budget_isk))


@dataclass(frozen=True, slots=True)
class Load:
    """Units by type that are loaded together, so many times."""

    units: tuple[tuple[int, int], ...]
    times: int = 1


def _share(amount: float, limit: float | None) -> float:
    if limit is None or amount <= 0:
        return 0.0
    return amount / limit if limit > 0 else inf


def load_order(wants: Sequence[Want], fits: Iterable[FitWish], stock: Mapping[int, int], limits: Limits) -> list[Load]:
    """All that fits into the cargo, in the order to load it; what the budget allows is a beginning of it.

    First what makes one more complete fit, the one that takes least of the limits before the others; then the single
    items that complete nothing, while there is room. `stock` is units by pool at the destination.
    """
    hold = _Hold(wants, stock, limits)
    if limits.cargo_m3 is None and limits.budget_isk is None:
        return list(hold.pieces())
    loads: list[Load] = []
    wishes = [fit for fit in fits if fit.fits > 0 and fit.per_fit]
    left = [fit.fits for fit in wishes]
    queue = [(0.0, place) for place in range(len(wishes))]
    while queue:
        share, place = heapq.heappop(queue)
        next_fit = hold.next_fit(wishes[place])
        if next_fit is None:
            continue
        if next_fit.share > share:
            heapq.heappush(queue, (next_fit.share, place))
            continue
        times = hold.load(wishes[place], next_fit, left[place])
        left[place] -= times
        if next_fit.units:
            loads.append(Load(next_fit.units, times))
        if left[place] > 0:
            heapq.heappush(queue, (next_fit.share, place))
    return loads + list(hold.pieces())


@dataclass(frozen=True, slots=True)
class _NextFit:
    """What one more complete fit takes: units to bring by type, the cheapest type first, and how many fits in a row take just the same."""

    units: tuple[tuple[int, int], ...]
    volume_m3: float
    share: float
    in_a_row: int


class _Hold:
    """Cargo room, the stock at the destination and the wanted units, while they are given out."""

    def __init__(self, wants: Sequence[Want], stock: Mapping[int, int], limits: Limits) -> None:
        self._limits = limits
        self._room = inf if limits.cargo_m3 is None else limits.cargo_m3
        self._stock = dict(stock)
        self._wants: dict[int, list[Want]] = {}
        self._left = {want.type_id: want.units for want in wants}
        for want in wants:
            self._wants.setdefault(want.pool_id, []).append(want)

    def next_fit(self, fit: FitWish) -> _NextFit | None:
        """What one more complete fit takes; None when it cannot be had, or has no room."""
        units: list[tuple[float, int, int]] = []
        volume_m3 = isk = 0.0
        in_a_row = fit.fits
        for pool_id, quantity in fit.per_fit.items():
            there = self._stock.get(pool_id, 0)
            lacking = max(0, quantity - there)
            if there >= quantity:
                in_a_row = min(in_a_row, there // quantity)
            elif there > 0:
                in_a_row = 1
            for want, taken in self._taken(pool_id, lacking):
                units.append((want.isk, want.type_id, taken))
                volume_m3, isk = volume_m3 + taken * want.volume_m3, isk + taken * want.isk
                in_a_row = min(in_a_row, self._left[want.type_id] // taken)
                lacking -= taken
            if lacking:
                return None
        if volume_m3 > self._room * (1 + _ROUNDING):
            return None
        by_price = tuple((type_id, taken) for _, type_id, taken in sorted(units))
        return _NextFit(by_price, volume_m3, self._limits.share(volume_m3, isk), max(1, in_a_row))

    def _taken(self, pool_id: int, lacking: int) -> Iterator[tuple[Want, int]]:
        for want in self._wants.get(pool_id, ()):
            taken = min(lacking, self._left[want.type_id])
            if taken:
                yield want, taken
                lacking -= taken

    def load(self, fit: FitWish, next_fit: _NextFit, most: int) -> int:
        """Load it as often in a row as it stays the same, has room, and `most` allows; answers how often."""
        times = min(next_fit.in_a_row, most)
        if next_fit.volume_m3 > 0 and self._room < inf:
            times = max(1, min(times, floor(self._room / next_fit.volume_m3)))
        self._room = max(0.0, self._room - times * next_fit.volume_m3)
        for type_id, units in next_fit.units:
            self._left[type_id] -= times * units
        for pool_id, quantity in fit.per_fit.items():
            self._stock[pool_id] = max(0, self._stock.get(pool_id, 0) - times * quantity)
        return times

    def pieces(self) -> Iterator[Load]:
        """What is left of each type, as far as there is room; what takes least of the limits first."""
        wants = [want for pool in self._wants.values() for want in pool]
        for want in sorted(wants, key=lambda want: (self._limits.share(want.volume_m3, want.isk), want.type_id)):
            units = self._left[want.type_id]
            if want.volume_m3 > 0 and self._room < inf:
                units = min(units, floor(self._room / want.volume_m3 * (1 + _ROUNDING)))
            if units > 0:
                self._left[want.type_id] -= units
                self._room = max(0.0, self._room - units * want.volume_m3)
                yield Load(((want.type_id, units),))
