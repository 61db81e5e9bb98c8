"""What a market holds and trades: its figures, its ISK volume, its orders, and one type in depth."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from domain.depth import Depth, sell_depth
from domain.isk_volume import VolumeOptions, VolumeSeries, volume_series
from domain.market_figures import DAYS_COMPARED, MarketOverview, TypeFigures
from domain.price_history import HistoryDay, HistoryRange, PriceHistory, price_history

TOP_LENGTH = 10


@dataclass(frozen=True)
class OrderBook:
    """The orders of one type, each side with its best price first: price, volume_remain, expires, days_left."""

    sell: pd.DataFrame
    buy: pd.DataFrame
    depth: Depth


class Types(Protocol):
    """What the service asks of the market repository."""

    def list_categories(self) -> dict[int, str]: ...
    def list_items(self, category_id: int | None = None) -> dict[int, str]: ...
    def get_type(self, type_id: int) -> TypeFigures: ...
    def get_totals(self, category_id: int | None = None) -> dict[str, float]: ...
    def find_history_days(self) -> tuple[date, date] | None: ...
    def find_data_time(self) -> datetime | None: ...
    def list_daily_isk(self, category_id: int | None = None, since: date | None = None) -> list[tuple[date, float]]: ...
    def list_history(self, type_id: int, since: date | None = None) -> list[HistoryDay]: ...
    def list_most_traded(self, by: str, days: int, category_id: int | None, limit: int) -> pd.DataFrame: ...


class Orders(Protocol):
    """What the service asks of the orders repository."""

    def list_orders(self, is_buy: bool, category_id: int | None = None) -> pd.DataFrame: ...
    def list_type_orders(self, type_id: int) -> pd.DataFrame: ...


class MarketService:
    """Answers for one market. A `category_id` of None is every category."""

    def __init__(self, types: Types, orders: Orders) -> None:
        self._types = types
        self._orders = orders

    def categories(self) -> dict[int, str]:
        """Names by category_id of the categories that the market knows types of, by name."""
        return self._types.list_categories()

    def items(self, category_id: int | None = None) -> dict[int, str]:
        """Names by type_id of the types that the market knows (watched or ordered), by name."""
        return self._types.list_items(category_id)

    def overview(self, category_id: int | None = None) -> MarketOverview:
        """The market, or one category of it, in a few figures."""
        totals = self._types.get_totals(category_id)
        history = self._types.find_history_days()
        recent, before = self._isk_compared(category_id, *history) if history else (None, None)
        return MarketOverview(
            sell_value_isk=totals["sell_value_isk"],
            sell_orders=int(totals["sell_orders"]),
            buy_orders=int(totals["buy_orders"]),
            listed_types=int(totals["listed_types"]),
            known_types=int(totals["known_types"]),
            isk_30d=recent,
            isk_previous_30d=before,
            history_until=history[1] if history else None,
        )

    def _isk_compared(self, category_id: int | None, first: date, last: date) -> tuple[float | None, float | None]:
        recent_from = last - timedelta(days=DAYS_COMPARED - 1)
        before_from = recent_from - timedelta(days=DAYS_COMPARED)
        daily = self._types.list_daily_isk(category_id, since=before_from)
        recent = sum(isk for day, isk in daily if day >= recent_from)
        before = sum(isk for day, isk in daily if day < recent_from)
        return recent, before if first <= before_from else None

    def history_days(self) -> tuple[date, date] | None:
        """The first and the last day of the market's history; None without any."""
        return self._types.find_history_days()

    def isk_volume(self, options: VolumeOptions, category_id: int | None = None) -> VolumeSeries:
        """The ISK traded per day, week or month; days without trade count as 0."""
        history = self._types.find_history_days()
        if history is None:
            return VolumeSeries((), None)
        traded = dict(self._types.list_daily_isk(category_id))
        first, last = history
        calendar = [first + timedelta(days=day) for day in range((last - first).days + 1)]
        return volume_series([(day, traded.get(day, 0.0)) for day in calendar], options)

    def most_traded(self, by: Literal["isk", "units"], days: Literal[7, 30], category_id: int | None = None) -> pd.DataFrame:
        """The ten types with most ISK or units in the last 7 or 30 days of the history, most first.

        Columns: type_id, type_name, category_id, isk, units; types without sales are not in it.
        """
        return self._types.list_most_traded(by, days, category_id, TOP_LENGTH)

    def orders(self, is_buy: bool, category_id: int | None = None) -> pd.DataFrame:
        """All orders of one side, by name of the type, the best price first.

        Columns: type_id, type_name, category_id, price (ISK), volume_remain (units), expires (naive UTC), value_isk, days_left.
        """
        orders = self._orders.list_orders(is_buy, category_id)
        value = orders["price"].to_numpy() * orders["volume_remain"].to_numpy()
        return orders.assign(value_isk=value, days_left=days_left(orders, self._types.find_data_time()))

    def type_figures(self, type_id: int) -> TypeFigures:
        """The figures of one type.

        Raises:
            NotFound: the market knows no such type.
        """
        return self._types.get_type(type_id)

    def order_book(self, type_id: int, jita_sell: float | None) -> OrderBook:
        """The orders of one type on both sides, and the depth of the sell side, seen against Jita's price."""
        orders = self._orders.list_type_orders(type_id)
        is_buy = orders.pop("is_buy_order").to_numpy()
        orders["days_left"] = days_left(orders, self._types.find_data_time())
        sell, buy = orders.take(np.flatnonzero(~is_buy)), orders.take(np.flatnonzero(is_buy)[::-1])
        offers = zip(sell["price"].tolist(), sell["volume_remain"].tolist(), strict=True)
        return OrderBook(sell, buy, sell_depth(offers, jita_sell))

    def price_history(self, type_id: int, shown: HistoryRange) -> PriceHistory | None:
        """The prices and sales of one type; None when the type was never sold in the market's history."""
        history = self._types.find_history_days()
        if history is None:
            return None
        days = self._types.list_history(type_id, shown.first_day_read(history[1])) or self._types.list_history(type_id)
        return price_history(days, shown, history[1]) if days else None


def days_left(orders: pd.DataFrame, data_time: datetime | None) -> NDArray[np.float64] | float:
    """Days from the time of the data (naive UTC) to `expires`, below 0 when that came first; NaN where either is unknown."""
    if data_time is None:
        return np.nan
    left: NDArray[np.float64] = (orders["expires"].to_numpy() - np.datetime64(data_time)) / np.timedelta64(1, "D")
    return left


def matching(orders: pd.DataFrame, search: str) -> pd.DataFrame:
    """The rows whose type_name holds every word of `search`; case does not count, and an empty search finds all."""
    found = orders
    for word in search.split():
        found = found[found["type_name"].str.contains(word, case=False, regex=False)]
    return found
