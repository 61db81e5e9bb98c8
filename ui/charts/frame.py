"""What all charts have in common: size, margins, axes, hover, and the options of the drawing in the page."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, ParamSpec

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from ui.palette import NEUTRAL

P = ParamSpec("P")

CLEAR = "rgba(0,0,0,0)"

LEGEND: dict[str, Any] = {"orientation": "h", "x": 0, "y": 1.02, "xanchor": "left", "yanchor": "bottom"}

# No drag: on a phone a finger on a chart scrolls the page.
CONFIG: dict[str, Any] = {"displaylogo": False, "modeBarButtonsToRemove": ["select2d", "lasso2d", "autoScale2d"]}


def kept(build: Callable[P, go.Figure]) -> Callable[P, go.Figure]:
    """Keep what a figure function of unchangeable arguments built last: plotly's checks make a figure dearer than all of its data.

    The figures are the same objects for all sessions, so nobody may change one.
    """
    return lru_cache(maxsize=128)(build)


def axis(title: str | None = None, **more: Any) -> dict[str, Any]:
    """An axis with its title; ISK and units are abbreviated as players write them (K, M, B, T)."""
    common = {"automargin": True, "exponentformat": "B", "separatethousands": True}
    spike = {"spikecolor": NEUTRAL, "spikethickness": 1, "spikedash": "solid"}
    return {"title": {"text": title, "standoff": 8}, **common, **spike, **more}


def figure(traces: list[Any], height: int, **layout: Any) -> go.Figure:
    """The traces on a transparent ground, with one hover box for all of them and the legend on top."""
    common = {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "hovermode": "x unified",
        "dragmode": False,
        "legend": LEGEND,
        "separators": ".,",
        "bargap": 0.15,
    }
    return go.Figure(data=traces, layout={**common, **layout})


def dates(days: Sequence[date]) -> NDArray[np.datetime64]:
    """Days as an array: plotly takes it as it is, where it would check a list one by one."""
    return np.array(days, dtype="datetime64[ms]")


def numbers(values: Sequence[float | None]) -> NDArray[np.float64]:
    """Figures as an array; None is a gap."""
    return np.array(values, dtype="float64")
