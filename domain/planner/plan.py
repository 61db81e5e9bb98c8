"""The restock planner: for each missing unit the cheapest place that has it, within cargo and budget."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import floor, inf

from domain.planner.load_order import FitWish, Limits, Load, Want, load_order
from domain.planner.sources import JITA, Offers, Rung, ladder


@dataclass(frozen=True, slots=True)
class Need:
    """Units of one type that the destination lacks; `volume_m3` is the packaged volume of one, None is unknown."""

    type_id: int
    pool_id: int
    units: int
    volume_m3: float | None


@dataclass(frozen=True, slots=True)
class Task:
    """All that the planner is told.

    `offers` by type; `rates` is ISK per m³ to the destination, from each place that offers; `fits` are what the need
    comes from, and `stock` the units by pool that the destination has.
    """

    needs: Sequence[Need]
    offers: Mapping[int, Offers]
    rates: Mapping[str, float]
    fits: Sequence[FitWish]
    stock: Mapping[int, int]
    limits: Limits = Limits()


@dataclass(frozen=True, slots=True)
class Haul:
    """One type from one place: units, ISK paid there, m³ and ISK of freight for all of them."""

    type_id: int
    place: str
    units: int
    isk: float
    volume_m3: float
    freight_isk: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of the need for one type: need = bought (in Jita) + moved (from markets) + left behind + not to be had.

    `left_behind` could be had, but did not fit into cargo or budget; `not_to_be_had` is nowhere to spare, or
    `volume_unknown`, so that nobody knows what its freight costs.
    """

    type_id: int
    needed: int
    bought: int
    moved: int
    left_behind: int
    not_to_be_had: int
    volume_unknown: bool

    @property
    def missing(self) -> int:
        """What the plan does not bring."""
        return self.left_behind + self.not_to_be_had


@dataclass(frozen=True, slots=True)
class Plan:
    """What to bring from where, and what becomes of each type's need, in the order of the needs."""

    hauls: tuple[Haul, ...]
    outcomes: tuple[Outcome, ...]

    def arrivals(self) -> dict[int, int]:
        """Units by type that arrive."""
        return {outcome.type_id: outcome.bought + outcome.moved for outcome in self.outcomes if outcome.bought + outcome.moved}


def plan_restock(task: Task) -> Plan:
    """Fill the need at the least cost on arrival; what completes fewest fits is left where cargo or budget do not suffice.

    A dearer route never makes more arrive, nor more be moved over it.
    """
    known = [need for need in task.needs if need.volume_m3 is not None]
    ladders = {need.type_id: ladder(task.offers[need.type_id], need.volume_m3 or 0.0, task.rates) for need in known}
    wants = [_want(need, task.offers[need.type_id]) for need in known]
    purse = _Purse(ladders, task.limits.budget_isk)
    purse.pay(load_order(wants, task.fits, task.stock, task.limits))
    obtainable = {want.type_id: want.units for want in wants}
    hauls = {need.type_id: _hauls(need, purse.taken[need.type_id]) for need in known}
    outcomes = [_outcome(need, hauls.get(need.type_id, ()), obtainable.get(need.type_id, 0)) for need in task.needs]
    return Plan(tuple(haul for of_type in hauls.values() for haul in of_type), tuple(outcomes))


def _want(need: Need, offers: Offers) -> Want:
    return Want(need.type_id, need.pool_id, offers.units(need.units), need.volume_m3 or 0.0, offers.reference_isk())


class _Purse:
    """Walks the loads in their order and each type's ladder from the bottom, until the money does not reach the next unit."""

    def __init__(self, ladders: Mapping[int, tuple[Rung, ...]], budget_isk: float | None) -> None:
        self.taken: dict[int, list[tuple[Rung, int]]] = {type_id: [] for type_id in ladders}
        self._left_isk = inf if budget_isk is None else budget_isk
        self._rungs = {type_id: list(reversed(rungs)) for type_id, rungs in ladders.items()}
        self._used = dict.fromkeys(ladders, 0)

    def pay(self, loads: Iterable[Load]) -> None:
        """Take what the money reaches; it ends at the first unit that is too dear, whatever comes after."""
        for load in loads:
            # Without a budget the order inside a load is all the same; with one, a fit is completed before the next is begun.
            times, factor = (1, load.times) if self._left_isk == inf else (load.times, 1)
            for _ in range(times):
                if not all(self._take(type_id, units * factor) for type_id, units in load.units):
                    return

    def _take(self, type_id: int, units: int) -> bool:
        """Take units of a type; answers whether all of them could be paid."""
        rungs = self._rungs[type_id]
        while units > 0:
            rung = rungs[-1]
            there = units if rung.units is None else min(units, rung.units - self._used[type_id])
            paid = there if rung.landed <= 0 or self._left_isk == inf else min(there, floor(self._left_isk / rung.landed))
            if paid:
                self._left_isk -= paid * rung.landed
                self.taken[type_id].append((rung, paid))
            self._used[type_id] += paid
            units -= paid
            if paid < there:
                return False
            if self._used[type_id] == rung.units:
                rungs.pop()
                self._used[type_id] = 0
        return True


def _hauls(need: Need, taken: Iterable[tuple[Rung, int]]) -> tuple[Haul, ...]:
    units: dict[str, int] = {}
    isk: dict[str, float] = {}
    freight: dict[str, float] = {}
    for rung, count in taken:
        units[rung.place] = units.get(rung.place, 0) + count
        isk[rung.place] = isk.get(rung.place, 0.0) + count * rung.price
        freight[rung.place] = freight.get(rung.place, 0.0) + count * rung.freight
    volume_m3 = need.volume_m3 or 0.0
    return tuple(Haul(need.type_id, place, count, isk[place], count * volume_m3, freight[place]) for place, count in units.items())


def _outcome(need: Need, hauls: Iterable[Haul], obtainable: int) -> Outcome:
    by_place = {haul.place: haul.units for haul in hauls}
    bought = by_place.pop(JITA, 0)
    moved = sum(by_place.values())
    return Outcome(
        type_id=need.type_id,
        needed=need.units,
        bought=bought,
        moved=moved,
        left_behind=obtainable - bought - moved,
        not_to_be_had=need.units - obtainable,
        volume_unknown=need.volume_m3 is None,
    )
