from datetime import date, timedelta

from domain.price_history import HistoryDay, HistoryRange, price_history
from ui.charts.price_history import price_history_figure

LAST = date(2026, 11, 19)


def drawn(rows: list[tuple[int, float, float, float, int]], shown: HistoryRange = HistoryRange.MONTH):
    days = [HistoryDay(LAST - timedelta(days=ago), average, low, high, units) for ago, average, low, high, units in rows]
    return price_history_figure(price_history(days, shown, LAST))


def named(figure):
    return {trace.name: trace for trace in figure.data}


def test_band_average_moving_average_and_units_are_in_one_figure():
    traces = named(drawn([(1, 100.0, 90.0, 110.0, 10), (0, 200.0, 180.0, 220.0, 30)]))
    assert traces["lowest to highest"].fill == "tonexty"
    assert traces["average of the day"].y.tolist() == [100.0, 200.0]
    assert traces["average of 7 days"].y.tolist() == [100.0, 175.0]
    assert (traces["units sold"].y.tolist(), traces["units sold"].yaxis) == ([10.0, 30.0], "y2")


def test_hover_speaks_of_isk_and_units_as_players_do():
    traces = named(drawn([(0, 1.5e6, 1.2e6, 1.9e6, 12_345)]))
    assert list(traces["lowest to highest"].customdata) == ["1.20M to 1.90M"]
    assert list(traces["units sold"].customdata) == ["12,345"]


def test_the_moving_average_is_dashed_so_that_colour_is_not_the_only_sign():
    assert named(drawn([(0, 1.0, 1.0, 1.0, 1)]))["average of 7 days"].line.dash == "dash"


def test_the_whole_range_is_shown_also_where_nothing_was_sold():
    first, last = drawn([(3, 1.0, 1.0, 1.0, 1)]).layout.xaxis.range
    assert first.date() <= LAST - timedelta(days=29)
    assert last.date() >= LAST


def test_one_absurd_high_does_not_press_the_prices_flat():
    bottom, top = drawn([(1, 100.0, 90.0, 110.0, 10), (0, 100.0, 90.0, 1e9, 10)]).layout.yaxis.range
    assert bottom < 90
    assert top < 200


def test_a_few_days_have_marks_where_a_line_would_not_show():
    assert named(drawn([(0, 1.0, 1.0, 1.0, 1)]))["average of the day"].mode == "lines+markers"
