import csv
import io
from datetime import datetime

import pandas as pd
import pytest

from domain.paste.reader import Problem
from domain.pricer import (
    Bundle,
    JitaAnswer,
    JitaPrice,
    MarketSnapshot,
    TypeOnMarket,
    answer_bundle,
    price_items,
)
from ui.pricer.bundles_table import bundles_table, markets_table
from ui.pricer.figures import lacking
from ui.pricer.headings import heading
from ui.pricer.items_table import column_config, items_csv, items_table
from ui.pricer.jita_note import sentences
from ui.pricer.not_understood import problems_table

NOW = datetime(2026, 11, 20, 12, 0)
READ = datetime(2026, 11, 20, 11, 20)
RIFTER = TypeOnMarket(587, "Rifter", 6, 2500.0, 30, 500_000.0, 400_000.0, 2.0, 15.0, jita=JitaPrice(450_000.0, 440_000.0, READ))
FORMULA = TypeOnMarket(10, "=HYPERLINK(1)", 7)
HERE = MarketSnapshot({587: RIFTER, 10: FORMULA}, doctrine_fits={587: ("Tackle",)})


@pytest.mark.parametrize(
    ("column", "shown"), [("Local Sell", "4H Sell"), ("Local Buy Total", "4H Buy Total"), ("Jita Sell", "Jita Sell"), ("Item", "Item")]
)
def test_only_what_is_local_is_named_by_the_market(column, shown):
    assert heading(column, "4H") == shown


def test_every_column_of_the_table_has_a_configuration_of_its_name():
    table = items_table(price_items({587: 2, 10: 1}, HERE), "4H")
    assert set(column_config(table, "4H")) == set(table.columns) - {"Type ID"}
    other = items_table(price_items({587: 2}, HERE), "B9")
    assert not [name for name in column_config(other, "B9") if "Local" in name or "4H" in name]


def test_a_long_figure_has_the_width_that_it_needs():
    widths = [column_config(items_table(price_items({587: units}, HERE), "4H"), "4H") for units in (1, 4_000_000_000)]
    for name in ("Quantity", "4H Sell Total", "Volume m³"):
        assert widths[0][name]["width"] < widths[1][name]["width"]


def test_pictures_are_renders_of_ships_and_icons_of_the_rest():
    pictures = items_table(price_items({587: 2, 10: 1}, HERE), "4H")["picture"].tolist()
    assert [address.split("/types/")[1] for address in pictures] == ["587/render?size=64", "10/icon?size=64"]


def test_unknown_prices_are_missing_and_numbers_stay_numbers():
    table = items_table(price_items({10: 1, 587: 2}, HERE), "4H")
    assert table["4H Sell Total"].isna().tolist() == [True, False]
    assert table["4H Sell Total"].dtype == "float64"
    assert items_table(price_items({10: 1}, HERE), "4H")["Jita Buy"].dtype == "float64"


def test_the_csv_is_named_by_the_market_and_harmless():
    rows = list(csv.reader(io.StringIO(items_csv(price_items({587: 2, 10: 1}, HERE), "B9"))))
    assert rows[0][:7] == ["Type ID", "Item", "Quantity", "B9 Sell", "B9 Buy", "B9 Sell Total", "B9 Buy Total"]
    assert rows[1][:7] == ["587", "Rifter", "2", "500000.0", "400000.0", "1000000.0", "800000.0"]
    assert rows[2][:4] == ["10", "'=HYPERLINK(1)", "1", ""]


def test_the_csv_of_nothing_is_a_heading():
    assert items_csv(price_items({}, HERE), "4H") == '"Item"\r\n'


@pytest.mark.parametrize(
    ("quantities", "words"), [({587: 1}, None), ({10: 1}, "1 item has no price"), ({10: 1, 11: 1}, "2 items have no price")]
)
def test_a_partial_sum_says_how_many_items_have_no_price(quantities, words):
    assert lacking(price_items(quantities, HERE).totals["Local Sell Total"], "price") == words


def test_a_bundle_says_what_is_wrong_with_its_figures():
    bundle = Bundle("Tackle", {587: 1, 10: 2}, 587, is_fit=True, is_complete=False)
    row = bundles_table([answer_bundle(bundle, HERE, with_equivalents=True, times=3)]).iloc[0]
    assert (row["fits"], row["bottleneck"], row["short"], row["local"]) == (0, "=HYPERLINK(1)", 6, 500_000.0)
    assert row["notes"] == "lines were not understood, 1 without price here, 1 without price in Jita"


def test_a_fit_with_an_unknown_hull_has_no_picture_and_a_list_that_of_its_first_item():
    answers = [answer_bundle(Bundle("x", {10: 1}, None, is_fit), HERE, with_equivalents=True) for is_fit in (True, False)]
    pictures = bundles_table(answers)["picture"].tolist()
    assert pd.isna(pictures[0])
    assert "/types/10/" in pictures[1]


def test_markets_stand_side_by_side_and_one_that_cannot_be_read_is_unknown():
    answers = [answer_bundle(Bundle("Tackle", {587: 1, 10: 2}, 587, is_fit=True), HERE, with_equivalents=True)]
    row = markets_table({"4H": answers, "B9": None}, ["Tackle"]).iloc[0].to_dict()
    assert row == {
        "title": "Tackle",
        "4H available": "0",
        "4H ISK each": "500K + 1 without price",
        "4H bottleneck": "=HYPERLINK(1)",
        "B9 available": "unknown",
        "B9 ISK each": "unknown",
        "B9 bottleneck": "unknown",
    }


def test_the_note_tells_age_source_and_what_is_still_coming():
    elsewhere = JitaAnswer({10: JitaPrice(5.0, 4.0, NOW)}, waiting=1)
    own = MarketSnapshot({**HERE.types, 11: TypeOnMarket(11, "Other")})
    assert sentences(own, [587, 10, 11], elsewhere, NOW) == [
        "Prices of Jita: from the market's data, 2026-11-20 11:20 EVE, 40 min ago.",
        "Of 1 type from Fuzzwork, just now.",
        "Those of 1 type are being fetched from Fuzzwork.",
    ]


def test_the_note_tells_of_a_failure_and_of_types_that_nobody_trades():
    own = MarketSnapshot({10: FORMULA, 11: TypeOnMarket(11, "Other")})
    nothing = "The market's data has no price of Jita for these types."
    assert sentences(own, [10, 11], JitaAnswer(failure="It is down."), NOW) == [nothing, "Those of 2 types are not known: It is down."]
    nobody = JitaAnswer({10: JitaPrice(None, None, NOW)})
    assert sentences(own, [10], nobody, NOW) == [nothing, "Those of 1 type are not known."]


def test_prices_without_a_date_are_of_unknown_age():
    own = MarketSnapshot({1: TypeOnMarket(1, "One", jita=JitaPrice(1.0, 1.0))})
    assert sentences(own, [1], JitaAnswer(), NOW) == ["Prices of Jita: from the market's data, of unknown age."]


def test_problems_are_shown_by_line():
    table = problems_table([Problem(3, "Riftr 2", "No type is called “Riftr”.", "Rifter"), Problem(4, "x", "Why.")])
    assert table["line"].tolist() == [3, 4]
    assert table["suggestion"].isna().tolist() == [False, True]
