"""What the page Markets reads: one shared read of each market, and answers over all of them, kept by the versions of all."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from domain.errors import DataUnavailable
from domain.freshness import Freshness
from domain.market_config import MarketConfig
from domain.markets_answers import FleetAnswer, Headline, Matrix, PlanAnswer
from domain.priced_stock import NOTHING_ASKED, PriceAnswer, PriceQuestion
from services import fleet_answers, market_items, markets_service, restock_planning
from services.market_desk import MarketDesk, Unreadable
from services.markets_service import Side
from services.restock_planning import PlanRequest
from settings_service import get_market_configs, get_settings
from state import registry
from state.queries import find_freshness, pinned_version, replica_read

P = ParamSpec("P")
R = TypeVar("R")
Sides = Sequence[Side]


@replica_read(max_entries=8, is_shared=True)
def _desk(market: MarketConfig) -> MarketDesk:
    return registry.get_market_desk_service(market).desk()


@replica_read(max_entries=64)
def priced(market: MarketConfig, question: PriceQuestion) -> dict[int, PriceAnswer]:
    """The fits of one market at a price, by fit_id."""
    return _desk(market).priced(question)


def _sides() -> tuple[tuple[tuple[str, str], ...], Sides]:
    """Every market, one that cannot be read with its reason; before it what tells this state of them from any other."""
    sides: list[Side] = []
    state: list[tuple[str, str]] = []
    for market in get_market_configs().values():
        try:
            sides.append(_desk(market))
            state.append((market.key, pinned_version(market.database_alias)))
        except DataUnavailable as error:
            sides.append(Unreadable(market, str(error)))
            state.append((market.key, f"unreadable: {error}"))
    return tuple(state), sides


def _over_all_markets(max_entries: int) -> Callable[[Callable[Concatenate[Sides, P], R]], Callable[P, R]]:
    """Cache an answer over all markets: `read(sides, *args)` runs once per state of all of them and arguments."""

    def decorate(read: Callable[Concatenate[Sides, P], R]) -> Callable[P, R]:
        # The sides themselves stay out of the key: `state` stands for them.
        def answer(state: tuple[tuple[str, str], ...], _sides: Sides, *args: P.args, **kwargs: P.kwargs) -> R:
            return read(_sides, *args, **kwargs)

        answer.__module__, answer.__qualname__ = read.__module__, read.__qualname__
        kept = st.cache_data(max_entries=max_entries, show_spinner=False)(answer)

        @wraps(read)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            return kept(*_sides(), *args, **kwargs)

        return asked

    return decorate


@_over_all_markets(max_entries=4)
def headlines(sides: Sides) -> tuple[Headline, ...]:
    """Each market in a few figures."""
    return markets_service.headlines(sides)


@_over_all_markets(max_entries=32)
def matrix(sides: Sides, question: PriceQuestion = NOTHING_ASKED) -> Matrix:
    """Every fit over all markets; `question` asks for fits at a price too."""
    return markets_service.matrix(sides, get_settings().ship_roles, question)


@_over_all_markets(max_entries=4)
def items(sides: Sides) -> pd.DataFrame:
    """Every type over all markets; columns as the service says."""
    return market_items.items_table(sides)


@_over_all_markets(max_entries=128)
def plan(sides: Sides, request: PlanRequest) -> PlanAnswer:
    """What to bring to a market; raises DataUnavailable when that market cannot be read."""
    return restock_planning.restock_plan(sides, get_settings().freight, request)


@_over_all_markets(max_entries=128)
def fleet(sides: Sides, ships: tuple[tuple[int, int], ...]) -> tuple[FleetAnswer, ...]:
    """The answer of each market to a fleet, given as (fit_id, ships)."""
    return fleet_answers.fleet_answers(sides, ships)


def freshness() -> Mapping[str, Freshness | None]:
    """How old each market's orders are, by its key; None where its data cannot be read."""
    return {market.key: find_freshness(market) for market in get_market_configs().values()}


def oldest_data(market_keys: Iterable[str]) -> datetime | None:
    """The oldest of the moments at which these markets' orders were written (naive UTC); None where none tells."""
    known = freshness()
    moments = [found.data_at for key in market_keys if (found := known.get(key)) and found.data_at]
    return min(moments, default=None)


def stale_after() -> timedelta:
    """From which age on the orders count as old."""
    return timedelta(minutes=get_settings().stale_after_minutes)
