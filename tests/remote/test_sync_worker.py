"""Syncs in processes of their own: killed, starved of disk, many at once."""

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from config import DatabaseConfig, data_dir
from domain.errors import SyncFailed
from repositories.replicas import jobs, runner
from repositories.replicas.syncing import sync
from settings_service import ROOT
from tests.remote.conftest import ALIAS, Remote, assert_sound, content
from tests.remote.faults import Exchange, slowly
from tests.remote.sqld import Keys, Sqld

pytestmark = pytest.mark.remote

NEW = "UPDATE marketorders SET price = price * 2, volume_remain = volume_remain + 1"


def workers() -> list[psutil.Process]:
    """The workers that this process has started and that run now."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):  # it has ended since
            if "repositories.replicas.worker" in child.cmdline():
                found.append(child)
    return found


def command_line(*arguments: str) -> "subprocess.Popen[str]":
    """init_db.py as a shell or cron would start it."""
    return subprocess.Popen(
        [sys.executable, str(ROOT / "init_db.py"), *arguments], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def kill_at(stage: str) -> Callable[[str, float], None]:
    """A listener that kills the worker when it tells of a stage."""

    def listen(step: str, fraction: float) -> None:
        if step == stage:
            for worker in workers():
                worker.kill()

    return listen


def test_a_worker_that_is_killed_at_any_stage_leaves_the_old_state_or_the_new(remote: Remote) -> None:
    sync(ALIAS)
    stages: dict[str, None] = {}
    remote.update(NEW)
    sync(ALIAS, lambda step, _: stages.setdefault(step))
    assert len(stages) > 10
    for stage in stages:
        before = content()
        remote.update(NEW)
        with suppress(SyncFailed):
            runner.run(jobs.remote(ALIAS), kill_at(stage))
        changed = {name for name, rows in content().items() if rows != before[name]}
        assert changed in (set(), {"marketorders", "type_summary", "updatelog"}), stage
        assert_sound()
        sync(ALIAS)
        assert [row[6] for row in content()["marketorders"]] == [row[6] * 2 for row in before["marketorders"]], stage  # type: ignore[operator]


def test_a_killed_worker_is_told_in_a_sentence(remote: Remote) -> None:
    sync(ALIAS)
    remote.update(NEW)
    with pytest.raises(SyncFailed, match=r"wcmktprod\.db was not built: the worker stopped unexpectedly \(signal SIGKILL\)\."):
        runner.run(jobs.remote(ALIAS), kill_at("copying marketorders"))


def test_a_sync_whose_server_was_killed_ends_and_leaves_nothing_for_the_next(remote: Remote) -> None:
    sync(ALIAS)
    remote.update(NEW)
    before = content()
    remote.proxy.plan = slowly(0.3)
    parent = command_line("--sync", ALIAS)
    number = remote.proxy.requests
    while remote.proxy.requests < number + 4:
        assert parent.poll() is None
    orphans = psutil.Process(parent.pid).children()
    assert orphans
    parent.kill()
    parent.communicate()
    gone, alive = psutil.wait_procs(orphans, timeout=10)
    assert not alive
    assert content() == before
    remote.proxy.plan = Exchange.deliver
    sync(ALIAS)
    assert content()["marketorders"] != before["marketorders"]
    assert_sound()


def test_two_servers_and_a_cron_job_at_once_build_once(remote: Remote) -> None:
    sync(ALIAS)
    remote.update(NEW)
    remote.proxy.plan = slowly(0.02)
    cron = [command_line("--sync", ALIAS) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        built = list(pool.map(lambda _: runner.run(jobs.remote(ALIAS)), range(2)))
    said = [process.communicate()[0] for process in cron]
    assert [process.returncode for process in cron] == [0, 0]
    assert sum(1 for one in built if one) + sum("synced with its remote" in text for text in said) == 1
    assert sum("up to date with its remote" in text for text in said) + built.count(None) == 3
    assert_sound()


def test_a_sync_that_takes_too_long_is_ended(remote: Remote) -> None:
    sync(ALIAS)
    before = content()
    remote.update(NEW)
    remote.proxy.plan = slowly(0.5)
    with pytest.raises(SyncFailed, match="was not built within 3 s, so the attempt was ended"):
        runner.run(jobs.remote(ALIAS), time_limit_s=3)
    assert content() == before
    assert_sound()


@pytest.mark.parametrize("limit", [0, 8_000, 40_000, 80_000])
def test_a_full_disk_is_said(remote: Remote, limit: int) -> None:
    sync(ALIAS)
    before = content()
    remote.update(NEW)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        with pytest.raises(SyncFailed, match="is the disk full|cannot be written"):
            sync(ALIAS)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert content() == before
    sync(ALIAS)
    assert_sound()
    assert content()["marketorders"] != before["marketorders"]


@contextmanager
def without_the_right_to_write_anything() -> Iterator[None]:
    """Takes from this thread what lets the super-user ignore permissions."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, kept, dropped = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(), (ctypes.c_uint32 * 6)()
    assert libc.capget(header, kept) == 0
    dropped[:] = kept[:]
    dropped[0] &= ~0b10  # CAP_DAC_OVERRIDE of the effective set
    assert libc.capset(header, dropped) == 0
    try:
        yield
    finally:
        assert libc.capset(header, kept) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="permissions and capabilities as Linux has them")
