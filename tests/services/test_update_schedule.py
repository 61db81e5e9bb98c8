"""What is planned happens in the background, one database at a time."""

import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest

from config import data_dir
from domain.db_update import DbUpdate
from repositories import sync_record
from repositories.replicas.build import Progress
from repositories.sync_record import Outcome, SyncRecord
from services.sync_service import SyncService
from services.update_schedule import UpdateSchedule

NOON = datetime(2026, 11, 20, 12, 0)


class Setting:
    """A server at a time of day, with a plan and two markets; `synced` are the syncs it did."""

    def __init__(self) -> None:
        data_dir().mkdir()
        self.now = NOON
        self.plan = DbUpdate(minutes_after_hour=20, frequency_minutes=60)
        self.outcome = Outcome.UNCHANGED
        self.synced: list[str] = []
        self.at_once = 0
        self._running = 0
        service = SyncService(self._work, may_sync=lambda alias: True, now=lambda: self.now)
        self.schedule = UpdateSchedule(service, lambda: ["wcmktprod", "wcmktnorth"], lambda: self.plan, now=lambda: self.now)

    def _work(self, alias: str, progress: Progress) -> bool:
        self._running += 1
        self.at_once = max(self.at_once, self._running)
        self.synced.append(alias)
        time.sleep(0.01)
        sync_record.write(alias, SyncRecord(self.now, self.outcome))
        self._running -= 1
        return False


@pytest.fixture
def server() -> Iterator[Setting]:
    setting = Setting()
    yield setting
    setting.schedule.stop()


def test_what_was_never_synced_is_synced_at_once_and_one_after_the_other(server: Setting) -> None:
    assert server.schedule.run_due() == ["wcmktprod", "wcmktnorth"]
    assert server.synced == ["wcmktprod", "wcmktnorth"]
    assert server.at_once == 1


def test_nothing_happens_before_the_next_planned_time(server: Setting) -> None:
    server.schedule.run_due()
    server.now += timedelta(minutes=19)
    assert server.schedule.run_due() == []
    server.now += timedelta(minutes=1)
    assert server.schedule.run_due() == ["wcmktprod", "wcmktnorth"]


def test_a_sync_that_a_reader_or_another_server_did_counts(server: Setting) -> None:
    server.now += timedelta(minutes=21)
    sync_record.write("wcmktprod", SyncRecord(server.now, Outcome.CHANGED))
    assert server.schedule.run_due() == ["wcmktnorth"]


def test_a_failure_is_tried_again_after_a_while(server: Setting) -> None:
    server.outcome = Outcome.FAILED
    server.schedule.run_due()
    server.now += timedelta(minutes=4)
    assert server.schedule.run_due() == []
    server.now += timedelta(minutes=2)
    assert server.schedule.run_due() == ["wcmktprod", "wcmktnorth"]


def test_without_a_plan_nothing_happens_by_itself(server: Setting) -> None:
    server.plan = DbUpdate(frequency_minutes=0)
    sync_record.write("wcmktprod", SyncRecord(server.now - timedelta(days=1), Outcome.FAILED, "x"))
    assert server.schedule.run_due() == []


def test_an_arrival_makes_it_look_at_once(server: Setting) -> None:
    server.schedule.start()
    wait_for(lambda: sync_record.read("wcmktnorth") is not None)
    server.now += timedelta(hours=1)
    server.schedule.look_now()
    wait_for(lambda: len(server.synced) == 4)


def test_a_schedule_that_was_stopped_looks_no_more_until_it_is_started_again(server: Setting) -> None:
    server.schedule.start()
    wait_for(lambda: sync_record.read("wcmktnorth") is not None)
    server.schedule.stop()
    wait_for(lambda: "update-schedule" not in {thread.name for thread in threading.enumerate()})
    server.now += timedelta(hours=1)
    server.schedule.start()
    wait_for(lambda: len(server.synced) == 4)


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)
