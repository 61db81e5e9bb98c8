"""What the reader asks of the restock planner, as the address bar and the widgets say."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from domain.market_config import MarketConfig
from domain.markets_answers import Matrix
from domain.markets_view import PlanLimit
from domain.planner.load_order import Limits
from domain.planner.sources import JITA
from services.restock_planning import JITA_NAME, PlanRequest
from settings_service import get_market_configs, get_settings
from state import choices, markets_queries, url

PAGE = "markets"
_KEYS = {name: f"{PAGE}.{name}" for name in ("fits", "times", "cargo", "budget", "sources", "keep_targets", "keep_days")}
_MILLION = 1e6
_USUAL_DAYS = 7.0


@dataclass(frozen=True)
class PlanChoice:
    """The request, and what its widgets offer: markets by key, fits and places to bring from by id, each with its name.

    `keys` are the session keys of the widgets by name, `rate_keys` those of the rates by place.
    """

    request: PlanRequest
    destination: MarketConfig
    markets: Mapping[str, str]
    fits: Mapping[int, str]
    places: Mapping[str, str]
    keys: Mapping[str, str]
    rate_keys: Mapping[str, str]


def settle(market: MarketConfig) -> PlanChoice:
    """Settle everything before its widget is drawn; the destination is the active market until another one is chosen."""
    markets = get_market_configs()
    keys = {**_KEYS, "to": f"{PAGE}.to.{market.key}"}
    to: str = url.bind("to", keys["to"], parse=lambda text: text if text in markets else None, default=market.key)
    destination = markets.get(to, market)
    fits = _fits_there(markets_queries.matrix(), destination.key)
    places = {key: other.name for key, other in markets.items() if key != destination.key} | {JITA: JITA_NAME}
    rate_keys = {place: f"{PAGE}.rate.{place}.{destination.key}" for place in places}
    request = PlanRequest(
        destination=destination.key,
        fit_ids=_chosen_fits(fits, destination) or None,
        multiplier=choices.number("times", keys["times"], 0.1, PlanLimit.TIMES, 1.0),
        keep_targets=choices.number("keep", keys["keep_targets"], 0.0, PlanLimit.TIMES, 1.0),
        keep_days=choices.number("days", keys["keep_days"], 0.0, PlanLimit.DAYS, _USUAL_DAYS),
        limits=_limits(),
        sources=tuple(choices.some_of("from", keys["sources"], list(places), "source")) or None,
        rates=tuple((place, _rate(place, destination.key, key)) for place, key in rate_keys.items()),
    )
    return PlanChoice(request, destination, {key: each.name for key, each in markets.items()}, fits, places, keys, rate_keys)


def settle_list(names: Mapping[str, str]) -> tuple[str, str]:
    """Settle which of the lists `names` is shown, and the session key of the choice: the first one until another one is chosen."""
    first, known = next(iter(names)), {*get_market_configs(), JITA, *names}
    session_key = f"{PAGE}.list.{first}"
    shown: str = url.bind("list", session_key, parse=lambda text: text if text in known else None, default=first)
    if shown not in names:
        st.session_state[session_key] = shown = first
    return shown, session_key


def _fits_there(matrix: Matrix, market_key: str) -> dict[int, str]:
    there = [row for row in matrix.rows if row.cells[market_key].fit is not None]
    return {row.fit_id: row.fit_name for row in sorted(there, key=lambda row: row.fit_name.casefold())}


def _chosen_fits(fits: Mapping[int, str], destination: MarketConfig) -> tuple[int, ...]:
    def known(text: str) -> list[int] | None:
        ids = [choices.whole(part) for part in text.split(",")]
        return [fit_id for fit_id in ids if fit_id is not None] or None

    chosen: list[int] = url.bind("fits", _KEYS["fits"], parse=known, default=[], encode=lambda ids: ",".join(map(str, ids)))
    staged = [fit_id for fit_id in chosen if fit_id in fits]
    if len(staged) < len(chosen):
        url.drop("fits", _KEYS["fits"], staged, f"Some of the chosen fits are not staged in {destination.name}; they were left out.")
    return tuple(staged)


def _limits() -> Limits:
    cargo_m3 = _amount("cargo", _KEYS["cargo"], PlanLimit.CARGO_M3)
    millions = _amount("budget", _KEYS["budget"], PlanLimit.BUDGET_MILLIONS)
    return Limits(cargo_m3, None if millions is None else millions * _MILLION)


def _amount(name: str, key: str, most: float) -> float | None:
    def known(text: str) -> float | None:
        try:
            value = float(text)
        except ValueError:
            return None
        return value if 0 <= value <= most else None

    amount: float | None = url.bind(name, key, parse=known, default=None, encode=lambda value: f"{value:.15g}")
    return amount


def _rate(place: str, market_key: str, key: str) -> float:
    usual = get_settings().freight.isk_per_m3(place, market_key)
    return choices.number(f"rate_{place}_{market_key}", key, 0.0, PlanLimit.ISK_PER_M3, usual)
