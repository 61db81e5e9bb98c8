"""Syncs share what they can, never run twice at once, and tell how they ended."""

import threading
from datetime import datetime, timedelta

import pytest

from config import data_dir
from domain.errors import SyncFailed
from repositories import sync_record
from repositories.replicas.build import Progress
from repositories.sync_record import Outcome, SyncRecord
from services.sync_service import SyncService

NOON = datetime(2026, 11, 20, 12, 0)
MARKET, OTHER = "wcmktprod", "wcmktnorth"


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


class Remotes:
    """Stands for the workers: each call goes through the gate, and writes the record that a worker writes."""

    def __init__(self, clock: Clock) -> None:
        self.calls: list[str] = []
        self.running = 0
        self.most_at_once = 0
        self.gate = threading.Event()
        self.gate.set()
        self.answers: dict[str, bool | Exception] = {}
        self._clock = clock
        self._lock = threading.Lock()

    def __call__(self, alias: str, progress: Progress) -> bool:
        with self._lock:
            self.calls.append(alias)
            self.running += 1
            self.most_at_once = max(self.most_at_once, self.running)
        progress("copying marketorders", 0.5)
        self.gate.wait(10)
        with self._lock:
            self.running -= 1
        answer = self.answers.get(alias, False)
        if isinstance(answer, Exception):
            raise answer
        sync_record.write(alias, SyncRecord(self._clock(), Outcome.CHANGED if answer else Outcome.UNCHANGED))
        return answer


@pytest.fixture
def clock() -> Clock:
    data_dir().mkdir()
    return Clock()


@pytest.fixture
def remotes(clock: Clock) -> Remotes:
    return Remotes(clock)


@pytest.fixture
def service(remotes: Remotes, clock: Clock) -> SyncService:
    return SyncService(remotes, may_sync=lambda alias: True, now=clock)


def outcome_of(service: SyncService, alias: str = MARKET, **options: tuple[str, ...]) -> SyncRecord:
    result = service.start(alias, **options).wait(10)
    assert result is not None
    return result


def test_the_outcome_is_what_the_worker_found(service: SyncService, remotes: Remotes) -> None:
    remotes.answers[MARKET] = True
    assert outcome_of(service).outcome is Outcome.CHANGED
    assert outcome_of(service, OTHER).outcome is Outcome.UNCHANGED


def test_starting_returns_before_the_sync_has_ended(service: SyncService, remotes: Remotes) -> None:
    remotes.gate.clear()
    flight = service.start(MARKET)
    assert flight.wait(0.05) is None
    assert not flight.is_over
    assert (flight.step, flight.fraction) == ("copying marketorders", 0.5)
    remotes.gate.set()
    assert flight.wait(10) is not None


def test_everyone_who_clicks_meanwhile_joins(service: SyncService, remotes: Remotes) -> None:
    remotes.gate.clear()
    flights = {id(service.start(MARKET)) for _ in range(20)}
    remotes.gate.set()
    outcome_of(service)
    assert len(flights) == 1
    assert remotes.calls == [MARKET]


def test_clicks_within_half_a_minute_share_a_result(service: SyncService, remotes: Remotes, clock: Clock) -> None:
    remotes.answers[MARKET] = True
    outcome_of(service)
    clock.now += timedelta(seconds=29)
    assert outcome_of(service).outcome is Outcome.CHANGED
    assert remotes.calls == [MARKET]
    clock.now += timedelta(seconds=2)
    outcome_of(service)
    assert remotes.calls == [MARKET, MARKET]


def test_a_sync_of_another_process_is_shared_too(service: SyncService, remotes: Remotes, clock: Clock) -> None:
    sync_record.write(MARKET, SyncRecord(clock.now - timedelta(seconds=5), Outcome.CHANGED, tables=("marketorders",)))
    assert outcome_of(service).tables == ("marketorders",)
    assert remotes.calls == []


