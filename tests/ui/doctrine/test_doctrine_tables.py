"""The rows of the doctrine tables and lists, without Streamlit's pages around them."""

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from domain.doctrine import Status
from domain.doctrine_answers import ConcurrentCapacity, ConcurrentFit, Equivalent, FitDetail, FitItemRow, FitStatus, LimitingItem, ReportFit
from domain.restock import RestockRow
from domain.ship_roles import Role
from ui.doctrine.capacity_table import clash_sentence
from ui.doctrine.fit_items import items_table, slot_words
from ui.doctrine.fits_table import fits_table, limiting_words
from ui.doctrine.role_table import item_words, role_table
from ui.restock_list import restock_csv, restock_table
from ui.status import PILL
from ui.words import counted, names_in_words

WEB = LimitingItem(17559, "Navy Web", 3, 7, 9)
SABRE = FitStatus(1, "Sabre", 22456, "Sabre", "Interdictor", Role.SUPPORT, ("A",), 3, 4, 8, 8, 0.375, Status.CRITICAL, 6e7, (), WEB)
UNKNOWN = replace(SABRE, fits=None, hulls=None, target=None, wanted=None, share=None, cost_isk=None, bottleneck=None, ship_type_id=None)
ITEM = FitItemRow(
    17559, "Navy Web", "Stasis Web", "med", False, 2, 0, 7, 3, 9, 1e6, None, None, None, 5.0, (Equivalent(1, "Pirate Web", 7, 1e6),)
)


def test_unknown_figures_of_a_fit_are_missing_and_not_zero():
    row = fits_table([SABRE, UNKNOWN]).iloc[1]

    assert row[["picture", "fits", "hulls", "target", "share", "bottleneck", "cost", "unpriced"]].isna().all()


def test_a_partial_cost_is_marked_beside_it():
    for shown in (fits_table([SABRE]), role_table([ReportFit(SABRE, (WEB,))])):
        columns = list(shown.columns)
        assert columns[columns.index("cost") + 1] == "unpriced"


def test_a_name_below_a_figure_is_shown_as_it_is():
    def page(detail):
        from ui.doctrine import fit_head

        fit_head.show(detail, lambda: None, "page")

    starred = replace(SABRE, bottleneck=replace(WEB, type_name="*Navy* Web"))
    shown = AppTest.from_function(page, args=(FitDetail(starred, (), ""),)).run()
    assert not shown.exception
    assert shown.metric[-1].proto.delta_description == "\\*Navy\\* Web"


@pytest.mark.parametrize(("short", "words"), [(9, "9 × Navy Web"), (0, "Navy Web"), (None, "Navy Web")])
def test_a_bottleneck_says_how_many_are_missing_when_some_are(short, words):
    assert limiting_words(replace(WEB, short=short)) == words


def test_unknown_figures_of_an_item_are_missing():
    row = items_table([ITEM]).iloc[0]

    assert row[["jita", "days"]].isna().all()
    assert (row["sum"], row["equivalents"]) == (2e6, "Pirate Web (7)")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Medium"),
        ({"slot": "rig"}, "Rig"),
        ({"slot": None}, "Stasis Web"),
        ({"is_hull": True, "slot": "ship"}, "Hull"),
        ({"slot": "ship"}, "Hull"),
    ],
)
def test_an_item_says_where_it_goes(changes, words):
    assert slot_words(replace(ITEM, **changes)) == words


def test_a_fit_with_fewer_items_has_empty_places():
    assert (item_words([WEB], 0), item_words([WEB], 1)) == ("3 · Navy Web", None)


def test_the_clash_is_told_in_a_sentence_that_shows_names_as_they_are():
    loser = ConcurrentFit(2, "Fleet *Sabre*", 22456, "Sabre", 8, 10, 1, 28668, "Nanite Repair Paste", ("Roam Rifter", "Claw"))

    words = clash_sentence(ConcurrentCapacity((loser,), loser))
    assert "over **Nanite Repair Paste**: Roam Rifter, Claw take of it first, and leave 1 of the 10 “Fleet \\*Sabre\\*”" in words
    assert clash_sentence(ConcurrentCapacity((loser,), None)).startswith("Nothing clashes")


@pytest.mark.parametrize("clashes", [True, False])
def test_what_clashes_is_told_only_where_something_does(clashes):
    def page(clashes: bool) -> None:
        from domain.doctrine_answers import ConcurrentCapacity, ConcurrentFit
        from ui.doctrine import capacity_table

        fit = ConcurrentFit(2, "Fleet Sabre", 22456, "Sabre", 8, 10, 1, 28668, "Nanite Repair Paste", ("Roam Rifter",))
        capacity_table.show(ConcurrentCapacity((fit,), fit if clashes else None), "capacity", lambda: None)

    shown = AppTest.from_function(page, args=(clashes,)).run().dataframe[0].proto.column_order
    assert ({"clash", "with"} <= set(shown)) is clashes
    assert "together" in shown


def test_the_file_of_a_restock_list_says_what_the_table_does():
    rows = [RestockRow(587, "Rifter", 20, 8, 9, 11, 2500.0, 350_000.0, None), RestockRow(1, "=Trap", 1, 0, 0, 1, None, None, 5.5)]
    shown = restock_table(rows)
    written = list(csv.DictReader(io.StringIO(restock_csv(rows, "4H"), newline="")))

    assert [line["Item"] for line in written] == ["Rifter", "'=Trap"]
    assert [int(line["To bring"]) for line in written] == shown["missing"].tolist()
    assert [float(line["m3"]) if line["m3"] else None for line in written] == [27_500.0, None]
    assert [line["4H price total"] for line in written] == ["", "5.5"]
    assert "7283927.1\r\n" in restock_csv([replace(rows[1], missing=8381, local_price=869.1)], "4H")
    assert pd.isna(shown["local"].iloc[0])


def test_long_rows_of_names_are_cut():
    assert names_in_words([f"Item {number}" for number in range(14)]).endswith("Item 11 and 2 more")
    assert (counted(1, "fit"), counted(1200, "fit")) == ("1 fit", "1,200 fits")


def contrast(colour: str, other: float) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    own = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (max(own, other) + 0.05) / (min(own, other) + 0.05)


@pytest.mark.parametrize("status", Status)
def test_the_word_on_a_pill_can_be_read(status):
    assert max(contrast(PILL[status], 0.0), contrast(PILL[status], 1.0)) >= 4.5


def test_pills_differ_in_lightness_where_it_matters():
    light = [contrast(PILL[status], 0.0) for status in (Status.GOOD, Status.ATTENTION, Status.CRITICAL)]
    assert light == sorted(light, reverse=True)
    assert light[0] > 2 * light[1] > 3 * light[2]
