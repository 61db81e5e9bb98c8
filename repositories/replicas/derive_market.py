"""What a served market holds beyond the collector's tables: every figure that the pages would else compute per click."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path

from repositories.replicas import problems, schema
from repositories.replicas.pools import pools_of
from repositories.replicas.sources.base import SERVED, KeptHistory, reading_served

DAYS_LONG, DAYS_SHORT = 30, 7
_AFTER_ALL_DAYS = "9999-99-99"

_KNOWN_TYPES = """
CREATE TEMP TABLE known AS
SELECT type_id FROM watchlist UNION SELECT type_id FROM marketstats UNION SELECT type_id FROM marketorders
UNION SELECT type_id FROM doctrines UNION SELECT ship_id FROM doctrines WHERE ship_id IS NOT NULL
UNION SELECT ship_type_id FROM doctrine_fits WHERE ship_type_id IS NOT NULL
UNION SELECT type_id FROM module_equivalents
"""
_FACTS_DDL = schema.TYPE_FACTS.replace("CREATE TABLE", "CREATE TEMP TABLE").replace("type_name TEXT NOT NULL", "type_name TEXT")
_FACTS = """
INSERT INTO type_facts
SELECT * FROM sde.type_facts WHERE type_id IN (SELECT type_id FROM known UNION SELECT DISTINCT type_id FROM market_history)
"""
_FACTS_OF_UNPUBLISHED = """
INSERT OR IGNORE INTO type_facts (type_id, type_name, group_id, group_name, category_id, category_name)
SELECT t.typeID, t.typeName, t.groupID, g.groupName, g.categoryID, c.categoryName
FROM sde.invTypes t LEFT JOIN sde.invGroups g ON g.groupID = t.groupID LEFT JOIN sde.invCategories c ON c.categoryID = g.categoryID
WHERE t.typeID IN (SELECT type_id FROM known)
"""
_ORDERED = """
CREATE TEMP TABLE ordered (type_id INTEGER PRIMARY KEY, type_name TEXT, stock, sell_orders, buy_orders, buy_volume,
    lowest_sell, highest_buy, sell_value_isk);
INSERT INTO ordered
SELECT type_id, max(type_name),
    sum(CASE WHEN is_buy_order THEN 0 ELSE volume_remain END), sum(NOT is_buy_order), sum(is_buy_order),
    sum(CASE WHEN is_buy_order THEN volume_remain ELSE 0 END),
    min(CASE WHEN NOT is_buy_order THEN price END), max(CASE WHEN is_buy_order THEN price END),
    sum(CASE WHEN is_buy_order THEN 0.0 ELSE price * volume_remain END)
FROM marketorders GROUP BY type_id
"""
# The 5th percentile with linear interpolation: of n prices it lies at position (n - 1) / 20, counted from 0.
_PERCENTILES = """
CREATE TEMP TABLE percentiles (type_id INTEGER PRIMARY KEY, price REAL);
INSERT INTO percentiles
SELECT type_id, sum(price * CASE place WHEN (n - 1) / 20 THEN 1 - (n - 1) % 20 / 20.0 WHEN (n - 1) / 20 + 1 THEN (n - 1) % 20 / 20.0 END)
FROM (SELECT type_id, price, row_number() OVER (PARTITION BY type_id ORDER BY price) - 1 AS place,
        count(*) OVER (PARTITION BY type_id) AS n
      FROM marketorders WHERE NOT is_buy_order)
WHERE place <= (n - 1) / 20 + 1
GROUP BY type_id
"""
# The history is stored by type, then day: a step per type finds its newest days without reading the others.
_EVER_SOLD = """
CREATE TEMP TABLE sold (type_id INTEGER PRIMARY KEY, units_30d, isk_30d, priced_30d, units_7d, isk_7d, priced_7d);
INSERT INTO sold (type_id) SELECT DISTINCT type_id FROM market_history
"""
_NEWEST_DAY = "SELECT max((SELECT max(date) FROM market_history h WHERE h.type_id = s.type_id)) FROM sold s"
_SOLD = """
INSERT OR REPLACE INTO sold
SELECT type_id, sum(volume), sum(average * volume), sum(CASE WHEN average IS NOT NULL THEN volume END),
    sum(CASE WHEN date > :short THEN volume END), sum(CASE WHEN date > :short THEN average * volume END),
    sum(CASE WHEN date > :short AND average IS NOT NULL THEN volume END)
