"""What a session remembers and what it reads; the only room that touches the session state."""

from state.market_state import get_active_market, get_active_market_key, set_active_market

__all__ = ["get_active_market", "get_active_market_key", "set_active_market"]
