import csv
import io
from datetime import UTC, date, datetime

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.csv_safety import csv_chunks, csv_file_name, csv_text, safe_text

AWKWARD = ["'Scout' \"Cannon\", large", "two\nlines", "エクスパンデッド", "Тип 5", "", "x=1"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@sum", "\tx", "\r=1"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(text):
    assert safe_text(text) == "'" + text


def test_numbers_keep_their_sign_and_unknown_is_empty():
    assert csv_text(["a", "b", "c", "d"], [[-5, -1.5, None, float("nan")]]) == '"a","b","c","d"\r\n-5,-1.5,"",""\r\n'


def test_dates_are_iso():
    row = [date(2026, 11, 20), datetime(2026, 11, 20, 11, 20, tzinfo=UTC).replace(tzinfo=None)]

    assert csv_text(["day", "time"], [row]).splitlines()[1] == '"2026-11-20","2026-11-20 11:20:00"'


def test_awkward_names_come_back_through_the_csv_module_and_pandas():
    text = csv_text(["name"], [[name] for name in AWKWARD])

    assert [row["name"] for row in csv.DictReader(io.StringIO(text, newline=""))] == AWKWARD
    assert pd.read_csv(io.StringIO(text, newline=""), keep_default_na=False)["name"].to_list() == AWKWARD


@given(st.lists(st.tuples(st.text(), st.integers()), max_size=30))
def test_no_cell_of_text_starts_a_formula(rows):
    back = list(csv.reader(io.StringIO(csv_text(["a", "b"], rows), newline="")))[1:]

    assert all(not text.startswith(("=", "+", "-", "@", "\t", "\r")) for text, _ in back)
    assert [int(number) for _, number in back] == [number for _, number in rows]


def test_the_pieces_of_a_large_file_are_the_file():
    rows = [[f"Type {number}", number] for number in range(4500)]
    pieces = list(csv_chunks(["name", "units"], rows))

    assert len(pieces) == 3
    assert len("".join(pieces).splitlines()) == 4501


def test_the_mark_for_spreadsheets_comes_first_when_asked_for():
    assert csv_text(["a"], [], with_bom=True) == '\ufeff"a"\r\n'


def test_a_file_name_tells_market_content_and_time():
    now = datetime(2026, 11, 20, 9, 5, tzinfo=UTC)

    assert csv_file_name("4H", "restock", now) == "4H_restock_2026-11-20_0905.csv"
    assert csv_file_name("a/b", "WC Siege: Vexor", now) == "a_b_WC_Siege__Vexor_2026-11-20_0905.csv"
