from datetime import date, timedelta

import pytest

from domain.isk_volume import Outliers, Period, VolumeOptions, period_start, tukey_fences, volume_series

MONDAY = date(2026, 11, 2)


def days(*isk: float, start: date = MONDAY) -> list[tuple[date, float]]:
    return [(start + timedelta(days=i), value) for i, value in enumerate(isk)]


def shown(series) -> list[float | None]:
    return [bar.shown_isk for bar in series.bars]


def test_each_day_is_a_bar_by_day():
    series = volume_series(days(1.0, 0.0, 3.0), VolumeOptions())
    assert [(bar.start, bar.isk) for bar in series.bars] == days(1.0, 0.0, 3.0)


def test_a_week_begins_on_monday_and_an_unfinished_one_is_marked():
    series = volume_series(days(*[1.0] * 10), VolumeOptions(period=Period.WEEK))
    assert [(bar.start, bar.isk, bar.is_complete) for bar in series.bars] == [
        (MONDAY, 7.0, True),
        (MONDAY + timedelta(days=7), 3.0, False),
    ]


def test_a_week_whose_first_days_are_before_the_history_is_unfinished():
    series = volume_series(days(*[1.0] * 5, start=MONDAY + timedelta(days=2)), VolumeOptions(period=Period.WEEK))
    assert [(bar.start, bar.is_complete) for bar in series.bars] == [(MONDAY, False)]


@pytest.mark.parametrize("first", [date(2026, 2, 1), date(2024, 2, 1), date(2026, 4, 1), date(2026, 12, 1)])
def test_a_month_is_complete_with_its_last_day(first):
    length = (period_start(first + timedelta(days=31), Period.MONTH) - first).days
    whole = volume_series(days(*[1.0] * length, start=first), VolumeOptions(period=Period.MONTH))
    short = volume_series(days(*[1.0] * (length - 1), start=first), VolumeOptions(period=Period.MONTH))
    assert [bar.is_complete for bar in whole.bars] == [True]
    assert [bar.is_complete for bar in short.bars] == [False]


def test_the_moving_average_is_unknown_until_there_are_enough_bars():
    series = volume_series(days(1.0, 2.0, 6.0, 4.0), VolumeOptions(window=3))
    assert [bar.average_isk for bar in series.bars] == [None, None, 3.0, 4.0]


def test_the_moving_average_at_the_start_of_a_range_counts_the_days_before_it():
    series = volume_series(days(1.0, 2.0, 6.0), VolumeOptions(window=3, start=MONDAY + timedelta(days=2)))
    assert [bar.average_isk for bar in series.bars] == [3.0]


def test_an_unfinished_bar_has_no_moving_average():
    series = volume_series(days(*[1.0] * 24), VolumeOptions(period=Period.WEEK, window=3))
    assert [bar.average_isk for bar in series.bars] == [None, None, 7.0, None]


def test_the_range_holds_its_first_and_its_last_day():
    options = VolumeOptions(start=MONDAY + timedelta(days=1), end=MONDAY + timedelta(days=2))
    assert shown(volume_series(days(1.0, 2.0, 3.0, 4.0), options)) == [2.0, 3.0]


def test_a_week_that_overlaps_the_range_is_shown_whole():
    options = VolumeOptions(period=Period.WEEK, start=MONDAY + timedelta(days=6), end=MONDAY + timedelta(days=6))
    assert shown(volume_series(days(*[1.0] * 14), options)) == [7.0]


def test_fences_are_one_and_a_half_interquartile_ranges_away():
    assert tukey_fences([1.0, 2.0, 3.0, 4.0, 5.0]) == (-1.0, 7.0)


def test_too_few_bars_have_no_outliers():
    assert tukey_fences([1.0, 2.0, 300.0]) is None
    series = volume_series(days(1.0, 2.0, 300.0), VolumeOptions(outliers=Outliers.CAP))
    assert shown(series) == [1.0, 2.0, 300.0]
    assert series.outliers == 0


def test_outliers_stay_as_they_are_unless_asked():
    series = volume_series(days(1.0, 2.0, 3.0, 4.0, 500.0), VolumeOptions())
    assert shown(series) == [1.0, 2.0, 3.0, 4.0, 500.0]
    assert series.fences is None


def test_a_capped_outlier_is_drawn_at_the_fence_and_keeps_its_figure():
    series = volume_series(days(1.0, 2.0, 3.0, 4.0, 500.0), VolumeOptions(outliers=Outliers.CAP, window=3))
    last = series.bars[-1]
    assert (last.isk, last.shown_isk, last.is_outlier) == (500.0, 7.0, True)
    assert last.average_isk == pytest.approx((3 + 4 + 7) / 3)
    assert series.outliers == 1


def test_a_removed_outlier_is_not_drawn_and_not_averaged():
    series = volume_series(days(1.0, 2.0, 3.0, 4.0, 500.0), VolumeOptions(outliers=Outliers.REMOVE, window=3))
    assert series.bars[-1].shown_isk is None
    assert series.bars[-1].average_isk == 3.5


def test_an_unfinished_bar_is_never_an_outlier():
    weeks = [10.0] * 7 + [11.0] * 7 + [12.0] * 7 + [13.0] * 7 + [0.1]
    series = volume_series(days(*weeks), VolumeOptions(period=Period.WEEK, outliers=Outliers.REMOVE))
    assert shown(series)[-1] == 0.1


def test_no_history_has_no_bars():
    assert volume_series([], VolumeOptions(outliers=Outliers.CAP)).bars == ()
