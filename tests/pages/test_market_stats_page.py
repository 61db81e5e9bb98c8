import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from settings_service import get_market_configs
from tests.make import Make, served

MARKETS = ["primary", "deployment"]
TRITANIUM, RIFTER, GUN, OTHER_GUN, RELIC = 34, 587, 484, 485, 30
FRIGATE, SHIP, MINERAL, MATERIAL = (25, "Frigate"), (6, "Ship"), (18, "Mineral"), (4, "Material")
Opened = Callable[..., AppTest]


def market(price: float, flag: str) -> Make:
    make = Make().watch(RIFTER, "Rifter", group=FRIGATE, category=SHIP).watch(TRITANIUM, "Tritanium", group=MINERAL, category=MATERIAL)
    make.watch(GUN, "280mm Howitzer").watch(OTHER_GUN, "Republic Howitzer").watch(RELIC, "Unsold Relic")
    make.sell(RIFTER, (price, 20), (price * 1.2, 4)).buy(RIFTER, (price / 2, 3)).sell(TRITANIUM, (5.0, 1_000)).sell(GUN, (100.0, 50))
    make.sell(RELIC, (7.0, 3)).jita(RIFTER, price / 1.25, price / 2)
    make.history(RIFTER, units=[4, 0, 5, 3], average=price).history(TRITANIUM, units=[100] * 70, average=5.0)
    make.equivalents([GUN, OTHER_GUN])
    make.fit(1, "Here", ship=(RIFTER, "Rifter"), items={GUN: 3}, flag=flag).fit(2, "Everywhere", ship=(RIFTER, "Rifter"), flag="both")
    return make.fit(3, "Elsewhere", ship=(RIFTER, "Rifter"), items={GUN: 1}, flag="another")


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return served(tmp_path, primary=market(500_000.0, "primary"), deployment=market(800_000.0, "deployment"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    return served(tmp_path)


@pytest.fixture
def opened(visit: Opened) -> Opened:
    """`opened("deployment", item="34")` opens the page at an address."""

    def open_page(market_key: str, **params: str) -> AppTest:
        app = visit("market_stats", market=market_key, **params)
        assert not app.exception
        return app

    return open_page


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def notes(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.proto.delta_description for metric in app.metric}


def table(app: AppTest, *having: str):
    return next(shown.value for shown in app.dataframe if set(having) <= set(shown.value.columns))


def sentences(app: AppTest) -> list[str]:
    return [element.value for kind in ("info", "warning", "error", "caption") for element in app.get(kind)]


def charts(app: AppTest) -> list[str]:
    return [chart.proto.spec for chart in app.get("plotly_chart")]


@pytest.mark.parametrize("key", MARKETS)
def test_a_market_shows_its_figures_its_trade_and_its_orders(opened: Opened, full: Path, key: str) -> None:
    app = opened(key)
    price = {"primary": 500_000.0, "deployment": 800_000.0}[key]

    assert app.title[0].value == f"Winter Coalition Market Stats - {get_market_configs()[key].name} Market"
    assert figures(app)["Orders"] == "6"
    assert figures(app)["Listed types"] == "4"
    assert figures(app)["Sell-order value"] == {"primary": "12.4M", "deployment": "19.9M"}[key]
    assert len(charts(app)) == 1
    assert table(app, "isk")["type_name"].tolist() == ["Rifter", "Tritanium"]
    orders = table(app, "type_name", "price")
    assert orders["type_name"].tolist() == ["280mm Howitzer", "Rifter", "Rifter", "Tritanium", "Unsold Relic"]
    assert orders["price"].tolist()[1:3] == [price, price * 1.2]


@pytest.mark.parametrize("key", MARKETS)
def test_an_item_shows_its_figures_orders_charts_and_fits(opened: Opened, full: Path, key: str) -> None:
    app = opened(key, item=str(RIFTER))
    shown = figures(app)

    assert any(heading.value.startswith("Rifter") for heading in app.subheader)
    assert shown["Lowest sell"] == {"primary": "500K", "deployment": "800K"}[key]
    assert app.metric[0].delta == "+25.0 %"
    assert shown["Stock"] == "24"
    assert shown["Units per day, 30 d"] == "0.40"
    assert shown["Days of stock"] == "60.0 days"
    assert len(charts(app)) == 2
    assert table(app, "price")["volume_remain"].tolist() == [20, 4]
    fits = table(app, "fit")
    assert dict(zip(fits["fit"], fits["fits"], strict=True)) == {"Here": 16, "Everywhere": 24}


def test_a_ship_s_own_fits_stand_under_a_heading_of_their_own(opened: Opened, full: Path) -> None:
    headings = [heading.value for heading in opened("primary", item=str(RIFTER)).subheader]
    assert any(heading.startswith("Fits of this ship") for heading in headings)
    assert "Doctrine fits that use it" not in headings


def test_an_equivalent_of_a_module_names_what_the_fit_takes(opened: Opened, full: Path) -> None:
    fits = table(opened("primary", item=str(OTHER_GUN)), "fit")
    assert fits["takes"].tolist() == ["280mm Howitzer"]
    assert fits["quantity"].tolist() == [3]


def test_an_item_without_sales_lasts_an_unknown_time_and_says_why(opened: Opened, full: Path) -> None:
    app = opened("primary", item=str(RELIC))
    assert "market_stats.range" in [control.key for control in app.segmented_control]
    assert figures(app)["Days of stock"] == "no sales"
    assert figures(app)["Average price, 30 d"] == "–"
    assert any("no history" in sentence for sentence in sentences(app))
    assert any("No doctrine fit" in sentence for sentence in sentences(app))


def test_sales_of_an_item_that_nobody_collects_are_unknown_and_not_none(opened: Opened, tmp_path: Path) -> None:
    served(tmp_path, primary=Make().sell(RELIC, (7.0, 3)).watch(RIFTER).history(RIFTER, units=[1]))
    app = opened("primary", item=str(RELIC))
    assert figures(app)["Days of stock"] == "–"
    assert notes(app)["Days of stock"] == "sales unknown"
    assert any("not on the watchlist" in sentence for sentence in sentences(app))
    assert "market_stats.range" not in [control.key for control in app.segmented_control]


def test_an_item_that_is_sold_out_says_so(opened: Opened, tmp_path: Path) -> None:
    served(tmp_path, primary=Make().watch(RIFTER).history(RIFTER, units=[3] * 5))
    app = opened("primary", item=str(RIFTER))
    assert (figures(app)["Stock"], figures(app)["Days of stock"], notes(app)["Days of stock"]) == ("0", "0.0 days", "sold out")


def test_an_item_without_orders_has_sentences_for_them(opened: Opened, full: Path) -> None:
    app = opened("primary", item=str(OTHER_GUN))
    assert {"Nobody sells it here.", "Nobody buys it here."} <= set(sentences(app))
    assert figures(app)["Lowest sell"] == "–"


def test_a_category_limits_figures_items_and_orders(opened: Opened, full: Path) -> None:
    app = opened("primary", category="Material")
    assert figures(app)["Orders"] == "1"
    assert table(app, "type_name", "price")["type_name"].tolist() == ["Tritanium"]
    assert len(app.selectbox(key="market_stats.item").options) == 1


def test_choices_stand_in_the_address(opened: Opened, full: Path) -> None:
    app = opened("deployment")
    app.selectbox(key="market_stats.category").set_value(SHIP[0]).run()
    app.selectbox(key="market_stats.item").set_value(RIFTER).run()
    assert dict(app.query_params) == {"market": "deployment", "category": "Ship", "item": str(RIFTER)}


@pytest.mark.parametrize(
    "params", [{"item": "nonsense"}, {"item": "99999999999999999999"}, {"category": "Starbase"}, {"category": "Ship", "item": str(GUN)}]
)
def test_a_value_that_cannot_be_used_is_left_out_with_a_notice(opened: Opened, full: Path, params: dict[str, str]) -> None:
    app = opened("primary", **params)
    assert len(app.warning) == 1
    assert "Sell-order value" in figures(app)


def test_an_item_that_the_other_market_lacks_is_given_up_on_the_switch(opened: Opened, tmp_path: Path) -> None:
    served(tmp_path, primary=market(5.0, "primary"), deployment=Make().sell(TRITANIUM, (5.0, 1)))
    app = opened("primary", item=str(RIFTER))
    app.selectbox(key="market.selector").set_value("deployment").run()
    assert "does not know the item" in app.warning[0].value
    assert dict(app.query_params) == {"market": "deployment"}
    assert figures(app)["Orders"] == "1"


def test_orders_are_searched_by_the_words_of_a_name(opened: Opened, full: Path) -> None:
    app = opened("primary")
    app.text_input(key="market_stats.search").set_value("how 280").run()
    assert table(app, "type_name", "price")["type_name"].tolist() == ["280mm Howitzer"]
    app.text_input(key="market_stats.search").set_value("titan").run()
    assert any("No sell order matches" in sentence for sentence in sentences(app))


def clickable(app: AppTest, *having: str) -> list[str]:
    """The columns of a table whose cells are buttons."""
    shown = next(shown for shown in app.dataframe if set(having) <= set(shown.value.columns))
    return list(shown.proto.button_click_widgets)


def test_names_of_the_most_traded_and_of_the_orders_can_be_clicked(opened: Opened, full: Path) -> None:
    app = opened("primary")
    assert clickable(app, "isk") == ["type_name"]
    assert clickable(app, "type_name", "price") == ["type_name"]


def test_a_table_of_many_orders_stays_sortable_so_its_names_are_plain_until_a_search_leaves_few(opened: Opened, tmp_path: Path) -> None:
    make = Make().sell(TRITANIUM, *[(5.0 + step, 1) for step in range(1_000)])
    served(tmp_path, primary=make.watch(RIFTER, "Rifter").sell(RIFTER, (500.0, 1)))
    app = opened("primary")
    assert clickable(app, "type_name", "price") == []
    app.text_input(key="market_stats.search").set_value("rif").run()
    assert clickable(app, "type_name", "price") == ["type_name"]
    assert "1 order matches." in sentences(app)


@pytest.mark.parametrize("params", [{}, {"item": str(TRITANIUM)}])
def test_orders_that_expired_before_the_data_was_written_are_counted_and_last_less_than_no_days(
    opened: Opened, tmp_path: Path, params: dict[str, str]
) -> None:
    make = Make().sell(TRITANIUM, (5.0, 10)).sell(TRITANIUM, (6.0, 10), duration=1, issued="2020-01-01 00:00:00")
    served(tmp_path, primary=make)
    app = opened("primary", **params)
    left = table(app, "price")["days_left"].tolist()
    assert left[0] > 0 > left[1]
    assert "1 of 2 orders had expired before the data was written: days left below zero." in sentences(app)


@pytest.mark.parametrize("period", ["day", "week", "month"])
@pytest.mark.parametrize("outliers", ["none", "cap", "remove"])
def test_every_option_of_the_volume_draws_a_chart(opened: Opened, full: Path, period: str, outliers: str) -> None:
    app = opened("primary")
    app.segmented_control(key="market_stats.period").set_value(period).run()
    app.radio(key="market_stats.outliers").set_value(outliers).run()
    assert not app.exception
    assert f"ISK per {period}" in charts(app)[0]


@pytest.mark.parametrize("shown", ["1M", "3M", "6M", "1Y", "all"])
def test_every_range_of_the_history_draws_a_chart(opened: Opened, full: Path, shown: str) -> None:
    app = opened("primary", item=str(TRITANIUM))
    app.segmented_control(key="market_stats.range").set_value(shown).run()
    assert not app.exception
    assert len(charts(app)) == 2


@pytest.mark.parametrize("key", MARKETS)
def test_an_empty_market_says_so(opened: Opened, empty: Path, key: str) -> None:
    app = opened(key)
    assert sentences(app)[0] == f"{get_market_configs()[key].name} has no orders and no watched items yet."
    assert not app.metric


def test_orders_without_history_are_shown_and_the_volume_is_unknown(opened: Opened, tmp_path: Path) -> None:
    served(tmp_path, primary=Make().sell(TRITANIUM, (5.0, 10)))
    app = opened("primary")
    assert figures(app)["ISK volume, 30 days"] == "–"
    assert "There is no market history yet." in sentences(app)
    assert len(table(app, "type_name", "price")) == 1


@pytest.mark.parametrize("key", MARKETS)
def test_a_replica_that_cannot_be_read_is_one_sentence(opened: Opened, full: Path, key: str) -> None:
    file = full / get_market_configs()[key].database_file
    file.write_bytes(b"this is not a database" * 100)
    app = opened(key)
    assert len(app.error) == 1
    assert file.name in app.error[0].value
    assert not app.metric


def test_options_survive_a_look_at_an_item(opened: Opened, full: Path) -> None:
    app = opened("primary")
    app.segmented_control(key="market_stats.period").set_value("week").run()
    app.selectbox(key="market_stats.item").set_value(RIFTER).run()
    app.selectbox(key="market_stats.item").set_value(None).run()
    assert app.segmented_control(key="market_stats.period").value == "week"


@pytest.mark.parametrize(("days", "bars"), [((date(2026, 11, 1), date(2026, 11, 10)), 10), ((date(2026, 11, 10),), 10)])
def test_a_range_of_days_limits_the_bars_also_when_only_its_first_day_is_chosen(
    opened: Opened, full: Path, days: tuple[date, ...], bars: int
) -> None:
    app = opened("primary")
    app.date_input[0].set_value(days).run()
    assert not app.exception
    assert len(json.loads(charts(app)[0])["data"][0]["customdata"]) == bars
