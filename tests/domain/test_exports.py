"""The rows of files that are answers."""

from domain.doctrine_answers import Doctrine
from domain.exports import LOW_STOCK_COLUMNS, SDE_TABLES, MarketFile, low_stock_rows
from domain.low_stock import Stock, StockedType


def test_a_row_of_low_stock_says_what_the_page_says() -> None:
    web = StockedType(10, "Web", "Stasis Web", 7, "Module", 2, 5.0, 10.5, None, 1, 60, 10, 9, 90, 0, 0, (1, 2), ("Pirate web",))
    relic = StockedType(12, "Relic", None, None, None, None, None, None, None, 5, 0, 12, 5, 0, 0, 0, (), ())
    stock = Stock((web, relic), (Doctrine("wc", "Webs", None, None, (1, 2)),), {1: "Tackle", 2: "Brawl"}, True)
    file = low_stock_rows(stock, stock.types)
    first, second = (dict(zip(file.columns, row, strict=True)) for row in file.rows)
    assert tuple(first) == LOW_STOCK_COLUMNS
    assert (first["Item"], first["Status"], first["Days of stock"]) == ("Web", "critical", 3.0)
    assert (first["Stock"], first["Stock with equivalents"], first["Sold per day"], first["Sold per day with equivalents"]) == (
        1,
        9,
        2.0,
        3.0,
    )
    assert (first["Price"], first["Jita sell"], first["Fits"], first["Equivalents"]) == (10.5, None, "Tackle, Brawl", "Pirate web")
    assert (second["Status"], second["Days of stock"], second["Sold per day"]) == ("no sales", None, 0.0)


def test_files_and_tables_have_names_that_fit_an_address() -> None:
    assert all(name.replace("_", "").isalnum() and name.isascii() for name in [*MarketFile, *SDE_TABLES])
