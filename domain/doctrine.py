"""What a fit is, and the rules on it: fits available, bottleneck, cost, target, status."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

CRITICAL_UP_TO = 0.20
ATTENTION_UP_TO = 0.90


class Status(StrEnum):
    """How a fit stands against its target; the value is the word that is shown and filtered by."""

    CRITICAL = "critical"
    ATTENTION = "needs attention"
    GOOD = "good"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FitItem:
    """One line of a fit's composition: a type and how many of it one fit takes, the hull included."""

    type_id: int
    quantity: int


class PooledStock:
    """What a market has for sale, by type and by pool of equivalents.

    `stock` is units for sale by type, a type that is not in it has none; `pools` gives the pool of
    each type that has equivalents, a type that is not in it is a pool of its own. A pool's id is
    the smallest type_id in it, so that it never meets the id of a type outside.
    """

    def __init__(self, stock: Mapping[int, int], pools: Mapping[int, int] | None = None) -> None:
        self._own = stock
        self._pool_of = pools or {}
        self._pooled: dict[int, int] = {}
        for type_id, units in stock.items():
            pool_id = self.pool_id(type_id)
            self._pooled[pool_id] = self._pooled.get(pool_id, 0) + units
        self._members: dict[int, list[int]] = {}
        for type_id, pool_id in sorted(self._pool_of.items()):
            self._members.setdefault(pool_id, []).append(type_id)

    def pool_id(self, type_id: int) -> int:
        """The pool of a type; its own id where nothing may stand in for it."""
        return self._pool_of.get(type_id, type_id)

    def members(self, type_id: int) -> tuple[int, ...]:
        """The type and all that may stand in for it, by type_id."""
        return tuple(self._members.get(self.pool_id(type_id), (type_id,)))

    def own(self, type_id: int) -> int:
        """Units of the type itself."""
        return self._own.get(type_id, 0)

    def pooled(self, type_id: int) -> int:
        """Units of the type and its equivalents, counted once."""
        return self._pooled.get(self.pool_id(type_id), 0)


@dataclass(frozen=True, slots=True)
class ItemLimit:
    """What one type of a fit allows: `fits` complete fits from the pooled stock.

    `quantity` is the type's own in one fit, `pool_quantity` that of all types of the fit which share
    its pool: they draw on one stock, so both allow the same number of fits.
    """

    type_id: int
    quantity: int
    pool_id: int
    pool_quantity: int
    stock_own: int
    stock_pooled: int
    fits: int

    @property
    def scarcity(self) -> tuple[int, float, int]:
        """Sorts the scarcest type first: by fits it allows, then by the unrounded figure, then by type_id."""
        return (self.fits, self.stock_pooled / self.pool_quantity, self.type_id)

    def short_for(self, fits: int) -> int:
        """Units of the pool that are missing for so many fits; 0 when there are enough."""
        return max(0, fits * self.pool_quantity - self.stock_pooled)


@dataclass(frozen=True, slots=True)
class FitsAvailable:
    """How many complete fits the stock allows, and what limits it.

    `fits` and `bottleneck` are None when the composition is unknown; otherwise the bottleneck is
    the scarcest type, also where it allows more than any target asks for.
    """

    fits: int | None
    bottleneck: ItemLimit | None


@dataclass(frozen=True, slots=True)
class FitCost:
    """ISK for one fit; None when no item has a price. `unpriced` names the types that are not in it."""

    isk: float | None
    unpriced: tuple[int, ...]

    @property
    def is_partial(self) -> bool:
        """Whether something is missing in the sum."""
        return bool(self.unpriced)


def quantity_by_type(items: Iterable[FitItem]) -> dict[int, int]:
    """Units of each type in one fit; lines of one type add up, lines without a quantity are nothing."""
    quantities: dict[int, int] = {}
    for item in items:
        if item.quantity > 0:
            quantities[item.type_id] = quantities.get(item.type_id, 0) + item.quantity
    return quantities


