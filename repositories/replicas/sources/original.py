"""Rows of an original that is attached to the build: normalised into the replica, and what does not fit told in sentences."""

import math
import re
import sqlite3
from collections.abc import Callable, Sequence

from domain.errors import SyncFailed
from repositories.replicas.contract import FLAG, Column, Kind, Table, quoted

SCHEMA = "original"

_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*")


def copy(table: Table, columns: Sequence[str], target: sqlite3.Connection, label: str, notes: list[str]) -> int:
    """Copies one table from the attached schema `original` into the replica; returns the rows that came through.

    `columns`: the names there; `label`: what the original is called in a sentence; `notes` gets the reasons for the rows that did
    not come through. Rows that the replica's table held before stay.

    Raises:
        SyncFailed: a value is of the wrong kind.
    """
    before = _count(target, "main", table)
    try:
        target.execute(table.copy_sql(columns, SCHEMA))
    except sqlite3.IntegrityError as error:
        raise SyncFailed(_wrong_value(table, columns, target, label) or f"{label}: {table.name}: {error}.") from error
    taken = _count(target, "main", table) - before
    _tell_missing(table, columns, target, _count(target, SCHEMA, table) - taken, notes)
    return taken


def _count(target: sqlite3.Connection, schema: str, table: Table) -> int:
    rows: int = target.execute(f"SELECT count(*) FROM {schema}.{quoted(table.name)}").fetchone()[0]  # noqa: S608 - a name of the contract
    return rows


def _tell_missing(table: Table, columns: Sequence[str], target: sqlite3.Connection, missing: int, notes: list[str]) -> None:
    if not missing:
        return
    for column, spelling in table.present(columns):
        if column.essential:
            missing -= _left_out(table, column, quoted(spelling), target, notes)
    if missing > 0:
        key = f"the key ({', '.join(table.key)}) is there more than once"
        notes.append(f"Table '{table.name}': {_counted_rows(missing)} left out, {key}.")


def _left_out(table: Table, column: Column, raw: str, target: sqlite3.Connection, notes: list[str]) -> int:
    sql = f"SELECT count(*), count({raw}) FROM {SCHEMA}.{quoted(table.name)} WHERE {column.normalised(raw)} IS NULL"  # noqa: S608
    rows, with_a_value = target.execute(sql).fetchone()
    if rows:
        reason = f"holds {column.kind.words}" if with_a_value else "is empty"
        notes.append(f"Table '{table.name}': {_counted_rows(rows)} left out, '{column.name}' {reason} there.")
    return int(rows)


def _counted_rows(count: int) -> str:
    return f"{count:,} {'row' if count == 1 else 'rows'}"


def _wrong_value(table: Table, columns: Sequence[str], target: sqlite3.Connection, label: str) -> str | None:
    """The sentence on the first column with values of the wrong kind."""
    for column, spelling in table.present(columns):
        refused = _refusal(column.kind)
        sql = f"SELECT {column.normalised(quoted(spelling))}, {quoted(spelling)} FROM {SCHEMA}.{quoted(table.name)}"  # noqa: S608
        wrong = [raw for value, raw in target.execute(sql) if value is not None and refused(value)]
        if wrong:
            holds = f"{len(wrong):,} {'value that is' if len(wrong) == 1 else 'values that are'} {column.kind.words}"
            return f"{label}: table '{table.name}', column '{column.name}' holds {holds}, such as {wrong[0]!r}."
    return None


def _refusal(kind: Kind) -> Callable[[object], bool]:
    """Whether a STRICT column of this kind refuses a normalised value."""

    def refused(value: object) -> bool:
        if kind.sql_type == "TEXT":
            return isinstance(value, bytes)
        if isinstance(value, bytes) or (isinstance(value, str) and not _NUMBER.fullmatch(value)):
            return True
        number = float(str(value))
        if kind is FLAG:
            return number not in (0, 1)
        return not math.isfinite(number) or (kind.sql_type == "INTEGER" and not number.is_integer())

    return refused
