"""Reads that every first visitor would wait for, made once before anybody comes."""

import contextlib
import importlib

from domain.errors import DataUnavailable, ReplicaReplaced
from settings_service import get_market_configs
from state import doctrine_queries, market_queries, markets_queries

_LARGE_MODULES = ("plotly.graph_objects", "pyarrow", "pandas")


def load_modules() -> None:
    """Import the libraries that are slow to import."""
    for module in _LARGE_MODULES:
        importlib.import_module(module)


def read_ahead() -> None:
    """Fill the caches with what each market's first pages show; a market that cannot be read is left to its page to explain."""
    for market in get_market_configs().values():
        with contextlib.suppress(DataUnavailable, ReplicaReplaced):
            market_queries.categories(market)
            market_queries.items(market)
            market_queries.overview(market)
            market_queries.history_days(market)
            market_queries.orders(market, is_buy=False)
            doctrine_queries.fit_statuses(market, 1.0)
    with contextlib.suppress(ReplicaReplaced):
        markets_queries.headlines()
        markets_queries.matrix()
