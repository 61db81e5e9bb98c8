"""Depth: how many units are for sale up to each price."""

from typing import Any

import plotly.graph_objects as go

from domain.depth import Depth, DepthStep
from ui.charts import frame
from ui.formatters import isk_both, isk_full, isk_short, number
from ui.palette import MAIN, SECOND, faded

_ROOM = 0.03


@frame.kept
def depth_figure(depth: Depth, jita_sell: float | None, height: int = 300) -> go.Figure:
    """Cumulative stock by price as steps, and Jita's sell price as a dashed line where it is known."""
    shown_range = _price_range(depth, jita_sell)
    steps = [DepthStep(depth.steps[0].price, 0, 0.0), *depth.steps] if depth.steps else []
    if shown_range and steps[-1].price < shown_range[1]:
        steps.append(steps[-1]._replace(price=shown_range[1]))
    stock = go.Scatter(
        x=frame.numbers([step.price for step in steps]),
        y=frame.numbers([step.units for step in steps]),
        customdata=[f"{number(step.units)} units for {isk_both(step.cost_isk)} together" for step in steps],
        hovertemplate="%{customdata}<extra></extra>",
        name="units for sale at this price or less",
        mode="lines",
        line={"color": MAIN, "width": 2, "shape": "hv"},
        fill="tozeroy",
        fillcolor=faded(MAIN, 0.22),
    )
    traces = [stock]
    if jita_sell is not None and depth.steps:
        traces.append(_jita_line(jita_sell, depth.steps[-1].units))
    return frame.figure(
        traces,
        height,
        xaxis=frame.axis("price, ISK", range=shown_range, hoverformat=",.2f", showgrid=False),
        yaxis=frame.axis("units for sale", rangemode="tozero"),
    )


def _jita_line(jita_sell: float, units: int) -> Any:
    return go.Scatter(
        x=[jita_sell, jita_sell],
        y=[0, units],
        mode="lines",
        line={"color": SECOND, "width": 2, "dash": "dash"},
        name=f"Jita sell {isk_short(jita_sell)}",
        hovertemplate=f"Jita sell {isk_full(jita_sell)}<extra></extra>",
    )


def _price_range(depth: Depth, jita_sell: float | None) -> list[float] | None:
    if not depth.steps:
        return None
    low, high = depth.steps[0].price, depth.highest_in_view
    if jita_sell is not None:
        low, high = min(low, jita_sell), max(high, jita_sell)
    room = (high - low) * _ROOM or high * _ROOM
    return [low - room, high + room]
