"""Which fleet the reader asks for: fits and how many ships of each, as the address bar and the widgets say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

from domain.market_config import MarketConfig
from domain.markets_answers import Matrix
from domain.markets_view import MOST_SHIPS
from settings_service import get_market_configs
from state import choices, markets_queries, url

PAGE = "markets"
FLEET_KEY = f"{PAGE}.fleet"
FITS_KEY = f"{PAGE}.fleet.fits"
USUAL_SHIPS = 10

Fleet = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class FleetChoice:
    """The fleet as (fit_id, ships), the names of the fits to choose from by id, and the session keys of the widgets."""

    fleet: Fleet
    fits: Mapping[int, str]
    fits_key: str
    ships_keys: Mapping[int, str]


def of(fit_ids: Iterable[int]) -> Fleet:
    """A fleet to begin with: a usual number of ships of each fit."""
    return tuple((fit_id, USUAL_SHIPS) for fit_id in fit_ids)


def settle() -> FleetChoice:
    """Settle the fleet before its widgets are drawn; fits that are staged nowhere are given up, and that is said."""
    fits = _fits(markets_queries.matrix())
    fleet: Fleet = url.bind("fleet", FLEET_KEY, parse=_parsed, default=(), encode=_encoded)
    known = tuple((fit_id, ships) for fit_id, ships in fleet if fit_id in fits)
    if known != fleet:
        url.drop("fleet", FLEET_KEY, known, "Some fits of this fleet are staged in no market; they were left out.")
    st.session_state[FITS_KEY] = [fit_id for fit_id, _ in known]
    for fit_id, ships in known:
        st.session_state[_ships_key(fit_id)] = ships
    return FleetChoice(known, fits, FITS_KEY, {fit_id: _ships_key(fit_id) for fit_id, _ in known})


def settle_market(market: MarketConfig) -> tuple[str, str]:
    """Settle of which market the missing items are listed: its key, and the session key of the choice; the active one until then."""
    markets, session_key = get_market_configs(), f"{PAGE}.fleet.market.{market.key}"
    key: str = url.bind("missing", session_key, parse=lambda text: text if text in markets else None, default=market.key)
    return (key if key in markets else market.key), session_key


def follow_widgets() -> None:
    """A callback for the widgets: the fleet is what they say now."""
    fit_ids: list[int] = st.session_state.get(FITS_KEY) or []
    ships = {fit_id: st.session_state.get(_ships_key(fit_id)) or USUAL_SHIPS for fit_id in fit_ids}
    st.session_state[FLEET_KEY] = tuple(ships.items())


def _ships_key(fit_id: int) -> str:
    return f"{PAGE}.fleet.ships.{fit_id}"


def _fits(matrix: Matrix) -> dict[int, str]:
    named = sorted(matrix.rows, key=lambda row: row.fit_name.casefold())
    return {row.fit_id: row.fit_name for row in named}


def _parsed(text: str) -> Fleet | None:
    ships: dict[int, int] = {}
    for part in text.split(","):
        count, _, fit_id = part.partition("x")
        number, fit = choices.whole(count), choices.whole(fit_id)
        if not number or number > MOST_SHIPS or fit is None:
            return None
        ships[fit] = number
    return tuple(ships.items())


def _encoded(fleet: Fleet) -> str:
    return ",".join(f"{ships}x{fit_id}" for fit_id, ships in fleet)
