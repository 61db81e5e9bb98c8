"""Which builds make every database ready, and the running of them: the SDE first, then the others side by side."""

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from config import DatabaseConfig
from domain.errors import AppError, DataUnavailable
from repositories.replicas import jobs, meta, runner
from repositories.replicas.build import Built
from repositories.replicas.jobs import Job
from settings_service import get_settings

Listener = Callable[[str, float, str], None]
Fallback = Callable[[str], Job | None]


class State(Enum):
    """What there is of an alias: nothing, a replica, one that must be derived anew, or a database that we did not build."""

    MISSING = "missing"
    CURRENT = "current"
    OUTDATED = "outdated"
    FOREIGN = "foreign"


@dataclass(frozen=True)
class Result:
    """How one alias came out: `built` is None where what was there is kept, `failure` is the sentence of what went wrong."""

    alias: str
    job: Job | None = None
    built: Built | None = None
    failure: str | None = None


def ignore(alias: str, fraction: float, step: str) -> None:
    """A listener that does nothing."""


def state_of(alias: str) -> State:
    """What there is of an alias.

    Raises:
        DataUnavailable: a file is there and cannot be used at all.
    """
    path = DatabaseConfig(alias).path
    if not path.exists():
        return State.MISSING
    try:
        return State.CURRENT if meta.is_current(alias, meta.read(alias)) else State.OUTDATED
    except meta.NotOurs:
        return State.FOREIGN


def first_job(alias: str) -> Job:
    """How an alias gets its first replica: from its remote where there are credentials, else as the demo."""
    return jobs.remote(alias) if DatabaseConfig(alias).remote_url else jobs.demo(alias)


def make(chosen: Mapping[str, Job], listener: Listener = ignore, when_missing: Fallback = first_job) -> list[Result]:
    """Does the chosen builds, and what the other served aliases need to be ready; one result per served alias.

    `listener` is told alias, fraction and step, from several threads; `when_missing` makes the job of an alias that is
    neither chosen nor there, or is None for it to stay away. A failure of one alias leaves the others alone.
    """
    sde, *others = get_settings().served_aliases

    def one(alias: str) -> Result:
        return _make_one(alias, chosen.get(alias), listener, when_missing)

    # Markets take names and sizes from the SDE: which of them must be derived anew is known when it is done.
    first = one(sde)
    with ThreadPoolExecutor(max(2, os.cpu_count() or 2)) as pool:
        return [first, *pool.map(one, others)]


def _make_one(alias: str, chosen: Job | None, listener: Listener, when_missing: Fallback) -> Result:
    job = chosen
    try:
        job = chosen or _needed(alias, when_missing)
        if job is None:
            return Result(alias)
        built = runner.run(job, lambda step, fraction: listener(alias, fraction, step))
    except AppError as error:
        return Result(alias, job, failure=str(error))
    return Result(alias, job, built)


def _needed(alias: str, when_missing: Fallback) -> Job | None:
    try:
        state = state_of(alias)
    except DataUnavailable as error:
        raise DataUnavailable(f"{str(error).rstrip('.')}; import it again, or remove the file.") from error
    if state is State.MISSING:
        return when_missing(alias)
    if state is State.OUTDATED:
        return jobs.again(alias)
    return jobs.from_file(alias, Path(DatabaseConfig(alias).path)) if state is State.FOREIGN else None
