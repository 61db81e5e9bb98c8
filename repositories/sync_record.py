"""What the last sync of an alias found, beside the replica, for every thread and process that shares the data directory."""

import contextlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from config import DatabaseConfig


class Outcome(StrEnum):
    """How a sync ended."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True)
class SyncRecord:
    """One sync that has ended.

    `checked_at` is naive UTC by this server's clock; `failure` is the sentence of a failure, else empty; `tables` are the tables
    of which the remote says that they are new; `remote_updates` is the newest entry of the remote's log by lower-case table
    name, as the remote writes it.
    """

    checked_at: datetime
    outcome: Outcome
    failure: str = ""
    tables: tuple[str, ...] = ()
    remote_updates: Mapping[str, str] = field(default_factory=dict)


def utc_now() -> datetime:
    """This server's clock, naive UTC."""
    return datetime.now(UTC).replace(tzinfo=None)


def read(alias: str) -> SyncRecord | None:
    """The record of the last sync; None when there was none, or what is there cannot be read."""
    try:
        raw = json.loads(_file(alias).read_text(encoding="utf8"))
        checked_at = datetime.fromisoformat(raw["checked_at"])
        return SyncRecord(checked_at, Outcome(raw["outcome"]), str(raw["failure"]), tuple(raw["tables"]), dict(raw["remote_updates"]))
    except (OSError, KeyError, TypeError, ValueError):
        return None


def write(alias: str, record: SyncRecord) -> None:
    """Replaces the record; where the directory cannot be written the sync itself has said so already."""
    file = _file(alias)
    draft = file.with_name(f"{file.name}-{os.getpid()}")
    facts = {
        "checked_at": record.checked_at.isoformat(timespec="milliseconds"),
        "outcome": record.outcome,
        "failure": record.failure,
        "tables": record.tables,
        "remote_updates": dict(record.remote_updates),
    }
    try:
        draft.write_text(json.dumps(facts), encoding="utf8")
        draft.replace(file)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink()


def _file(alias: str) -> Path:
    path = DatabaseConfig(alias).path
    return path.with_name(f".{path.name}.sync.json")
