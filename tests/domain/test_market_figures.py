from dataclasses import replace

import pytest

from domain.market_figures import MarketOverview, TypeFigures, relative_change

RIFTER = TypeFigures(
    type_id=587, type_name="Rifter", group_name="Frigate", category_id=6, category_name="Ship", stock=24, sell_orders=3, buy_orders=1,
    lowest_sell=1_200_000.0, highest_buy=900_000.0, price=1_250_000.0, units_30d=12, avg_daily_volume_30d=0.4, avg_daily_volume_7d=1.0,
    avg_price_30d=1_150_000.0, avg_price_7d=1_180_000.0, days_of_stock=60.0, jita_sell=1_000_000.0, jita_buy=950_000.0,
)  # fmt: skip
OVERVIEW = MarketOverview(
    sell_value_isk=5e12, sell_orders=20, buy_orders=5, listed_types=9, known_types=12, isk_30d=6e9, isk_previous_30d=4e9, history_until=None
)


@pytest.mark.parametrize(
    ("now", "before", "change"), [(150.0, 100.0, 0.5), (50.0, 100.0, -0.5), (100.0, 0.0, None), (None, 100.0, None), (1.0, None, None)]
)
def test_a_change_is_unknown_without_something_to_compare_with(now, before, change):
    assert relative_change(now, before) == change


def test_the_lowest_sell_is_compared_with_the_sell_price_of_jita():
    assert RIFTER.against_jita == pytest.approx(0.2)


def test_a_missing_jita_price_makes_the_comparison_unknown():
    assert replace(RIFTER, jita_sell=None).against_jita is None


def test_nothing_for_sale_makes_the_comparison_unknown():
    assert replace(RIFTER, lowest_sell=None).against_jita is None


def test_no_sales_and_unknown_sales_are_two_things():
    assert replace(RIFTER, units_30d=0).sold_nothing
    assert not replace(RIFTER, units_30d=None).sold_nothing
    assert [replace(RIFTER, units_30d=units).has_known_sales for units in (3, 0, None)] == [True, True, False]


def test_a_hull_is_a_ship():
    assert RIFTER.is_ship
    assert not replace(RIFTER, category_id=7).is_ship
    assert not replace(RIFTER, category_id=None).is_ship


def test_the_market_is_compared_with_the_30_days_before():
    assert OVERVIEW.isk_change == pytest.approx(0.5)
    assert replace(OVERVIEW, isk_previous_30d=None).isk_change is None


def test_orders_are_those_of_both_sides():
    assert OVERVIEW.orders == 25
