"""How a served replica is read: its version, one query at a time, driver errors translated once."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pandas as pd
from sqlalchemy import CursorResult, text
from sqlalchemy.exc import SQLAlchemyError

from config import DatabaseConfig
from domain.errors import DataUnavailable

Params = Mapping[str, object]

_ROWS_AT_ONCE = 1000


def replica_version(alias: str) -> str:
    """The identity of the replica that is served now; it changes with each publication and never returns.

    Raises:
        DataUnavailable: no replica is there.
    """
    path = DatabaseConfig(alias).path
    try:
        stat = path.stat()
    except OSError:
        raise DataUnavailable(f"The database {path.name} is not there.") from None
    return f"{stat.st_ino:x}-{stat.st_mtime_ns:x}-{stat.st_size:x}"


class ReplicaReader:
    """Reads of one served replica; every failure of the driver becomes a DataUnavailable that names the file."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._db = DatabaseConfig(alias)

    def frame(self, sql: str, params: Params | None = None, dtypes: Mapping[str, str] | None = None) -> pd.DataFrame:
        """The rows of one SELECT; `dtypes` holds also where the result is empty or a column is all NULL.

        Raises:
            DataUnavailable: the replica is missing or cannot be read.
        """
        frame = pd.DataFrame(self.columns(sql, params))
        return frame.astype(dict(dtypes)) if dtypes else frame

    def columns(self, sql: str, params: Params | None = None) -> dict[str, list[Any]]:
        """The rows of one SELECT, column by column.

        Raises:
            DataUnavailable: the replica is missing or cannot be read.
        """
        with self._result(sql, params) as result:
            # Rows are let go as soon as they are read: 20,000 of them at once set off a full garbage collection, which takes longer
            # than the read.
            columns: dict[str, list[Any]] = {name: [] for name in result.keys()}
            for rows in result.partitions(_ROWS_AT_ONCE):
                for column, values in zip(columns.values(), zip(*rows, strict=True), strict=True):
                    column.extend(values)
            return columns

    def rows(self, sql: str, params: Params | None = None) -> list[dict[str, Any]]:
        """The rows of one SELECT as dictionaries.

        Raises:
            DataUnavailable: the replica is missing or cannot be read.
        """
        with self._result(sql, params) as result:
            columns = list(result.keys())
            return [dict(zip(columns, row, strict=True)) for rows in result.partitions(_ROWS_AT_ONCE) for row in rows]

    def row(self, sql: str, params: Params | None = None) -> dict[str, Any] | None:
        """The first row of one SELECT; None where there is none."""
        found = self.rows(sql, params)
        return found[0] if found else None

    @contextmanager
    def _result(self, sql: str, params: Params | None) -> Iterator[CursorResult[Any]]:
        try:
            with self._db.engine.connect() as connection:
                yield connection.execute(text(sql), params or {})
        except (SQLAlchemyError, sqlite3.Error) as error:
            reason = str(getattr(error, "orig", None) or error)
            raise DataUnavailable(f"The database {self._db.path.name} cannot be read: {reason}.") from error
