"""Who is active: the market of this session, and nobody else's."""

import streamlit as st

from domain.errors import InvalidInput
from domain.market_config import DEFAULT_MARKET_KEY, MarketConfig
from settings_service import get_market_configs
from state import url

SELECTOR_KEY = "market.selector"
_ACTIVE_KEY = "market.active"


def get_active_market() -> MarketConfig:
    """The market that this session looks at; the default one before any choice, and outside a session."""
    markets = get_market_configs()
    chosen = st.session_state.get(_ACTIVE_KEY)
    if isinstance(chosen, MarketConfig) and chosen.key in markets:
        return markets[chosen.key]
    return markets[DEFAULT_MARKET_KEY]


def get_active_market_key() -> str:
    """The key of the active market, as `doctrine_fits.market_flag` and the address bar write it."""
    return get_active_market().key


def set_active_market(key: str) -> None:
    """Make the market `key` the active one of this session; no other session notices.

    Raises:
        InvalidInput: there is no such market.
    """
    markets = get_market_configs()
    if key not in markets:
        raise InvalidInput(f"There is no market '{key}'; known are: {', '.join(markets)}.")
    st.session_state[_ACTIVE_KEY] = markets[key]


def follow_url() -> MarketConfig:
    """Settle the active market before the selector is drawn: the address bar, else the selector, else what it was."""
    key = url.bind(
        "market",
        SELECTOR_KEY,
        parse=lambda text: text if text in get_market_configs() else None,
        default=get_active_market_key(),
        always_written=True,
    )
    set_active_market(key)
    return get_active_market()
