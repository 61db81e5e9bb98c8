from datetime import date, timedelta

import numpy as np

from domain.isk_volume import Outliers, Period, VolumeOptions, volume_series
from ui.charts.isk_volume import isk_volume_figure

MONDAY = date(2026, 11, 2)


def drawn(isk: list[float], options: VolumeOptions):
    daily = [(MONDAY + timedelta(days=i), value) for i, value in enumerate(isk)]
    return isk_volume_figure(volume_series(daily, options), options)


def test_bars_are_isk_and_the_line_is_their_moving_average():
    bars, line = drawn([1e9, 2e9, 6e9], VolumeOptions(window=3)).data
    assert bars.y.tolist() == [1e9, 2e9, 6e9]
    assert np.isnan(line.y[:2]).all()
    assert line.y[2] == 3e9
    assert line.name == "average of 3 days"


def test_hover_speaks_of_isk_as_players_do():
    bars, line = drawn([1.234e9, 2e9, 6e9], VolumeOptions(window=3)).data
    assert bars.customdata[0] == "1.23B (1,234,000,000.00 ISK)"
    assert list(line.customdata) == ["–", "–", "3.08B (3,078,000,000.00 ISK)"]


def test_an_unfinished_week_is_pale_and_named():
    figure = drawn([1.0] * 10, VolumeOptions(period=Period.WEEK))
    whole, unfinished = figure.data[0].marker.opacity
    assert unfinished < whole
    assert "unfinished week" in figure.data[0].customdata[1]


def test_a_capped_outlier_is_hatched_and_says_what_it_was():
    bars = drawn([1.0, 2.0, 3.0, 4.0, 500.0], VolumeOptions(outliers=Outliers.CAP)).data[0]
    assert bars.marker.pattern.shape == ("", "", "", "", "/")
    assert bars.customdata[4] == "500.00 ISK, outlier, drawn as 7.00"


def test_a_removed_outlier_leaves_a_gap():
    bars = drawn([1.0, 2.0, 3.0, 4.0, 500.0], VolumeOptions(outliers=Outliers.REMOVE)).data[0]
    assert np.isnan(bars.y[4])
    assert bars.customdata[4].endswith("not drawn")


def test_the_ground_is_clear_and_the_axis_says_isk():
    layout = drawn([1.0], VolumeOptions()).layout
    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert layout.yaxis.title.text == "ISK"
