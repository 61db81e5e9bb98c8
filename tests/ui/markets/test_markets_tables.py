"""What the page Markets shows in tables and pings, without Streamlit's pages around them."""

from datetime import datetime, timedelta

import pandas as pd
import pytest

from domain.doctrine import Status
from domain.doctrine_answers import FitItemRow, FitStatus, LimitingItem
from domain.fleet_check import FleetCheck, FleetFit
from domain.freshness import DataSource, Freshness
from domain.market_config import MarketConfig
from domain.markets_answers import Cell, FitAfter, FleetAnswer, MatrixRow, MissingRow, PlanAnswer, PlanRow, PlanSource
from domain.priced_stock import PriceAnswer, PriceQuestion
from domain.restock import RestockRow
from domain.ship_roles import Role
from ui.markets import pings
from ui.markets.fit_dialog import items_frame as dialog_frame
from ui.markets.fleet_panel import answers_frame, ships_in_words, verdict
from ui.markets.headlines import age_words
from ui.markets.items_table import items_frame, measure_column
from ui.markets.matrix_table import limit_words, market_of_columns, matrix_frame, status_word
from ui.markets.plan_lists import list_names, source_frame, why

HERE = MarketConfig("here", "Here Keepstar", "HE", 1, 2, 3, "wchere", "wchere.db", "here_turso")
NORTH = MarketConfig("north", "North Keepstar", "NO", 1, 2, 3, "wcnorth", "wcnorth.db", "north_turso")
FIT = FitStatus(
    1,
    "Line",
    16227,
    "Ferox",
    "Cruiser",
    Role.DPS,
    ("Line",),
    12,
    12,
    20,
    20,
    0.6,
    Status.ATTENTION,
    6e7,
    (),
    LimitingItem(5, "Gun", 12, 60, 40),
)
ROW = MatrixRow(1, "Line", 16227, "Ferox", "Cruiser", ("line",), {"here": Cell(FIT), "north": Cell(reason="It is gone.")})
ELSEWHERE = MatrixRow(2, "Logi", None, "Scythe", "Cruiser", ("line",), {"here": Cell(), "north": Cell(FIT, price=PriceAnswer(3, 5e8))})
NOW = datetime(2026, 11, 20, 12, 0)


def plan(**changes: object) -> PlanAnswer:
    jita = PlanSource(
        "jita", "Jita", 850.0, (PlanRow(5, "Gun", False, 40, 4e7, 200.0, 170_000.0), PlanRow(6, "Ammo", False, 9, 900.0, 0.9, 765.0))
    )
    north = PlanSource("north", "North Keepstar", 450.0, (PlanRow(7, "Ferox", True, 1, 5e7, 15_000.0, 6_750_000.0),))
    after = FitAfter(1, "Line", 16227, "Ferox", 20, 12, 17, Status.ATTENTION, Status.ATTENTION)
    missing = MissingRow(8, "Rig", False, 3, 0, 3, False)
    values: dict[str, object] = {
        "needed_types": 4,
        "needed_units": 53,
        "sources": (north, jita),
        "missing": (missing,),
        "after": (after,),
        "unjudged": {},
        "unreadable": {},
        "without_target": (),
    }
    return PlanAnswer(**{**values, **changes})  # type: ignore[arg-type]


def test_unknown_and_unstaged_are_missing_and_not_zero() -> None:
    frame = matrix_frame([ROW, ELSEWHERE], [HERE, NORTH], PriceQuestion(120, 5))
    frame.columns = frame.columns.get_level_values(1)
    assert frame.isna().loc[0, ["fits.north", "share.north", "priced.north", "nth.north", "priced.here", "nth.here"]].all()
    assert frame.isna().loc[1, ["picture", "fits.here", "share.here", "limit.here"]].all()
    assert frame.loc[1, ["priced.north", "nth.north"]].tolist() == [3, 5e8]


def test_the_headings_say_what_was_asked_about_prices() -> None:
    headings = list(dict.fromkeys(matrix_frame([ROW], [HERE, NORTH], PriceQuestion(120, 5)).columns.get_level_values(0)))
    assert headings == ["", "Fits", "≤ 120 % of Jita", "ISK of fit 5", "Status", "% of target", "Bottleneck, and units short"]
    assert "ISK of fit 5" not in matrix_frame([ROW], [HERE], PriceQuestion()).columns.get_level_values(0)


@pytest.mark.parametrize(
    ("cell", "word", "limit"),
    [
        (Cell(FIT), "needs attention", "40 × Gun"),
        (Cell(reason="It is gone."), "unknown", "unknown: It is gone."),
        (Cell(), "not staged here", None),
    ],
)
def test_a_cell_says_how_it_stands(cell: Cell, word: str, limit: str | None) -> None:
    assert (status_word(cell), limit_words(cell)) == (word, limit)


def test_every_column_of_a_market_leads_to_it() -> None:
    found = market_of_columns(matrix_frame([ROW], [HERE, NORTH], PriceQuestion()))
    assert found["fits.north"] == found["limit.north"] == "north"
    assert "fit" not in found and "picture" not in found


