"""The parent's side of a worker: starts it, relays what it tells, ends it when its time is up, cleans up after it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

from config import DatabaseConfig, data_dir, secrets_path
from domain.errors import SyncFailed
from repositories.replicas import disk
from repositories.replicas.build import Built, Progress, ignore_progress
from repositories.replicas.jobs import Job
from settings_service import ROOT, settings_path

TIME_LIMIT_S = 600.0


def run(job: Job, progress: Progress = ignore_progress, time_limit_s: float = TIME_LIMIT_S) -> Built | None:
    """Has a worker process do a job, and waits for it; None when the remote had nothing new.

    `progress` as in `build`, called in this thread.

    Raises:
        SyncFailed: the replica was not published; the old one is in service and nothing is left of the attempt.
    """
    last: dict[str, Any] = {}
    with _worker(job) as process, _limited(process, time_limit_s) as expired:
        assert process.stdout is not None  # noqa: S101 - told so above
        for line in process.stdout:
            last = json.loads(line)
            if last["event"] == "progress":
                progress(last["step"], last["fraction"])
    if last.get("event") == "done":
        return Built(job.alias, last["rows"], tuple(last["problems"])) if last["is_new"] else None
    replica = DatabaseConfig(job.alias).path
    disk.clean(replica)
    if last.get("event") == "error":
        raise SyncFailed(str(last["message"]))
    if expired.is_set():
        raise SyncFailed(f"{replica.name} was not built within {time_limit_s:,.0f} s, so the attempt was ended.")
    raise SyncFailed(f"{replica.name} was not built: the worker stopped unexpectedly ({_end_of(process.returncode)}).")


@contextlib.contextmanager
def _worker(job: Job) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "repositories.replicas.worker", str(os.getpid())]
    process = subprocess.Popen(  # noqa: S603 - our own module
        command, cwd=ROOT, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf8"
    )
    try:
        with process:
            assert process.stdin is not None  # noqa: S101 - told so above
            with contextlib.suppress(BrokenPipeError):
                process.stdin.write(job.to_line() + "\n")
                process.stdin.flush()
            try:
                yield process
            except BaseException:
                process.kill()
                raise
    finally:
        if process.returncode != 0:
            disk.clean(DatabaseConfig(job.alias).path)


@contextlib.contextmanager
def _limited(process: subprocess.Popen[str], time_limit_s: float) -> Iterator[threading.Event]:
    expired = threading.Event()

    def end() -> None:
        expired.set()
        process.kill()

    timer = threading.Timer(time_limit_s, end)
    timer.start()
    try:
        yield expired
        process.wait()
    finally:
        timer.cancel()


def _environment() -> dict[str, str]:
    """This process's environment, with the places that the worker must find as we do from another working directory."""
    places = {"MARKET_DATA_DIR": data_dir(), "MARKET_SETTINGS": settings_path(), "MARKET_SECRETS": secrets_path()}
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, **{key: str(path.resolve()) for key, path in places.items()}, "PYTHONPATH": os.pathsep.join(paths)}


def _end_of(code: int | None) -> str:
    if code is not None and code < 0:
        return f"signal {signal.Signals(-code).name}"
    return f"exit code {code}"