FROM (SELECT type_id FROM sold) CROSS JOIN market_history USING (type_id) WHERE date > :long GROUP BY type_id
"""
_SUMMARY = """
INSERT INTO type_summary
SELECT type_id, type_name, group_id, group_name, category_id, category_name, meta_group_id, volume_m3, is_watched, is_listed,
    stock, sell_orders, buy_orders, buy_volume, lowest_sell, highest_buy, price, sell_value_isk,
    units_30d, isk_30d, units_7d, isk_7d, units_30d / 30.0, units_7d / 7.0,
    isk_30d / nullif(priced_30d, 0), isk_7d / nullif(priced_7d, 0), stock / nullif(units_30d / 30.0, 0), jita_sell, jita_buy
FROM (
    SELECT k.type_id,
        coalesce(w.type_name, s.type_name, o.type_name, d.type_name, f.type_name, e.type_name, 'Type ' || k.type_id) AS type_name,
        coalesce(w.group_id, s.group_id, d.group_id, f.group_id) AS group_id,
        coalesce(w.group_name, s.group_name, d.group_name, f.group_name) AS group_name,
        coalesce(w.category_id, s.category_id, d.category_id, f.category_id) AS category_id,
        coalesce(w.category_name, s.category_name, d.category_name, f.category_name) AS category_name,
        f.meta_group_id, f.packaged_volume_m3 AS volume_m3, w.type_id IS NOT NULL AS is_watched, o.type_id IS NOT NULL AS is_listed,
        coalesce(o.stock, 0) AS stock, coalesce(o.sell_orders, 0) AS sell_orders, coalesce(o.buy_orders, 0) AS buy_orders,
        coalesce(o.buy_volume, 0) AS buy_volume, o.lowest_sell, o.highest_buy, coalesce(s.price, p.price) AS price,
        coalesce(o.sell_value_isk, 0.0) AS sell_value_isk,
        iif(told, coalesce(h.units_30d, 0), NULL) AS units_30d, iif(told, coalesce(h.isk_30d, 0.0), NULL) AS isk_30d, h.priced_30d,
        iif(told, coalesce(h.units_7d, 0), NULL) AS units_7d, iif(told, coalesce(h.isk_7d, 0.0), NULL) AS isk_7d, h.priced_7d,
        iif(j.sell_price > 0, j.sell_price, NULL) AS jita_sell, iif(j.buy_price > 0, j.buy_price, NULL) AS jita_buy
    FROM (SELECT known.type_id, :has_history AND (known.type_id IN (SELECT type_id FROM sold)
            OR known.type_id IN (SELECT type_id FROM watchlist)) AS told FROM known) k
    LEFT JOIN watchlist w USING (type_id) LEFT JOIN marketstats s USING (type_id) LEFT JOIN ordered o USING (type_id)
    LEFT JOIN temp.type_facts f USING (type_id) LEFT JOIN percentiles p USING (type_id) LEFT JOIN sold h USING (type_id)
    LEFT JOIN jita_prices j USING (type_id)
    LEFT JOIN (SELECT type_id, max(type_name) AS type_name, max(group_id) AS group_id, max(group_name) AS group_name,
            max(category_id) AS category_id, max(category_name) AS category_name FROM doctrines GROUP BY type_id) d USING (type_id)
    LEFT JOIN (SELECT type_id, max(type_name) AS type_name FROM module_equivalents GROUP BY type_id) e USING (type_id)
)
"""
_CATEGORISED = """
INSERT INTO history_category
SELECT h.type_id, coalesce(s.category_id, f.category_id, 0), coalesce(s.category_name, f.category_name, 'Unknown')
FROM sold h LEFT JOIN main.type_summary s USING (type_id) LEFT JOIN temp.type_facts f USING (type_id)
"""
_DAILY = """
INSERT INTO daily_isk
SELECT date, category_id, max(category_name), coalesce(sum(average * volume), 0.0), coalesce(sum(volume), 0)
FROM main.history_category CROSS JOIN main.market_history USING (type_id) WHERE date >= ? GROUP BY date, category_id
"""
_KEPT_DAILY = f"INSERT INTO main.daily_isk SELECT * FROM {SERVED}.daily_isk WHERE date >= ? AND date < ?"  # noqa: S608
_ANOTHER_CATEGORY = f"""
SELECT EXISTS (SELECT 1 FROM main.history_category now JOIN {SERVED}.history_category old USING (type_id)
    WHERE (now.category_id, now.category_name) <> (old.category_id, old.category_name))
