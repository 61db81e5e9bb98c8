"""The one place where services are put together: each for the market it is asked for, from that market's replica."""

from pathlib import Path

import streamlit as st

from config import data_dir
from domain.industry_settings import EsiSettings
from domain.market_config import MarketConfig
from repositories import esi
from repositories.blueprint_repo import BlueprintRepository
from repositories.build_cost_repo import BuildCostRepository
from repositories.build_price_repo import BuildPriceRepository
from repositories.doctrine_repo import DoctrineRepository
from repositories.low_stock_repo import LowStockRepository
from repositories.market_desk_repo import MarketDeskRepository
from repositories.market_orders_repo import MarketOrdersRepository
from repositories.market_repo import MarketRepository
from repositories.pricer_repo import PricerRepository
from repositories.reading import ReplicaReader
from services.build_cost_service import BuildCostService
from services.doctrine_service import DoctrineService
from services.export_service import ExportService
from services.low_stock_service import LowStockService
from services.market_desk import MarketDeskService
from services.market_service import MarketService
from services.pricer_service import PricerService
from settings_service import get_settings


def get_market_service(market: MarketConfig) -> MarketService:
    """What `market` holds and trades."""
    reader = ReplicaReader(market.database_alias)
    return MarketService(MarketRepository(reader), MarketOrdersRepository(reader))


def get_doctrine_service(market: MarketConfig) -> DoctrineService:
    """What of its doctrines `market` holds."""
    settings = get_settings()
    return DoctrineService(market, DoctrineRepository(ReplicaReader(market.database_alias)), settings.ship_roles, settings.markets)


def get_low_stock_service(market: MarketConfig) -> LowStockService:
    """What `market` should hold, and how long it lasts."""
    return LowStockService(LowStockRepository(ReplicaReader(market.database_alias)), get_doctrine_service(market))


def get_export_service(market: MarketConfig) -> ExportService:
    """The files about `market` that are worked out."""
    return ExportService(get_doctrine_service(market), get_low_stock_service(market))


def get_market_desk_service(market: MarketConfig) -> MarketDeskService:
    """All that the comparison of markets needs of `market`."""
    return MarketDeskService(market, MarketDeskRepository(ReplicaReader(market.database_alias)))


def get_build_cost_service(market: MarketConfig) -> BuildCostService:
    """What building costs at the prices of `market`."""
    sde, build_cost, prices = (ReplicaReader(alias) for alias in ("sde", "build_cost", market.database_alias))
    return BuildCostService(
        BlueprintRepository(sde),
        BuildCostRepository(build_cost),
        BuildPriceRepository(prices),
        get_adjusted_prices(),
        get_cost_indices(),
        get_settings().industry,
    )


def get_adjusted_prices() -> esi.EsiFeed[float]:
    """The game's adjusted prices: one feed for all sessions, so that they are fetched once."""
    return _adjusted_prices(get_settings().esi, data_dir())


def get_cost_indices() -> esi.EsiFeed[esi.CostIndex]:
    """The game's cost indices: one feed for all sessions, so that they are fetched once."""
    return _cost_indices(get_settings().esi, data_dir())


@st.cache_resource(max_entries=4, show_spinner=False)
def _adjusted_prices(settings: EsiSettings, directory: Path) -> esi.EsiFeed[float]:
    return esi.adjusted_prices(settings, directory)


@st.cache_resource(max_entries=4, show_spinner=False)
def _cost_indices(settings: EsiSettings, directory: Path) -> esi.EsiFeed[esi.CostIndex]:
    return esi.cost_indices(settings, directory)


def get_pricer_service(market: MarketConfig) -> PricerService:
    """What `market` says of any types."""
    return PricerService(market, PricerRepository(ReplicaReader(market.database_alias), ReplicaReader("sde")))
