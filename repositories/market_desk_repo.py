"""All that the comparison of markets needs of one market's replica, read at once."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import pandas as pd

from domain.doctrine_data import DoctrineData, ItemFigures
from domain.order_books import Level
from repositories.doctrine_repo import DoctrineRepository
from repositories.facts.slots import slot_of
from repositories.market_repo import MarketRepository
from repositories.reading import ReplicaReader

_FIGURES = """
SELECT type_id, type_name, group_id, group_name, category_id, category_name, volume_m3, stock, lowest_sell, price,
       avg_daily_volume_30d AS avg_daily_volume, jita_sell
FROM type_summary
"""
_SELL_ORDERS = "SELECT type_id, price, volume_remain FROM marketorders WHERE is_buy_order = 0 AND volume_remain > 0 ORDER BY type_id, price"
_LEVEL_DTYPES = {"type_id": "int64", "price": "float64", "volume_remain": "int64"}


@dataclass(frozen=True, slots=True)
class DeskData:
    """One market's doctrines with the figures of every type it knows, its sell orders by type, and its totals.

    `levels` are (ISK per unit, units), the cheapest first; a type that nobody sells has none.
    """

    doctrines: DoctrineData
    levels: dict[int, tuple[Level, ...]]
    sell_value_isk: float
    orders: int


class MarketDeskRepository:
    """The doctrines, figures and sell orders of one market."""

    def __init__(self, reader: ReplicaReader) -> None:
        self._reader = reader

    def get_data(self) -> DeskData:
        """Everything at once.

        Raises:
            DataUnavailable: the replica is missing or cannot be read.
        """
        doctrines = DoctrineRepository(self._reader).get_data()
        figures = {row["type_id"]: _figures(row) for row in self._reader.rows(_FIGURES)}
        totals = MarketRepository(self._reader).get_totals()
        return DeskData(
            doctrines=replace(doctrines, figures={**figures, **doctrines.figures}),
            levels=_by_type(self._reader.frame(_SELL_ORDERS, dtypes=_LEVEL_DTYPES)),
            sell_value_isk=totals["sell_value_isk"],
            orders=int(totals["sell_orders"] + totals["buy_orders"]),
        )


def _figures(row: dict[str, Any]) -> ItemFigures:
    category_id = row.pop("category_id")
    return ItemFigures(slot=slot_of(row["type_id"], row["group_id"], category_id), **row)


def _by_type(orders: pd.DataFrame) -> dict[int, tuple[Level, ...]]:
    columns = (orders[name].tolist() for name in _LEVEL_DTYPES)
    by_type = groupby(zip(*columns, strict=True), key=lambda order: order[0])
    return {type_id: tuple((price, units) for _, price, units in orders_of_type) for type_id, orders_of_type in by_type}