"""  # noqa: S608
_NAMED = (("marketorders", "type_id", "type_name"), ("marketstats", "type_id", "type_name"), ("watchlist", "type_id", "type_name"),
          ("doctrines", "type_id", "type_name"), ("doctrines", "ship_id", "ship_name"), ("doctrine_fits", "ship_type_id", "ship_name"),
          ("ship_targets", "ship_id", "ship_name"), ("module_equivalents", "type_id", "type_name"))  # fmt: skip


def derive(target: sqlite3.Connection, sde: Path | None, kept: KeptHistory | None = None) -> list[str]:
    """Fills the derived tables of a market, fills in missing names, makes the indexes; returns what is wrong with the data.

    Names, groups and volumes come from the served SDE at `sde`; without one they stay unknown, which is told. What was derived
    from the days of `kept` is taken over.

    Raises:
        ServedUnreadable: what was to be taken over is damaged.
    """
    for ddl in schema.MARKET_DERIVED:
        target.execute(ddl)
    target.execute(_KNOWN_TYPES)
    _read_facts(target, sde)
    _summarise(target)
    _add_up_days(target, kept)
    members = target.execute("SELECT equiv_group_id, type_id FROM module_equivalents").fetchall()
    target.executemany("INSERT INTO equivalent_pool VALUES (?, ?)", pools_of(members))
    _fill_in(target)
    for index in schema.MARKET_INDEXES:
        target.execute(index)
    return ([] if sde else [problems.NO_SDE]) + problems.of_market(target)


def _read_facts(target: sqlite3.Connection, sde: Path | None) -> None:
    target.execute(_FACTS_DDL)
    if sde:
        target.execute("ATTACH ? AS sde", (f"{sde.resolve().as_uri()}?mode=ro&immutable=1",))
        target.execute(_FACTS)
        target.execute(_FACTS_OF_UNPUBLISHED)


def _summarise(target: sqlite3.Connection) -> None:
    _run(target, _EVER_SOLD, {})
    newest = target.execute(_NEWEST_DAY).fetchone()[0]
    days = {"long": DAYS_LONG, "short": DAYS_SHORT}
    since = {name: target.execute("SELECT date(?, ?)", (newest, f"-{count} days")).fetchone()[0] for name, count in days.items()}
    for script in (_ORDERED, _PERCENTILES, _SOLD, _SUMMARY, _CATEGORISED):
        _run(target, script, {**since, "has_history": newest is not None})


def _run(target: sqlite3.Connection, script: str, values: Mapping[str, object]) -> None:
    for statement in script.split(";"):
        target.execute(statement, values)


def _add_up_days(target: sqlite3.Connection, kept: KeptHistory | None) -> None:
    first = ""
    if kept:
        with reading_served():
            if not target.execute(_ANOTHER_CATEGORY).fetchone()[0]:
                first = kept.until or _AFTER_ALL_DAYS
                target.execute(_KEPT_DAILY, (kept.since or "", first))
    target.execute(_DAILY, (first,))


def _fill_in(target: sqlite3.Connection) -> None:
    for table, type_id, name in _NAMED:
        _fill_missing(target, table, name, "type_name", type_id)
    for table in ("marketstats", "watchlist", "doctrines"):
        for column in ("group_id", "group_name", "category_id", "category_name"):
            _fill_missing(target, table, column, column, "type_id")
    target.execute("UPDATE doctrine_fits SET friendly_name = doctrine_name WHERE friendly_name IS NULL")


def _fill_missing(target: sqlite3.Connection, table: str, column: str, summary_column: str, type_id: str) -> None:
    known = f"SELECT s.{summary_column} FROM type_summary s WHERE s.type_id = {table}.{type_id}"  # noqa: S608 - names of this module
    target.execute(f"UPDATE {table} SET {column} = ({known}) WHERE {column} IS NULL")  # noqa: S608
