"""Cached reads of the page Market Stats; a `category_id` of None is every category."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import pandas as pd

from domain.doctrine_answers import FitUse
from domain.isk_volume import VolumeOptions, VolumeSeries
from domain.market_config import MarketConfig
from domain.market_figures import MarketOverview, TypeFigures
from domain.price_history import HistoryRange, PriceHistory
from services.market_service import OrderBook, matching
from state import registry
from state.queries import replica_read


@replica_read(max_entries=32)
def categories(market: MarketConfig) -> dict[int, str]:
    """Names by category_id of the categories that the market knows types of, by name."""
    return registry.get_market_service(market).categories()


@replica_read(max_entries=64)
def items(market: MarketConfig, category_id: int | None = None) -> dict[int, str]:
    """Names by type_id of the types that the market knows, by name."""
    return registry.get_market_service(market).items(category_id)


@replica_read(max_entries=128)
def overview(market: MarketConfig, category_id: int | None = None) -> MarketOverview:
    """The market in a few figures."""
    return registry.get_market_service(market).overview(category_id)


@replica_read(max_entries=32)
def history_days(market: MarketConfig) -> tuple[date, date] | None:
    """The first and the last day of the market's history; None without any."""
    return registry.get_market_service(market).history_days()


@replica_read(max_entries=256)
def isk_volume(market: MarketConfig, options: VolumeOptions, category_id: int | None = None) -> VolumeSeries:
    """The ISK traded per day, week or month."""
    return registry.get_market_service(market).isk_volume(options, category_id)


@replica_read(max_entries=256)
def most_traded(market: MarketConfig, by: Literal["isk", "units"], days: Literal[7, 30], category_id: int | None = None) -> pd.DataFrame:
    """The ten types that are traded most; columns as the service says."""
    return registry.get_market_service(market).most_traded(by, days, category_id)


def orders(market: MarketConfig, is_buy: bool, category_id: int | None = None, search: str = "") -> pd.DataFrame:
    """All orders of one side whose type's name holds every word of `search`; columns as the service says."""
    return matching(_orders(market, is_buy, category_id), search)


@replica_read(max_entries=16)
def _orders(market: MarketConfig, is_buy: bool, category_id: int | None) -> pd.DataFrame:
    return registry.get_market_service(market).orders(is_buy, category_id)


@replica_read(max_entries=512)
def type_figures(market: MarketConfig, type_id: int) -> TypeFigures:
    """The figures of one type."""
    return registry.get_market_service(market).type_figures(type_id)


@replica_read(max_entries=512)
def order_book(market: MarketConfig, type_id: int, jita_sell: float | None) -> OrderBook:
    """The orders of one type on both sides, and the depth of the sell side, seen against Jita's price."""
    return registry.get_market_service(market).order_book(type_id, jita_sell)


@replica_read(max_entries=512)
def price_history(market: MarketConfig, type_id: int, shown: HistoryRange) -> PriceHistory | None:
    """The prices and sales of one type; None when it was never sold."""
    return registry.get_market_service(market).price_history(type_id, shown)


def fits_using(market: MarketConfig, type_id: int) -> tuple[FitUse, ...]:
    """The doctrine fits staged in the market that use a type or an equivalent of it."""
    return _fit_uses(market).get(type_id, ())


@replica_read(max_entries=8, is_shared=True)
def _fit_uses(market: MarketConfig) -> Mapping[int, tuple[FitUse, ...]]:
    return registry.get_doctrine_service(market).fit_uses()
