"""The tables that can be downloaded, read from real replicas."""

import csv
import io
from pathlib import Path

import pytest

from config import DatabaseConfig
from domain.errors import NotFound
from domain.exports import SDE_TABLES, MarketFile
from repositories.csv_worker import csv_of
from repositories.export_repo import TableExport, find_market_table, get_sde_table
from settings_service import get_market_configs
from tests.make import Make, served

RIFTER, WEB, STRANGER = 587, 10, 999


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> None:
    make = Make().watch(RIFTER, 'Rifter, "used"', group=(25, "Frigate"), category=(6, "Ship"), packaged_m3=2500.0)
    make.sell(RIFTER, (200.0, 3), (100.5, 4)).buy(RIFTER, (90.0, 7)).history(RIFTER, units=[12]).jita(RIFTER, 80.0, None)
    make.watch(WEB, "=Web").history(STRANGER, rows=[("2026-11-18", 5.0, 2)])
    served(tmp_path, primary=make, deployment=Make().watch(RIFTER, 'Rifter, "used"').sell(RIFTER, (300.0, 1)))


def rows(export: TableExport | None) -> list[dict[str, str]]:
    assert export is not None
    uri = f"{DatabaseConfig(export.alias).path.as_uri()}?mode=ro"
    text = b"".join(csv_of({"database": uri, "sql": export.sql, "with_bom": False, "gzip": False})).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def market_rows(file: MarketFile, market: str = "primary") -> list[dict[str, str]]:
    return rows(find_market_table(file, get_market_configs()[market].database_alias))


def test_orders_tell_side_price_and_when_they_end() -> None:
    orders = market_rows(MarketFile.ORDERS)
    assert [(row["Side"], row["Price"], row["Units left"]) for row in orders] == [
        ("sell", "100.5", "4"),
        ("sell", "200.0", "3"),
        ("buy", "90.0", "7"),
    ]
    assert orders[0]["Item"] == 'Rifter, "used"'
    assert (orders[0]["Issued"], orders[0]["Duration, days"], orders[0]["Expires"]) == ("2026-11-20 11:20:00", "90", "2027-02-18 11:20:00")


def test_each_market_has_its_own_orders() -> None:
    assert [row["Price"] for row in market_rows(MarketFile.ORDERS, "deployment")] == ["300.0"]


def test_stats_are_our_figures_and_unknown_is_empty() -> None:
    stats = {row["Type ID"]: row for row in market_rows(MarketFile.STATS)}
    rifter, web = stats[str(RIFTER)], stats[str(WEB)]
    assert (rifter["Stock"], rifter["Lowest sell"], rifter["Units sold, 30 days"]) == ("7", "100.5", "12")
    assert float(rifter["Sold per day, 30 days"]) == pytest.approx(0.4)
    assert float(rifter["Days of stock"]) == pytest.approx(17.5)
    assert (rifter["Jita sell"], rifter["Jita buy"], rifter["Watched"]) == ("80.0", "", "yes")
    assert (web["Item"], web["Stock"], web["Days of stock"], web["Price"]) == ("'=Web", "0", "", "")


def test_history_has_a_row_for_each_type_and_day() -> None:
    history = market_rows(MarketFile.HISTORY)
    assert [(row["Date"], row["Type ID"], row["Units"]) for row in history] == [
        ("2026-11-19", str(RIFTER), "12"),
        ("2026-11-18", str(STRANGER), "2"),
    ]
    assert (history[0]["Item"], history[1]["Item"]) == ('Rifter, "used"', "")


@pytest.mark.parametrize("name", SDE_TABLES)
def test_every_table_on_the_list_can_be_downloaded(name: str) -> None:
    found = rows(get_sde_table(name))
    assert get_sde_table(name).what == f"sde_{name}"
    if name == "sdeTypes":
        assert {row["typeID"]: row["typeName"] for row in found}[str(RIFTER)] == 'Rifter, "used"'


@pytest.mark.parametrize("name", ["", "sqlite_master", "replica_meta", "type_facts", 'sdeTypes"; DROP TABLE x; --', "sdetypes"])
def test_no_other_table_can_be(name: str) -> None:
    with pytest.raises(NotFound, match="There is no table"):
        get_sde_table(name)


@pytest.mark.parametrize("file", [MarketFile.FITS, MarketFile.LOW_STOCK])
def test_answers_are_no_tables(file: MarketFile) -> None:
    assert find_market_table(file, "wcmktprod") is None
