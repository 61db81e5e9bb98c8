"""CSV as the app writes it everywhere: one dialect, text that no spreadsheet runs as a formula, file names."""

import csv
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

BYTE_ORDER_MARK = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ROWS_PER_CHUNK = 2000


def safe_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text


def csv_chunks(columns: Sequence[str], rows: Iterable[Sequence[object]], *, with_bom: bool = False) -> Iterator[str]:
    """A CSV file piece by piece: a heading, then the rows; text is quoted and safe, numbers are plain, unknown is empty.

    Dates and times are ISO. `with_bom` puts the mark first by which spreadsheets know UTF-8.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    buffer.write(BYTE_ORDER_MARK if with_bom else "")
    writer.writerow([safe_text(column) for column in columns])
    for number, row in enumerate(rows, start=1):
        writer.writerow([_cell(value) for value in row])
        if number % _ROWS_PER_CHUNK == 0:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]], *, with_bom: bool = False) -> str:
    """The whole of a small CSV file."""
    return "".join(csv_chunks(columns, rows, with_bom=with_bom))


def csv_file_name(short_name: str, what: str, now: datetime) -> str:
    """`{short_name}_{what}_{YYYY-MM-DD_HHMM}.csv`; `now` is EVE time (UTC). Only letters, digits, dots and dashes are kept."""
    plain = ["".join(letter if letter.isalnum() or letter in ".-" else "_" for letter in part) for part in (short_name, what)]
    return f"{plain[0]}_{plain[1]}_{now:%Y-%m-%d_%H%M}.csv"


def _cell(value: object) -> object:
    if isinstance(value, str):
        return safe_text(value)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    return value.isoformat() if isinstance(value, date) else value
