"""What is served for an alias, counted and verified."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from config import DatabaseConfig
from domain.errors import DataUnavailable
from repositories.replicas import meta
from repositories.replicas.contract import quoted
from repositories.replicas.tables import tables_of


@dataclass(frozen=True)
class Inspection:
    """A replica on the table: rows by table of the contract, what it says of itself, and what is wrong with it."""

    rows: Mapping[str, int]
    facts: Mapping[str, str]
    problems: tuple[str, ...]


def inspect(alias: str) -> Inspection:
    """Reads the whole replica of `alias` and counts.

    Raises:
        DataUnavailable: it is not there, or cannot be read.
    """
    facts = meta.read(alias)
    problems = list(json.loads(facts.get("problems", "[]")))
    path = DatabaseConfig(alias).path
    try:
        with closing(meta.open_read_only(path)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                problems.append(f"The file is damaged: {' '.join(found.split())}.")
            names = [table.name for table in tables_of(alias)]
            rows = {name: connection.execute(f"SELECT count(*) FROM {quoted(name)}").fetchone()[0] for name in names}  # noqa: S608
    except sqlite3.Error as error:
        raise DataUnavailable(f"The database {path.name} cannot be read: {error}.") from error
    if not meta.is_current(alias, facts):
        problems.append("It was derived with another version of the app, of the SDE or of the markets; the next start derives it anew.")
    return Inspection(rows, facts, tuple(problems))
