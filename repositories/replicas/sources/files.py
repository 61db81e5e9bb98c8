"""A collector's SQLite file as the source of a replica; the file is only read."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from domain.errors import SyncFailed
from repositories.replicas import sqlite_file
from repositories.replicas.contract import Table
from repositories.replicas.sources import original
from repositories.replicas.sources.base import FillProgress, KeptHistory

_OF_THE_FILE = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ", "SQLITE_BUSY", "SQLITE_LOCKED")
_HEADING = "*** in database main *** "
_UNFINISHED = ("SQLITE_READONLY_ROLLBACK", "SQLITE_READONLY_RECOVERY")


class FileSource:
    """One SQLite file; all its tables are read in one transaction, so that a collector may write to it meanwhile."""

    kind = "files"

    def __init__(self, path: Path) -> None:
        self.path = path
        self.detail = f"{path.resolve().parent.name}/{path.name}"
        self.notes: list[str] = []
        self.kept_history: KeptHistory | None = None
        self._columns: dict[str, list[str]] | None = None
        self._attached = False

    def columns(self) -> Mapping[str, Sequence[str]]:
        """See `Source`; the file is checked for wholeness first."""
        if self._columns is None:
            self._refuse_what_is_no_database()
            with self._told_of(None), closing(sqlite3.connect(self._uri(), uri=True)) as connection:
                found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
                if found != "ok":
                    raise SyncFailed(f"{self.path.name} is damaged: {_one_line(found).removeprefix(_HEADING)}.")
                names = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall()
                self._columns = {name.lower(): _columns_of(connection, name) for (name,) in names}
        return self._columns

    def fill(self, table: Table, target: sqlite3.Connection, progress: FillProgress) -> int:
        """See `Source`: one INSERT from the attached file, in the order of the key where the table is stored in that order."""
        if not self._attached:
            with self._told_of(None):
                target.execute(f"ATTACH ? AS {original.SCHEMA}", (self._uri(),))
            self._attached = True
        columns = self.columns()[table.name.lower()]
        with self._told_of(table):
            taken = original.copy(table, columns, target, self.path.name, self.notes)
        progress(1.0)
        return taken

    def meta(self) -> Mapping[str, str]:
        """See `Source`."""
        return {}

    def close(self) -> None:
        """See `Source`; the connection that the file is attached to belongs to the build."""

    def _uri(self) -> str:
        # A file in WAL mode without its log cannot be opened read-only where its directory cannot be written: it is complete, though.
        alone = sqlite_file.is_in_wal_mode(self.path) and not self.path.with_name(self.path.name + "-wal").exists()
        return f"{self.path.resolve().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"

    def _refuse_what_is_no_database(self) -> None:
        try:
            complaint = sqlite_file.complaint(self.path)
        except OSError as error:
            raise SyncFailed(f"{self.path.name} cannot be read: {(error.strerror or str(error)).lower()}.") from error
        if complaint:
            raise SyncFailed(f"{self.path.name} {complaint}.")

    @contextmanager
    def _told_of(self, table: Table | None) -> Iterator[None]:
        """Turns what SQLite says of the source into a sentence; what it says of the replica is the pipeline's to tell."""
        try:
            yield
        except sqlite3.Error as error:
            name = getattr(error, "sqlite_errorname", "")
            if name.startswith(_UNFINISHED):
                raise SyncFailed(f"{self.path.name} holds an unfinished write: let its writer open it once, then try again.") from error
            if table is None or name.startswith(_OF_THE_FILE):
                what = f"{self.path.name}: table '{table.name}'" if table else self.path.name
                raise SyncFailed(f"{what} cannot be read: {error}.") from error
            raise


def _columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def file_source(_alias: str, path: str) -> FileSource:
    """The file at `path` as a source, for a worker's job."""
    return FileSource(Path(path))
