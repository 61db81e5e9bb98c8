"""A collector's market database at production size, made by SQLite itself: 25,000 orders, 875,000 rows of history."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.make import MARKET_SCHEMA

TYPES, DAYS, ORDERS = 2_500, 350, 25_000
NEWEST_DAY = "2026-11-19"
_COUNT = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last}) "
_PRICE = "round((({i} * 7919) % 1000003) * 1.37 + 0.01, 2)"
_TYPE = "100 + {i} % {types}"
_NAME = "'Some Kind Of Module ' || ({i} % {types})"


def write_market(path: Path) -> Path:
    """Writes the database, in the collector's order: day after day."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + MARKET_SCHEMA)
        for statement in _statements():
            connection.execute(statement)
        connection.commit()
    return path


def hourly_update() -> list[str]:
    """What the collector writes within an hour: all orders, all statistics, and one more day of history."""
    columns = "type_id, type_name, average, volume, highest, lowest, order_count, timestamp"
    newest = "(SELECT max(date) FROM market_history)"
    return [
        "BEGIN",
        "UPDATE marketorders SET order_id = order_id + 1000000, price = price * 1.01, volume_remain = volume_remain + 1",
        "UPDATE marketstats SET price = price * 1.01, last_update = datetime(last_update, '+1 hour')",
        f"INSERT INTO market_history (date, {columns}) SELECT datetime({newest}, '+1 day'), {columns} "
        f"FROM market_history WHERE date = {newest}",
        "UPDATE updatelog SET timestamp = datetime(timestamp, '+1 hour')",
        "COMMIT",
    ]


def _statements() -> list[str]:
    kind, name, price = _TYPE.format(i="i", types=TYPES), _NAME.format(i="i", types=TYPES), _PRICE.format(i="i")
    group = "18, 'Mineral', 4, 'Material'"
    day = f"datetime('{NEWEST_DAY}', '-' || ({DAYS} - 1 - i / {TYPES}) || ' days')"
    logged = ("marketstats", "marketorders", "market_history", "doctrines", "jita_prices")
    return [
        _COUNT.format(last=ORDERS - 1) + "INSERT INTO marketorders SELECT 6000000000 + i, i % 3 = 0, "
        f"{kind}, {name}, 90, datetime('{NEWEST_DAY}', '-' || (i % 90) || ' days'), {price}, 1 + i % 5000 FROM n",
        _COUNT.format(last=TYPES * DAYS - 1) + f"INSERT INTO market_history SELECT {day}, CAST({kind} AS TEXT), {name}, "
        f"{price}, 1 + i % 9999, {price} * 1.1, {price} * 0.9, 1 + i % 99, '2026-11-20 11:20:00', i + 1 FROM n",
        _COUNT.format(last=TYPES - 1) + "INSERT INTO marketstats SELECT "
        f"{kind}, 100, {price}, {price}, {price}, 10, 18, {name}, 'Mineral', 4, 'Material', 3, '2026-11-20 11:20:00' FROM n",
        _COUNT.format(last=TYPES - 1) + f"INSERT INTO watchlist SELECT {kind}, 18, {name}, {group[4:]} FROM n",
        _COUNT.format(last=TYPES - 1) + f"INSERT INTO jita_prices SELECT {kind}, {price}, {price} * 0.9, '2026-11-20 11:20:00' FROM n",
        "INSERT INTO updatelog (table_name, timestamp) VALUES " + ", ".join(f"('{table}', '2026-11-20 11:13:00')" for table in logged),
    ]
