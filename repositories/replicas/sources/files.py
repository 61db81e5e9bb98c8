"""A collector's SQLite file as the source of a replica; the file is only read."""

import math
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from domain.errors import SyncFailed
from repositories.replicas.contract import FLAG, Column, Kind, Table, quoted
from repositories.replicas.sources.base import FillProgress

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*")
_OF_THE_FILE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ", "SQLITE_BUSY", "SQLITE_LOCKED")


class FileSource:
    """One SQLite file; all its tables are read in one transaction, so that a collector may write to it meanwhile."""

    kind = "files"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.detail = f"{path.resolve().parent.name}/{path.name}"
        self.notes: list[str] = []
        self._columns: dict[str, list[str]] | None = None
        self._attached = False

    def columns(self) -> Mapping[str, Sequence[str]]:
        """See `Source`; the file is checked for wholeness first."""
        if self._columns is None:
            self._refuse_what_is_no_database()
            with self._told_of(None), closing(sqlite3.connect(self._uri(), uri=True)) as connection:
                found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                if found != "ok":
                    raise SyncFailed(f"{self.path.name} is damaged: {_one_line(found)}.")
                names = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
                self._columns = {name.lower(): _columns_of(connection, name) for (name,) in names}
        return self._columns

    def fill(self, table: Table, target: sqlite3.Connection, progress: FillProgress) -> int:
        """See `Source`: one INSERT from the attached file, in the order of the key where the table is stored in that order."""
        if not self._attached:
            with self._told_of(None):
                target.execute("ATTACH ? AS original", (self._uri(),))
            self._attached = True
        columns = self.columns()[table.name.lower()]
        try:
            with self._told_of(table):
                target.execute(_copy_sql(table, columns))
                return self._count(table, columns, target)
        except sqlite3.IntegrityError as error:
            raise SyncFailed(self._wrong_value(table, columns, target) or f"{self.path.name}: {table.name}: {error}.") from error
        finally:
            progress(1.0)

    def meta(self) -> Mapping[str, str]:
        """See `Source`."""
        return {}

    def close(self) -> None:
        """See `Source`; the connection that the file is attached to belongs to the build."""

    def _uri(self) -> str:
        # A file in WAL mode without its log cannot be opened read-only where its directory cannot be written: it is complete, though.
        with self.path.open("rb") as file:
            in_wal_mode = file.read(20)[18:] == b"\2\2"
        alone = in_wal_mode and not self.path.with_name(self.path.name + "-wal").exists()
        return f"{self.path.resolve().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"

    def _refuse_what_is_no_database(self) -> None:
        name = self.path.name
        try:
            size = self.path.stat().st_size
            with self.path.open("rb") as file:
                header = file.read(100)
        except OSError as error:
            raise SyncFailed(f"{name} cannot be read: {(error.strerror or str(error)).lower()}.") from error
        if not header:
            raise SyncFailed(f"{name} is empty.")
        if not header.startswith(_MAGIC):
            raise SyncFailed(f"{name} is not an SQLite database.")
        expected = _size_by_header(header)
        if size < expected:
            raise SyncFailed(f"{name} is cut short: it holds {size:,} bytes of {expected:,}.")

    def _count(self, table: Table, columns: Sequence[str], target: sqlite3.Connection) -> int:
        """The rows that came through; for those that did not, `notes` gets the reasons."""
        name = quoted(table.name)
        offered = target.execute(f"SELECT count(*) FROM original.{name}").fetchone()[0]  # noqa: S608 - a name of the contract
        taken: int = target.execute(f"SELECT count(*) FROM main.{name}").fetchone()[0]  # noqa: S608
        missing = offered - taken
        if missing:
            for column, spelling in table.present(columns):
                if column.essential:
                    without = self._left_out(table, column, quoted(spelling), target)
                    missing -= without
            if missing > 0:
                key = ", ".join(table.key)
                self.notes.append(f"Table '{table.name}': {missing:,} rows left out, their key ({key}) is there more than once.")
        return taken

    def _left_out(self, table: Table, column: Column, raw: str, target: sqlite3.Connection) -> int:
        sql = (
            f"SELECT count(*), count({raw}) FROM original.{quoted(table.name)} WHERE {column.normalised(raw)} IS NULL"  # noqa: S608
        )
        rows, with_a_value = target.execute(sql).fetchone()
        if rows:
            reason = f"holds {column.kind.words}" if with_a_value else "is empty"
            self.notes.append(f"Table '{table.name}': {rows:,} {'row' if rows == 1 else 'rows'} left out, '{column.name}' {reason} there.")
        return int(rows)

    def _wrong_value(self, table: Table, columns: Sequence[str], target: sqlite3.Connection) -> str | None:
        """The sentence on the first column with values of the wrong kind."""
        for column, spelling in table.present(columns):
            refused = _refusal(column.kind)
            sql = f"SELECT {column.normalised(quoted(spelling))}, {quoted(spelling)} FROM original.{quoted(table.name)}"  # noqa: S608
            wrong = [raw for value, raw in target.execute(sql) if value is not None and refused(value)]
            if wrong:
                holds = f"{len(wrong):,} {'value that is' if len(wrong) == 1 else 'values that are'} {column.kind.words}"
                return f"{self.path.name}: table '{table.name}', column '{column.name}' holds {holds}, such as {wrong[0]!r}."
        return None

    @contextmanager
    def _told_of(self, table: Table | None) -> Iterator[None]:
        """Turns what SQLite says of the source into a sentence; what it says of the replica is the pipeline's to tell."""
        try:
            yield
        except sqlite3.Error as error:
            if table is None or getattr(error, "sqlite_errorname", "").startswith(_OF_THE_FILE):
                what = f"{self.path.name}: table '{table.name}'" if table else self.path.name
                raise SyncFailed(f"{what} cannot be read: {error}.") from error
            raise


def _copy_sql(table: Table, columns: Sequence[str]) -> str:
    ordered = f" ORDER BY {', '.join(str(n) for n in range(1, len(table.key) + 1))}" if len(table.key) > 1 else ""
    return table.insert_sql(columns, lambda _position, name: quoted(name), f"FROM original.{quoted(table.name)}") + ordered


def _columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _size_by_header(header: bytes) -> int:
    """The bytes that the file should have at least; the count of pages in the header holds when its two change counters agree."""
    if len(header) < _HEADER_SIZE:
        return _HEADER_SIZE
    page_size = int.from_bytes(header[16:18], "big")
    counted = header[24:28] == header[92:96]
    return (65536 if page_size == 1 else page_size) * int.from_bytes(header[28:32], "big") if counted else _HEADER_SIZE


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


def _one_line(text: str) -> str:
    return " ".join(text.split())
