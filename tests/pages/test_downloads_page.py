"""The page Downloads, router included: which files it offers for which market, and that it makes none of them itself."""

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from config import DatabaseConfig
from domain.exports import SDE_TABLES
from settings_service import get_market_configs
from tests.make import Make, served

RIFTER = 587
MARKETS = ["primary", "deployment"]


def market(flag: str) -> Make:
    make = Make().watch(RIFTER, "Rifter").sell(RIFTER, (100.0, 5)).history(RIFTER, units=[1] * 30)
    make.fit(1, f"Fit {flag}", ship=(RIFTER, "Rifter"), doctrine=f"Doctrine {flag}", flag=flag)
    return make.fit(2, "Shared", ship=(RIFTER, "Rifter"), doctrine="Shared doctrine", flag="both", doctrine_id=2)


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return served(tmp_path, primary=market("primary"), deployment=market("deployment"))


def links(app: AppTest) -> list[str]:
    return [unescape(href) for element in app.get("html") for href in re.findall(r'href="([^"]*)"', element.proto.body)]


@pytest.mark.parametrize("key", MARKETS)
def test_every_file_is_offered_for_the_active_market(visit, full: Path, key: str) -> None:
    app = visit("downloads", market=key)
    assert not app.exception
    assert app.title[0].value == f"{get_market_configs()[key].name} Downloads"
    assert links(app) == [
        f"/export/orders.csv?market={key}",
        f"/export/stats.csv?market={key}",
        f"/export/history.csv?market={key}",
        f"/export/low_stock.csv?market={key}",
        f"/export/fits.csv?market={key}",
        f"/export/sde.csv?market={key}&table=sdeTypes",
    ]


def test_a_doctrine_a_fit_and_a_table_can_be_chosen_and_stand_in_the_address(visit, full: Path) -> None:
    app = visit("downloads", market="primary")
    app.selectbox(key="downloads.doctrine").set_value("Doctrine primary")
    app.selectbox(key="downloads.fit").set_value(2)
    app.selectbox(key="downloads.table").set_value("invGroups").run()
    assert links(app)[-3:] == [
        "/export/fits.csv?market=primary&doctrine=Doctrine+primary",
        "/export/fits.csv?market=primary&fit=2",
        "/export/sde.csv?market=primary&table=invGroups",
    ]
    assert dict(app.query_params) == {"market": "primary", "doctrine": "Doctrine primary", "fit": "2", "table": "invGroups"}


def test_only_what_is_staged_here_can_be_chosen(visit, full: Path) -> None:
    app = visit("downloads", market="deployment")
    assert app.selectbox(key="downloads.fit").options == ["Fit deployment", "Shared"]
    assert app.selectbox(key="downloads.doctrine").options == ["Doctrine deployment", "Shared doctrine"]
    assert len(app.selectbox(key="downloads.table").options) == len(SDE_TABLES)


def test_a_doctrine_that_the_other_market_lacks_is_dropped_with_a_notice(visit, full: Path) -> None:
    app = visit("downloads", market="primary", doctrine="Doctrine primary", bom="yes")
    app.selectbox(key="market.selector").set_value("deployment").run()
    assert "doctrine" in app.warning[0].value
    assert dict(app.query_params) == {"market": "deployment", "bom": "yes"}


def test_the_mark_for_spreadsheets_is_asked_for_in_every_address(visit, full: Path) -> None:
    app = visit("downloads", market="primary")
    app.toggle(key="downloads.bom").set_value(True).run()
    assert all(link.endswith("bom=yes") for link in links(app))


def test_drawing_the_page_makes_no_file(visit, full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from services.export_service import ExportService

    def never(*_: object) -> None:
        raise AssertionError("a file was made")

    monkeypatch.setattr(ExportService, "fits", never)
    monkeypatch.setattr(ExportService, "low_stock", never)
    app = visit("downloads", market="primary", doctrine="Shared doctrine", fit="2")
    assert not app.exception
    assert not app.error
    assert len(links(app)) == 8


def test_an_empty_market_offers_its_files_and_says_that_no_doctrine_is_staged(visit, tmp_path: Path) -> None:
    served(tmp_path)
    for key in MARKETS:
        app = visit("downloads", market=key)
        assert not app.exception
        assert "No doctrine is staged" in app.info[0].value
        assert f"/export/orders.csv?market={key}" in links(app)


def test_static_data_is_offered_where_the_market_cannot_be_read(visit, full: Path) -> None:
    path = DatabaseConfig("wcmktprod").path
    path.unlink()
    path.write_bytes(b"no database at all, not even near" * 40)
    app = visit("downloads", market="primary")
    assert not app.exception
    assert any("wcmktprod.db" in error.value for error in app.error)
    assert links(visit("downloads", market="deployment"))[0] == "/export/orders.csv?market=deployment"
