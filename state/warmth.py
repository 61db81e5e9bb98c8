"""Reads that every first visitor would wait for, made before anybody comes: at the start, and anew for each new replica."""

import contextlib
import importlib
import time

from domain.errors import DataUnavailable, ReplicaReplaced, SettingsError
from repositories.reading import replica_version
from settings_service import get_market_configs, get_settings
from state import doctrine_queries, market_queries, markets_queries, queries

LOOK_EVERY_S = 0.5
_LARGE_MODULES = ("plotly.graph_objects", "pyarrow", "pandas", "sqlalchemy")
# The type that no market knows: it takes what is read once for all types.
_NO_TYPE = 0

Versions = dict[str, str | None]


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


def stay_warm() -> None:
    """Read ahead whenever a replica was published, by whatever process; never returns."""
    seen = served_versions()
    while True:
        time.sleep(LOOK_EVERY_S)
        with contextlib.suppress(SettingsError):  # a mistake in the settings is told to the reader
            seen = catch_up(seen)


def catch_up(seen: Versions) -> Versions:
    """Read ahead when other replicas are served than those that were `seen`; returns what is served now."""
    now = served_versions()
    if now != seen:
        read_ahead()
    return now


def served_versions() -> Versions:
    """The version of each served replica by alias; None where there is none."""
    return {alias: _version(alias) for alias in get_settings().served_aliases}


def _version(alias: str) -> str | None:
    try:
        return replica_version(alias)
    except DataUnavailable:
        return None
