"""What every source of a replica answers to."""

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from repositories.replicas.contract import Table

FillProgress = Callable[[float], None]


class Source(Protocol):
    """One original of one alias.

    `kind` is "files", "demo" or "remote"; `detail` names the original for people (a file, a host; never a token);
    `notes` gathers, during the fill, one sentence for everything that was left out.
    """

    kind: str
    detail: str
    notes: list[str]

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
