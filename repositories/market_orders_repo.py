"""The orders on a market."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from repositories.reading import ReplicaReader

_ORDERS = "SELECT is_buy_order, type_id, price, volume_remain, unixepoch(issued) + duration * 86400 AS expires_at FROM marketorders"
_ORDER_DTYPES = {"is_buy_order": "bool", "type_id": "int64", "price": "float64", "volume_remain": "int64", "expires_at": "float64"}
_TYPES = (
    "SELECT type_id, type_name, category_id FROM type_summary WHERE is_listed = 1 "
    "AND (:category_id IS NULL OR category_id = :category_id) ORDER BY type_name COLLATE NOCASE"
)
_TYPE_DTYPES = {"type_id": "int64", "type_name": "str", "category_id": "Int64"}


class MarketOrdersRepository:
    """Orders of one market: one row per order with price (ISK), volume_remain (units) and expires (naive UTC, missing where unknown)."""

    def __init__(self, reader: ReplicaReader) -> None:
        self._reader = reader

    def list_orders(self, is_buy: bool, category_id: int | None = None) -> pd.DataFrame:
        """All orders of one side, of one category or of all (None): by name of the type, the best price first.

        Further columns: type_id, type_name, category_id (missing where the type has none).
        """
        types = self._reader.frame(_TYPES, {"category_id": category_id}, _TYPE_DTYPES)
        # Names are joined here: 20,000 rows of numbers cost a third of the same rows with texts in them.
        orders = self._reader.frame(f"{_ORDERS} WHERE is_buy_order = :is_buy", {"is_buy": int(is_buy)}, _ORDER_DTYPES)
        places = pd.Index(types["type_id"]).get_indexer(pd.Index(orders["type_id"]))
        prices = orders["price"].to_numpy()
        in_order = np.lexsort((-prices if is_buy else prices, places))
        in_order = in_order[places[in_order] >= 0]
        named = types.take(places[in_order]).reset_index(drop=True)
        return named.join(_with_expiry(orders.take(in_order).reset_index(drop=True)))

    def list_type_orders(self, type_id: int) -> pd.DataFrame:
        """The orders of one type on both sides, by rising price. Further column: is_buy_order."""
        # From arrays, because pandas takes most of a millisecond for each step with a few rows.
        orders = self._reader.columns(f"{_ORDERS} WHERE type_id = :type_id ORDER BY price", {"type_id": type_id})
        found = {name: np.array(orders[name], dtype=_ORDER_DTYPES[name]) for name in ("is_buy_order", "price", "volume_remain")}
        return pd.DataFrame(found | {"expires": _moments(np.array(orders["expires_at"], dtype="float64"))})


def _with_expiry(orders: pd.DataFrame) -> pd.DataFrame:
    return orders[["price", "volume_remain"]].assign(expires=_moments(orders["expires_at"].to_numpy()))


def _moments(seconds: NDArray[np.float64]) -> NDArray[np.datetime64]:
    """Seconds since 1970 as moments; NaN is a moment that is not known."""
    known = np.isfinite(seconds)
    return np.where(known, np.where(known, seconds, 0).astype("int64").astype("datetime64[s]"), np.datetime64("NaT", "s"))
