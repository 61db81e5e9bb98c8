"""Reading ahead: what the first visitor asks for is there already."""

from pathlib import Path

import pytest

from repositories.reading import ReplicaReader
from settings_service import get_market_configs
from state import market_queries, warmth
from tests.make import Make, served

MARKET = get_market_configs()["primary"]


def test_what_a_first_visitor_asks_for_was_read_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    served(tmp_path, primary=Make().watch(34).sell(34, (6.0, 10)))
    warmth.read_ahead()

    def refuse(*_: object) -> None:
        raise AssertionError("a visitor waits for this read")

    monkeypatch.setattr(ReplicaReader, "_result", refuse)
    assert list(market_queries.items(MARKET)) == [34]
    assert market_queries.orders(MARKET, is_buy=False)["price"].tolist() == [6.0]
    assert market_queries.overview(MARKET).sell_orders == 1

