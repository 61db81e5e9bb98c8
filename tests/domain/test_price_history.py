from datetime import date, timedelta

import pytest

from domain.price_history import HistoryDay, HistoryRange, moving_average, price_history

LAST = date(2026, 11, 20)


def sale(days_ago: int, average: float, units: int) -> HistoryDay:
    return HistoryDay(LAST - timedelta(days=days_ago), average, average * 0.9, average * 1.1, units)


def test_the_moving_average_weighs_days_by_units_sold():
    assert moving_average([sale(1, 100.0, 1), sale(0, 200.0, 3)], 7) == [100.0, 175.0]


def test_the_moving_average_counts_calendar_days_not_days_with_sales():
    assert moving_average([sale(7, 100.0, 5), sale(6, 300.0, 5), sale(0, 500.0, 5)], 7) == [100.0, 200.0, 400.0]


def test_a_day_with_a_price_and_no_units_has_no_moving_average_of_its_own():
    assert moving_average([sale(0, 100.0, 0)], 7) == [None]


def test_a_range_counts_back_from_the_newest_day_of_the_market():
    shown = price_history([sale(40, 1.0, 1), sale(29, 2.0, 1)], HistoryRange.MONTH, LAST)
    assert [day.average for day in shown.days] == [2.0]
    assert shown.first_day == LAST - timedelta(days=29)
    assert shown.last_day == LAST


def test_the_first_moving_average_shown_counts_the_days_before_the_range():
    shown = price_history([sale(31, 100.0, 1), sale(29, 300.0, 1)], HistoryRange.MONTH, LAST)
    assert shown.moving_average == (200.0,)


def test_all_begins_with_the_first_sale():
    shown = price_history([sale(900, 1.0, 1), sale(0, 2.0, 1)], HistoryRange.ALL, LAST)
    assert len(shown.days) == 2
    assert shown.first_day == LAST - timedelta(days=900)


def test_a_range_without_sales_is_empty():
    shown = price_history([sale(200, 1.0, 1)], HistoryRange.QUARTER, LAST)
    assert (shown.days, shown.moving_average) == ((), ())


@pytest.mark.parametrize("shown", list(HistoryRange))
def test_every_range_has_a_length_and_an_average(shown):
    assert shown.days is None or shown.days > shown.average_days
    assert shown.average_days >= 7
