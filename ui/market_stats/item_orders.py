"""The orders of one type, side by side or one below the other."""

import pandas as pd
import streamlit as st

from ui import columns
from ui.market_stats.orders_table import DAYS_LEFT_MADE, EXPIRES_MADE, expired_words

MOST_ROWS = 7
_ROW_PX = 31


def show(title: str, orders: pd.DataFrame, nothing: str) -> None:
    """Draw one side under its heading, the best price first; `nothing` is the sentence for no orders.

    `orders` has the columns price, volume_remain, expires and days_left.
    """
    st.subheader(title, anchor=False)
    if orders.empty:
        st.caption(nothing)
        return
    st.dataframe(
        orders,
        hide_index=True,
        column_config={
            "price": columns.price("Price, ISK", width=columns.width_of(orders["price"], 2)),
            "volume_remain": columns.whole("Units left", width=columns.width_of(orders["volume_remain"])),
            "expires": columns.moment("Expires, EVE", EXPIRES_MADE),
            "days_left": columns.days("Days left", DAYS_LEFT_MADE),
        },
        height="content" if len(orders) <= MOST_ROWS else _ROW_PX * (MOST_ROWS + 1),
        placeholder=columns.MISSING,
        key=f"market_stats.{title}",
        alt=title,
    )
    if expired := expired_words(orders):
        st.caption(expired)
