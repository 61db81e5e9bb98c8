from pathlib import Path

import pandas as pd
import pytest

from domain.errors import DataUnavailable
from repositories.market_orders_repo import MarketOrdersRepository
from repositories.reading import ReplicaReader
from settings_service import get_market_configs
from tests.make import Make, served

TRITANIUM, GUN = 34, 484
MATERIAL = (4, "Material")


@pytest.fixture
def orders(tmp_path: Path) -> MarketOrdersRepository:
    make = Make().type(GUN, "autocannon").type(TRITANIUM, "Tritanium", category=MATERIAL)
    make.sell(TRITANIUM, (6.0, 10), (5.0, 20)).sell(GUN, (1_000.0, 2)).buy(GUN, (800.0, 1), (900.0, 4))
    make.sell(TRITANIUM, (7.0, 30), issued="2026-11-01 10:30:00.125", duration=14, type_name=None)
    make.sell(TRITANIUM, (8.0, 40), issued=None)
    served(tmp_path, primary=make)
    return MarketOrdersRepository(ReplicaReader(get_market_configs()["primary"].database_alias))


def test_sell_orders_come_by_name_and_then_the_cheapest_first(orders: MarketOrdersRepository) -> None:
    found = orders.list_orders(is_buy=False)
    assert list(zip(found["type_name"], found["price"], strict=True)) == [
        ("autocannon", 1_000.0),
        *[("Tritanium", price) for price in (5.0, 6.0, 7.0, 8.0)],
    ]


def test_buy_orders_come_with_the_highest_first(orders: MarketOrdersRepository) -> None:
    assert orders.list_orders(is_buy=True)["price"].tolist() == [900.0, 800.0]


def test_orders_of_a_category_leave_out_all_others(orders: MarketOrdersRepository) -> None:
    assert orders.list_orders(is_buy=False, category_id=MATERIAL[0])["volume_remain"].tolist() == [20, 10, 30, 40]
    assert orders.list_orders(is_buy=True, category_id=MATERIAL[0]).empty


def test_an_order_expires_after_its_duration(orders: MarketOrdersRepository) -> None:
    found = orders.list_orders(is_buy=False)
    assert found.loc[found["price"] == 7.0, "expires"].item() == pd.Timestamp("2026-11-15 10:30:00")


def test_an_order_without_an_issue_date_expires_at_an_unknown_time(orders: MarketOrdersRepository) -> None:
    found = orders.list_orders(is_buy=False)
    assert pd.isna(found.loc[found["price"] == 8.0, "expires"].item())


def test_the_orders_of_one_type_hold_both_sides(orders: MarketOrdersRepository) -> None:
    found = orders.list_type_orders(GUN)
    assert list(zip(found["is_buy_order"], found["price"], strict=True)) == [(True, 800.0), (True, 900.0), (False, 1_000.0)]


def test_columns_keep_their_types_where_there_are_no_orders(tmp_path: Path) -> None:
    served(tmp_path)
    nothing = MarketOrdersRepository(ReplicaReader("wcmktprod"))
    for found in (nothing.list_orders(is_buy=False), nothing.list_type_orders(GUN)):
        assert found.empty
        assert (found["price"].dtype, found["volume_remain"].dtype, found["expires"].dtype) == ("float64", "int64", "datetime64[s]")


def test_a_missing_replica_is_named() -> None:
    with pytest.raises(DataUnavailable, match=r"wcmktprod\.db"):
        MarketOrdersRepository(ReplicaReader("wcmktprod")).list_orders(is_buy=False)
