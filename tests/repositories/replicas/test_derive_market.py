import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.make import Make, Shared, served

TRITANIUM, RIFTER, WEB, POINT, SCRAM = 34, 587, 526, 447, 448


def rows(path: Path, sql: str) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(sql)]


def summary(tmp_path: Path, make: Make, type_id: int = TRITANIUM, shared: Shared | None = None) -> dict[str, Any]:
    data = served(tmp_path, shared, primary=make)
    return rows(data / "wcmktprod.db", f"SELECT * FROM type_summary WHERE type_id = {type_id}")[0]


def test_slow_seller_has_a_fraction_a_day_and_days_of_stock_by_it(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM).sell(TRITANIUM, (5.0, 100), (6.0, 20))
    make.history(TRITANIUM, units=[0] * 20 + [5] + [0] * 8 + [7])
    found = summary(tmp_path, make)
    assert found["units_30d"] == 12
    assert found["avg_daily_volume_30d"] == pytest.approx(0.4)
    assert found["days_of_stock"] == pytest.approx(120 / 0.4)
    assert found["units_7d"] == 7
    assert found["avg_daily_volume_7d"] == pytest.approx(1.0)


def test_type_without_sales_has_no_days_of_stock(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM).sell(TRITANIUM, (5.0, 100)).history(WEB, units=[1])
    found = summary(tmp_path, make)
    assert (found["units_30d"], found["avg_daily_volume_30d"], found["isk_30d"]) == (0, 0.0, 0.0)
    assert found["days_of_stock"] is None
    assert found["avg_price_30d"] is None


def test_sales_before_the_last_thirty_days_do_not_count(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM).history(TRITANIUM, units=[1000] + [None] * 29 + [3])
    found = summary(tmp_path, make)
    assert found["units_30d"] == 3


def test_the_thirtieth_day_counts(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM).history(TRITANIUM, units=[1000] + [None] * 28 + [3])
    assert summary(tmp_path, make)["units_30d"] == 1003


def test_days_count_back_from_the_newest_day_of_the_market_not_of_the_type(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM).history(TRITANIUM, rows=[("2026-10-01", 10.0, 50), ("2026-10-25", 10.0, 4)])
    make.history(WEB, rows=[("2026-11-10 00:00:00", 1.0, 1)])
    assert summary(tmp_path, make)["units_30d"] == 4


def test_average_price_is_weighted_by_units(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM).history(TRITANIUM, rows=[("2026-11-18", 10.0, 30), ("2026-11-19", 20.0, 10)])
    found = summary(tmp_path, make)
    assert found["isk_30d"] == pytest.approx(500.0)
    assert found["avg_price_30d"] == pytest.approx(12.5)


def test_day_without_an_average_does_not_thin_the_average_price(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM).history(TRITANIUM, rows=[("2026-11-18", None, 30), ("2026-11-19", 20.0, 10)])
    found = summary(tmp_path, make)
    assert found["units_30d"] == 40
    assert found["avg_price_30d"] == pytest.approx(20.0)


def test_volume_is_unknown_for_an_unwatched_type_without_history(tmp_path: Path) -> None:
    make = Make().watch(WEB).history(WEB, units=[1]).sell(TRITANIUM, (5.0, 100))
    found = summary(tmp_path, make)
    assert (found["is_watched"], found["is_listed"]) == (0, 1)
    assert [found[name] for name in ("units_30d", "isk_30d", "avg_daily_volume_30d", "units_7d", "days_of_stock")] == [None] * 5


def test_volume_is_unknown_while_a_market_has_no_history_at_all(tmp_path: Path) -> None:
    found = summary(tmp_path, Make().watch(TRITANIUM).sell(TRITANIUM, (5.0, 100)))
    assert found["units_30d"] is None
    assert found["days_of_stock"] is None


def test_orders_make_stock_best_prices_and_value(tmp_path: Path) -> None:
    make = Make().sell(TRITANIUM, (6.0, 20), (5.0, 100)).buy(TRITANIUM, (3.0, 7), (4.0, 9))
    found = summary(tmp_path, make)
    assert (found["stock"], found["sell_orders"], found["lowest_sell"]) == (120, 2, 5.0)
    assert (found["buy_volume"], found["buy_orders"], found["highest_buy"]) == (16, 2, 4.0)
    assert found["sell_value_isk"] == pytest.approx(620.0)


def test_type_without_orders_has_stock_zero_and_no_prices(tmp_path: Path) -> None:
    found = summary(tmp_path, Make().watch(TRITANIUM).stats(TRITANIUM, total_volume_remain=999))
    assert (found["stock"], found["is_listed"], found["sell_orders"]) == (0, 0, 0)
    assert (found["lowest_sell"], found["highest_buy"], found["price"]) == (None, None, None)


def test_price_is_that_of_the_statistics(tmp_path: Path) -> None:
    assert summary(tmp_path, Make().stats(TRITANIUM, price=5.5).sell(TRITANIUM, (9.0, 1)))["price"] == 5.5


