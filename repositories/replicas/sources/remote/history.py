"""The price history, by far the largest table: only its newest days are copied when the rest is what the served replica holds."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class Older:
    """The days before one: the oldest of them, 'YYYY-MM-DD', and the fingerprint of their rows."""

    oldest: str
    fingerprint: list[object]


def older_than(day: str, snapshot: Snapshot, remote: RemoteTable, spelling: Mapping[str, str]) -> Older | None:
    """What the remote holds of the days before `day`; None when it holds nothing, or nothing that can be compared.

    `spelling`: the remote's names of the columns.
    """
    names = {name: quoted(spelled) for name, spelled in spelling.items()}
    sql = f"SELECT min({names['date']}), {_FINGERPRINT.format(**names)} FROM {quoted(remote.name)} WHERE {names['date']} < ?"  # noqa: S608
    answer = snapshot.ask(Statement(sql, (day,)))[0]
    if isinstance(answer, Refusal):
        return None
    oldest, *fingerprint = answer.rows[0]
    return Older(oldest[:10], [*fingerprint]) if isinstance(oldest, str) else None


def agrees_before(day: str, older: Older, target: sqlite3.Connection) -> bool:
    """Whether the draft holds of the days before `day` what the remote does; those that it has dropped at the old end go first."""
    target.execute(f"DELETE FROM main.{HISTORY} WHERE date < ?", (older.oldest,))  # noqa: S608
    names = {name: name for name in ("type_id", "average", "highest", "lowest", "volume", "order_count")}
    here = target.execute(f"SELECT {_FINGERPRINT.format(**names)} FROM main.{HISTORY} WHERE date < ?", (day,)).fetchone()  # noqa: S608
    return list(here) == older.fingerprint


def since(day: str, remote: RemoteTable, spelling: Mapping[str, str]) -> RemoteTable:
    """The remote history from `day` on."""
    return replace(remote, condition=f"{quoted(spelling['date'])} >= ?", args=(day,))
