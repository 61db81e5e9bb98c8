"""How old a market's data is, and where it comes from."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class DataSource(StrEnum):
    """Where a replica was built from; the value is what `replica_meta` says."""

    REMOTE = "remote"
    FILES = "files"
    DEMO = "demo"


@dataclass(frozen=True)
class Freshness:
    """What a replica says of its own age.

    Moments are naive UTC, which is EVE time. `data_at` is when the collector last wrote the orders, None where
    nothing tells; `built_at` is when the replica was published; `history_until` is the newest day of history, None
    without history; `problems` are sentences on what was left out or contradicts itself.
    """

    source: DataSource
    source_detail: str
    data_at: datetime | None
    built_at: datetime
    history_until: date | None = None
    problems: tuple[str, ...] = ()

    def is_stale(self, now: datetime, limit: timedelta) -> bool:
        """Whether the orders are older than `limit`; demo data has no collector, and is never stale."""
        return self.source is not DataSource.DEMO and self.data_at is not None and now - self.data_at > limit
