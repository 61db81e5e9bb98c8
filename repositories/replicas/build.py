"""The one pipeline from a source to a served replica: copy, check, derive, index, verify, publish."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from config import DatabaseConfig
from domain.errors import SyncFailed
from repositories.replicas import derive_market, derive_sde, disk, meta, schema
from repositories.replicas.contract import Table, missing_from
from repositories.replicas.sources.base import Source
from repositories.replicas.tables import tables_of

Progress = Callable[[str, float], None]

_COPIED = 0.7
_DISK_TROUBLE = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")


@dataclass(frozen=True)
class Built:
    """A replica that was published: its rows of the contract's tables, and what is wrong with them, in sentences."""

    alias: str
    rows: int
    problems: tuple[str, ...]


def ignore_progress(step: str, fraction: float) -> None:
    """A listener to builds that does nothing."""


def build(alias: str, source: Source, progress: Progress = ignore_progress) -> Built:
    """Builds the replica of `alias` from `source` in this process and puts it in service.

    `progress` is told the step and the fraction of the whole that is done. Until the very end the old replica stays
    in service; after a failure it is untouched, and nothing of the attempt is left.

    Raises:
        SyncFailed: with the sentence that names file, table and column.
    """
    replica = DatabaseConfig(alias).path
    with disk.build_lock(replica):
        draft = disk.draft_of(replica)
        try:
            with _told_in_a_sentence(replica):
                built = _draft(alias, draft, source, progress)
            progress("publishing", 1.0)
            disk.publish(draft, replica)
        finally:
            source.close()
            disk.remove(draft)
    return built


def _draft(alias: str, draft: Path, source: Source, progress: Progress) -> Built:
    tables = tables_of(alias)
    progress("checking", 0.0)
    available = source.columns()
    lacking = missing_from(tables, available)
    if lacking:
        raise SyncFailed(f"{DatabaseConfig(alias).path.name}: {lacking}.")
    with contextlib.closing(_open_draft(draft)) as target:
        target.execute("BEGIN")
        rows = _copy(tables, source, target, progress)
        progress("deriving", _COPIED)
        problems = _derive(alias, target, source)
        target.execute("COMMIT")
        progress("verifying", 0.95)
        target.execute("PRAGMA analysis_limit = 2000")
        target.execute("ANALYZE main")
        found = target.execute("PRAGMA main.quick_check(1)").fetchone()[0]
    if found != "ok":
        raise SyncFailed(f"{DatabaseConfig(alias).path.name} did not come out whole: {found}.")
    return Built(alias, rows, problems)


def _open_draft(draft: Path) -> sqlite3.Connection:
    target = sqlite3.connect(draft, isolation_level=None, uri=True)
    for setting in ("journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE", "cache_size = -65536"):
        target.execute(f"PRAGMA main.{setting}")
    return target


def _copy(tables: tuple[Table, ...], source: Source, target: sqlite3.Connection, progress: Progress) -> int:
    available = source.columns()
    rows = 0
    for position, table in enumerate(tables):
        target.execute(table.ddl)
        if table.name.lower() not in available:
            continue

        def tell(fraction: float, position: int = position, name: str = table.name) -> None:
            progress(f"copying {name}", _COPIED * (position + fraction) / len(tables))

        tell(0.0)
        rows += source.fill(table, target, tell)
    return rows


def _derive(alias: str, target: sqlite3.Connection, source: Source) -> tuple[str, ...]:
    target.execute(schema.REPLICA_META)
    if alias == "sde":
        derive_sde.derive(target)
        found: list[str] = []
    elif alias == "build_cost":
        found = []
    else:
        found = derive_market.derive(target, meta.served_file("sde"), source.kept_history)
    return meta.write(alias, target, source, found)


@contextlib.contextmanager
def _told_in_a_sentence(replica: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(_DISK_TROUBLE):
            raise SyncFailed(f"{replica.name} cannot be written to {replica.parent}: {error}; is the disk full?") from error
        raise SyncFailed(f"{replica.name} cannot be built: {error}.") from error
    except OSError as error:
        raise SyncFailed(f"{replica.name} cannot be built: {error.strerror or error}.") from error
