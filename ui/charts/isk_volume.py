"""ISK traded per day, week or month, with its moving average."""

from typing import Any

import plotly.graph_objects as go

from domain.isk_volume import Period, VolumeBar, VolumeOptions, VolumeSeries
from ui.charts import frame
from ui.formatters import isk_both, isk_short
from ui.palette import MAIN, SECOND

_OPACITY, _UNFINISHED_OPACITY = 0.8, 0.35


@frame.kept
def isk_volume_figure(series: VolumeSeries, options: VolumeOptions, height: int = 340) -> go.Figure:
    """Bars of ISK with the moving average as a line.

    An unfinished bar is pale, an outlier hatched: its hover text says what it really was.
    """
    bars = series.bars
    starts = frame.dates([bar.start for bar in bars])
    volume = go.Bar(
        x=starts,
        y=frame.numbers([bar.shown_isk for bar in bars]),
        customdata=[_bar_words(bar, options.period) for bar in bars],
        hovertemplate="%{customdata}<extra></extra>",
        name=f"ISK per {options.period}",
        marker=_marker(series),
    )
    average = go.Scatter(
        x=starts,
        y=frame.numbers([bar.average_isk for bar in bars]),
        customdata=[isk_both(bar.average_isk) for bar in bars],
        hovertemplate="average %{customdata}<extra></extra>",
        name=f"average of {options.window} {options.period}s",
        mode="lines",
        line={"color": SECOND, "width": 2.5},
    )
    return frame.figure(
        [volume, average],
        height,
        xaxis=frame.axis(hoverformat=_HOVER_DATE[options.period], showgrid=False),
        yaxis=frame.axis("ISK", rangemode="tozero"),
    )


def _marker(series: VolumeSeries) -> dict[str, Any]:
    opacity = frame.numbers([_OPACITY if bar.is_complete else _UNFINISHED_OPACITY for bar in series.bars])
    marker: dict[str, Any] = {"color": MAIN, "opacity": opacity}
    if series.outliers:
        marker["pattern"] = {"shape": ["/" if bar.is_outlier else "" for bar in series.bars]}
    return marker


_HOVER_DATE = {Period.DAY: "%a %Y-%m-%d", Period.WEEK: "week of %Y-%m-%d", Period.MONTH: "%B %Y"}


def _bar_words(bar: VolumeBar, period: Period) -> str:
    words = isk_both(bar.isk)
    if not bar.is_complete:
        words += f", unfinished {period}"
    if bar.is_outlier:
        drawn = "not drawn" if bar.shown_isk is None else f"drawn as {isk_short(bar.shown_isk)}"
        words += f", outlier, {drawn}"
    return words