def test_price_without_statistics_is_the_fifth_percentile_of_sell_prices(tmp_path: Path) -> None:
    prices = [100.0, 110.0, 130.0, 200.0, 1000.0]
    make = Make().sell(TRITANIUM, *((price, 1) for price in reversed(prices))).buy(TRITANIUM, (1.0, 1))
    assert summary(tmp_path, make)["price"] == pytest.approx(102.0)  # position 0.2 of 0..4: 100 + 0.2 * 10


def test_percentile_between_later_prices(tmp_path: Path) -> None:
    make = Make().sell(TRITANIUM, *((float(price), 1) for price in range(1, 32)))
    assert summary(tmp_path, make)["price"] == pytest.approx(2.5)  # position 1.5 of 0..30


def test_single_sell_order_is_its_own_percentile(tmp_path: Path) -> None:
    assert summary(tmp_path, Make().stats(TRITANIUM, price=None).sell(TRITANIUM, (7.0, 3)))["price"] == 7.0


def test_jita_price_of_zero_is_unknown(tmp_path: Path) -> None:
    found = summary(tmp_path, Make().watch(TRITANIUM).jita(TRITANIUM, 0, 4.5))
    assert (found["jita_sell"], found["jita_buy"]) == (None, 4.5)


def test_names_groups_and_sizes_come_from_the_sde_where_the_market_has_none(tmp_path: Path) -> None:
    make = Make().type(TRITANIUM, "Tritanium", group=(18, "Mineral"), category=(4, "Material"), volume_m3=0.01, meta_group=(1, "Tech I"))
    make.sell(TRITANIUM, (5.0, 1), type_name=None)
    data = served(tmp_path, primary=make)
    found = rows(data / "wcmktprod.db", "SELECT * FROM type_summary")[0]
    assert (found["type_name"], found["group_id"], found["category_name"]) == ("Tritanium", 18, "Material")
    assert (found["volume_m3"], found["meta_group_id"]) == (0.01, 1)
    assert rows(data / "wcmktprod.db", "SELECT type_name FROM marketorders") == [{"type_name": "Tritanium"}]


def test_type_that_no_table_names_is_shown_by_its_number(tmp_path: Path) -> None:
    make = Make().sell(TRITANIUM, (5.0, 1), type_name=" ")
    make.types.clear()
    found = summary(tmp_path, make)
    assert (found["type_name"], found["group_name"], found["volume_m3"]) == ("Type 34", None, None)


def test_hauling_volume_is_the_packaged_one(tmp_path: Path) -> None:
    make = Make().fit(ship=(RIFTER, "Rifter")).type(RIFTER, volume_m3=27_289.0).type(WEB, volume_m3=5.0, packaged_m3=3.0).watch(WEB)
    data = served(tmp_path, primary=make)
    sizes = {row["type_id"]: row["volume_m3"] for row in rows(data / "wcmktprod.db", "SELECT type_id, volume_m3 FROM type_summary")}
    assert sizes == {RIFTER: 2500.0, WEB: 3.0}


def test_daily_isk_sums_over_the_types_of_a_category(tmp_path: Path) -> None:
    make = Make().watch(TRITANIUM, category=(4, "Material")).watch(35, category=(4, "Material")).watch(WEB, category=(7, "Module"))
    make.history(TRITANIUM, rows=[("2026-11-18", 2.0, 10), ("2026-11-19", 2.0, 20)])
    make.history(35, rows=[("2026-11-19", 3.0, 5)]).history(WEB, rows=[("2026-11-19", 100.0, 1)])
    data = served(tmp_path, primary=make)
    assert [tuple(row.values()) for row in rows(data / "wcmktprod.db", "SELECT * FROM daily_isk ORDER BY date, category_id")] == [
        ("2026-11-18", 4, "Material", 20.0, 10),
        ("2026-11-19", 4, "Material", 55.0, 25),
        ("2026-11-19", 7, "Module", 100.0, 1),
    ]


def test_groups_of_equivalents_that_share_a_type_are_one_pool(tmp_path: Path) -> None:
    make = Make().equivalents([WEB, POINT]).equivalents([900, 901]).equivalents([SCRAM, WEB])
    data = served(tmp_path, primary=make)
    pools = {row["type_id"]: row["pool_id"] for row in rows(data / "wcmktprod.db", "SELECT * FROM equivalent_pool")}
    assert pools == {POINT: POINT, SCRAM: POINT, WEB: POINT, 900: 900, 901: 900}


def test_fit_without_a_friendly_name_goes_by_its_doctrine(tmp_path: Path) -> None:
    make = Make().fit(doctrine="2026-01 Nano Rifters")
    make.rows["doctrine_fits"][0]["friendly_name"] = None
    data = served(tmp_path, primary=make)
    assert rows(data / "wcmktprod.db", "SELECT friendly_name FROM doctrine_fits") == [{"friendly_name": "2026-01 Nano Rifters"}]


def test_each_market_has_its_own_figures(tmp_path: Path) -> None:
    data = served(tmp_path, primary=Make().sell(TRITANIUM, (5.0, 1)), deployment=Make().sell(TRITANIUM, (9.0, 8)))
    found = [rows(data / file, "SELECT stock, price FROM type_summary")[0] for file in ("wcmktprod.db", "wcmktnorth2.db")]
    assert found == [{"stock": 1, "price": 5.0}, {"stock": 8, "price": 9.0}]
