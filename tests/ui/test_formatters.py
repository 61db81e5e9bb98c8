from datetime import datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from ui import formatters

NOW = datetime(2026, 11, 20, 11, 32)
FORMATS = [
    formatters.isk_short,
    formatters.isk_full,
    formatters.isk_both,
    formatters.number,
    formatters.daily_volume,
    formatters.volume_m3,
    formatters.percent,
    formatters.signed_percent,
    formatters.days,
    formatters.eve_time,
    lambda moment: formatters.age(moment, NOW),
    lambda value: formatters.days_of_stock(value, sold_nothing=False),
]


@pytest.mark.parametrize("unknown", [None, float("nan"), np.float64("nan"), pd.NA, pd.NaT])
@pytest.mark.parametrize("form", FORMATS)
def test_an_unknown_figure_is_a_dash(form, unknown):
    assert form(unknown) == "–"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0.00"),
        (5.074, "5.07"),
        (999.4, "999.40"),
        (1_215.32, "1,215.32"),
        (9_994.99, "9,994.99"),
        (9_996, "10.0K"),
        (45_678, "45.7K"),
        (789_400, "789K"),
        (999_600, "1.00M"),
        (1_230_000_000, "1.23B"),
        (99_960_000_000, "100B"),
        (354_109_829_766_447, "354T"),
        (12_345e12, "12,345T"),
        (-1_234_567, "-1.23M"),
    ],
)
def test_isk_is_short_in_three_figures_and_a_letter(value, words):
    assert formatters.isk_short(value) == words


def test_the_full_value_has_thousands_separators_and_two_decimals():
    assert formatters.isk_full(1_234_567_890.123) == "1,234,567,890.12 ISK"


def test_the_full_value_stands_behind_the_short_one_unless_they_are_the_same():
    assert formatters.isk_both(1_234_567_890.123) == "1.23B (1,234,567,890.12 ISK)"
    assert formatters.isk_both(5.5) == "5.50 ISK"


@pytest.mark.parametrize(("value", "words"), [(0.0, "0"), (0.4, "0.40"), (12.34, "12.3"), (99.96, "100"), (12345.6, "12,346")])
def test_slow_sellers_keep_their_decimals(value, words):
    assert formatters.daily_volume(value) == words


@pytest.mark.parametrize(("value", "words"), [(0.01, "0.01 m³"), (99.5, "99.50 m³"), (27_289, "27,289 m³")])
def test_volume_is_in_cubic_metres(value, words):
    assert formatters.volume_m3(value) == words


@pytest.mark.parametrize(
    ("value", "words"), [(0.256, "+25.6 %"), (-0.031, "-3.1 %"), (0.0, "0.0 %"), (-0.0001, "0.0 %"), (12.0, "+1,200.0 %")]
)
def test_a_difference_carries_its_sign(value, words):
    assert formatters.signed_percent(value) == words


def test_a_share_has_no_sign():
    assert formatters.percent(1.5, decimals=0) == "150 %"


@pytest.mark.parametrize(
    ("value", "words"), [(0, "0.0 days"), (1.04, "1 day"), (60.0, "60.0 days"), (123.4, "123 days"), (1234.0, "1,234 days")]
)
def test_days_are_counted_in_words(value, words):
    assert formatters.days(value) == words


def test_no_sales_is_not_a_number_of_days():
    assert formatters.days_of_stock(None, sold_nothing=True) == "no sales"
    assert formatters.days_of_stock(2.5, sold_nothing=False) == "2.5 days"


def test_eve_time_is_utc_and_says_so():
    assert formatters.eve_time(datetime(2026, 11, 20, 11, 20)) == "2026-11-20 11:20 EVE"


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=-5), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=12), "12 min ago"),
        (timedelta(minutes=90), "1 h ago"),
        (timedelta(hours=47), "47 h ago"),
        (timedelta(days=3), "3 days ago"),
    ],
)
def test_an_age_is_as_coarse_as_it_is_long(ago, words):
    assert formatters.age(NOW - ago, NOW) == words
