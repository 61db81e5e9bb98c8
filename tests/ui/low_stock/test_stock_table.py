"""The rows of the table of what is low."""

from dataclasses import replace

import pandas as pd

from domain.low_stock import Stock, StockedType
from domain.stock_filters import StockFilters
from ui.low_stock.stock_table import equivalents_in_words, stock_table
from ui.low_stock.summary import nothing

WEB = StockedType(10, "Web", "Stasis Web", 7, "Module", 2, 5.0, 10.5, None, 1, 60, 10, 9, 90, 0, 0, (1, 2), ("Pirate web",))
HULL = StockedType(587, "Rifter", "Frigate", 6, "Ship", None, None, None, 9.0, 3, 0, 587, 3, 0, 0, 0, (), ())
STOCK = Stock((WEB, HULL), (), {1: "Tackle", 2: "Brawl"}, True)


def test_figures_are_numbers_and_unknown_ones_are_missing() -> None:
    shown = stock_table(STOCK, STOCK.types)
    assert shown["days"].tolist()[0] == 3.0
    assert pd.isna(shown["days"][1])
    assert shown["sold"].tolist() == [2.0, 0.0]
    assert pd.isna(shown["jita"][0])
    assert shown[["days", "sold", "price", "jita"]].dtypes.unique().tolist() == ["float64"]


def test_status_is_a_word() -> None:
    assert stock_table(STOCK, STOCK.types)["status"].tolist() == [["critical"], ["no sales"]]


def test_a_hull_has_its_render_and_a_module_its_icon() -> None:
    assert [address.rsplit("/", 1)[1] for address in stock_table(STOCK, STOCK.types)["picture"]] == ["icon?size=64", "render?size=64"]


def test_fits_are_named_and_a_type_in_none_has_none() -> None:
    assert stock_table(STOCK, STOCK.types)["fits"].tolist()[0] == "Tackle, Brawl"
    assert pd.isna(stock_table(STOCK, STOCK.types)["fits"][1])


def test_equivalents_are_told_with_what_they_hold_and_sell_together() -> None:
    assert equivalents_in_words(WEB) == "9 in stock, 3.0 sold per day, with Pirate web"
    assert equivalents_in_words(replace(WEB, pool_units_30d=None)) == "9 in stock, sales unknown, with Pirate web"
    assert equivalents_in_words(HULL) is None


def test_an_empty_table_keeps_its_columns() -> None:
    assert list(stock_table(STOCK, ()).columns) == list(stock_table(STOCK, STOCK.types).columns)


def test_why_nothing_is_shown_depends_on_what_was_asked() -> None:
    assert nothing(StockFilters(limit_days=5), "Keep", True) == "Everything that is watched here lasts longer than 5 days."
    assert nothing(StockFilters(faction_only=True), "Keep", True) == "Nothing that these filters ask for lasts 7 days or less."
    assert nothing(StockFilters(), "Keep", False).startswith("Keep has no market history yet")
