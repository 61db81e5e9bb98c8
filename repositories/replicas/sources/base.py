"""What every source of a replica answers to."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from repositories.replicas.contract import Table

FillProgress = Callable[[float], None]

SERVED = "served"


class ServedUnreadable(Exception):  # noqa: N818 - a signal, not a failure
    """The replica in service, of which something was to be taken over, is damaged: everything has to come from the original."""


@contextmanager
def reading_served() -> Iterator[None]:
    """Around statements that read what is attached as `served`: an error there is the served replica's, unless the draft cannot be written.

    Raises:
        ServedUnreadable: the served replica is damaged.
    """
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE")):
            raise
        raise ServedUnreadable from error


@dataclass(frozen=True)
class KeptHistory:
    """Days of the price history that a draft has as the replica in service has them, which is attached to it as `served`.

    They go from `since` to the day before `until`, 'YYYY-MM-DD'; None is without a limit.
    """

    since: str | None = None
    until: str | None = None


class Source(Protocol):
    """One original of one alias.

    `kind` is "files", "demo" or "remote"; `detail` names the original for people (a file, a host; never a token);
    `notes` gathers, during the fill, one sentence for everything that was left out; `kept_history` is known after the fill, and
    None where the history came from elsewhere than the replica in service.
    """

    kind: str
    detail: str
    notes: list[str]
    kept_history: KeptHistory | None

    def columns(self) -> Mapping[str, Sequence[str]]:
        """The column names as the original spells them, by lower-case table name.

        Raises:
            SyncFailed: the original cannot be read.
        """

    def fill(self, table: Table, target: sqlite3.Connection, progress: FillProgress) -> int:
        """Puts the normalised rows of one table into `target`, where the table exists and is empty; returns how many.

        `progress` takes the fraction of this table that is done. It is called inside the build's transaction.

        Raises:
            SyncFailed: the original cannot be read, or holds a value of the wrong kind.
        """

    def meta(self) -> Mapping[str, str]:
        """What this source adds to `replica_meta`, such as the demo's seed; asked after the fill."""

    def close(self) -> None:
        """Lets go of the original."""
