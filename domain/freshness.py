"""How fresh a served database is."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Freshness:
    """Where the data of one database is from and how old it is.

    `source` is "remote", "files" or "demo"; `source_detail` names the original for people. `data_at` (UTC) is when the
    collector last wrote the orders, None where nothing says it; `built_at` (UTC) when this replica was built;
    `history_until` the newest day of history, None without history. `problems` are sentences on what is wrong with the data.
    """

    source: str
    source_detail: str
    data_at: datetime | None
    built_at: datetime
    history_until: date | None
    problems: tuple[str, ...]
