"""Cached reads on the doctrines of a market."""

from collections.abc import Mapping

from domain.doctrine_answers import (
    ConcurrentCapacity,
    Doctrine,
    DoctrineReport,
    FitDetail,
    FitElsewhere,
    FitStatus,
    ItemCard,
)
from domain.market_config import MarketConfig
from domain.restock import RestockRow
from state.queries import replica_read
from state.registry import get_doctrine_service


@replica_read(max_entries=32)
def doctrines(market: MarketConfig) -> tuple[Doctrine, ...]:
    """The doctrines of which at least one fit is staged in the market, by title."""
    return get_doctrine_service(market).list_doctrines()


@replica_read(max_entries=128)
def fit_statuses(market: MarketConfig, multiplier: float) -> tuple[FitStatus, ...]:
    """Every fit that is staged in the market, against its target x multiplier."""
    return get_doctrine_service(market).fit_statuses(multiplier)


@replica_read(max_entries=256)
def fit_detail(market: MarketConfig, fit_id: int, multiplier: float) -> FitDetail:
    """One fit with all its items; raises NotFound when it is not staged in the market."""
    return get_doctrine_service(market).get_fit(fit_id, multiplier)


@replica_read(max_entries=64)
def fit_elsewhere(market: MarketConfig, fit_id: int) -> FitElsewhere | None:
    """Where a fit is staged that this market does not have; None when it is nowhere."""
    return get_doctrine_service(market).find_fit_elsewhere(fit_id)


@replica_read(max_entries=32)
def doctrine_items(market: MarketConfig) -> dict[int, str]:
    """Names by type_id of all that the market's fits use, and of what may stand in for it."""
    return get_doctrine_service(market).list_items()


@replica_read(max_entries=256)
def item_card(market: MarketConfig, type_id: int) -> ItemCard:
    """A type at a glance; raises NotFound when no doctrine knows it."""
    return get_doctrine_service(market).item_card(type_id)


@replica_read(max_entries=128)
def restock(
    market: MarketConfig, fit_ids: tuple[int, ...], multiplier: float, items: Mapping[int, tuple[int, ...]]
) -> tuple[RestockRow, ...]:
    """What is missing until these fits meet their targets together; `items` adds single types by fit_id."""
    return get_doctrine_service(market).restock(fit_ids, multiplier, items)


@replica_read(max_entries=128)
def doctrine_report(market: MarketConfig, doctrine_name: str) -> DoctrineReport:
    """A doctrine's fits by role; raises NotFound when the market does not stage it."""
    return get_doctrine_service(market).report(doctrine_name)


@replica_read(max_entries=128)
def concurrent_capacity(market: MarketConfig, doctrine_name: str) -> ConcurrentCapacity:
    """A doctrine's fits counted alone and together; raises NotFound when the market does not stage it."""
    return get_doctrine_service(market).concurrent(doctrine_name)
