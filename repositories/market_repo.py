"""What a market's replica says about its types, their trade and their history."""

from collections.abc import Sequence
from datetime import date, datetime

import pandas as pd

from domain.errors import NotFound
from domain.market_figures import TypeFigures
from domain.price_history import HistoryDay
from repositories.reading import ReplicaReader

_KNOWN = "(is_watched = 1 OR is_listed = 1)"
_IN_CATEGORY = "(:category_id IS NULL OR category_id = :category_id)"
_TYPE_FIGURES = ", ".join(TypeFigures.__dataclass_fields__)
_TOP_DTYPES = {"type_id": "int64", "type_name": "str", "category_id": "Int64", "isk": "float64", "units": "Int64"}


class MarketRepository:
    """Types, trade and history of one market. A `category_id` of None is every category."""

    def __init__(self, reader: ReplicaReader) -> None:
        self._reader = reader

    def list_categories(self) -> dict[int, str]:
        """Names by category_id of the categories with watched or ordered types, by name."""
        rows = self._reader.rows(
            f"SELECT DISTINCT category_id, category_name FROM type_summary "  # noqa: S608 - constants only
            f"WHERE {_KNOWN} AND category_id IS NOT NULL ORDER BY category_name"
        )
        return {row["category_id"]: row["category_name"] or f"Category {row['category_id']}" for row in rows}

    def list_items(self, category_id: int | None = None) -> dict[int, str]:
        """Names by type_id of the watched or ordered types, by name."""
        rows = self._reader.rows(
            f"SELECT type_id, type_name FROM type_summary WHERE {_KNOWN} AND {_IN_CATEGORY} "  # noqa: S608 - constants only
            "ORDER BY type_name COLLATE NOCASE",
            {"category_id": category_id},
        )
        return {row["type_id"]: row["type_name"] for row in rows}

    def get_type(self, type_id: int) -> TypeFigures:
        """The figures of one type.

        Raises:
            NotFound: the market knows no such type.
        """
        row = self._reader.row(f"SELECT {_TYPE_FIGURES} FROM type_summary WHERE type_id = :type_id", {"type_id": type_id})  # noqa: S608
        if row is None:
            raise NotFound(f"This market knows no type with the number {type_id}.")
        return TypeFigures(**row)

    def get_totals(self, category_id: int | None = None) -> dict[str, float]:
        """sell_value_isk, sell_orders, buy_orders, listed_types and known_types, summed; 0 where there is nothing."""
        row = self._reader.row(
            "SELECT total(sell_value_isk) AS sell_value_isk, coalesce(sum(sell_orders), 0) AS sell_orders, "  # noqa: S608
            "coalesce(sum(buy_orders), 0) AS buy_orders, coalesce(sum(is_listed), 0) AS listed_types, count(*) AS known_types "
            f"FROM type_summary WHERE {_KNOWN} AND {_IN_CATEGORY}",
            {"category_id": category_id},
        )
        return row or {}

    def find_history_days(self) -> tuple[date, date] | None:
        """The first and the last day of the market's history; None without any."""
        # Two reads: SQLite looks up a minimum or a maximum in an index, but not both at once.
        row = self._reader.row("SELECT (SELECT min(date) FROM daily_isk) AS first, (SELECT max(date) FROM daily_isk) AS last")
        if row is None or row["first"] is None:
            return None
        return date.fromisoformat(row["first"]), date.fromisoformat(row["last"])

    def find_data_time(self) -> datetime | None:
        """When the collector last wrote the orders (naive UTC); None when the data does not say."""
        row = self._reader.row("SELECT value FROM replica_meta WHERE key = 'data_at'")
        return datetime.fromisoformat(row["value"]) if row and row["value"] else None

    def list_daily_isk(self, category_id: int | None = None, since: date | None = None) -> list[tuple[date, float]]:
        """ISK traded by day, oldest first; a day without trade has no entry."""
        rows = self._reader.rows(
            f"SELECT date, sum(isk) AS isk FROM daily_isk WHERE date >= :since AND {_IN_CATEGORY} "  # noqa: S608 - constants only
            "GROUP BY date ORDER BY date",
            {"category_id": category_id, "since": _from(since)},
        )
        return [(date.fromisoformat(row["date"]), row["isk"]) for row in rows]

    def list_history(self, type_id: int, since: date | None = None) -> list[HistoryDay]:
        """The days on which a type was sold, from `since` on, oldest first; a missing low or high is the average of the day."""
        rows = self._reader.rows(
            "SELECT date, average, coalesce(lowest, average) AS lowest, coalesce(highest, average) AS highest, volume "
            "FROM market_history WHERE type_id = :type_id AND date >= :since AND average IS NOT NULL AND volume > 0 ORDER BY date",
            {"type_id": type_id, "since": _from(since)},
        )
        return [HistoryDay(date.fromisoformat(row["date"]), row["average"], row["lowest"], row["highest"], row["volume"]) for row in rows]

    def list_most_traded(self, by: str, days: int, category_id: int | None, limit: int) -> pd.DataFrame:
        """The types with most ISK or most units (`by`: "isk" or "units") in the last 7 or 30 days, most first.

        Columns: type_id, type_name, category_id, isk, units; types without sales are not in it.
        """
        columns: Sequence[str] = ("isk", "units")
        if by not in columns or days not in (7, 30):
            raise ValueError(f"There is no sum of {by} over {days} days.")
        return self._reader.frame(
            f"SELECT type_id, type_name, category_id, isk_{days}d AS isk, units_{days}d AS units FROM type_summary "  # noqa: S608
            f"WHERE {by}_{days}d > 0 AND {_IN_CATEGORY} ORDER BY {by}_{days}d DESC, type_id LIMIT :limit",
            {"category_id": category_id, "limit": limit},
            _TOP_DTYPES,
        )


def _from(since: date | None) -> str:
    return "" if since is None else since.isoformat()
