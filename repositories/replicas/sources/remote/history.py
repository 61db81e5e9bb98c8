"""The price history, by far the largest table: only its newest days are copied when the rest is what the served replica holds."""

import sqlite3
from collections.abc import Mapping
from dataclasses import replace

from repositories.replicas.contract import quoted
from repositories.replicas.sources.remote.packed import RemoteTable
from repositories.replicas.sources.remote.snapshot import Snapshot
from repositories.replicas.sources.remote.wire import Refusal, Statement

HISTORY = "market_history"

# Sums of remainders: exact whole numbers, whatever the order of the rows, and never too large for one.
_FINGERPRINT = (
    "count(*), sum(CAST({type_id} AS INTEGER)), sum(CAST({volume} AS INTEGER) % 1000003), sum(CAST({order_count} AS INTEGER) % 1000003), "
    "sum(CAST({average} * 100 AS INTEGER) % 1000003), sum(CAST({highest} * 100 AS INTEGER) % 1000003), "
    "sum(CAST({lowest} * 100 AS INTEGER) % 1000003)"
)


def newest_day(target: sqlite3.Connection) -> str | None:
    """The newest day of the history that is in the draft; None when there is none."""
    day: str | None = target.execute(f"SELECT max(date) FROM main.{HISTORY}").fetchone()[0]  # noqa: S608
    return day


def agrees_before(day: str, snapshot: Snapshot, remote: RemoteTable, spelling: Mapping[str, str], target: sqlite3.Connection) -> bool:
    """Whether the draft holds what the remote holds of the days before `day`.

    Days that the remote has dropped at the old end are dropped from the draft first. `spelling`: the remote's names of the columns.
    """
    names = {name: quoted(spelled) for name, spelled in spelling.items()}
    sql = f"SELECT min({names['date']}), {_FINGERPRINT.format(**names)} FROM {quoted(remote.name)} WHERE {names['date']} < ?"  # noqa: S608
    answer = snapshot.ask(Statement(sql, (day,)))[0]
    if isinstance(answer, Refusal):
        return False
    oldest, *there = answer.rows[0]
    if not isinstance(oldest, str):
        return False
    target.execute(f"DELETE FROM main.{HISTORY} WHERE date < ?", (oldest[:10],))  # noqa: S608
    own = {name: quoted(name) for name in spelling}
    here = target.execute(f"SELECT {_FINGERPRINT.format(**own)} FROM main.{HISTORY} WHERE date < ?", (day,)).fetchone()  # noqa: S608
    return list(here) == there


def since(day: str, remote: RemoteTable, spelling: Mapping[str, str]) -> RemoteTable:
    """The remote history from `day` on."""
    return replace(remote, condition=f"{quoted(spelling['date'])} >= ?", args=(day,))
