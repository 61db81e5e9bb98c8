"""The chart of what runs out first."""

from domain.low_stock import StockedType
from ui.charts.runs_out import MOST_BARS, running_out, runs_out_first_figure, time_left
from ui.palette import CHART


def kind(type_id: int, stock: int, units_30d: int | None, pool_id: int | None = None, name: str = "") -> StockedType:
    others = ("Other",) if pool_id else ()
    name = name or f"Type {type_id}"
    pool = (pool_id or type_id, stock, units_30d)
    return StockedType(type_id, name, None, 7, "Module", None, 5.0, 1.0, 1.0, stock, units_30d, *pool, 0, 0, (), others)


def test_what_is_out_or_not_sold_does_not_run_out() -> None:
    types = [kind(1, 0, 30), kind(2, 5, 0), kind(3, 5, None), kind(4, 9, 30), kind(5, 2, 30)]
    assert [each.type_id for each in running_out(types)] == [5, 4]


def test_equivalents_run_out_once() -> None:
    assert [each.type_id for each in running_out([kind(1, 3, 30, pool_id=1), kind(2, 3, 30, pool_id=1)])] == [1]


def test_only_so_many_are_drawn() -> None:
    assert len(running_out([kind(number, number, 30) for number in range(1, 40)])) == MOST_BARS


def test_critical_and_low_have_colours_of_their_own_and_the_first_is_on_top() -> None:
    critical, low = runs_out_first_figure([kind(1, 5, 30), kind(2, 2, 30)]).data
    assert (list(critical.x), list(low.x)) == ([2.0], [5.0])
    assert (critical.name, low.name) == ("critical", "low")
    assert critical.marker.color != low.marker.color
    assert critical.marker.color not in CHART[:1]
    axis = runs_out_first_figure([kind(1, 5, 30), kind(2, 2, 30)]).layout.yaxis
    assert (list(axis.categoryarray), axis.autorange) == (["Type 2", "Type 1"], "reversed")


def test_a_bar_says_how_much_is_left_and_how_fast_it_goes() -> None:
    bar = runs_out_first_figure([kind(1, 5, 60, pool_id=1)]).data[0]
    assert list(bar.customdata) == ["Type 1, with 1 equivalent: 5 in stock, 2.00 sold per day"]
    assert list(bar.text) == ["2.5 days"]


def test_a_long_name_is_cut_in_the_chart_and_whole_on_hover() -> None:
    name = "Large Inductive Compact Remote Capacitor Transmitter"
    bar = runs_out_first_figure([kind(1, 5, 60, name=name)]).data[0]
    assert bar.y[0].endswith("…")
    assert bar.customdata[0].startswith(name)


def test_less_than_a_day_is_told_in_hours() -> None:
    assert [time_left(left) for left in (0.01, 0.5, 1.0, 6.25)] == ["under 1 h", "12 h", "1 day", "6.2 days"]
