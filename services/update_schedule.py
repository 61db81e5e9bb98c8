"""The schedule of a server: what is due is synced in the background, one database at a time, whoever is there or not."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from domain.db_update import DbUpdate
from domain.errors import AppError
from repositories import sync_record
from repositories.sync_record import Outcome, utc_now
from services.sync_service import SyncService

LOOK_EVERY_S = 20.0
TRY_AGAIN_AFTER = timedelta(minutes=5)


class UpdateSchedule:
    """Looks every so often, and whenever it is asked to, whether a planned time has come.

    `aliases` are those that have a remote, in the order in which they are to be synced; `plan` is asked anew each time, so that
    a changed settings file counts. Servers that share a data directory share the record, and so the work.
    """

    def __init__(
        self,
        service: SyncService,
        aliases: Callable[[], Sequence[str]],
        plan: Callable[[], DbUpdate],
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._service = service
        self._aliases = aliases
        self._plan = plan
        self._now = now
        self._wanted = threading.Event()
        self._ended = threading.Event()

    def start(self) -> None:
        """Begins to look, in a thread of its own that ends with `stop`."""
        self._ended = threading.Event()
        threading.Thread(target=self._look_until, args=(self._ended,), name="update-schedule", daemon=True).start()

    def stop(self) -> None:
        """Looks no more; a sync that runs is not waited for."""
        self._ended.set()
        self._wanted.set()

    def look_now(self) -> None:
        """Has the thread look at once; returns at once."""
        self._wanted.set()

    def run_due(self) -> list[str]:
        """Syncs what is due, and waits for it; returns the aliases."""
        done = []
        for alias in self._aliases():
            if self._is_due(alias):
                self._service.start(alias).wait()
                done.append(alias)
        return done

    def _is_due(self, alias: str) -> bool:
        plan, now, last = self._plan(), self._now(), sync_record.read(alias)
        if plan.is_due(now, last.checked_at if last else None):
            return True
        failed = last is not None and last.outcome is Outcome.FAILED
        return failed and bool(plan.frequency_minutes) and last is not None and now - last.checked_at > TRY_AGAIN_AFTER

    def _look_until(self, ended: threading.Event) -> None:
        while not ended.is_set():
            try:
                self.run_due()
            except AppError:
                pass  # a mistake in the settings is told to the reader; it may be gone at the next look
            self._wanted.wait(LOOK_EVERY_S)
            self._wanted.clear()
