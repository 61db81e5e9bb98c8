"""What a remote original was when it was read: its log of updates, its newest write, its columns."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from repositories.replicas.sources.remote.wire import Answer, Refusal, Statement

LOG = Statement(
    "SELECT lower(CAST(table_name AS TEXT)), CAST(max(timestamp) AS TEXT), count(*), max(rowid) "
    "FROM updatelog WHERE table_name IS NOT NULL GROUP BY 1"
)

WRITES = Statement("SELECT 1")  # the answer's `write_index` is what is wanted; a remote may have no log

LogEntry = tuple[str, int, int]


@dataclass(frozen=True)
class RemoteState:
    """One state of a remote original.

    `log`: newest time, count of rows and highest row id in `updatelog`, by lower-case table name; empty without a log.
    `write_index`: the number of the newest write, None where the server does not tell. `columns`: by lower-case table name.
    `sizes`: rows and highest row id by table, only of an original that tells neither.
    """

    log: Mapping[str, LogEntry] = field(default_factory=dict)
    write_index: int | None = None
    columns: Mapping[str, list[str]] = field(default_factory=dict)
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def same_writes(self, other: "RemoteState") -> bool:
        """Whether nothing was written between the two, as far as the server tells."""
        if self.write_index is not None and other.write_index is not None:
            return self.write_index == other.write_index and self.log == other.log
        return bool(self.log or self.sizes) and self.log == other.log and self.sizes == other.sizes

    def logged_alike(self, other: "RemoteState", table: str) -> bool:
        """Whether both know of the same newest update of a table, and of the same columns."""
        name = table.lower()
        return name in self.log and self.log[name] == other.log.get(name) and self.columns.get(name) == other.columns.get(name)

    def to_json(self) -> str:
        """The text that goes into `replica_meta`."""
        return json.dumps({"log": self.log, "write_index": self.write_index, "columns": self.columns, "sizes": self.sizes}, sort_keys=True)

    @classmethod
    def from_json(cls, text: str | None) -> "RemoteState | None":
        """The state that `to_json` wrote; None for anything else."""
        try:
            raw = json.loads(text or "")
            log = {name: (str(newest), int(count), int(highest)) for name, (newest, count, highest) in raw["log"].items()}
            sizes = {name: (int(rows), int(highest)) for name, (rows, highest) in raw["sizes"].items()}
            return cls(log, raw["write_index"], raw["columns"], sizes)
        except (AttributeError, KeyError, TypeError, ValueError):
            return None


def log_of(result: Answer | Refusal) -> dict[str, LogEntry]:
    """The log as `LOG` reads it; empty where there is no such table, which is a normal state."""
    if isinstance(result, Refusal):
        return {}
    return {str(name): (str(newest), int(str(count)), int(str(highest))) for name, newest, count, highest in result.rows}
