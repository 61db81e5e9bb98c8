import threading
import time
from collections.abc import Mapping, Sequence

import pytest

from domain.errors import DataUnavailable
from domain.pricer import JitaAnswer, JitaPrice
from services.jita_prices import PAUSE_AFTER_FAILURE_S, JitaPrices


class FakeService:
    """Answers twice the type id as a price; waits at its gate while that is closed."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.asked: list[list[int]] = []
        self.failure: Exception | None = None

    def fetch(self, type_ids: Sequence[int]) -> Mapping[int, JitaPrice]:
        self.asked.append(list(type_ids))
        self.gate.wait(10)
        if self.failure:
            raise self.failure
        return {type_id: JitaPrice(2.0 * type_id, 1.0 * type_id) for type_id in type_ids if type_id != 13}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def settled(prices: JitaPrices, type_ids: Sequence[int]) -> JitaAnswer:
    deadline = time.monotonic() + 5
    while (answer := prices.ask(type_ids)).waiting:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    return answer


@pytest.fixture
def service() -> FakeService:
    return FakeService()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def prices(service, clock) -> JitaPrices:
    return JitaPrices(service.fetch, keep_s=3600, batch=2, clock=clock)


def test_nobody_waits_for_the_first_answer(prices, service):
    service.gate.clear()
    start = time.monotonic()
    assert prices.ask([1, 2, 3]) == JitaAnswer({}, waiting=3)
    assert time.monotonic() - start < 1
    service.gate.set()
    assert settled(prices, [1, 2, 3]).prices[3] == JitaPrice(6.0, 3.0)


def test_types_are_asked_for_in_batches_and_once_however_often_one_looks(prices, service):
    service.gate.clear()
    for _ in range(5):
        prices.ask([1, 2, 3, 4, 5])
    service.gate.set()
    settled(prices, [1, 2, 3, 4, 5])
    settled(prices, [5, 1])
    assert service.asked == [[1, 2], [3, 4], [5]]


def test_nothing_is_asked_of_anybody_for_no_types(prices, service):
    assert prices.ask([]) == JitaAnswer({})
    assert service.asked == []


def test_a_price_is_asked_for_again_when_it_is_old(prices, service, clock):
    settled(prices, [1])
    clock.now = 3599.0
    assert prices.ask([1]).waiting == 0
    clock.now = 3601.0
    settled(prices, [1])
    assert service.asked == [[1], [1]]


def test_a_type_that_the_service_does_not_know_is_unknown_and_not_asked_for_again(prices, service):
    assert settled(prices, [13]).prices == {13: JitaPrice(None, None)}
    settled(prices, [13])
    assert service.asked == [[13]]


def test_a_failure_is_told_and_the_service_left_alone_for_a_while(prices, service, clock):
    service.failure = DataUnavailable("It is down.")
    answer = settled(prices, [1, 2, 3, 4])
    assert (answer.prices, answer.failure) == ({}, "It is down.")
    assert service.asked == [[1, 2]]
    service.failure = None
    assert prices.ask([5]).failure == "It is down."
    clock.now = PAUSE_AFTER_FAILURE_S + 1
    assert settled(prices, [1]).prices == {1: JitaPrice(2.0, 1.0)}


def test_what_was_known_before_a_failure_stays(prices, service):
    settled(prices, [1])
    service.failure = DataUnavailable("It is down.")
    answer = settled(prices, [1, 2])
    assert (set(answer.prices), answer.failure) == ({1}, "It is down.")


def test_a_mistake_of_ours_in_the_thread_is_a_failure_too_and_is_not_hushed_up(prices, service, monkeypatch):
    reported: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", reported.append)
    service.failure = KeyError("oops")
    assert settled(prices, [1]).failure == "The prices of Jita could not be fetched."
    deadline = time.monotonic() + 5
    while not reported:
        assert time.monotonic() < deadline
        time.sleep(0.005)
    assert reported[0].exc_type is KeyError
