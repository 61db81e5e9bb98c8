import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from config import DatabaseConfig
from domain.errors import SyncFailed
from repositories.replicas import disk, jobs, runner
from settings_service import ROOT
from tests.make import Make, served

ALIAS = "wcmktprod"
STEPS = ("checking", "copying marketorders", "copying market_history", "deriving", "verifying", "publishing")
KILL_YOURSELF = """
import os, signal, sys
from repositories.replicas.build import build
from repositories.replicas.sources.files import FileSource
from pathlib import Path

def kill(step, fraction):
    if step == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

build("wcmktprod", FileSource(Path(sys.argv[1])), kill)
"""


def market(price: float) -> Make:
    return Make().watch(34, "Tritanium").sell(34, (price, 10)).stats(34, price=price).history(34, units=[3]).fit(items={34: 1})


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return served(tmp_path, primary=market(5.0))


@pytest.fixture
def job(tmp_path: Path) -> jobs.Job:
    return jobs.from_file(ALIAS, market(6.0).write(tmp_path / "wcmktprod.db"))


def files_in(directory: Path) -> list[str]:
    return sorted(entry.name for entry in directory.iterdir())


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def price_in_service() -> float:
    with closing(sqlite3.connect(DatabaseConfig(ALIAS).path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        price: float = connection.execute("SELECT price FROM marketorders").fetchone()[0]
        return price


def test_worker_builds_and_its_progress_is_relayed(data: Path, job: jobs.Job) -> None:
    told: list[tuple[str, float]] = []
    built = runner.run(job, lambda step, fraction: told.append((step, fraction)))
    assert built is not None
    assert (built.alias, built.rows, built.problems) == (ALIAS, 10, ())
    assert price_in_service() == 6.0
    assert (told[0], told[-1]) == (("checking", 0.0), ("publishing", 1.0))


def test_sentence_of_the_worker_is_that_of_the_failure(data: Path, tmp_path: Path) -> None:
    with pytest.raises(SyncFailed, match=r"^wcmktprod\.db cannot be read: no such file or directory\.$"):
        runner.run(jobs.from_file(ALIAS, tmp_path / "nowhere" / "wcmktprod.db"))
    assert price_in_service() == 5.0


def test_data_directory_may_be_named_relative_to_the_working_directory(
    data: Path, job: jobs.Job, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MARKET_DATA_DIR", "data")
    runner.run(job)
    assert price_in_service() == 6.0


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killed_worker_leaves_nothing_behind(data: Path, tmp_path: Path) -> None:
    large = market(6.0)
    for type_id in range(1000, 1200):
        large.history(type_id, units=[1] * 200)
    job = jobs.from_file(ALIAS, large.write(tmp_path / "large.db"))
    before = files_in(data)

    def kill_worker(step: str, _fraction: float) -> None:
        if step == "checking":
            for child in psutil.Process().children():
                child.send_signal(signal.SIGKILL)

    with pytest.raises(SyncFailed, match=r"^wcmktprod\.db was not built: the worker stopped unexpectedly \(signal SIGKILL\)\.$"):
        runner.run(job, kill_worker)
    assert files_in(data) == before
    assert price_in_service() == 5.0


def test_worker_that_takes_too_long_is_ended(data: Path, job: jobs.Job) -> None:
    before = files_in(data)
    with pytest.raises(SyncFailed, match=r"^wcmktprod\.db was not built within 0 s, so the attempt was ended\.$"):
        runner.run(job, time_limit_s=0.01)
    assert files_in(data) == before
    assert price_in_service() == 5.0


def test_listener_that_fails_ends_the_worker(data: Path, job: jobs.Job) -> None:
    before = files_in(data)

    def interrupt(_step: str, _fraction: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        runner.run(job, interrupt)
    assert files_in(data) == before
    assert psutil.Process().children() == []


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
@pytest.mark.parametrize("stage", STEPS)
def test_kill_at_any_stage_leaves_the_old_replica_and_the_next_build_works(data: Path, job: jobs.Job, stage: str) -> None:
    before = files_in(data)
    command = [sys.executable, "-c", KILL_YOURSELF, job.options["path"], stage]
    killed = subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert killed.returncode == -signal.SIGKILL
    assert price_in_service() == 5.0
    runner.run(job)
    assert price_in_service() == 6.0
    assert files_in(data) == before


def test_second_import_of_the_same_alias_gets_a_sentence(data: Path, job: jobs.Job) -> None:
    with disk.build_lock(data / "wcmktprod.db"), pytest.raises(SyncFailed) as error:
        runner.run(job)
    assert str(error.value) == "wcmktprod.db is being built by another import at this moment; wait for it, then try again."
    assert price_in_service() == 5.0


def test_imports_of_one_alias_at_once_leave_one_whole_replica(data: Path, job: jobs.Job) -> None:
    failures: list[str] = []

    def run() -> None:
        try:
            runner.run(job)
        except SyncFailed as error:
            failures.append(str(error))

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(failures) < 3
    assert set(failures) <= {"wcmktprod.db is being built by another import at this moment; wait for it, then try again."}
    assert price_in_service() == 6.0
    assert files_in(data) == ["buildcost.db", "sdelite.db", "wcmktnorth2.db", "wcmktprod.db"]


@pytest.mark.skipif(os.name != "posix", reason="needs a parent to outlive")
def test_worker_ends_when_its_parent_is_gone() -> None:
    script = "import os, subprocess, sys; print(subprocess.Popen([*sys.argv[1:], str(os.getpid())], stdin=0).pid)"
    command = [sys.executable, "-c", script, sys.executable, "-m", "repositories.replicas.worker"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        worker = int(parent.stdout.readline())
        wait_until(lambda: not psutil.pid_exists(worker) or psutil.Process(worker).status() == psutil.STATUS_ZOMBIE)


def test_worker_whose_parent_has_hung_up_ends_without_a_word(data: Path, job: jobs.Job) -> None:
    command = [sys.executable, "-m", "repositories.replicas.worker", str(os.getpid())]
    worker = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert worker.stdin is not None
    assert worker.stdout is not None
    assert worker.stderr is not None
    with worker, worker.stderr:
        worker.stdout.close()
        worker.stdin.write(job.to_line() + "\n")
        worker.stdin.close()
        assert worker.stderr.read() == ""
        assert worker.wait(30) == 1
    assert not [name for name in files_in(data) if "building" in name]
