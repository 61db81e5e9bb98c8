"""Cached reads on what building costs, at the prices of a market."""

from datetime import datetime

from domain.build_quote import BuildQuote, BuildRequest
from domain.industry import Skills
from domain.industry_sites import Site
from domain.market_config import MarketConfig
from settings_service import get_settings
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


def quote(market: MarketConfig, request: BuildRequest) -> BuildQuote:
    """What the request costs in each structure that can build it.

    Adjusted prices that are due are fetched meanwhile, for the next time: nobody waits for them.
    """
    prices, indices = get_adjusted_prices(), get_cost_indices()
    prices.refresh_when_due()
    return _quote(market, request, f"{prices.version} {indices.version}")


@replica_read(max_entries=64, also=("sde", "build_cost"))
def _quote(market: MarketConfig, request: BuildRequest, _version: str) -> BuildQuote:
    return get_build_cost_service(market).quote(request)


def refresh_indices() -> datetime:
    """Ask the game for the cost indices of all systems; answers when they were fetched or confirmed (UTC).

    Raises:
        DataUnavailable: the game's interface is switched off, silent or failing; what was known stays.
    """
    return get_cost_indices().refresh().fetched_at
