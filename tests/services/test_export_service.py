"""The files that are answers, from real replicas of both markets."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from domain.errors import DataUnavailable, NotFound
from domain.exports import CsvRows
from domain.low_stock import low_stock
from domain.stock_filters import StockFilters
from settings_service import get_market_configs
from state import registry
from tests.make import Make, served

RIFTER, WEB, PIRATE_WEB, AMMO = 587, 10, 11, 12


@pytest.fixture
def data(tmp_path: Path) -> None:
    def made(rifters: int) -> Make:
        make = Make().watch(RIFTER, "Rifter").watch(WEB, "Web").watch(PIRATE_WEB, "Pirate web").watch(AMMO, "Ammo")
        make.sell(RIFTER, (100.0, rifters)).sell(PIRATE_WEB, (7.0, 9)).history(WEB, units=[3] * 30).history(AMMO, units=[1])
        make.equivalents([WEB, PIRATE_WEB])
        make.fit(1, "South", ship=(RIFTER, "Rifter"), items={WEB: 2}, doctrine="Roam", flag="primary", target=20)
        make.fit(2, "Both", ship=(RIFTER, "Rifter"), items={AMMO: 50}, doctrine="Roam", flag="both", target=None, doctrine_id=1)
        return make.fit(3, "North", ship=(RIFTER, "Rifter"), doctrine="Siege", flag="deployment", doctrine_id=2)

    served(tmp_path, primary=made(5), deployment=made(8))


def rows(file: CsvRows) -> list[Mapping[str, object]]:
    return [dict(zip(file.columns, row, strict=True)) for row in file.rows]


def export(market: str):
    return registry.get_export_service(get_market_configs()[market])


@pytest.mark.parametrize(("market", "staged"), [("primary", ["South", "Both"]), ("deployment", ["Both", "North"])])
def test_all_fits_are_those_staged_in_the_market(data: None, market: str, staged: list[str]) -> None:
    file = export(market).fits()
    assert list(dict.fromkeys(row["Fit"] for row in rows(file))) == staged
    assert file.what == "fits"


def test_a_fit_has_a_row_for_each_item_with_pooled_stock(data: None) -> None:
    file = export("primary").fits(fit_id=1)
    hull, web = rows(file)
    assert file.what == "fit_South"
    assert (hull["Item"], hull["Quantity"], hull["Stock"], hull["Target"], hull["Doctrines"]) == ("Rifter", 1, 5, 20, "Roam")
    assert (web["Stock"], web["Stock with equivalents"], web["Fits from stock"], web["Equivalents"]) == (0, 9, 4, "Pirate web")
    assert {hull["Fits available"], web["Fits available"]} == {4}
    assert (web["Price"], hull["Price"]) == (None, 100.0)


def test_a_doctrine_has_its_fits_of_this_market(data: None) -> None:
    file = export("deployment").fits(doctrine="Roam")
    assert {row["Fit"] for row in rows(file)} == {"Both"}
    assert file.what == "fits_Roam"
    assert {row["Target"] for row in rows(file)} == {None}


@pytest.mark.parametrize(("doctrine", "fit_id"), [("Siege", None), (None, 3), ("Nothing", None), (None, 99)])
def test_what_is_staged_elsewhere_is_not_handed_out(data: None, doctrine: str | None, fit_id: int | None) -> None:
    with pytest.raises(NotFound):
        export("primary").fits(doctrine, fit_id)


@pytest.mark.parametrize("asked", [StockFilters(), StockFilters(with_unsold=True), StockFilters(fit_id=2, limit_days=1)])
def test_low_stock_is_what_the_page_picks(data: None, asked: StockFilters) -> None:
    market = get_market_configs()["primary"]
    shown = low_stock(registry.get_low_stock_service(market).stock(), asked)
    file = rows(export("primary").low_stock(asked))
    assert [row["Item"] for row in file] == [kind.type_name for kind in shown]
    assert [row["Days of stock"] for row in file] == [kind.days_of_stock for kind in shown]
    assert "Ammo" in [row["Item"] for row in file]


def test_a_market_without_doctrines_has_a_heading_only(tmp_path: Path) -> None:
    served(tmp_path, primary=Make().watch(RIFTER, "Rifter"))
    assert rows(export("primary").fits()) == []


def test_a_market_that_is_not_there_cannot_be_read() -> None:
    with pytest.raises(DataUnavailable, match=r"wcmktprod\.db"):
        export("primary").fits()
