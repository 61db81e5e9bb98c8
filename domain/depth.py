"""The depth of a market for one type: how many units are for sale up to each price."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

_VIEW_TIMES_REFERENCE = 3.0


class DepthStep(NamedTuple):
    """At `price` ISK and below, `units` are for sale, which together cost `cost_isk`."""

    price: float
    units: int
    cost_isk: float


@dataclass(frozen=True)
class Depth:
    """The steps by rising price, and the price up to which they are worth drawing (None: all are)."""

    steps: tuple[DepthStep, ...]
    view_limit: float | None

    @property
    def highest_in_view(self) -> float:
        """The highest price within the view limit; there must be steps."""
        return max(step.price for step in self.steps if self.view_limit is None or step.price <= self.view_limit)

    @property
    def units_beyond_view(self) -> int:
        """The units whose price lies above the view limit."""
        if self.view_limit is None or not self.steps:
            return 0
        inside = [step.units for step in self.steps if step.price <= self.view_limit]
        return self.steps[-1].units - (inside[-1] if inside else 0)


def sell_depth(orders: Iterable[tuple[float, int]], jita_sell: float | None) -> Depth:
    """Depth of sell orders given as (price in ISK, units).

    Prices above three times the lowest, or three times Jita's where that is more, are beyond the view:
    one absurd order would press all others against the axis.
    """
    by_price: dict[float, int] = {}
    for price, units in orders:
        by_price[price] = by_price.get(price, 0) + units
    steps: list[DepthStep] = []
    units_total, cost_total = 0, 0.0
    for price, units in sorted(by_price.items()):
        units_total += units
        cost_total += price * units
        steps.append(DepthStep(price, units_total, cost_total))
    return Depth(tuple(steps), _view_limit(steps, jita_sell))


def _view_limit(steps: list[DepthStep], jita_sell: float | None) -> float | None:
    if not steps:
        return None
    limit = _VIEW_TIMES_REFERENCE * max(steps[0].price, jita_sell or 0.0)
    return limit if steps[-1].price > limit else None
