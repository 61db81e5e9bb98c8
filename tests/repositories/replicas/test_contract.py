import sqlite3
from contextlib import closing
from typing import Any

import pytest

from repositories.replicas import schema
from repositories.replicas.contract import FLAG, INTEGER, LENIENT_DAY, LENIENT_INTEGER, MOMENT, REAL, TEXT, Kind, Table, missing_from
from repositories.replicas.tables import BUILD_COST_TABLES, MARKET_TABLES, SDE_TABLES, tables_of

ORDERS = MARKET_TABLES[0]


def normalised(kind: Kind, value: object) -> Any:
    with closing(sqlite3.connect(":memory:")) as connection:
        return connection.execute("SELECT " + kind.normalise.format(v="?1"), (value,)).fetchone()[0]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (INTEGER, "", None),
        (REAL, None, None),
        (TEXT, "  ", None),
        (TEXT, " Rifter ", "Rifter"),
        (FLAG, "True", 1),
        (FLAG, 0, 0),
        (MOMENT, "2026-11-20 11:20:00", "2026-11-20 11:20:00"),
        (MOMENT, "2026-11-20T11:20:00.123+02:00", "2026-11-20 09:20:00"),
        (MOMENT, "2026-11-20", "2026-11-20 00:00:00"),
        (MOMENT, "", None),
        (LENIENT_INTEGER, 34, 34),
        (LENIENT_INTEGER, "34", 34),
        (LENIENT_INTEGER, "34.0", 34),
        (LENIENT_INTEGER, "34.5", None),
        (LENIENT_INTEGER, "12abc", None),
        (LENIENT_INTEGER, None, None),
        (LENIENT_DAY, "2026-11-19 00:00:00", "2026-11-19"),
        (LENIENT_DAY, "2026-02-30", None),
        (LENIENT_DAY, "now", None),
        (LENIENT_DAY, 2461000, None),
    ],
)
def test_values_are_normalised(kind: Kind, value: object, expected: object) -> None:
    assert normalised(kind, value) == expected


@pytest.mark.parametrize("value", ["now", "yesterday", "2026-13-01", "2026-11-20 25:00", 1_700_000_000])
def test_moment_that_cannot_be_read_is_left_for_the_table_to_refuse(value: object) -> None:
    assert isinstance(normalised(MOMENT, value), bytes)


@pytest.mark.parametrize("tables", [MARKET_TABLES, SDE_TABLES, BUILD_COST_TABLES])
def test_every_table_of_the_contract_can_be_created(tables: tuple[Any, ...]) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in tables:
            connection.execute(table.ddl)
            stored = [name for _, name, *_ in connection.execute(f"PRAGMA table_info({table.name})")]
            assert stored == [column.name for column in table.columns]


def copied(rows: list[tuple[object, ...]]) -> list[tuple[Any, ...]]:
    """The orders that come of rows of (price, volume, order id, type id, buy) in an original with its own spelling of the names."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("ATTACH ':memory:' AS original")
        connection.execute("CREATE TABLE original.MarketOrders (Price, volume_remain, ORDER_ID, type_id, is_buy_order, note)")
        connection.executemany("INSERT INTO MarketOrders VALUES (?, ?, ?, ?, ?, 'x')", rows)
        connection.execute(ORDERS.ddl)
        available = ["Price", "volume_remain", "ORDER_ID", "type_id", "is_buy_order", "note"]
        connection.execute(ORDERS.copy_sql(available, "original"))
        return connection.execute("SELECT order_id, type_id, price, issued FROM main.marketorders").fetchall()


def test_rows_are_normalised_on_the_way_in_and_one_of_equal_keys_wins() -> None:
    assert copied([("5", 10, 1, "34", "false"), (6, 10, 1, 34, 0), (7, None, 2, 34, 0)]) == [(1, 34, 6.0, None)]


def test_value_of_the_wrong_kind_is_refused_by_the_table() -> None:
    with pytest.raises(sqlite3.IntegrityError, match="price"):
        copied([("cheap", 1, 1, 34, 0)])


def test_what_is_missing_is_named_table_first() -> None:
    whole = {table.name.lower(): [column.name.upper() for column in table.columns] for table in MARKET_TABLES}
    assert missing_from(MARKET_TABLES, whole) is None
    assert missing_from(MARKET_TABLES, {**whole, "marketorders": ["order_id"]}) == (
        "table 'marketorders' has no column 'is_buy_order' and no column 'type_id' and no column 'type_name' and no column 'duration' "
        "and no column 'issued' and no column 'price' and no column 'volume_remain'"
    )
    del whole["watchlist"]
    assert missing_from(MARKET_TABLES, whole) == "table 'watchlist' is missing"


def test_any_alias_that_is_not_shared_is_a_market() -> None:
    assert tables_of("a third market") is MARKET_TABLES
    assert (tables_of("sde"), tables_of("build_cost")) == (SDE_TABLES, BUILD_COST_TABLES)


def test_indexes_name_columns_that_are_there() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in (*MARKET_TABLES, *SDE_TABLES):
            connection.execute(table.ddl)
        for statement in (*schema.MARKET_DERIVED, *schema.SDE_DERIVED, *schema.MARKET_INDEXES, *schema.SDE_INDEXES):
            connection.execute(statement)
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").fetchone()[0] > 5


@pytest.mark.parametrize("table", [*MARKET_TABLES, *SDE_TABLES, *BUILD_COST_TABLES], ids=lambda table: table.name)
def test_key_leads_the_columns_of_a_table_and_cannot_be_missing(table: Table) -> None:
    leading = table.columns[: len(table.key)]
    assert tuple(column.name for column in leading) == table.key
    assert all(column.essential for column in leading) or table.key == ("id",)
