"""The price history of a type over the units sold."""

from datetime import datetime, time, timedelta
from typing import Any

import plotly.graph_objects as go

from domain.price_history import PriceHistory
from ui.charts import frame
from ui.formatters import isk_both, isk_short, number
from ui.palette import MAIN, NEUTRAL, SECOND, faded

_PRICE_DOMAIN, _UNITS_DOMAIN = [0.32, 1.0], [0.0, 0.24]
_FEW_DAYS = 40
_BAND_REACH = 1.5


@frame.kept
def price_history_figure(history: PriceHistory, height: int = 420) -> go.Figure:
    """Low-high band, average and moving average of the price, and below them the units sold per day."""
    days = frame.dates([day.day for day in history.days])
    return frame.figure(
        [*_band(history, days), _average(history, days), _moving_average(history, days), _units(history, days)],
        height,
        hoversubplots="axis",
        legend={**frame.LEGEND, "traceorder": "normal"},
        xaxis=frame.axis(range=_whole_days(history), anchor="y2", hoverformat="%a %Y-%m-%d", showgrid=False),
        yaxis=frame.axis("ISK", domain=_PRICE_DOMAIN, range=_price_range(history)),
        yaxis2=frame.axis("units", domain=_UNITS_DOMAIN, rangemode="tozero", nticks=3),
    )


def _band(history: PriceHistory, days: Any) -> list[Any]:
    edge = {"color": faded(MAIN, 0.35), "width": 0.5}
    lowest = go.Scatter(
        x=days,
        y=frame.numbers([day.lowest for day in history.days]),
        mode="lines",
        line=edge,
        showlegend=False,
        hoverinfo="skip",
    )
    highest = go.Scatter(
        x=days,
        y=frame.numbers([day.highest for day in history.days]),
        customdata=[f"{isk_short(day.lowest)} to {isk_short(day.highest)}" for day in history.days],
        hovertemplate="%{customdata}<extra>low to high</extra>",
        name="lowest to highest",
        mode="lines",
        line=edge,
        fill="tonexty",
        fillcolor=faded(MAIN, 0.18),
    )
    return [lowest, highest]


def _average(history: PriceHistory, days: Any) -> Any:
    return go.Scatter(
        x=days,
        y=frame.numbers([day.average for day in history.days]),
        customdata=[isk_both(day.average) for day in history.days],
        hovertemplate="%{customdata}<extra>average</extra>",
        name="average of the day",
        mode="lines+markers" if len(days) < _FEW_DAYS else "lines",
        line={"color": MAIN, "width": 1.5},
        marker={"size": 5},
    )


def _moving_average(history: PriceHistory, days: Any) -> Any:
    return go.Scatter(
        x=days,
        y=frame.numbers(history.moving_average),
        customdata=[isk_both(value) for value in history.moving_average],
        hovertemplate=f"%{{customdata}}<extra>{history.average_days} days</extra>",
        name=f"average of {history.average_days} days",
        mode="lines",
        line={"color": SECOND, "width": 2, "dash": "dash"},
    )


def _units(history: PriceHistory, days: Any) -> Any:
    return go.Bar(
        x=days,
        y=frame.numbers([day.units for day in history.days]),
        customdata=[number(day.units) for day in history.days],
        hovertemplate="%{customdata}<extra>units sold</extra>",
        name="units sold",
        marker={"color": NEUTRAL},
        yaxis="y2",
    )


def _whole_days(history: PriceHistory) -> list[datetime]:
    half = timedelta(hours=12)
    return [datetime.combine(history.first_day, time()) - half, datetime.combine(history.last_day, time()) + half]


def _price_range(history: PriceHistory) -> list[float] | None:
    """The prices worth drawing: a single absurd low or high is cut off, so that the average can be read."""
    if not history.days:
        return None
    averages = [day.average for day in history.days]
    top = min(max(day.highest for day in history.days), _BAND_REACH * max(averages))
    bottom = max(min(day.lowest for day in history.days), min(averages) / _BAND_REACH)
    room = (top - bottom) * 0.05 or top * 0.05
    return [bottom - room, top + room]
