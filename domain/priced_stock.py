"""Fits at a price: how many the orders near Jita's price allow, and what the Nth one costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.doctrine import FitItem, PooledStock, fits_available, quantity_by_pool, quantity_by_type
from domain.order_books import OrderBooks

PERCENTS = (None, 80, 90, 95, 100, 105, 110, 115, 120, 125, 130, 140, 150, 175, 200, 250, 300)
"""The shares of Jita's price that a reader may choose, in percent; None counts every order."""
MOST_NUMBER = 10_000
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class PriceQuestion:
    """What is asked beside the plain count of fits: the count at or below `percent` of Jita, the price of fit `number`; None is nothing."""

    percent: int | None = None
    number: int | None = None

    @property
    def share(self) -> float | None:
        """The percentage as a share: 1.2 is 120 %."""
        return None if self.percent is None else self.percent / 100


NOTHING_ASKED = PriceQuestion()


@dataclass(frozen=True, slots=True)
class PriceAnswer:
    """The answer for one fit: complete fits at the price, and ISK of the fit with the number; None is unknown, or was not asked.

    `unjudged` names the items without a Jita price on which `fits` hangs, where it is unknown.
    """

    fits: int | None = None
    nth_isk: float | None = None
    unjudged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PricedFits:
    """Complete fits from orders at or below a share of Jita's price.

    `fits` is None when that cannot be said: the composition is unknown, or it hangs on the orders of the types
    `unjudged`, which have no Jita price to compare with.
    """

    fits: int | None
    unjudged: tuple[int, ...] = ()


class PricedStock:
    """What a market has for sale at or below `share` (1.2 is 120 %) of Jita's sell price.

    `stock` is everything it has for sale, `jita_sell` is ISK per unit by type; None, or a type that is not in it, is unknown.
    """

    def __init__(self, books: OrderBooks, stock: PooledStock, jita_sell: Mapping[int, float | None], share: float) -> None:
        self._books = books
        self._stock = stock
        self._jita_sell = jita_sell
        self._share = share

    def fits(self, items: Iterable[FitItem]) -> PricedFits:
        """How many complete fits these orders allow, equivalents included."""
        items = tuple(items)
        members = {member for type_id in quantity_by_type(items) for member in self._stock.members(type_id)}
        unjudged = tuple(sorted(type_id for type_id in members if self._jita_sell.get(type_id) is None and self._stock.own(type_id) > 0))
        sure = {type_id: self._units(type_id) for type_id in members}
        fits = fits_available(items, self._pooled(sure)).fits
        possible = sure | {type_id: self._stock.own(type_id) for type_id in unjudged}
        if unjudged and fits != fits_available(items, self._pooled(possible)).fits:
            return PricedFits(None, unjudged)
        return PricedFits(fits)

    def _units(self, type_id: int) -> int:
        jita_sell = self._jita_sell.get(type_id)
        if jita_sell is None:
            return 0
        limit = self._share * jita_sell * (1 + _ROUNDING)
        return sum(units for price, units in self._books.levels(type_id) if price <= limit)

    def _pooled(self, units: Mapping[int, int]) -> PooledStock:
        return PooledStock(units, {type_id: self._stock.pool_id(type_id) for type_id in units})


@dataclass(frozen=True, slots=True)
class WalkedFit:
    """The Nth complete fit when all are bought one after the other: `isk` for it alone, `total_isk` for all N."""

    number: int
    isk: float
    total_isk: float


def walked_fit(items: Iterable[FitItem], books: OrderBooks, stock: PooledStock, number: int) -> WalkedFit | None:
    """What the fit with this number costs when the books are walked from the cheapest order up.

    None when fewer can be had, or the composition is unknown.
    """
    by_pool = quantity_by_pool(items, stock)
    if number < 1 or not by_pool:
        return None
    total = _cost(by_pool, books, number)
    before = _cost(by_pool, books, number - 1)
    return None if total is None or before is None else WalkedFit(number, total - before, total)


def _cost(by_pool: Mapping[int, int], books: OrderBooks, fits: int) -> float | None:
    total = 0.0
    for pool_id, quantity in by_pool.items():
        cost = books.cost(pool_id, quantity * fits)
        if cost is None:
            return None
        total += cost
    return total