def test_a_result_from_the_future_is_not_shared(service: SyncService, remotes: Remotes, clock: Clock) -> None:
    sync_record.write(MARKET, SyncRecord(clock.now + timedelta(days=1), Outcome.UNCHANGED))
    outcome_of(service)
    assert remotes.calls == [MARKET]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (SyncFailed("db.example refuses the token: it has expired."), "db.example refuses the token: it has expired."),
        (OSError("fork: no memory, and a secret"), "The sync stopped unexpectedly; the old data stays."),
    ],
)
def test_a_failure_is_told_to_whoever_asks_and_recorded(service: SyncService, remotes: Remotes, error: Exception, sentence: str) -> None:
    remotes.answers[MARKET] = error
    assert (outcome_of(service).outcome, outcome_of(service).failure) == (Outcome.FAILED, sentence)
    assert remotes.calls == [MARKET]
    record = sync_record.read(MARKET)
    assert record is not None
    assert record.failure == sentence


def test_a_defect_of_ours_ends_the_sync_and_is_reported(service: SyncService, remotes: Remotes, monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda arguments: reported.append(arguments.exc_type))
    remotes.answers[MARKET] = ZeroDivisionError()
    assert outcome_of(service).outcome is Outcome.FAILED
    for thread in threading.enumerate():
        if thread.name == f"sync-{MARKET}":
            thread.join(10)
    assert reported == [ZeroDivisionError]


def test_shared_data_comes_before_the_market_that_leans_on_it(service: SyncService, remotes: Remotes) -> None:
    outcome_of(service, first=("sde", "build_cost"))
    assert sorted(remotes.calls[:2]) == ["build_cost", "sde"]
    assert remotes.calls[2:] == [MARKET]


def test_shared_data_without_a_remote_is_not_asked_for(remotes: Remotes, clock: Clock) -> None:
    service = SyncService(remotes, may_sync=lambda alias: alias == MARKET, now=clock)
    outcome_of(service, first=("sde", "build_cost"))
    assert remotes.calls == [MARKET]


def test_a_market_is_derived_anew_when_the_shared_data_is_new(service: SyncService, remotes: Remotes) -> None:
    outcome_of(service)
    remotes.answers["sde"] = True
    outcome_of(service, first=("sde",))
    assert remotes.calls == [MARKET, "sde", MARKET]


def test_a_failure_of_shared_data_does_not_keep_the_market_from_its_own(service: SyncService, remotes: Remotes) -> None:
    remotes.answers |= {MARKET: True, "sde": SyncFailed("sde.example refuses the connection.")}
    result = outcome_of(service, first=("sde",))
    assert (result.outcome, result.failure) == (Outcome.CHANGED, "sde.example refuses the connection.")


def test_two_markets_sync_side_by_side_and_their_shared_data_once(service: SyncService, remotes: Remotes) -> None:
    remotes.gate.clear()
    flights = [service.start(alias, first=("sde",)) for alias in (MARKET, OTHER)]
    remotes.gate.set()
    assert all(flight.wait(10) for flight in flights)
    assert sorted(remotes.calls) == ["sde", OTHER, MARKET]


def test_the_last_sync_of_an_alias_can_be_asked_for(service: SyncService) -> None:
    assert service.flight(MARKET) is None
    flight = service.start(MARKET)
    assert service.flight(MARKET) is flight


@pytest.mark.parametrize("damage", [b"", b"{", b'{"checked_at": 5}', b"\xff"])
def test_a_record_that_cannot_be_read_is_none(clock: Clock, damage: bytes) -> None:
    sync_record.write(MARKET, SyncRecord(NOON, Outcome.UNCHANGED))
    (file,) = data_dir().iterdir()
    file.write_bytes(damage)
    assert sync_record.read(MARKET) is None


def test_a_record_is_read_as_it_was_written(clock: Clock) -> None:
    record = SyncRecord(NOON, Outcome.CHANGED, "", ("marketorders",), {"marketorders": "2026-11-20 11:20:00"})
    sync_record.write(MARKET, record)
    assert sync_record.read(MARKET) == record
