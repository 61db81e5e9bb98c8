"""Cached reads of Low Stock."""

from domain.doctrine_answers import ItemCard
from domain.low_stock import Stock
from domain.market_config import MarketConfig
from state.queries import replica_read
from state.registry import get_low_stock_service


@replica_read(max_entries=16)
def stock(market: MarketConfig) -> Stock:
    """Everything that the market should hold; what of it is low is picked from this, whatever the filters."""
    return get_low_stock_service(market).stock()


@replica_read(max_entries=256)
def item_card(market: MarketConfig, type_id: int) -> ItemCard:
    """A type at a glance; raises NotFound when the market does not know it."""
    return get_low_stock_service(market).item_card(type_id)
