"""Reads that every first visitor would wait for, made once before anybody comes.

Not after each sync: a thread that reads ahead makes the visitors who click meanwhile wait longer than the one who asks first does.
"""

import contextlib
import importlib

from domain.errors import DataUnavailable, ReplicaReplaced
from settings_service import get_market_configs
from state import doctrine_queries, market_queries, markets_queries, queries

_LARGE_MODULES = ("plotly.graph_objects", "pyarrow", "pandas", "sqlalchemy")
# The type that no market knows: it takes what is read once for all types.
_NO_TYPE = 0


def load_modules() -> None:
    """Import the libraries that are slow to import."""
    for module in _LARGE_MODULES:
        importlib.import_module(module)


def read_ahead() -> None:
    """Fill the caches with what each market's first pages show; a market that cannot be read is left to its page to explain."""
    for market in get_market_configs().values():
        with contextlib.suppress(DataUnavailable, ReplicaReplaced):
            queries.find_freshness(market)
            market_queries.categories(market)
            market_queries.items(market)
            market_queries.overview(market)
            market_queries.history_days(market)
            market_queries.fits_using(market, _NO_TYPE)
            market_queries.orders(market, is_buy=False)
            doctrine_queries.fit_statuses(market, 1.0)
    with contextlib.suppress(ReplicaReplaced):
        markets_queries.headlines()
        markets_queries.matrix()
