"""The remote original of one alias as a source: what changed comes from the server, the rest from the served replica."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from domain.errors import SyncFailed
from repositories.replicas import schema as replica_schema
from repositories.replicas.contract import Table, quoted
from repositories.replicas.sources import original
from repositories.replicas.sources.base import SERVED, FillProgress, KeptHistory, ServedUnreadable, reading_served
from repositories.replicas.sources.remote import history
from repositories.replicas.sources.remote.address import RemoteAddress
from repositories.replicas.sources.remote.packed import RemoteTable
from repositories.replicas.sources.remote.paging import pages
from repositories.replicas.sources.remote.schema import TABLES, RemoteSchema, read_schema
from repositories.replicas.sources.remote.snapshot import Snapshot, patiently
from repositories.replicas.sources.remote.state import LOG, WRITES, RemoteState, log_of
from repositories.replicas.sources.remote.wire import Patience, Refusal, Statement, Wire


@dataclass(frozen=True)
class Served:
    """The replica in service: its file, what it says of itself, and whether its names are those of the present SDE."""

    path: Path
    facts: Mapping[str, str]
    current: bool

    def state_of(self, address: RemoteAddress) -> RemoteState | None:
        """What the remote at `address` was when this replica was built of it; None when it was built otherwise."""
        same = self.facts.get("remote_address") == address.url and self.facts.get("schema_version") == replica_schema.SCHEMA_VERSION
        return RemoteState.from_json(self.facts.get("remote_state")) if same else None


@dataclass
class RemoteSource:
    """A libSQL server; everything is read in one transaction there. `copied` names the tables that came from the server."""

    tables: Sequence[Table]
    address: RemoteAddress
    patience: Patience
    served: Served | None = None
    kind: str = field(default="remote", init=False)
    detail: str = field(default="", init=False)
    notes: list[str] = field(default_factory=list)
    copied: list[str] = field(default_factory=list)
    kept_history: KeptHistory | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.detail = self.address.host
        self._wire = Wire(self.address, self.patience)
        self._snapshot = Snapshot(self._wire)
        self._before = self.served.state_of(self.address) if self.served else None
        self._schema: RemoteSchema | None = None
        self._state: RemoteState | None = None
        self._attached: set[str] = set()

    def is_unchanged(self, by_its_log: bool = False) -> bool:
        """Whether the served replica is what the remote is now; one small read.

        `by_its_log`: a write that the remote's log does not tell of counts for nothing.

        Raises:
            SyncFailed: the server cannot be read.
        """
        if self._before is None or not (self.served and self.served.current):
            return False
        counted, log = patiently(self._wire, lambda: self._wire.exchange([WRITES, LOG], close=True), answered=False)[0]
        self._state = RemoteState(log_of(log), None if isinstance(counted, Refusal) else counted.write_index)
        if self._state.log and by_its_log:
            return self._state.log == self._before.log
        if not self._state.log and self._before.write_index is None:
            self.columns()
        return self._before.same_writes(self._state)

    @property
    def remote_updates(self) -> dict[str, str]:
        """The newest entry of the remote's log by lower-case table name; empty before it was asked, or without a log."""
        return {name: newest for name, (newest, _, _) in self._state.log.items()} if self._state else {}

    @property
    def moved(self) -> list[str]:
        """The copied tables of which the log says that they are new; all of them where nothing was known before."""
        before, state = self._before, self._state
        if before is None or state is None:
            return list(self.copied)
        return [name for name in self.copied if name.lower() in state.log and not state.logged_alike(before, name)]

    def columns(self) -> Mapping[str, Sequence[str]]:
        """See `Source`; opens the transaction."""
        if self._schema is None:
            self._schema = read_schema(self.address.host, self._snapshot.ask(TABLES)[0])
            required = [table for table in self.tables if table.required]
            if not self._rows(self._schema.holds_rows(required))[0][0]:
                raise SyncFailed(f"{self.address.host} is empty: none of its tables holds a row.")
            self._state = self._read_state(self._schema)
        return self._schema.columns

    def fill(self, table: Table, target: sqlite3.Connection, progress: FillProgress) -> int:
        """See `Source`: unchanged tables come from the served replica, of the history only the newest days where the rest agrees."""
        self.columns()
        if self._is_kept(table):
            return self._keep(table, target)
        if table.name == history.HISTORY and self._before:
            taken = self._extend(table, target, progress)
            if taken is not None:
                return taken
        self.copied.append(table.name)
        return self._copy(table, self._known_schema.wanted(table), target, progress)

    def meta(self) -> Mapping[str, str]:
        """See `Source`: what the next sync compares with."""
        return {"remote_address": self.address.url, "remote_state": self._state.to_json()} if self._state else {}

    def close(self) -> None:
        """See `Source`."""
        self._snapshot.close()
        self._wire.close()

    @property
    def _known_schema(self) -> RemoteSchema:
        if self._schema is None:
            raise RuntimeError("columns() comes first")
        return self._schema

    def _read_state(self, schema: RemoteSchema) -> RemoteState:
        log = self._snapshot.log or {}
        sizes: dict[str, tuple[int, int]] = {}
        if self._snapshot.write_index is None:
            counted = self._snapshot.watch(schema.sizes(self.tables)).rows
            if not log:
                sizes = {str(number): (int(str(rows)), int(str(highest or 0))) for number, rows, highest in counted}
        known = {table.name.lower() for table in self.tables}
        columns = {name: list(columns) for name, columns in schema.columns.items() if name in known}
        return RemoteState(log, self._snapshot.write_index, columns, sizes)

    def _rows(self, statement: Statement) -> list[list[int | float | str | bytes | None]]:
        result = self._snapshot.ask(statement)[0]
        if isinstance(result, Refusal):
            raise SyncFailed(f"{self.address.host} cannot be read: {result.message}.")
        return result.rows

    def _is_kept(self, table: Table) -> bool:
        if self._before is None or self._state is None or self.served is None:
            return False
        # Writes that the log does not tell of may be in any table.
        log_tells = self._state.log != self._before.log or self._state.same_writes(self._before)
        # Names in the served replica are filled in from the SDE; the history has none.
        usable = self.served.current or table.name == history.HISTORY
        return usable and log_tells and self._state.logged_alike(self._before, table.name)

    def _keep(self, table: Table, target: sqlite3.Connection) -> int:
        self._take_served(table, target)
        if table.name == history.HISTORY:
            self.kept_history = KeptHistory()
        self._repeat_notes(table)
        return self._count(table, target)

    def _count(self, table: Table, target: sqlite3.Connection) -> int:
        rows: int = target.execute(f"SELECT count(*) FROM main.{quoted(table.name)}").fetchone()[0]  # noqa: S608
        return rows

    def _take_served(self, table: Table, target: sqlite3.Connection) -> None:
        """Same definition on both sides and no condition: SQLite copies the pages as they are."""
        if self.served is None:
            raise ServedUnreadable
        with reading_served():
            self._attach(target, SERVED, f"{self.served.path.resolve().as_uri()}?mode=ro&immutable=1")
            target.execute(f"INSERT INTO main.{quoted(table.name)} SELECT * FROM {SERVED}.{quoted(table.name)}")  # noqa: S608

    def _repeat_notes(self, table: Table) -> None:
        with suppress(TypeError, ValueError):
            before = json.loads((self.served.facts if self.served else {}).get("left_out", "[]"))
            self.notes += [note for note in before if str(note).startswith(f"Table '{table.name}':")]

    def _extend(self, table: Table, target: sqlite3.Connection, progress: FillProgress) -> int | None:
        """The rows of the table after copying only its newest days; None when they did not do, and the table is empty again."""
        day = self.served.facts.get("history_until") if self.served else None
        if not day:
            return None
        remote, name = self._known_schema.wanted(table), quoted(table.name)
        spelling = {column.name: spelled for column, spelled in table.present(self._known_schema.columns[table.name])}
        with ThreadPoolExecutor(1) as pool:
            asked = pool.submit(history.older_than, day, self._snapshot, remote, spelling)
            self._take_served(table, target)
            older = asked.result()
        if older is None or not history.agrees_before(day, older, target):
            target.execute(f"DELETE FROM main.{name}")  # noqa: S608
            return None
        target.execute(f"DELETE FROM main.{name} WHERE date >= ?", (day,))  # noqa: S608
        self.kept_history = KeptHistory(older.oldest, day)
        self.copied.append(table.name)
        self._copy(table, history.since(day, remote, spelling), target, progress)
        return self._count(table, target)

    def _copy(self, table: Table, remote: RemoteTable, target: sqlite3.Connection, progress: FillProgress) -> int:
        """Raw rows into a private temporary database, which SQLite removes by itself, and from there into the replica."""
        self._attach(target, original.SCHEMA, "")
        staged = f"{original.SCHEMA}.{quoted(table.name)}"
        target.execute(f"CREATE TABLE {staged} ({', '.join(quoted(name) for name in remote.columns)})")
        insert = f"INSERT INTO {staged} VALUES ({', '.join('?' * len(remote.columns))})"  # noqa: S608
        for page, fraction in pages(self._snapshot, remote):
            target.executemany(insert, zip(*page.columns, strict=True))
            progress(fraction)
        taken = original.copy(table, remote.columns, target, self.address.host, self.notes)
        target.execute(f"DROP TABLE {staged}")
        return taken

    def _attach(self, target: sqlite3.Connection, name: str, uri: str) -> None:
        if name not in self._attached:
            target.execute(f"ATTACH ? AS {name}", (uri,))
            self._attached.add(name)
