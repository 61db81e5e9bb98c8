"""What a reader sees of syncing a market."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto


class Access(Enum):
    """Whether this reader may start a sync."""

    ALLOWED = auto()
    SIGN_IN = auto()
    DENIED = auto()


class SyncOutcome(Enum):
    """How the sync that this reader asked for ended."""

    CHANGED = auto()
    UNCHANGED = auto()
    FAILED = auto()


@dataclass(frozen=True)
class SyncView:
    """The sync of one market as one reader sees it.

    `running` is fraction (0 to 1) and step of the sync this reader asked for, None when it has ended or there was none; then
    `outcome` says how it ended, `tables` what was new, `failure` what went wrong. `checked_at` is when anybody last asked the
    remote (naive UTC), None for never. `new_data`: there is a newer replica than the one this page was drawn from;
    `is_news`: this session has not been told yet. `user` is who has signed in, None for nobody.
    """

    access: Access
    running: tuple[float, str] | None = None
    outcome: SyncOutcome | None = None
    tables: tuple[str, ...] = ()
    failure: str = ""
    checked_at: datetime | None = None
    new_data: bool = False
    is_news: bool = False
    user: str | None = None
