import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from domain.errors import DataUnavailable
from domain.price_settings import PriceSettings
from repositories.fuzzwork import TYPES_PER_REQUEST, FuzzworkClient
from tests.fuzzwork_server import FuzzworkServer, aggregates, fuzzwork_server


@pytest.fixture
def server() -> Iterator[FuzzworkServer]:
    with fuzzwork_server() as running:
        yield running


def client(server: FuzzworkServer, timeout_s: float = 2.0) -> FuzzworkClient:
    return FuzzworkClient(PriceSettings(base_url=server.url, timeout_s=timeout_s))


def test_prices_of_several_types_come_with_one_request(server):
    server.prices = {34: aggregates(4.5, 4.1), 35: aggregates(0, 9.0)}
    found = client(server).fetch([34, 35, 36])
    assert {type_id: (price.sell, price.buy) for type_id, price in found.items()} == {34: (4.5, 4.1), 35: (None, 9.0), 36: (None, None)}
    assert server.asked == [[34, 35, 36]]
    read = found[34].as_of
    assert read is not None
    assert abs((datetime.now(UTC).replace(tzinfo=None) - read).total_seconds()) < 10


def test_the_best_order_stands_in_for_a_missing_percentile(server):
    server.prices = {34: {"sell": {"min": "4.5"}, "buy": {"max": "4.0", "percentile": "0"}}}
    price = client(server).fetch([34])[34]
    assert (price.sell, price.buy) == (4.5, 4.0)


def test_a_failure_of_a_moment_is_tried_once_more(server):
    server.replies = ["503"]
    server.prices = {34: aggregates(4.5, 4.1)}
    assert client(server).fetch([34])[34].sell == 4.5
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("mode", "words", "requests"),
    [
        ("nonsense", "cannot be understood", 1),
        ("list", "cannot be understood", 1),
        ("empty", "cannot be understood", 1),
        ("429", "asks for fewer requests", 1),
        ("404", "error 404", 1),
        ("500", "error 500", 2),
    ],
)
def test_an_answer_that_is_of_no_use_is_told_in_a_sentence(server, mode, words, requests):
    server.mode = mode
    with pytest.raises(DataUnavailable, match=words):
        client(server).fetch([34])
    assert len(server.asked) == requests


def test_figures_that_are_no_prices_are_unknown(server):
    server.mode = "garbage"
    price = client(server).fetch([34])[34]
    assert (price.sell, price.buy) == (None, None)


@pytest.mark.parametrize("mode", ["hang", "drip"])
def test_a_service_that_does_not_answer_in_time_is_given_up_after_two_attempts(server, mode):
    server.mode = mode
    start = time.monotonic()
    with pytest.raises(DataUnavailable, match="did not answer within 0.3 seconds"):
        client(server, timeout_s=0.3).fetch([34])
    assert 0.5 < time.monotonic() - start < 3
    assert len(server.asked) == 2


def test_a_service_that_is_not_there_is_told_in_a_sentence(server):
    url = server.url.replace("127.0.0.1", "127.0.0.2")
    with pytest.raises(DataUnavailable, match="^Fuzzwork cannot be reached.$"):
        FuzzworkClient(PriceSettings(base_url=url.rsplit(":", 1)[0] + ":9/", timeout_s=1.0)).fetch([34])


def test_more_types_than_a_request_may_hold_are_a_mistake_of_the_caller(server):
    with pytest.raises(ValueError, match="more than one request"):
        client(server).fetch(range(TYPES_PER_REQUEST + 1))
