"""The page Low Stock, router included: both markets, filters and links, ticks, its file, and data that is missing."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from config import DatabaseConfig
from domain.stock_filters import filters_of
from settings_service import get_market_configs
from state import registry
from tests.make import Make, served

RIFTER, SABRE, GUN, NAVY_GUN, AMMO, RELIC = 587, 22456, 484, 485, 200, 30
MARKETS = ["primary", "deployment"]
FILTERS = {"days": "30", "category": "Module,Ship", "tech2": "yes", "unsold": "yes", "restock": "30"}


def market(rifters: int, flag: str) -> Make:
    make = Make().watch(RIFTER, "Rifter", group=(25, "Frigate"), category=(6, "Ship")).watch(GUN, "Howitzer II", meta_group=(2, "Tech II"))
    make.watch(NAVY_GUN, "Navy Howitzer", meta_group=(4, "Faction")).watch(AMMO, "=Fusion, S", category=(8, "Charge")).watch(RELIC, "Relic")
    make.sell(RIFTER, (100.0, rifters)).sell(NAVY_GUN, (50.0, 30)).sell(RELIC, (7.0, 3)).jita(GUN, 40.0, 30.0)
    # Per day: 3 Rifters, 4 + 2 guns, 10 of ammunition.
    make.history(RIFTER, units=[3] * 30).history(GUN, units=[4] * 30).history(NAVY_GUN, units=[2] * 30).history(AMMO, units=[10] * 30)
    make.equivalents([GUN, NAVY_GUN])
    make.fit(
        MARKETS.index(flag) + 3, f"Arty {flag}", ship=(RIFTER, "Rifter"), items={GUN: 3}, doctrine=f"Doctrine {flag}", flag=flag, target=100
    )
    return make.fit(2, "Shared", ship=(RIFTER, "Rifter"), items={AMMO: 1}, doctrine="Shared doctrine", flag="both", target=1, doctrine_id=2)


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return served(tmp_path, primary=market(6, "primary"), deployment=market(18, "deployment"))


@pytest.fixture
def opened(visit) -> Callable[..., AppTest]:
    """`opened("primary", days="3")` follows a link to the page; the page that a visit begins with has seen none of it."""

    def follow(market_key: str, **params: str) -> AppTest:
        app = visit("low_stock", market=market_key)
        app.query_params.update(params)
        return app.run()

    return follow


def table(app: AppTest) -> dict[str, list[object]]:
    return next(shown.value for shown in app.dataframe if "days" in shown.value.columns).to_dict("list")


def items(app: AppTest) -> list[object]:
    return table(app)["item"]


def restock(app: AppTest) -> dict[object, object]:
    shown = next((shown.value for shown in app.dataframe if "missing" in shown.value.columns), None)
    return {} if shown is None else dict(zip(shown["item"], shown["missing"], strict=True))


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def file_address(app: AppTest) -> dict[str, str]:
    bodies = [element.proto.body for element in app.get("html")]
    href = next(found.group(1) for body in bodies if (found := re.search(r'href="([^"]*low_stock\.csv[^"]*)"', body)))
    return dict(parse_qsl(urlsplit(unescape(href)).query))


@pytest.mark.parametrize(("key", "days_of_rifters", "status"), [("primary", 2.0, "critical"), ("deployment", 6.0, "low")])
def test_a_market_shows_what_runs_out_in_it(opened, full: Path, key: str, days_of_rifters: float, status: str) -> None:
    app = opened(key)
    assert not app.exception
    assert app.title[0].value == f"{get_market_configs()[key].name} Low Stock Tool"
    shown = table(app)
    assert shown["item"][0] == "=Fusion, S"
    rifter = shown["item"].index("Rifter")
    assert shown["days"][rifter] == days_of_rifters
    assert list(shown["status"][rifter]) == [status]
    # 0 + 30 guns at 4 + 2 a day: both last 5 days, together.
    assert [shown["days"][shown["item"].index(name)] for name in ("Howitzer II", "Navy Howitzer")] == [5.0, 5.0]
    assert f"Arty {key}" in shown["fits"][shown["item"].index("Howitzer II")]
    assert "Relic" not in shown["item"]
    assert len(app.get("plotly_chart")) == 1


def test_key_figures_count_what_is_shown(opened, full: Path) -> None:
    app = opened("primary")
    assert {name: figures(app)[name] for name in ("Critical", "Low", "Out of stock", "Share of all")} == {
        "Critical": "2",
        "Low": "2",
        "Out of stock": "1",
        "Share of all": "80 %",
    }


def test_what_is_not_sold_is_shown_as_no_sales_when_asked_for(opened, full: Path) -> None:
    app = opened("primary", unsold="yes")
    shown = table(app)
    assert shown["item"][-1] == "Relic"
    assert list(shown["status"][-1]) == ["no sales"]
    assert shown["days"][-1] != shown["days"][-1]
    assert figures(app)["No sales"] == "1"


@pytest.mark.parametrize("key", MARKETS)
@pytest.mark.parametrize("params", [{}, {"days": "3"}, FILTERS, {"doctrine": "Shared doctrine"}, {"fit": "2", "days": "0"}])
def test_the_file_has_the_rows_of_the_page(opened, full: Path, key: str, params: dict[str, str]) -> None:
    app = opened(key, **params)
    asked = file_address(app)
    file = registry.get_export_service(get_market_configs()[asked["market"]]).low_stock(filters_of(asked))
    rows = [dict(zip(file.columns, row, strict=True)) for row in file.rows]
    shown = table(app)
    for column, name in (("Item", "item"), ("Stock", "stock"), ("Sold per day", "sold")):
        assert [row[column] for row in rows] == shown[name]
    assert [row["Days of stock"] for row in rows] == [None if days != days else days for days in shown["days"]]
    assert [[row["Status"]] for row in rows] == [list(cell) for cell in shown["status"]]
    assert asked["market"] == key


def test_filters_stand_in_the_address_and_survive_a_market_switch(opened, full: Path) -> None:
    app = opened("primary", **FILTERS, doctrine="Shared doctrine", fit="2", doctrine_items="yes")
    before = dict(app.query_params)
    assert before == {**FILTERS, "market": "primary", "doctrine": "Shared doctrine", "fit": "2", "doctrine_items": "yes"}
    app.selectbox(key="market.selector").set_value("deployment").run()
    assert not app.warning
    assert dict(app.query_params) == {**before, "market": "deployment"}
    assert app.title[0].value.startswith("B-9C24")


def test_a_doctrine_and_a_fit_that_the_other_market_lacks_are_dropped_with_a_notice(opened, full: Path) -> None:
    app = opened("primary", doctrine="Doctrine primary", fit="3", tech2="yes")
    assert items(app) == ["Howitzer II"]
    app.selectbox(key="market.selector").set_value("deployment").run()
    notices = " ".join(warning.value for warning in app.warning)
    assert "“Doctrine primary” is not staged in B-9C24 Keepstar" in notices
    assert "fit that was chosen is not staged" in notices
    assert dict(app.query_params) == {"market": "deployment", "tech2": "yes"}
    app.run()
    assert not app.warning


def test_a_category_that_the_other_market_lacks_is_dropped_and_the_rest_is_kept(opened, tmp_path: Path) -> None:
    north = Make().watch(RIFTER, "Rifter", category=(6, "Ship")).history(RIFTER, units=[1] * 30)
    served(tmp_path, primary=market(6, "primary"), deployment=north)
    app = opened("primary", category="Module,Ship")
    app.selectbox(key="market.selector").set_value("deployment").run()
    assert "nothing of the category Module" in app.warning[0].value
    assert app.multiselect(key="low_stock.category").value == ["Ship"]
    assert dict(app.query_params) == {"market": "deployment", "category": "Ship"}
    assert items(app) == ["Rifter"]


def test_a_fit_that_is_not_of_the_chosen_doctrine_is_left_out(opened, full: Path) -> None:
    app = opened("primary", doctrine="Shared doctrine", fit="3")
    assert "not in Shared doctrine" in app.warning[0].value
    assert items(app) == ["=Fusion, S", "Rifter"]


@pytest.mark.parametrize(
    "params",
    [{"days": "x"}, {"days": "-1"}, {"fit": "x"}, {"fit": "99"}, {"doctrine": "<b>"}, {"category": "Starbase"}, {"tech2": "maybe"}],
)
def test_a_value_that_cannot_be_used_is_left_out_with_a_notice(opened, full: Path, params: dict[str, str]) -> None:
    app = opened("primary", **params)
    assert not app.exception
    assert len(app.warning) == 1
    assert len(items(app)) == 4
    assert dict(app.query_params) == {"market": "primary"}


def test_all_shown_are_ticked_and_restocked_and_cleared(opened, full: Path) -> None:
    app = opened("primary", restock="10")
    assert restock(app) == {}
    app.button(key="low_stock.table.all").click().run()
    # Rifters: 30 for 10 days, 101 for the fits, 6 there. Guns: 60 for 10 days, 300 for the fits, 30 there, brought once.
    assert restock(app) == {"=Fusion, S": 100, "Rifter": 95, "Howitzer II": 270}
    app.button(key="low_stock.table.clear").click().run()
    assert restock(app) == {}


def test_ticked_rows_stay_ticked_while_they_are_visible(opened, full: Path) -> None:
    app = opened("primary")
    app.button(key="low_stock.table.all").click().run()
    app.multiselect(key="low_stock.category").set_value(["Ship"]).run()
    assert set(restock(app)) == {"Rifter"}
    app.multiselect(key="low_stock.category").set_value(["Ship", "Charge"]).run()
    assert items(app) == ["=Fusion, S", "Rifter"]
    assert set(restock(app)) == {"Rifter"}


def test_a_market_that_watches_nothing_says_so(opened, tmp_path: Path) -> None:
    served(tmp_path)
    for key in MARKETS:
        app = opened(key)
        assert not app.exception
        assert "watches nothing yet" in app.info[0].value


def test_without_history_nobody_can_tell(opened, tmp_path: Path) -> None:
    served(tmp_path, primary=Make().watch(RIFTER, "Rifter").sell(RIFTER, (1.0, 5)))
    app = opened("primary")
    assert "no market history yet" in app.info[0].value
    app.checkbox(key="low_stock.unsold").set_value(True).run()
    assert list(table(app)["status"][0]) == ["unknown"]


def test_nothing_low_is_a_sentence(opened, tmp_path: Path) -> None:
    served(tmp_path, primary=Make().watch(RIFTER, "Rifter").sell(RIFTER, (1.0, 500)).history(RIFTER, units=[1] * 30))
    assert "lasts longer than 7 days" in opened("primary").info[0].value
    assert "these filters" in opened("primary", faction="yes").info[0].value


def test_data_that_cannot_be_read_is_a_sentence_and_the_other_market_works(opened, full: Path) -> None:
    path = DatabaseConfig("wcmktprod").path
    path.unlink()
    path.write_bytes(b"no database at all, not even near" * 40)
    app = opened("primary")
    assert not app.exception
    assert any("wcmktprod.db" in error.value for error in app.error)
    assert len(items(opened("deployment"))) == 4
