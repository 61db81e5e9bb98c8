"""What a unit costs in each structure, beside what it sells for."""

from typing import Any

import plotly.graph_objects as go

from domain.build_quote import BuildQuote, SiteCost
from ui.charts import frame
from ui.formatters import isk_full, isk_short
from ui.palette import CHART, MAIN, NEUTRAL, SECOND

MOST_STRUCTURES = 30
_ROW_PX, _FRAME_PX, _LEAST_PX = 20, 80, 220
_ROOM = 0.06


def site_costs_figure(quote: BuildQuote, shown: SiteCost, short_name: str) -> go.Figure:
    """A dot per structure, the cheapest on top, and the prices as lines where they are in sight of the costs.

    The axis does not begin at zero: what matters are the differences. A hollow dot is a cost that is known in part.
    """
    sites = quote.sites[:MOST_STRUCTURES]
    low, high = _range(sites)
    prices = [
        (f"{short_name} price", quote.product_prices.local, SECOND),
        ("Jita price", quote.product_prices.jita_sell, CHART[3]),
    ]
    lines = [_line(name, price, colour, len(sites)) for name, price, colour in prices if price is not None and low <= price <= high]
    return frame.figure(
        [*lines, _dots(sites, shown)],
        max(_LEAST_PX, len(sites) * _ROW_PX + _FRAME_PX),
        hovermode="closest",
        xaxis=frame.axis("ISK per unit", range=[low, high], nticks=5),
        yaxis=frame.axis(autorange="reversed", tickvals=list(range(len(sites))), ticktext=[_short(one.site.name) for one in sites]),
        showlegend=bool(lines),
    )


def _dots(sites: tuple[SiteCost, ...], shown: SiteCost) -> Any:
    return go.Scatter(
        x=frame.numbers([one.per_unit_isk for one in sites]),
        y=list(range(len(sites))),
        mode="markers",
        marker={
            "color": [MAIN if one is shown else NEUTRAL for one in sites],
            "size": [13 if one is shown else 9 for one in sites],
            "symbol": ["circle" if one.is_complete else "circle-open" for one in sites],
        },
        customdata=[_words(one) for one in sites],
        hovertemplate="%{customdata}<extra></extra>",
        name="cost per unit",
        showlegend=False,
    )


def _words(one: SiteCost) -> str:
    partial = "" if one.is_complete else ", partial"
    return (
        f"{one.site.name} in {one.site.system_name}<br>{isk_full(one.per_unit_isk)} per unit{partial}<br>"
        f"materials {isk_short(one.materials_isk)}, job cost {isk_short(one.fees.total_isk)}"
    )


def _line(name: str, price: float, colour: str, rows: int) -> Any:
    return go.Scatter(
        x=[price, price],
        y=[-0.5, rows - 0.5],
        mode="lines",
        line={"color": colour, "width": 2, "dash": "dash"},
        name=f"{name} {isk_short(price)}",
        hovertemplate=f"{name} {isk_full(price)}<extra></extra>",
    )


def _range(sites: tuple[SiteCost, ...]) -> tuple[float, float]:
    low, high = min(one.per_unit_isk for one in sites), max(one.per_unit_isk for one in sites)
    room = (high - low) * _ROOM or high * _ROOM or 1.0
    return low - room, high + room


def _short(name: str) -> str:
    return name if len(name) <= 26 else f"{name[:25]}…"
