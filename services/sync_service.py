"""Syncs of this server: one at a time per database, in threads that nobody has to wait for, their results shared."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.errors import AppError
from repositories import sync_record
from repositories.replicas import jobs, runner
from repositories.replicas.build import Progress
from repositories.sync_record import Outcome, SyncRecord, utc_now

SHARED_FOR = timedelta(seconds=30)
_UNEXPECTED = "The sync stopped unexpectedly; the old data stays."

Worker = Callable[[str, Progress], bool]


@dataclass
class Flight:
    """A sync of `alias`, with the databases it leans on before it.

    `step` and `fraction` (0 to 1) are what is being done now. `result` is None while it runs; one that did not fail and has a
    `failure` nevertheless tells of a database that it leans on.
    """

    alias: str
    step: str = ""
    fraction: float = 0.0
    result: SyncRecord | None = None
    _over: threading.Event = field(default_factory=threading.Event)

    @property
    def is_over(self) -> bool:
        """Whether the sync has ended."""
        return self._over.is_set()

    def wait(self, timeout_s: float | None = None) -> SyncRecord | None:
        """The result when there is one; None when it takes longer than `timeout_s`."""
        self._over.wait(timeout_s)
        return self.result

    def end(self, result: SyncRecord) -> None:
        """Tells the result, once."""
        self.result = result
        self._over.set()


class SyncService:
    """Starts syncs and remembers the last of each alias; for all threads of a server.

    `worker` brings one alias up to date and tells whether anything was new; it raises an AppError otherwise. `may_sync` tells
    which aliases have a remote.
    """

    def __init__(self, worker: Worker, may_sync: Callable[[str], bool], now: Callable[[], datetime] = utc_now) -> None:
        self._worker = worker
        self._may_sync = may_sync
        self._now = now
        self._lock = threading.Lock()
        self._flights: dict[str, Flight] = {}
        self._one_at_a_time: dict[str, threading.Lock] = {}

    def start(self, alias: str, first: Sequence[str] = ()) -> Flight:
        """Begins a sync of `alias`, with those of `first` that have a remote before it, or joins the one that runs; returns at once.

        Whoever asks within 30 s of the end of a sync, here or in another process, gets its result.
        """
        with self._lock:
            flight = self._flights.get(alias)
            if flight and not flight.is_over:
                return flight
            flight = self._flights[alias] = Flight(alias)
        threading.Thread(target=self._fly, args=(flight, first), name=f"sync-{alias}", daemon=True).start()
        return flight

    def flight(self, alias: str) -> Flight | None:
        """The sync of `alias` that runs or was the last of this server; None before any."""
        return self._flights.get(alias)

    def _fly(self, flight: Flight, first: Sequence[str]) -> None:
        result = SyncRecord(self._now(), Outcome.FAILED, _UNEXPECTED)
        try:
            before = [alias for alias in first if alias != flight.alias and self._may_sync(alias)]
            if before:
                flight.step = "asking for shared data"
                with ThreadPoolExecutor(len(before)) as pool:
                    done = dict(zip(before, pool.map(lambda alias: self._one(alias, _not_told), before), strict=True))
                failed = [record.failure for record in done.values() if record.failure]
                # What a market shows is derived from the shared data as well.
                stale = any(record.outcome is Outcome.CHANGED for record in done.values())
            else:
                failed, stale = [], False
            result = self._one(flight.alias, lambda step, fraction: _tell(flight, step, fraction), anew=stale)
            if failed and not result.failure:
                result = replace(result, failure=" ".join(failed))
        finally:
            flight.end(result)

    def _one(self, alias: str, progress: Progress, anew: bool = False) -> SyncRecord:
        with self._lock:
            turn = self._one_at_a_time.setdefault(alias, threading.Lock())
        with turn:
            last = sync_record.read(alias)
            if last and not anew and timedelta(0) <= self._now() - last.checked_at < SHARED_FOR:
                return last
            begun = self._now()
            try:
                is_new = self._worker(alias, progress)
            except (AppError, OSError) as error:
                return _failed(alias, begun, str(error) if isinstance(error, AppError) else _UNEXPECTED, self._now())
            found = sync_record.read(alias)
            return found or SyncRecord(self._now(), Outcome.CHANGED if is_new else Outcome.UNCHANGED)


def in_a_worker(time_limit_s: float) -> Worker:
    """The worker that syncs in a process of its own, which is ended after `time_limit_s`."""

    def sync(alias: str, progress: Progress) -> bool:
        return runner.run(jobs.remote(alias), progress, time_limit_s) is not None

    return sync


def _failed(alias: str, begun: datetime, sentence: str, now: datetime) -> SyncRecord:
    """The record of a failure; written here where the worker did not live to do it."""
    record = sync_record.read(alias)
    if record and record.checked_at >= begun and record.failure == sentence:
        return record
    record = SyncRecord(now, Outcome.FAILED, sentence)
    sync_record.write(alias, record)
    return record


def _tell(flight: Flight, step: str, fraction: float) -> None:
    flight.step, flight.fraction = step, fraction


def _not_told(step: str, fraction: float) -> None:
    pass
