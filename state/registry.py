"""The one place where services are put together: each for the market it is asked for, from that market's replica."""

from domain.market_config import MarketConfig
from repositories.market_orders_repo import MarketOrdersRepository
from repositories.market_repo import MarketRepository
from repositories.reading import ReplicaReader
from services.market_service import MarketService


def get_market_service(market: MarketConfig) -> MarketService:
    """What `market` holds and trades."""
    reader = ReplicaReader(market.database_alias)
    return MarketService(MarketRepository(reader), MarketOrdersRepository(reader))
