"""The one place where services are put together: each for the market it is asked for, from that market's replica."""

from domain.market_config import MarketConfig
from repositories.doctrine_repo import DoctrineRepository
from repositories.market_orders_repo import MarketOrdersRepository
from repositories.market_repo import MarketRepository
from repositories.reading import ReplicaReader
from services.doctrine_service import DoctrineService
from services.market_service import MarketService
from settings_service import get_settings


def get_market_service(market: MarketConfig) -> MarketService:
    """What `market` holds and trades."""
    reader = ReplicaReader(market.database_alias)
    return MarketService(MarketRepository(reader), MarketOrdersRepository(reader))


def get_doctrine_service(market: MarketConfig) -> DoctrineService:
    """What of its doctrines `market` holds."""
    settings = get_settings()
    return DoctrineService(market, DoctrineRepository(ReplicaReader(market.database_alias)), settings.ship_roles, settings.markets)
