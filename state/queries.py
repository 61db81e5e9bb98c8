"""Cached reads for the pages, keyed by alias, replica version and arguments.

A run pins the versions it has seen: everything it shows of one market is from one replica. When a newer
one is published in the middle, the read raises ReplicaReplaced and the page is drawn again.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

import sync_state
from domain.errors import DataUnavailable, ReplicaReplaced
from domain.freshness import Freshness
from domain.market_config import MarketConfig
from repositories.reading import replica_version

P = ParamSpec("P")
R = TypeVar("R")
_PINS_KEY = "queries.pins"
# By default every field of a dataclass is hashed, which costs more than the rest of a hit.
_KEY_OF = {MarketConfig: lambda market: (market.key, market.database_alias)}


def pin_versions() -> None:
    """Forget the versions of the last run; called once at the start of each full run."""
    st.session_state[_PINS_KEY] = {}


def pinned_version(alias: str) -> str:
    """The version of the replica that this run shows; outside a visitor's run, the one that is served now.

    Raises:
        DataUnavailable: no replica is there.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return replica_version(alias)
    pins: dict[str, str] = st.session_state.setdefault(_PINS_KEY, {})
    if alias not in pins:
        pins[alias] = replica_version(alias)
    return pins[alias]


def replica_read(
    max_entries: int, also: tuple[str, ...] = (), is_shared: bool = False
) -> Callable[[Callable[Concatenate[MarketConfig, P], R]], Callable[Concatenate[MarketConfig, P], R]]:
    """Cache a read of one market: `read(market, *args)` runs once per market, replica version and arguments.

    `also` names the shared databases the read looks into; their versions are part of the key too. The answer of an `is_shared`
    read is one object for all sessions instead of a copy for each: only for what nobody ever changes.
    """
    keep = st.cache_resource if is_shared else st.cache_data

    def decorate(read: Callable[Concatenate[MarketConfig, P], R]) -> Callable[Concatenate[MarketConfig, P], R]:
        hidden = [name for name in inspect.signature(read).parameters if name.startswith("_")]
        if hidden:
            raise TypeError(f"{read.__qualname__}: Streamlit leaves {hidden[0]} out of the key, because of its first letter.")

        def cached(market: MarketConfig, versions: tuple[str, ...], *args: P.args, **kwargs: P.kwargs) -> R:
            answer = read(market, *args, **kwargs)
            for alias, version in zip((market.database_alias, *also), versions, strict=True):
                if replica_version(alias) != version:
                    raise ReplicaReplaced(alias)
            return answer

        # Not `wraps`: the cache would read the names of `read`'s arguments, which stand one place further on here.
        cached.__module__, cached.__qualname__ = read.__module__, read.__qualname__
        kept = keep(max_entries=max_entries, show_spinner=False, hash_funcs=_KEY_OF)(cached)

        @wraps(read)
        def pinned(market: MarketConfig, *args: P.args, **kwargs: P.kwargs) -> R:
            versions = tuple(pinned_version(alias) for alias in (market.database_alias, *also))
            return kept(market, versions, *args, **kwargs)

        return pinned

    return decorate


@replica_read(max_entries=32)
def _freshness(market: MarketConfig) -> Freshness:
    return sync_state.freshness(market.database_alias)


def find_freshness(market: MarketConfig) -> Freshness | None:
    """How old the market's orders are, and where they come from; None when its data cannot be read, as the page then says."""
    try:
        return _freshness(market)
    except DataUnavailable:
        return None
