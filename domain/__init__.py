"""Dataclasses and pure rules; the standard library only."""

from domain.market_config import DEFAULT_MARKET_KEY, MarketConfig

__all__ = ["DEFAULT_MARKET_KEY", "MarketConfig"]
