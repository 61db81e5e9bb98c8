"""Reading ahead: what the first visitor of a new replica asks for is there already."""

from pathlib import Path

import pytest

from repositories.reading import ReplicaReader
from repositories.replicas.build import build
from repositories.replicas.sources.files import FileSource
from settings_service import get_market_configs
from state import market_queries, warmth
from tests.make import Make, served

MARKET = get_market_configs()["primary"]


@pytest.fixture
def no_more_reads(monkeypatch: pytest.MonkeyPatch):
    """From its call on, whatever was not read yet cannot be."""

    def begin() -> None:
        def refuse(*_: object) -> None:
            raise AssertionError("a visitor waits for this read")

        monkeypatch.setattr(ReplicaReader, "_result", refuse)

    return begin


def test_a_new_replica_is_read_before_anybody_asks(tmp_path: Path, no_more_reads) -> None:
    served(tmp_path, primary=Make().watch(34).sell(34, (5.0, 10)))
    seen = warmth.served_versions()
    assert warmth.catch_up(seen) == seen
    build(MARKET.database_alias, FileSource(Make().watch(34).watch(35).sell(34, (6.0, 10)).write(tmp_path / "newer.db")))
    now = warmth.catch_up(seen)
    assert {alias for alias in now if now[alias] != seen[alias]} == {MARKET.database_alias}
    no_more_reads()
    assert list(market_queries.items(MARKET)) == [34, 35]
    assert market_queries.orders(MARKET, is_buy=False)["price"].tolist() == [6.0]
    assert market_queries.overview(MARKET).sell_orders == 1


def test_nothing_is_read_while_nothing_is_new(tmp_path: Path, no_more_reads) -> None:
    served(tmp_path, primary=Make().watch(34))
    seen = warmth.served_versions()
    no_more_reads()
    assert warmth.catch_up(seen) == seen


def test_a_database_that_is_not_there_is_no_obstacle(tmp_path: Path) -> None:
    seen = warmth.served_versions()
    assert set(seen.values()) == {None}
    served(tmp_path, primary=Make().watch(34))
    assert warmth.catch_up(seen)[MARKET.database_alias] is not None
