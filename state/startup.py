"""Makes the databases ready when the server starts: once for everybody, never per visitor."""

import gc
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import streamlit as st

import init_db
from config import DatabaseConfig, data_dir, read_secrets
from domain.errors import AppError, SettingsError
from settings_service import get_settings
from state import navigation, server_end, sync, warmth

RETRY_AFTER_S = 60.0
_GRACE_S = 0.3


@dataclass
class Making:
    """One attempt, in a thread of its own.

    `steps` is per alias how far it is (0 to 1) and what is being done; `failures` are the sentences of
    what could not be made.
    """

    steps: dict[str, tuple[float, str]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    ended_at: float | None = None
    _over: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        """Begin, and return at once."""
        threading.Thread(target=self._run, name="make-ready", daemon=True).start()

    def wait(self, limit_s: float | None = None) -> None:
        """Wait until the attempt is over, or for `limit_s` seconds."""
        self._over.wait(limit_s)

    def _run(self) -> None:
        try:
            self.failures = list(dict.fromkeys(init_db.make_ready(self._note)))
        except AppError as error:
            self.failures = [str(error)]
        finally:
            self.ended_at = time.monotonic()
            self._over.set()

    def _note(self, alias: str, fraction: float, step: str) -> None:
        self.steps = {**self.steps, alias: (fraction, step)}

    @property
    def is_over(self) -> bool:
        """Whether the attempt has ended, well or not."""
        return self.ended_at is not None

    def seconds_over(self) -> float:
        """Seconds since the attempt ended; 0 while it runs."""
        return 0.0 if self.ended_at is None else time.monotonic() - self.ended_at


class Attempts:
    """The attempts of this server for one data directory: one at a time, and a new one a while after a failure."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._current: Making | None = None

    def current(self) -> Making:
        """The attempt that is running or was the last; begins one where none has, or the last failed a while ago."""
        with self._lock:
            last = self._current
            if last is None or (last.seconds_over() > RETRY_AFTER_S and not _all_there()):
                last = self._current = Making()
                last.start()
                last.wait(_GRACE_S)
            return last


def _all_there() -> bool:
    return all(DatabaseConfig(alias).path.exists() for alias in get_settings().served_aliases)


@st.cache_resource(show_spinner=False)
def _attempts(directory: str) -> Attempts:
    return Attempts()


def making() -> Making | None:
    """None when every database is there; else the attempt to make them, which may have ended with failures.

    Raises:
        SettingsError: settings.toml holds a mistake.
    """
    attempt = _attempts(str(data_dir())).current()
    return None if attempt.is_over and _all_there() else attempt


def check_settings() -> None:
    """End the server before it starts when settings.toml or secrets.toml holds a mistake: the sentence is all that is printed."""
    try:
        get_settings()
        read_secrets()
    except SettingsError as error:
        raise SystemExit(str(error)) from None


@asynccontextmanager
async def server_lifespan(_: object) -> AsyncIterator[None]:
    """What happens once before the first visitor: the pages are announced, and the databases begin to be made ready."""
    navigation.announce()
    ended = threading.Event()
    threading.Thread(target=_get_ready, args=(ended,), name="background", daemon=True).start()
    try:
        with server_end.told_by_signals():
            yield
    finally:
        ended.set()


def _get_ready(ended: threading.Event) -> None:
    warmth.load_modules()
    attempt = _attempts(str(data_dir())).current()
    attempt.wait()
    schedule = sync.start_schedule()
    warmth.read_ahead()
    # What is there now stays for good: the collector need not look at it while visitors wait.
    gc.collect()
    gc.freeze()
    ended.wait()
    schedule.stop()