def quantity_by_pool(items: Iterable[FitItem], stock: PooledStock) -> dict[int, int]:
    """Units of each pool in one fit: demand is pooled where the stock is."""
    quantities: dict[int, int] = {}
    for type_id, quantity in quantity_by_type(items).items():
        pool_id = stock.pool_id(type_id)
        quantities[pool_id] = quantities.get(pool_id, 0) + quantity
    return quantities


def item_limits(items: Iterable[FitItem], stock: PooledStock) -> tuple[ItemLimit, ...]:
    """What each type of a fit allows, in the order of the lines, each type once."""
    items = tuple(items)
    by_pool = quantity_by_pool(items, stock)
    limits = []
    for type_id, quantity in quantity_by_type(items).items():
        pool_id = stock.pool_id(type_id)
        pooled = stock.pooled(type_id)
        fits = pooled // by_pool[pool_id]
        limits.append(ItemLimit(type_id, quantity, pool_id, by_pool[pool_id], stock.own(type_id), pooled, fits))
    return tuple(limits)


def fits_available(items: Iterable[FitItem], stock: PooledStock) -> FitsAvailable:
    """Complete fits that the stock allows: the least that any item allows, the hull included.

    An item that is nowhere allows 0 and is the bottleneck.
    """
    scarcest = min(item_limits(items, stock), key=lambda limit: limit.scarcity, default=None)
    return FitsAvailable(None, None) if scarcest is None else FitsAvailable(scarcest.fits, scarcest)


def unit_price(type_id: int, prices: Mapping[int, float | None], stock: PooledStock) -> float | None:
    """ISK for one unit in a fit: of the cheapest equivalent in stock; the type's own price when nothing of its pool is.

    None when neither is known.
    """
    in_stock = [prices.get(member) for member in stock.members(type_id) if stock.own(member) > 0]
    known = [price for price in in_stock if price is not None]
    return min(known) if known else prices.get(type_id)


def fit_cost(items: Iterable[FitItem], prices: Mapping[int, float | None], stock: PooledStock) -> FitCost:
    """ISK for one complete fit: quantity x `unit_price` over its items; `prices` is ISK per unit by type."""
    total, unpriced, priced = 0.0, [], False
    for type_id, quantity in quantity_by_type(items).items():
        price = unit_price(type_id, prices, stock)
        if price is None:
            unpriced.append(type_id)
        else:
            total, priced = total + quantity * price, True
    return FitCost(total if priced else None, tuple(unpriced))


def fit_target(ship_target: int | None, doctrine_target: int | None) -> int | None:
    """How many complete fits the market should hold: the fit's own target, else its doctrine's, else unknown (None)."""
    for target in (ship_target, doctrine_target):
        if target is not None and target >= 0:
            return target
    return None


def required_fits(target: int | None, multiplier: float = 1.0) -> int | None:
    """Whole fits that meet target x multiplier; None without a target."""
    return None if target is None else ceil(_scaled(target, multiplier))


def share_of_target(fits: int | None, target: int | None, multiplier: float = 1.0) -> float | None:
    """fits / (target x multiplier), not capped: 1.0 is on target.

    None when either is unknown, and for a target of 0, of which nothing is a share.
    """
    if fits is None or target is None or _scaled(target, multiplier) == 0:
        return None
    return fits / _scaled(target, multiplier)


def fit_status(fits: int | None, target: int | None, multiplier: float = 1.0) -> Status:
    """Critical up to 20 % of the target, needs attention up to 90 %, good above.

    Unknown when fits or target are; a target of 0 asks for nothing and is good.
    """
    if fits is None or target is None:
        return Status.UNKNOWN
    share = share_of_target(fits, target, multiplier)
    if share is None:
        return Status.GOOD
    share = round(share, 9)
    if share <= CRITICAL_UP_TO:
        return Status.CRITICAL
    return Status.ATTENTION if share <= ATTENTION_UP_TO else Status.GOOD


def _scaled(target: int, multiplier: float) -> float:
    # 10 x 1.1 is 11.000000000000002 in binary: unrounded, it would ask for a twelfth fit.
    return round(target * multiplier, 6)
