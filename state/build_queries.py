"""Cached reads on what building costs, at the prices of a market."""

from datetime import datetime

from domain.build_quote import BuildQuote, BuildRequest, TypePrices
from domain.industry import Skills
from domain.industry_sites import Site
from domain.market_config import MarketConfig
from domain.pricer import JitaAnswer
from settings_service import get_settings
from state.pricer_queries import jita_elsewhere
from state.queries import replica_read
from state.registry import get_adjusted_prices, get_build_cost_service, get_cost_indices


@replica_read(max_entries=8, also=("sde",))
def makeable(market: MarketConfig) -> dict[int, str]:
    """Names by type_id of everything that can be built or reacted, by name."""
    return get_build_cost_service(market).makeable()


@replica_read(max_entries=8, also=("build_cost",))
def structures(market: MarketConfig) -> tuple[Site, ...]:
    """Every structure on record, by name."""
    return get_build_cost_service(market).structures()


@replica_read(max_entries=512, also=("sde",))
def usual_efficiency(market: MarketConfig, type_id: int) -> tuple[int, int]:
    """ME and TE of the blueprint that the type is usually made from."""
    return get_build_cost_service(market).usual_efficiency(type_id)


@replica_read(max_entries=64, also=("sde",))
def refusal(market: MarketConfig, type_id: int) -> str:
    """The sentence for a type that nothing makes."""
    return get_build_cost_service(market).refusal(type_id)


def usual_skills() -> Skills:
    """The skills of the coalition's builders, as the settings say."""
    return get_settings().industry.skills


def quote(market: MarketConfig, request: BuildRequest) -> tuple[BuildQuote, JitaAnswer]:
    """What the request costs in each structure that can build it, and what of Jita's prices is still being fetched.

    Nobody waits: adjusted prices that are due, and prices that the market's database lacks, are fetched for the next time.
    """
    adjusted = get_adjusted_prices()
    adjusted.refresh_when_due()
    fetched = f"{adjusted.version} {get_cost_indices().version}"
    own = _quote(market, request, fetched, ())
    lacking = [type_id for type_id, one in own.prices.items() if one.jita_sell is None and one.jita_buy is None]
    jita = jita_elsewhere(tuple(sorted(lacking)))
    found = tuple(sorted((type_id, TypePrices(one.sell, one.buy)) for type_id, one in jita.prices.items() if one.sell or one.buy))
    return (_quote(market, request, fetched, found) if found else own), jita


@replica_read(max_entries=64, also=("sde", "build_cost"))
def _quote(market: MarketConfig, request: BuildRequest, fetched: str, elsewhere: tuple[tuple[int, TypePrices], ...]) -> BuildQuote:
    # `fetched` is there for the key alone; a name with an underscore would keep it out of the key.
    return get_build_cost_service(market).quote(request, dict(elsewhere))


def refresh_indices() -> datetime:
    """Ask the game for the cost indices of all systems; answers when they were fetched or confirmed (UTC).

    Raises:
        DataUnavailable: the game's interface is switched off, silent or failing; what was known stays.
    """
    return get_cost_indices().refresh().fetched_at
