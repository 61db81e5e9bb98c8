"""The tables that can be downloaded whole: for each the database and the query whose result is the file."""

from dataclasses import dataclass

from domain.errors import NotFound
from domain.exports import SDE_TABLES, STATIC_DATA_FILE, MarketFile


@dataclass(frozen=True, slots=True)
class TableExport:
    """One query on the served replica of `alias`; the names of its columns are the file's heading. `what` is for the file's name."""

    what: str
    alias: str
    sql: str


_ORDERS = """
SELECT iif(o.is_buy_order, 'buy', 'sell') AS "Side", o.type_name AS "Item", o.type_id AS "Type ID", o.price AS "Price",
    o.volume_remain AS "Units left", o.issued AS "Issued", o.duration AS "Duration, days",
    datetime(o.issued, '+' || o.duration || ' days') AS "Expires", o.order_id AS "Order ID"
FROM marketorders AS o ORDER BY o.type_id, o.is_buy_order, o.price
"""
_STATS = """
SELECT type_name AS "Item", type_id AS "Type ID", group_name AS "Group", category_name AS "Category",
    iif(is_watched, 'yes', 'no') AS "Watched", stock AS "Stock", sell_orders AS "Sell orders", buy_orders AS "Buy orders",
    buy_volume AS "Units in buy orders", lowest_sell AS "Lowest sell", highest_buy AS "Highest buy", price AS "Price",
    sell_value_isk AS "Sell value, ISK", units_30d AS "Units sold, 30 days", isk_30d AS "ISK traded, 30 days",
    units_7d AS "Units sold, 7 days", isk_7d AS "ISK traded, 7 days", avg_daily_volume_30d AS "Sold per day, 30 days",
    avg_daily_volume_7d AS "Sold per day, 7 days", avg_price_30d AS "Average price, 30 days", avg_price_7d AS "Average price, 7 days",
    days_of_stock AS "Days of stock", volume_m3 AS "m3", jita_sell AS "Jita sell", jita_buy AS "Jita buy"
FROM type_summary ORDER BY type_name COLLATE NOCASE, type_id
"""
_HISTORY = """
SELECT h.date AS "Date", t.type_name AS "Item", h.type_id AS "Type ID", h.average AS "Average", h.highest AS "Highest",
    h.lowest AS "Lowest", h.volume AS "Units", h.order_count AS "Orders"
FROM market_history AS h LEFT JOIN type_summary AS t ON t.type_id = h.type_id ORDER BY h.type_id, h.date
"""
_MARKET_TABLES = {MarketFile.ORDERS: _ORDERS, MarketFile.STATS: _STATS, MarketFile.HISTORY: _HISTORY}
SDE_ALIAS = "sde"


def find_market_table(file: MarketFile, alias: str) -> TableExport | None:
    """A file of the market `alias` that is one table of it; None for files that are worked out."""
    sql = _MARKET_TABLES.get(file)
    return None if sql is None else TableExport(file, alias, sql)


def get_sde_table(name: str) -> TableExport:
    """A table of the static data, of those that may be downloaded.

    Raises:
        NotFound: the name is not on the list.
    """
    if name not in SDE_TABLES:
        raise NotFound(f"There is no table “{name[:60]}” to download; there are: {', '.join(SDE_TABLES)}.")
    return TableExport(f"{STATIC_DATA_FILE}_{name}", SDE_ALIAS, f'SELECT * FROM "{name}"')  # noqa: S608 - from the list above
