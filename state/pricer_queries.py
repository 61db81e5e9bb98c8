"""What the page Pricer reads: cached per market and replica version, but for prices of Jita that come from elsewhere."""

import streamlit as st

from domain.errors import DataUnavailable
from domain.market_config import MarketConfig
from domain.paste.reader import Paste, read_paste
from domain.price_settings import PriceSettings
from domain.pricer import JitaAnswer, MarketSnapshot
from repositories.fuzzwork import TYPES_PER_REQUEST, FuzzworkClient
from repositories.name_repo import NameRepository
from repositories.reading import ReplicaReader
from services.jita_prices import JitaPrices
from settings_service import get_market_configs, get_settings
from state.queries import replica_read
from state.registry import get_pricer_service


@replica_read(max_entries=64, also=("sde",))
def pasted(market: MarketConfig, text: str) -> Paste:
    """What a pasted text holds; raises InvalidInput when it is longer than anything a player would price."""
    return read_paste(text, NameRepository(ReplicaReader("sde")))


@replica_read(max_entries=128, also=("sde",))
def snapshot(market: MarketConfig, type_ids: tuple[int, ...]) -> MarketSnapshot:
    """All that the market says of these types."""
    return get_pricer_service(market).snapshot(type_ids)


def snapshots(type_ids: tuple[int, ...]) -> dict[str, MarketSnapshot | None]:
    """The same of every market by its short name; None for a market whose data cannot be read."""
    return {market.short_name: _snapshot_or_none(market, type_ids) for market in get_market_configs().values()}


def _snapshot_or_none(market: MarketConfig, type_ids: tuple[int, ...]) -> MarketSnapshot | None:
    try:
        return snapshot(market, type_ids)
    except DataUnavailable:
        return None


def jita_elsewhere(type_ids: tuple[int, ...]) -> JitaAnswer:
    """Jita's prices of types that a market's database lacks, as far as they are known now; nobody waits for the rest."""
    settings = get_settings().prices
    if not type_ids or not settings.enabled:
        return JitaAnswer()
    return _jita_prices(settings).ask(type_ids)


@st.cache_resource(show_spinner=False)
def _jita_prices(settings: PriceSettings) -> JitaPrices:
    return JitaPrices(FuzzworkClient(settings).fetch, keep_s=60.0 * settings.cache_minutes, batch=TYPES_PER_REQUEST)
