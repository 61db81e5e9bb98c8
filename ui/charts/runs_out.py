"""What runs out first: the days that the stock of a few types still lasts."""

from collections.abc import Sequence

import plotly.graph_objects as go

from domain.low_stock import StockedType, StockStatus
from ui.charts import frame
from ui.formatters import daily_volume, days, number
from ui.palette import ALARM, SECOND

MOST_BARS = 12
_BAR_PX, _AXIS_PX = 19, 40
_LONGEST_NAME, _HOURS = 34, 24


def running_out(types: Sequence[StockedType]) -> tuple[StockedType, ...]:
    """The types still in stock that run out first, in that order; equivalents, which run out together, once."""
    first: dict[int, StockedType] = {}
    for kind in types:
        if kind.days_of_stock is not None and kind.pool_stock > 0:
            first.setdefault(kind.pool_id, kind)
    return tuple(sorted(first.values(), key=lambda kind: kind.days_of_stock or 0.0)[:MOST_BARS])


def runs_out_first_figure(types: Sequence[StockedType]) -> go.Figure:
    """One bar per type of `running_out`, the first on top; critical ones in their own colour."""
    shown = running_out(types)
    figures = []
    for status, colour in ((StockStatus.CRITICAL, ALARM), (StockStatus.LOW, SECOND)):
        bars = [kind for kind in shown if kind.status() is status]
        figures.append(
            go.Bar(
                orientation="h",
                name=str(status),
                x=frame.numbers([kind.days_of_stock for kind in bars]),
                y=[_label(kind) for kind in bars],
                text=[time_left(kind.days_of_stock or 0.0) for kind in bars],
                textposition="outside",
                cliponaxis=False,
                customdata=[_words(kind) for kind in bars],
                hovertemplate="%{customdata}<extra></extra>",
                marker={"color": colour},
            )
        )
    names = [_label(kind) for kind in shown]
    return frame.figure(
        figures,
        len(shown) * _BAR_PX + _AXIS_PX,
        hovermode="closest",
        barmode="overlay",
        showlegend=False,
        xaxis=frame.axis(rangemode="tozero", visible=False),
        yaxis=frame.axis(categoryorder="array", categoryarray=names, autorange="reversed", showgrid=False, ticksuffix="  "),
    )


def time_left(left_days: float) -> str:
    """How long something lasts: days, below one day hours."""
    hours = left_days * _HOURS
    return days(left_days) if left_days >= 1 else f"{hours:.0f} h" if hours >= 1 else "under 1 h"


def _label(kind: StockedType) -> str:
    name = kind.type_name if len(kind.type_name) <= _LONGEST_NAME else f"{kind.type_name[: _LONGEST_NAME - 1]}…"
    return f"{name} +{len(kind.equivalents)}" if kind.equivalents else name


def _words(kind: StockedType) -> str:
    together = f", with {len(kind.equivalents)} equivalent{'s' if len(kind.equivalents) > 1 else ''}" if kind.equivalents else ""
    return f"{kind.type_name}{together}: {number(kind.pool_stock)} in stock, {daily_volume(kind.pool_daily_volume)} sold per day"
