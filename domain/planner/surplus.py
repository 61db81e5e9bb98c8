"""What a market can give away: its stock beyond its own targets and its own sales."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from domain.doctrine import PooledStock


@dataclass(frozen=True, slots=True)
class Surplus:
    """Units by type that can be taken at once, of what was asked for; `unjudged` are types left alone because nobody knows their sales."""

    units: Mapping[int, int]
    unjudged: tuple[int, ...] = ()


def surplus(
    asked: Mapping[int, int], stock: PooledStock, own_demand: Mapping[int, int], daily_sales: Mapping[int, float | None], days: float
) -> Surplus:
    """How much of the `asked` units by type a market can give.

    It keeps `own_demand`, the units by pool that its own fits take at their targets, and besides `days` days of sales,
    for each type and for each pool of equivalents. `daily_sales` is units per day by type; where that is unknown (None, or not in
    it), nothing can be given unless `days` is 0. Equivalents share what their pool can spare, in the order they are asked.
    """
    units: dict[int, int] = {}
    unjudged: list[int] = []
    spare_of_pool: dict[int, int] = {}
    for type_id, wanted in asked.items():
        own_spare = _spare(type_id, stock, daily_sales, days)
        if own_spare is None:
            unjudged += [type_id] if stock.own(type_id) > 0 else []
            continue
        pool_id = stock.pool_id(type_id)
        if pool_id not in spare_of_pool:
            spares = [_spare(member, stock, daily_sales, days) for member in stock.members(type_id)]
            spare_of_pool[pool_id] = sum(spare for spare in spares if spare is not None) - own_demand.get(pool_id, 0)
        taken = max(0, min(wanted, own_spare, spare_of_pool[pool_id]))
        if taken:
            units[type_id] = taken
            spare_of_pool[pool_id] -= taken
    return Surplus(units, tuple(unjudged))


def _spare(type_id: int, stock: PooledStock, daily_sales: Mapping[int, float | None], days: float) -> int | None:
    """Units beyond `days` days of sales; below 0 where these take more than there is, None when they are unknown."""
    sales = daily_sales.get(type_id)
    if days > 0 and sales is None:
        return None
    # A product like 0.1 x 30 lies a little above 3 in binary, and must not keep a fourth unit.
    return stock.own(type_id) - ceil(round((sales or 0.0) * days, 9))
