"""Whether a fleet can be formed from what a market has for sale, at what price, and what it lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.capacity import FitDemand, concurrent_capacity
from domain.doctrine import FitItem, PooledStock, quantity_by_pool
from domain.order_books import OrderBooks
from domain.restock import TypeNeed, restock_need


@dataclass(frozen=True, slots=True)
class FleetWish:
    """So many ships of one fit; `items` holds the hull, and is empty when the composition is unknown."""

    fit_id: int
    items: tuple[FitItem, ...]
    ships: int


@dataclass(frozen=True, slots=True)
class FleetFit:
    """Of `ships` wanted of a fit, `ready` can be had at once with all the others; None when its composition is unknown."""

    fit_id: int
    ships: int
    ready: int | None


@dataclass(frozen=True, slots=True)
class FleetCheck:
    """The answer of one market.

    `isk` is what the fleet's items cost, walked from the cheapest order up, as far as they are there: all of it
    when nothing is missing. None when nothing of it is there. `missing` names what lacks.
    """

    fits: tuple[FleetFit, ...]
    isk: float | None
    missing: tuple[TypeNeed, ...]

    @property
    def ships(self) -> int:
        """Ships wanted."""
        return sum(fit.ships for fit in self.fits)

    @property
    def ready(self) -> int | None:
        """Ships that can be had at once; None when a composition is unknown."""
        counts = [fit.ready for fit in self.fits]
        return None if None in counts else sum(count for count in counts if count is not None)

    @property
    def can_form(self) -> bool | None:
        """Whether the whole fleet can be had now; None when a composition is unknown."""
        return None if self.ready is None else self.ready >= self.ships


def check_fleet(wishes: Iterable[FleetWish], stock: PooledStock, books: OrderBooks) -> FleetCheck:
    """Give out the stock once over the whole fleet, equivalents included.

    Where it does not suffice, the fits of which most ships are wanted are served first.
    """
    wishes = tuple(wishes)
    demands = [FitDemand(wish.fit_id, wish.items, wish.ships, place) for place, wish in enumerate(wishes)]
    together = {fit.fit_id: fit.together for fit in concurrent_capacity(demands, stock).fits}
    fits = tuple(FleetFit(wish.fit_id, wish.ships, _at_most(together[wish.fit_id], wish.ships)) for wish in wishes)
    missing = tuple(need for need in restock_need([(wish.items, wish.ships) for wish in wishes], stock) if need.missing)
    return FleetCheck(fits, _cost(wishes, stock, books), missing)


def _at_most(ready: int | None, ships: int) -> int | None:
    return None if ready is None else min(ready, ships)


def _cost(wishes: Sequence[FleetWish], stock: PooledStock, books: OrderBooks) -> float | None:
    demand: dict[int, int] = {}
    for wish in wishes:
        for pool_id, quantity in quantity_by_pool(wish.items, stock).items():
            demand[pool_id] = demand.get(pool_id, 0) + quantity * wish.ships
    there = {pool_id: min(units, stock.pooled(pool_id)) for pool_id, units in demand.items()}
    costs = [books.cost(pool_id, units) for pool_id, units in there.items() if units]
    known = [cost for cost in costs if cost is not None]
    return sum(known) if known else None
