"""A market's figures as the page shows them, read from real replicas and computed by hand."""

from datetime import date, datetime
from pathlib import Path

import pytest

from domain.errors import DataUnavailable, NotFound
from domain.market_figures import TypeFigures
from repositories.market_repo import MarketRepository
from repositories.reading import ReplicaReader
from settings_service import get_market_configs
from tests.make import NEWEST_DAY, Make, served

TRITANIUM, PYERITE, RIFTER, GUN, RELIC = 34, 35, 587, 484, 30
MINERAL, MATERIAL, FRIGATE, SHIP = (18, "Mineral"), (4, "Material"), (25, "Frigate"), (6, "Ship")


def repository(market: str = "primary") -> MarketRepository:
    return MarketRepository(ReplicaReader(get_market_configs()[market].database_alias))


def figures(tmp_path: Path, make: Make, type_id: int) -> TypeFigures:
    served(tmp_path, primary=make)
    return repository().get_type(type_id)


def test_twelve_units_in_thirty_days_are_four_tenths_a_day(tmp_path: Path) -> None:
    make = Make().watch(RIFTER, "Rifter", group=FRIGATE, category=SHIP).sell(RIFTER, (1_000_000.0, 20), (1_200_000.0, 4))
    make.history(RIFTER, units=[4, 0, 5, 3], average=1_100_000.0).stats(RIFTER, price=1_010_000.0, avg_volume=0, days_remaining=30)
    found = figures(tmp_path, make, RIFTER)

    assert found.avg_daily_volume_30d == pytest.approx(0.4)
    assert found.avg_daily_volume_7d == pytest.approx(12 / 7)
    assert found.days_of_stock == pytest.approx(60.0)
    assert found.avg_price_30d == pytest.approx(1_100_000.0)
    assert (found.stock, found.sell_orders, found.lowest_sell, found.price) == (24, 2, 1_000_000.0, 1_010_000.0)
    assert found.is_ship


def test_a_watched_type_without_sales_sold_nothing_and_lasts_an_unknown_time(tmp_path: Path) -> None:
    make = Make().watch(GUN).sell(GUN, (5.0, 10)).stats(GUN, price=5.0, days_remaining=30).history(TRITANIUM, units=[1])
    found = figures(tmp_path, make, GUN)

    assert (found.units_30d, found.avg_daily_volume_30d, found.days_of_stock, found.avg_price_30d) == (0, 0.0, None, None)
    assert found.sold_nothing


def test_sales_of_a_type_that_is_not_watched_and_has_no_history_are_unknown(tmp_path: Path) -> None:
    found = figures(tmp_path, Make().sell(RELIC, (5.0, 10)).history(TRITANIUM, units=[1]), RELIC)

    assert (found.units_30d, found.avg_daily_volume_30d, found.days_of_stock) == (None, None, None)
    assert not found.sold_nothing


def test_a_type_without_orders_has_no_stock_and_no_price(tmp_path: Path) -> None:
    found = figures(tmp_path, Make().watch(GUN).stats(GUN, price=None, min_price=None).history(GUN, units=[30]), GUN)

    assert (found.stock, found.lowest_sell, found.price, found.days_of_stock) == (0, None, None, 0.0)


def test_a_type_without_stats_gets_the_5th_percentile_of_its_sell_orders(tmp_path: Path) -> None:
    make = Make().sell(GUN, *[(float(price), 1) for price in range(100, 121)])
    assert figures(tmp_path, make, GUN).price == pytest.approx(101.0)


def test_a_null_price_in_the_stats_gives_way_to_the_orders(tmp_path: Path) -> None:
    make = Make().watch(GUN).stats(GUN, price=None).sell(GUN, (200.0, 1))
    assert figures(tmp_path, make, GUN).price == 200.0


def test_a_jita_price_of_zero_is_no_price(tmp_path: Path) -> None:
    found = figures(tmp_path, Make().sell(GUN, (200.0, 1)).jita(GUN, 0.0, None), GUN)
    assert (found.jita_sell, found.against_jita) == (None, None)


def test_the_highest_buy_order_is_no_stock(tmp_path: Path) -> None:
    found = figures(tmp_path, Make().buy(GUN, (90.0, 500), (95.0, 10)), GUN)
    assert (found.stock, found.buy_orders, found.highest_buy) == (0, 2, 95.0)


def test_an_unknown_type_is_not_found(tmp_path: Path) -> None:
    served(tmp_path)
    with pytest.raises(NotFound):
        repository().get_type(1)


