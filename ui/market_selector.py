"""The dropdown of markets at the top of the sidebar."""

from collections.abc import Mapping

import streamlit as st

from domain.market_config import MarketConfig


def render_market_selector(markets: Mapping[str, MarketConfig], key: str) -> str:
    """Draw the dropdown of all `markets` by name and return the chosen market's key.

    The choice lives under the session key `key`, which the caller has settled before.
    """
    chosen: str = st.selectbox("Market", list(markets), format_func=lambda market_key: markets[market_key].name, key=key)
    return chosen
