"""What is fresh and what is stale, per alias."""

import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime

from config import DatabaseConfig
from domain.errors import DataUnavailable
from domain.freshness import DataSource, Freshness
from repositories import sync_record
from repositories.replicas import meta
from repositories.sync_record import SyncRecord


def freshness(alias: str) -> Freshness:
    """Source and age of the served replica of an alias.

    Raises:
        DataUnavailable: there is no replica, or it cannot be read.
    """
    facts = meta.read(alias)
    data_at, history_until = facts.get("data_at"), facts.get("history_until")
    return Freshness(
        source=DataSource(facts["source"]),
        source_detail=facts["source_detail"],
        data_at=datetime.fromisoformat(data_at) if data_at else None,
        built_at=datetime.fromisoformat(facts["built_at"]).astimezone(UTC).replace(tzinfo=None),
        history_until=date.fromisoformat(history_until) if history_until else None,
        problems=tuple(json.loads(facts["problems"])),
    )


@dataclass(frozen=True)
class UpdateState:
    """When the collector last wrote each table (naive UTC): of what is served here, and of the remote when it was last asked.

    `last_sync` is None before any sync; tables by lower-case name.
    """

    alias: str
    local: Mapping[str, datetime]
    remote: Mapping[str, datetime]
    last_sync: SyncRecord | None

    @property
    def behind(self) -> frozenset[str]:
        """The tables that the remote had newer when it was last asked."""
        return frozenset(table for table, moment in self.remote.items() if table not in self.local or self.local[table] < moment)


def update_wcmkt_state(db_alias: str) -> UpdateState:
    """The update times of one alias, local and remote; the remote is not asked, each sync notes what it said.

    Raises:
        DataUnavailable: the served replica is there and cannot be read.
    """
    last = sync_record.read(db_alias)
    return UpdateState(db_alias, _moments(_local_updates(db_alias)), _moments(last.remote_updates if last else {}), last)


def _local_updates(alias: str) -> dict[str, str]:
    path = DatabaseConfig(alias).path
    if alias == "sde" or not path.exists():
        return {}
    try:
        with closing(meta.open_read_only(path)) as connection:
            return dict(connection.execute("SELECT lower(table_name), max(timestamp) FROM updatelog GROUP BY 1"))
    except sqlite3.Error as error:
        raise DataUnavailable(f"The database {path.name} cannot be read: {error}.") from error


def _moments(texts: Mapping[str, str]) -> dict[str, datetime]:
    found: dict[str, datetime] = {}
    for table, text in texts.items():
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            continue
        found[table] = moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
    return found