def test_items_are_what_is_watched_or_ordered_by_name(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM, "Tritanium", group=MINERAL, category=MATERIAL).type(GUN, "autocannon").buy(GUN, (1.0, 1))
    make.fit(1, items={PYERITE: 5})
    served(tmp_path, primary=make)

    assert list(repository().list_items().items()) == [(GUN, "autocannon"), (TRITANIUM, "Tritanium")]
    assert repository().list_items(MATERIAL[0]) == {TRITANIUM: "Tritanium"}
    assert repository().list_categories() == {4: "Material", 7: "Module"}


def test_markets_know_their_own_items(tmp_path: Path) -> None:
    served(tmp_path, primary=Make().watch(TRITANIUM), deployment=Make().watch(PYERITE))
    assert list(repository("primary").list_items()) == [TRITANIUM]
    assert list(repository("deployment").list_items()) == [PYERITE]


def test_totals_add_up_one_category_or_all(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM, category=MATERIAL).sell(TRITANIUM, (5.0, 100)).sell(GUN, (1_000.0, 2)).buy(GUN, (900.0, 3)).watch(RELIC)
    served(tmp_path, primary=make)

    everything = {"sell_value_isk": 2_500.0, "sell_orders": 2, "buy_orders": 1, "listed_types": 2, "known_types": 3}
    assert repository().get_totals() == everything
    assert repository().get_totals(MATERIAL[0])["sell_value_isk"] == 500.0
    assert repository().get_totals(999) == dict.fromkeys(everything, 0)


def test_isk_by_day_adds_up_types_and_skips_days_without_trade(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM, category=MATERIAL).history(TRITANIUM, units=[10, None, 20], average=5.0)
    make.watch(GUN).history(GUN, units=[1], average=1_000.0)
    served(tmp_path, primary=make)

    first = date(2026, 11, 17)
    assert repository().list_daily_isk() == [(first, 50.0), (NEWEST_DAY, 1_100.0)]
    assert repository().list_daily_isk(MATERIAL[0], since=NEWEST_DAY) == [(NEWEST_DAY, 100.0)]
    assert repository().find_history_days() == (first, NEWEST_DAY)


def test_a_market_without_history_has_no_days(tmp_path: Path) -> None:
    served(tmp_path, primary=Make(updated=None))
    assert repository().find_history_days() is None
    assert repository().list_daily_isk() == []
    assert repository().find_data_time() is None


def test_the_time_of_the_data_is_that_of_the_orders(tmp_path: Path) -> None:
    served(tmp_path, primary=Make(updated="2026-11-20 11:13:00"))
    assert repository().find_data_time() == datetime(2026, 11, 20, 11, 13)


def test_history_holds_the_days_with_sales_oldest_first(tmp_path: Path) -> None:
    make = Make().history(GUN, rows=[("2026-11-19", 100.0, 3), ("2026-11-17", 90.0, 2), ("2026-11-18", 95.0, 0), ("2026-11-16", None, 5)])
    served(tmp_path, primary=make)
    assert [(day.day.day, day.average, day.units) for day in repository().list_history(GUN)] == [(17, 90.0, 2), (19, 100.0, 3)]
    assert [day.day.day for day in repository().list_history(GUN, since=date(2026, 11, 18))] == [19]


@pytest.mark.parametrize(("by", "days", "first"), [("isk", 30, GUN), ("units", 30, TRITANIUM), ("isk", 7, TRITANIUM)])
def test_the_most_traded_are_ranked_by_isk_or_units_over_30_or_7_days(tmp_path: Path, by: str, days: int, first: int) -> None:
    make = Make().watch(TRITANIUM).watch(GUN).watch(RELIC).history(TRITANIUM, units=[1_000], average=5.0)
    make.history(GUN, rows=[("2026-11-05", 1_000_000.0, 3)])
    served(tmp_path, primary=make)

    found = repository().list_most_traded(by, days, None, 10)
    assert found["type_id"].tolist()[0] == first
    assert RELIC not in found["type_id"].tolist()
    assert list(found.columns) == ["type_id", "type_name", "category_id", "isk", "units"]


def test_a_sum_that_is_not_kept_is_refused(tmp_path: Path) -> None:
    served(tmp_path)
    with pytest.raises(ValueError, match="profit"):
        repository().list_most_traded("profit", 30, None, 10)


def test_a_torn_replica_is_named(tmp_path: Path) -> None:
    data = served(tmp_path)
    (data / "wcmktprod.db").write_bytes(b"not a database")
    with pytest.raises(DataUnavailable, match=r"wcmktprod\.db"):
        repository().list_items()
