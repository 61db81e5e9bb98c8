"""Reads of what a market should hold."""

from dataclasses import dataclass

from repositories.reading import ReplicaReader

_HELD = """
SELECT type_id, type_name, group_name, category_id, category_name, meta_group_id, volume_m3, price, lowest_sell, jita_sell, stock,
       units_30d,
       is_watched OR type_id IN (SELECT type_id FROM marketstats) AS is_watched
FROM type_summary
"""
_POOLS = "SELECT type_id, pool_id FROM equivalent_pool"
_HISTORY = "SELECT EXISTS (SELECT 1 FROM daily_isk) AS has_history"


@dataclass(frozen=True)
class HeldType:
    """A type that the market knows; stock in units for sale, `units_30d` sold in 30 days, prices in ISK per unit; None is unknown."""

    type_id: int
    type_name: str
    group_name: str | None
    category_id: int | None
    category_name: str | None
    meta_group_id: int | None
    volume_m3: float | None
    price: float | None
    lowest_sell: float | None
    jita_sell: float | None
    stock: int
    units_30d: int | None
    is_watched: int


class LowStockRepository:
    """Types, pools of equivalents and whether there is a history, from one market's replica.

    Every method raises DataUnavailable when the replica is missing or cannot be read.
    """

    def __init__(self, reader: ReplicaReader) -> None:
        self._reader = reader

    def list_types(self) -> list[HeldType]:
        """Every type that the market knows; one with the collector's statistics counts as watched."""
        return [HeldType(**row) for row in self._reader.rows(_HELD)]

    def list_pools(self) -> dict[int, int]:
        """The pool of each type that has equivalents; a pool's id is the smallest type_id in it."""
        return {row["type_id"]: row["pool_id"] for row in self._reader.rows(_POOLS)}

    def has_history(self) -> bool:
        """Whether the market has any history."""
        return bool((self._reader.row(_HISTORY) or {})["has_history"])
