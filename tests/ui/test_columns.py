import pandas as pd

from ui import columns


def test_a_column_is_as_wide_as_its_longest_figure_wherever_that_stands():
    short, long = pd.Series([5.0] * 100), pd.Series([5.0] * 100 + [16_651_000_000.0])
    assert columns.width_of(long, 2) - columns.width_of(short, 2) > 30
    assert columns.width_of(long, 2) >= 5.5 * len("16,651,000,000.00")


def test_a_column_of_short_figures_has_room_for_its_heading():
    assert columns.width_of(pd.Series([1, 2])) == columns.width_of(pd.Series([1_000]))
