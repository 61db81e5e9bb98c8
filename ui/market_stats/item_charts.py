"""Depth and price history of one type."""

import streamlit as st

from domain.depth import Depth
from domain.market_figures import TypeFigures
from domain.price_history import HistoryRange, PriceHistory
from ui import segments
from ui.charts import frame
from ui.charts.depth import depth_figure
from ui.charts.price_history import price_history_figure
from ui.formatters import isk_short, number
from ui.market_stats.item_orders import MOST_ROWS

_LOWEST_PX, _ROW_PX = 210, 24


def depth(found: Depth, item: TypeFigures) -> None:
    """Draw how many units are for sale up to each price, as high as the orders beside it."""
    st.subheader("Depth", anchor=False)
    if not found.steps:
        st.caption("Nothing is for sale, so there is no depth to draw.")
        return
    rows = sum(min(orders, MOST_ROWS) for orders in (item.sell_orders, item.buy_orders))
    st.plotly_chart(depth_figure(found, item.jita_sell, _LOWEST_PX + _ROW_PX * rows), config=frame.CONFIG, key="market_stats.depth")
    if found.view_limit is not None:
        st.caption(f"{number(found.units_beyond_view)} units that cost more than {isk_short(found.view_limit)} each are out of view.")


def history_range() -> HistoryRange:
    """Draw the heading with the ranges, and return the one chosen."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader("Price history", anchor=False, width="stretch")
        return segments.one_of("Range", list(HistoryRange), HistoryRange.QUARTER, "market_stats.range")


def unknown_history() -> None:
    """Say that nobody collects what is sold of the type."""
    st.subheader("Price history", anchor=False)
    st.caption("What was sold of it is not known: it is not on the watchlist, and there is no history of it.")


def history(found: PriceHistory | None) -> None:
    """Draw the prices over the units sold."""
    if found is None:
        st.caption("There is no history: nothing of this type was ever sold in the time the data covers.")
    elif not found.days:
        st.caption(f"Nothing was sold between {found.first_day} and {found.last_day}. Choose a longer range.")
    else:
        st.plotly_chart(price_history_figure(found), config=frame.CONFIG, key="market_stats.history")