def test_a_data_directory_that_cannot_be_written_is_said(remote: Remote) -> None:
    sync(ALIAS)
    before = content()
    remote.update(NEW)
    data_dir().chmod(0o555)
    try:
        with without_the_right_to_write_anything(), pytest.raises(SyncFailed, match="The data directory .* cannot be written"):
            sync(ALIAS)
    finally:
        data_dir().chmod(0o755)
    assert content() == before
    sync(ALIAS)
    assert_sound()


@pytest.mark.skipif(not hasattr(os, "SCHED_IDLE"), reason="the system knows no idle class of processes")
def test_a_sync_takes_only_processor_time_that_nobody_wants(remote: Remote) -> None:
    classes: set[int] = set()
    runner.run(jobs.remote(ALIAS), lambda step, fraction: classes.update(os.sched_getscheduler(worker.pid) for worker in workers()))
    assert classes == {os.SCHED_IDLE}


def test_no_token_is_seen_in_a_process_list_or_in_what_is_said(remote: Remote, keys: Keys, market_file: Path, tmp_path: Path) -> None:
    guarded = Sqld(tmp_path / "guarded", market_file, keys).start()
    token = keys.token()
    lines: list[str] = []

    def look(step: str, fraction: float) -> None:
        lines.append(step)
        lines.extend(" ".join(worker.cmdline()) for worker in workers())

    try:
        remote.point_to(guarded.url, token)
        runner.run(jobs.remote(ALIAS), look)
        guarded.stop()
        cron = command_line("--sync", ALIAS)
        lines += cron.communicate()
    finally:
        guarded.stop()
    assert any("repositories.replicas.worker" in line for line in lines)
    assert "refuses the connection." in "".join(lines)
    assert token not in "".join(lines)
    files = [file.read_bytes() for file in data_dir().iterdir()]
    assert not [raw for raw in files if token.encode() in raw]
    assert token not in os.environ.values()


def test_the_command_line_syncs_what_has_credentials(remote: Remote) -> None:
    first = command_line("--sync")
    said, _ = first.communicate()
    assert first.returncode == 0
    assert f"{ALIAS} ({DatabaseConfig(ALIAS).path.name}): synced with its remote" in said
    again = command_line("--sync")
    assert f"{ALIAS} ({DatabaseConfig(ALIAS).path.name}): up to date with its remote." in again.communicate()[0]


def test_the_command_line_knows_what_can_be_synced(remote: Remote) -> None:
    unknown = command_line("--sync", "nowhere")
    assert "There is no database 'nowhere' to sync" in unknown.communicate()[1]
    remote.point_to("http://127.0.0.1:1", section="somebody_elses")
    nothing = command_line("--sync")
    assert "Nothing to sync: secrets.toml has no address of a remote." in nothing.communicate()[1]
    assert (unknown.returncode, nothing.returncode) == (1, 1)
