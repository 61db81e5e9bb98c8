"""The file that the worker writes: read back by pandas and by the csv module."""

import csv
import gzip
import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pandas as pd
import pytest

from repositories.csv_worker import csv_of

AWKWARD = ["'Scout' \"Cannon\", large", "two\nlines", "and\r\ntwo more", "エクスパンデッド", "Тип 5", "Größe; Maß", "a,b,,c", " blank "]
FORMULAS = ["=1+1", "+1", "-1", "@sum", "\tx"]


@pytest.fixture
def database(tmp_path: Path) -> str:
    path = tmp_path / "names.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE kinds (number INTEGER PRIMARY KEY, name TEXT, price REAL, day TEXT)")
        rows = [(-number, name, -number / 4, "2026-11-19") for number, name in enumerate(AWKWARD + FORMULAS, start=1)]
        connection.executemany("INSERT INTO kinds VALUES (?, ?, ?, ?)", [*rows, (0, None, None, None)])
    return f"{path.as_uri()}?mode=ro"


def written(database: str, with_bom: bool = False, packed: bool = False, sql: str = "SELECT * FROM kinds ORDER BY number DESC") -> bytes:
    return b"".join(csv_of({"database": database, "sql": sql, "with_bom": with_bom, "gzip": packed}))


def test_awkward_names_come_back_through_pandas(database: str) -> None:
    frame = pd.read_csv(io.BytesIO(written(database)), keep_default_na=False, encoding="utf-8")
    assert frame["name"].to_list()[1 : len(AWKWARD) + 1] == AWKWARD


def test_awkward_names_come_back_through_the_csv_module(database: str) -> None:
    rows = list(csv.DictReader(io.StringIO(written(database).decode(), newline="")))
    assert [row["name"] for row in rows[1 : len(AWKWARD) + 1]] == AWKWARD
    assert [row["name"] for row in rows[len(AWKWARD) + 1 :]] == ["'" + text for text in FORMULAS]


def test_numbers_keep_their_sign_days_are_iso_and_unknown_is_empty(database: str) -> None:
    frame = pd.read_csv(io.BytesIO(written(database)))
    assert frame["number"].min() == -len(AWKWARD + FORMULAS)
    assert frame["price"].to_list()[1:3] == [-0.25, -0.5]
    assert frame["day"].to_list()[1] == "2026-11-19"
    assert frame.loc[0, ["name", "price", "day"]].isna().all()


def test_the_mark_for_spreadsheets_comes_first_and_names_stay_right(database: str) -> None:
    data = written(database, with_bom=True)
    assert data.startswith(b"\xef\xbb\xbf")
    assert not written(database).startswith(b"\xef\xbb\xbf")
    assert pd.read_csv(io.BytesIO(data), encoding="utf-8-sig", keep_default_na=False)["name"].to_list()[4] == "エクスパンデッド"


def test_packed_it_is_the_same_file(database: str) -> None:
    assert gzip.decompress(written(database, packed=True)) == written(database)


def test_nothing_to_write_is_a_heading(database: str) -> None:
    assert written(database, sql="SELECT number, name FROM kinds WHERE 0") == b'"number","name"\r\n'
