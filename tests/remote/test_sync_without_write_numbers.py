"""A server that does not tell the number of its newest write: its log, and the sizes of its tables, have to do."""

from collections.abc import Callable

import pytest

from repositories.replicas.syncing import sync
from tests.remote.conftest import ALIAS, Remote, assert_sound, content
from tests.remote.faults import Exchange, every, on, without_write_numbers

pytestmark = pytest.mark.remote

LOGGED = "UPDATE updatelog SET timestamp = datetime(timestamp, '+1 hour')"


@pytest.fixture
def quiet(remote: Remote) -> Remote:
    remote.proxy.plan = without_write_numbers(Exchange.deliver)
    return remote


def test_nothing_changed_is_seen_by_the_log(quiet: Remote) -> None:
    sync(ALIAS)
    before = quiet.proxy.requests
    assert sync(ALIAS) == (None, ())
    assert quiet.proxy.requests == before + 1


def test_an_update_in_the_log_is_fetched(quiet: Remote) -> None:
    sync(ALIAS)
    quiet.update("UPDATE marketorders SET price = 1", "UPDATE ship_targets SET ship_target = 77")
    sync(ALIAS)
    assert {row[6] for row in content()["marketorders"]} == {1.0}
    assert {row[4] for row in content()["ship_targets"]} == {77}


def test_without_a_log_either_the_sizes_of_the_tables_tell(quiet: Remote) -> None:
    quiet.sqld.execute("DROP TABLE updatelog")
    sync(ALIAS)
    assert sync(ALIAS) == (None, ())
    quiet.sqld.execute("DELETE FROM marketorders WHERE is_buy_order")
    assert sync(ALIAS)[0] is not None
    assert not [row for row in content()["marketorders"] if row[1]]


@pytest.mark.parametrize("k", [2, 3, 5])
def test_a_lost_connection_is_taken_up_again_when_log_and_sizes_are_the_same(quiet: Remote, k: int) -> None:
    quiet.proxy.plan = without_write_numbers(every(k, Exchange.drop))
    sync(ALIAS)
    assert len(content()["market_history"]) == 1200
    assert_sound()


@pytest.mark.parametrize(
    "change", ["UPDATE marketorders SET price = 1", "DELETE FROM marketorders WHERE price <> 5.0"], ids=["log", "sizes"]
)
@pytest.mark.parametrize("at", [8, 14, 20])
def test_a_connection_lost_while_something_was_written_starts_anew(quiet: Remote, at: int, change: str) -> None:
    def write(exchange: Exchange) -> None:
        if exchange.number == at:
            quiet.sqld.execute("BEGIN", change, *([LOGGED] if change.startswith("UPDATE") else []), "COMMIT")

    quiet.proxy.before = write
    quiet.proxy.plan = without_write_numbers(on({at}, Exchange.drop))
    sync(ALIAS)
    expected: dict[str, Callable[[set[object]], bool]] = {"U": lambda prices: prices == {1.0}, "D": lambda prices: prices == {5.0}}
    assert expected[change[0]]({row[6] for row in content()["marketorders"]})
    assert_sound()
