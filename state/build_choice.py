"""What the reader wants to build, how and where, as the address bar and the inputs say."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from domain.build_quote import BuildRequest, PriceBasis
from domain.industry import MAX_ME, MAX_RUNS, MAX_TE, Skills
from domain.industry_sites import Site
from domain.market_config import MarketConfig
from state import build_queries, choices, url

PAGE = "build_costs"
ITEM_KEY = f"{PAGE}.item"
RUNS_KEY = f"{PAGE}.runs"
ME_KEY = f"{PAGE}.me"
TE_KEY = f"{PAGE}.te"
BASIS_KEY = f"{PAGE}.basis"
STRUCTURES_KEY = f"{PAGE}.structures"
COMPONENTS_KEY = f"{PAGE}.components"
SITE_KEY = f"{PAGE}.site"
INDUSTRY_KEY = f"{PAGE}.industry"
ADVANCED_KEY = f"{PAGE}.advanced_industry"
REACTIONS_KEY = f"{PAGE}.reactions"
_EFFICIENCY_OF_KEY = f"{PAGE}.efficiency_of"
_BEST_SKILL = 5


@dataclass(frozen=True)
class BuildChoice:
    """What there is to choose from, and what was asked for: None until an item is chosen.

    `items` are names by type_id. `site_id` is the structure to show in detail; None for the cheapest.
    """

    items: Mapping[int, str]
    structures: tuple[Site, ...]
    request: BuildRequest | None
    site_id: int | None


def settle(market: MarketConfig) -> BuildChoice:
    """Settle all inputs before they are drawn; what is not known or out of range is given up, and that is said."""
    items, structures = build_queries.makeable(market), build_queries.structures(market)
    known = {str(site.structure_id): site.structure_id for site in structures}
    type_id = _item(market, items)
    me, te = _efficiency(market, type_id)
    runs = _whole("runs", RUNS_KEY, 1, MAX_RUNS, 1)
    skills = _skills()
    basis = url.bind("materials", BASIS_KEY, parse=_basis, default=PriceBasis.JITA_SELL)
    chosen = choices.some_of("structures", STRUCTURES_KEY, known, "structure")
    components = url.bind("components", COMPONENTS_KEY, parse={"yes": True, "no": False}.get, default=False, encode=_yes_or_no)
    site_id = choices.one_of("in", SITE_KEY, set(known.values()), "structure", known.get)
    if type_id is None:
        return BuildChoice(items, structures, None, site_id)
    request = BuildRequest(type_id, runs, me, te, basis, skills, tuple(known[one] for one in chosen), components)
    return BuildChoice(items, structures, request, site_id)




def _item(market: MarketConfig, items: Mapping[int, str]) -> int | None:
    type_id: int | None = url.bind("item", ITEM_KEY, parse=choices.whole, default=None)
    if type_id is None or type_id in items:
        return type_id
    url.drop("item", ITEM_KEY, None, build_queries.refusal(market, type_id))
    return None


def _efficiency(market: MarketConfig, type_id: int | None) -> tuple[int, int]:
    """ME and TE: what is usual for the item until somebody says otherwise, and again when another item is chosen."""
    usual_me, usual_te = (0, 0) if type_id is None else build_queries.usual_efficiency(market, type_id)
    is_other = st.session_state.get(_EFFICIENCY_OF_KEY, type_id) != type_id
    st.session_state[_EFFICIENCY_OF_KEY] = type_id
    if is_other:
        for key, usual in ((ME_KEY, usual_me), (TE_KEY, usual_te)):
            if key in st.session_state:
                st.session_state[key] = usual
    return _whole("me", ME_KEY, 0, MAX_ME, usual_me), _whole("te", TE_KEY, 0, MAX_TE, usual_te)


def _skills() -> Skills:
    usual = build_queries.usual_skills()
    return Skills(
        _whole("industry", INDUSTRY_KEY, 0, _BEST_SKILL, usual.industry),
        _whole("advanced_industry", ADVANCED_KEY, 0, _BEST_SKILL, usual.advanced_industry),
        _whole("reactions", REACTIONS_KEY, 0, _BEST_SKILL, usual.reactions),
    )


def _whole(name: str, key: str, smallest: int, largest: int, default: int) -> int:
    def known(text: str) -> int | None:
        value = choices.whole(text)
        return value if value is not None and smallest <= value <= largest else None

    value: int | None = url.bind(name, key, parse=known, default=default)
    return default if value is None else value


def _basis(text: str) -> PriceBasis | None:
    return PriceBasis(text) if text in set(PriceBasis) else None


def _yes_or_no(value: bool) -> str:
    return "yes" if value else "no"
