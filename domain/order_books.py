"""The sell orders of a market by type: what so many units cost when they are bought from the cheapest order up."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from domain.depth import DepthStep, sell_depth
from domain.doctrine import PooledStock

Level = tuple[float, int]
"""ISK per unit, and units for sale at it."""


class OrderBooks:
    """Sell orders by type as (ISK per unit, units), the cheapest first; equivalents of a pool make one book."""

    def __init__(self, levels: Mapping[int, Sequence[Level]], stock: PooledStock) -> None:
        self._levels = levels
        self._stock = stock
        self._pooled: dict[int, tuple[DepthStep, ...]] = {}

    def levels(self, type_id: int) -> Sequence[Level]:
        """The orders of the type itself, the cheapest first; empty where nobody sells it."""
        return self._levels.get(type_id, ())

    def cost(self, type_id: int, units: int) -> float | None:
        """ISK for so many units of the type and its equivalents, the cheapest first; None when there are fewer."""
        if units <= 0:
            return 0.0
        steps = self._steps(type_id)
        place = bisect_left(steps, units, key=lambda step: step.units)
        if place == len(steps):
            return None
        before = steps[place - 1] if place else DepthStep(0.0, 0, 0.0)
        return before.cost_isk + (units - before.units) * steps[place].price

    def _steps(self, type_id: int) -> tuple[DepthStep, ...]:
        pool_id = self._stock.pool_id(type_id)
        if pool_id not in self._pooled:
            orders = [level for member in self._stock.members(type_id) for level in self.levels(member)]
            self._pooled[pool_id] = sell_depth(orders, None).steps
        return self._pooled[pool_id]
