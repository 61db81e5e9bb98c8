"""What a worker is told to do: which alias to build, and from what."""

import importlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from repositories.replicas.build import Built, Progress, build

# Imported by the worker that needs it only: the demo and the remote bring large libraries.
_SOURCES = {
    "files": "repositories.replicas.sources.files:file_source",
    "again": "repositories.replicas.sources.again:replica_source",
    "demo": "repositories.replicas.sources.demo:demo_source",
}
_SYNC = "repositories.replicas.syncing:sync"


@dataclass(frozen=True)
class Job:
    """One build: `kind` says from what, `options` are what that source is told beside the alias."""

    alias: str
    kind: str
    options: Mapping[str, Any] = field(default_factory=dict)

    def to_line(self) -> str:
        """The job as one line of text, for the worker's standard input."""
        return json.dumps(asdict(self))

    @classmethod
    def from_line(cls, line: str) -> "Job":
        """The job that `to_line` wrote."""
        return cls(**json.loads(line))


def from_file(alias: str, path: Path) -> Job:
    """Build from a collector's SQLite file."""
    return Job(alias, "files", {"path": str(path.resolve())})


def again(alias: str) -> Job:
    """Derive the replica in service anew, from its own copy of the collector's tables."""
    return Job(alias, "again")


def demo(alias: str, scale: float = 1, seed: int = 1, day: date | None = None) -> Job:
    """Build the demo; `day` is the day the demo's data is from, today when None."""
    return Job(alias, "demo", {"scale": scale, "seed": seed, "date": day.isoformat() if day else None})


def remote(alias: str) -> Job:
    """Bring the replica to what its remote has, by the credentials in secrets.toml."""
    return Job(alias, "remote")


def perform(job: Job, progress: Progress) -> Built | None:
    """Does a job in this process; None when the remote had nothing new.

    Raises:
        AppError: with the sentence on why there is no new replica.
    """
    if job.kind == "remote":
        built: Built | None = _named(_SYNC)(job.alias, progress)[0]
        return built
    options = dict(job.options)
    if options.get("date"):
        options["date"] = date.fromisoformat(options["date"])
    return build(job.alias, _named(_SOURCES[job.kind])(job.alias, **options), progress)


def _named(place: str) -> Callable[..., Any]:
    module, name = place.split(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found
