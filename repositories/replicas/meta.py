"""`replica_meta`: what a replica says of itself; written at the build, read by everyone who asks how old the data is."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from config import DatabaseConfig
from domain.errors import DataUnavailable
from repositories.replicas import schema, sqlite_file
from repositories.replicas.sources.base import Source
from repositories.replicas.tables import tables_of
from settings_service import SHARED_ALIASES, get_market_configs

# What replicas say of their own file, or what a replica that is derived anew must be told again.
OWN_KEYS = ("alias", "built_at", "schema_version", "sde_built_at", "market_keys", "problems")


class NotOurs(DataUnavailable):
    """A sound SQLite database that this project did not build."""


def write(alias: str, target: sqlite3.Connection, source: Source, problems: list[str]) -> tuple[str, ...]:
    """Fills `replica_meta` and returns all problems: what the source left out, then what the data lacks."""
    all_problems = (*source.notes, *problems)
    facts: dict[str, str | None] = {
        "data_at": _data_at(target, alias),
        "history_until": _history_until(target, alias),
        "source": source.kind,
        "source_detail": source.detail,
        **source.meta(),
        "alias": alias,
        "built_at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "schema_version": schema.SCHEMA_VERSION,
        "left_out": json.dumps(list(source.notes)),
        "problems": json.dumps(all_problems),
        **_built_against(alias),
    }
    target.executemany("INSERT INTO replica_meta VALUES (?, ?)", [(key, value) for key, value in facts.items() if value is not None])
    return all_problems


def read(alias: str) -> dict[str, str]:
    """What the served replica of `alias` says of itself.

    Raises:
        NotOurs: it is a database, and not a replica.
        DataUnavailable: it is not there, cannot be read, or is cut short.
    """
    path = DatabaseConfig(alias).path
    if not path.is_file():
        raise DataUnavailable(f"The database {path.name} is not there.")
    try:
        complaint = sqlite_file.complaint(path)
        if complaint:
            raise DataUnavailable(f"The database {path.name} {complaint}.")
        with closing(open_read_only(path)) as connection:
            tables = {name.lower() for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "replica_meta" not in tables:
                raise NotOurs(f"The database {path.name} was not built by this app.")
            facts = dict(connection.execute("SELECT key, value FROM replica_meta"))
            lacking = [table.name for table in tables_of(alias) if table.name.lower() not in tables]
            if lacking and facts.get("schema_version") == schema.SCHEMA_VERSION:
                raise DataUnavailable(f"The database {path.name} cannot be read: table '{lacking[0]}' is missing.")
            return facts
    except (sqlite3.Error, OSError) as error:
        raise DataUnavailable(f"The database {path.name} cannot be read: {error}.") from error


def served_file(alias: str) -> Path | None:
    """The replica's file; None where there is none.

    Raises:
        DataUnavailable: it is there, and cannot be used.
    """
    path = DatabaseConfig(alias).path
    if not path.exists():
        return None
    read(alias)
    return path


def is_current(alias: str, facts: Mapping[str, str]) -> bool:
    """Whether a replica was derived by this version of the project, with the SDE and the markets there are now."""
    expected = {"schema_version": schema.SCHEMA_VERSION, **_built_against(alias)}
    return all(facts.get(key) == value for key, value in expected.items())


def open_read_only(path: Path) -> sqlite3.Connection:
    """A connection to a file that nobody writes to."""
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)


def _built_against(alias: str) -> dict[str, str]:
    if alias in SHARED_ALIASES:
        return {}
    try:
        sde_built_at = read("sde").get("built_at", "")
    except DataUnavailable:
        sde_built_at = ""
    return {"sde_built_at": sde_built_at, "market_keys": ",".join(get_market_configs())}


def _data_at(target: sqlite3.Connection, alias: str) -> str | None:
    """UTC, 'YYYY-MM-DD HH:MM:SS'; None where no table says it, as in the SDE."""
    if alias == "sde":
        return None
    if alias == "build_cost":
        return _one(target, "SELECT max(timestamp) FROM updatelog")
    logged = _one(target, "SELECT max(timestamp) FROM updatelog WHERE lower(table_name) = 'marketorders'")
    return logged or _one(target, "SELECT max(last_update) FROM marketstats")


def _history_until(target: sqlite3.Connection, alias: str) -> str | None:
    return None if alias in SHARED_ALIASES else _one(target, "SELECT max(date) FROM daily_isk")


def _one(target: sqlite3.Connection, sql: str) -> str | None:
    value: str | None = target.execute(sql).fetchone()[0]
    return value