def test_the_ping_of_the_matrix_names_the_first_rows() -> None:
    assert pings.matrix_answer([ROW, ELSEWHERE], [HERE, NORTH]) == "Line: HE 12/20, NO unknown; Logi: NO 12/20."
    assert pings.matrix_answer([ROW] * 9, [HERE]).endswith("; and 3 fits more.")
    assert pings.matrix_answer([], [HERE]) == "No fits."


def test_the_ping_of_an_item_says_none_and_unknown() -> None:
    here = {"here.stock": 0, "here.lowest_sell": None, "here.against_jita": None}
    north = {"north.stock": pd.NA, "north.lowest_sell": None, "north.against_jita": None}
    item = pd.Series({"type_name": "Gun", **here, **north}, dtype="object")
    assert pings.item_answer(item, [HERE, NORTH]) == "Gun: HE none; NO unknown."


def test_the_ping_of_a_plan_sums_it_up() -> None:
    assert pings.plan_answer(plan(), HERE) == (
        "Restock HE: 1 type from North Keepstar, 2 types from Jita: 15,201 m³, 90.0M ISK + 6.92M ISK freight; 1 type not covered."
    )
    assert pings.plan_answer(plan(needed_types=0), HERE) == "HE needs nothing."
    assert pings.plan_answer(plan(sources=()), HERE) == "Restock HE: nothing can be brought; 1 type not covered."


def test_the_ping_of_a_fleet_says_what_each_market_can() -> None:
    answers = [
        FleetAnswer(HERE, check=FleetCheck((FleetFit(1, 40, 40),), 4e9, ())),
        FleetAnswer(NORTH, check=FleetCheck((FleetFit(1, 40, 7),), 1e9, ())),
        FleetAnswer(NORTH, reason="It is gone."),
    ]
    assert pings.fleet_answer(answers, "40 Line") == "40 Line: HE ready, 4.00B ISK; NO 7 of 40 ships; NO unknown."
    assert [verdict(answer) for answer in answers] == ["can be formed", "short", "unknown"]


def test_a_fleet_without_a_jita_price_for_what_is_missing_leaves_that_unknown() -> None:
    row = RestockRow(5, "Gun", 10, 0, 0, 10, 5.0, None, None)
    check = FleetCheck((FleetFit(1, 2, 0),), None, ())
    frame = answers_frame([FleetAnswer(HERE, check=check, missing=(row,)), FleetAnswer(NORTH, reason="It is gone.")], {1: "Line"})
    assert frame.isna().loc[0, ["isk", "missing_isk"]].all()
    assert frame.isna().loc[1, ["ready", "isk", "missing_isk", "missing", "fit.1"]].all()
    assert ships_in_words([(1, 2)], {1: "Line"}) == "2 Line"


def test_the_largest_list_comes_first_and_each_says_how_much_it_holds() -> None:
    assert list(list_names(plan()).items()) == [
        ("jita", "From Jita (2)"),
        ("north", "From North Keepstar (1)"),
        ("missing", "Not covered (1)"),
        ("after", "Fits then (1 below 90 %)"),
    ]


def test_the_dearest_of_a_source_comes_first() -> None:
    frame = source_frame(plan().sources[1])
    assert frame["item"].tolist() == ["Gun", "Ammo"]
    assert frame["each"].tolist() == [1e6, 100.0]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (MissingRow(1, "", False, 5, 5, 0, False), "no room or money"),
        (MissingRow(1, "", False, 5, 0, 5, False), "no source has it to spare"),
        (MissingRow(1, "", False, 5, 2, 3, False), "no room or money; no source has it to spare"),
        (MissingRow(1, "", False, 5, 0, 5, True), "its volume is unknown, and so is its freight"),
    ],
)
def test_what_is_not_covered_says_why(row: MissingRow, words: str) -> None:
    assert why(row) == words


def test_a_difference_that_rounds_to_nothing_has_no_sign() -> None:
    measures = {"stock": 1, "days": None, "lowest_sell": 1.0, "price": 1.0, "against_jita": -0.0001, "against_cheapest": 0.0}
    items = pd.DataFrame(
        [
            {
                "type_id": 5,
                "type_name": "Gun",
                "is_ship": False,
                "jita_sell": 1.0,
                **{f"here.{name}": value for name, value in measures.items()},
            }
        ]
    )
    frame = items_frame(items, [HERE])
    assert str(frame.iloc[0][HERE.name, "against_jita.here"]) == "0.0"


def test_a_column_without_any_value_has_a_width_too() -> None:
    assert measure_column("stock", pd.Series([None, None], dtype="float64"))["width"] == 76


def test_the_equivalents_of_a_fit_are_shown_where_there_are_any() -> None:
    item = FitItemRow(5, "Gun", "Gun", "high", False, 3, 0, 7, 2, None, 1e6, None, None, None, 5.0, ())
    assert "equivalents" not in dialog_frame([item]).columns
    assert dialog_frame([item]).isna().loc[0, "short"]


def test_old_orders_say_that_they_are_old() -> None:
    fresh = Freshness(DataSource.REMOTE, "", NOW - timedelta(minutes=10), NOW)
    assert age_words(fresh, NOW, timedelta(minutes=90)).startswith(":gray[Updated 10 min ago")
    assert "Old data" in age_words(fresh, NOW, timedelta(minutes=5))
    assert age_words(None, NOW, timedelta(minutes=5)) == "–"
