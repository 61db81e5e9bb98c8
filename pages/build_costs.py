"""Build Costs: what it costs to build something in every structure, and whether that pays here or in Jita."""

from datetime import UTC, datetime

import streamlit as st

from domain.build_quote import BuildQuote, BuildRequest
from domain.industry import REACTION
from domain.market_config import MarketConfig
from domain.pricer import JitaAnswer
from state import build_choice as choice
from state import build_queries as queries
from state import get_active_market, tables
from ui.boundary import boundary
from ui.build_costs import breakdown, head, inputs, places, tree

KEYS = inputs.InputKeys(
    choice.ITEM_KEY,
    choice.RUNS_KEY,
    choice.ME_KEY,
    choice.TE_KEY,
    choice.BASIS_KEY,
    choice.STRUCTURES_KEY,
    choice.COMPONENTS_KEY,
    choice.INDUSTRY_KEY,
    choice.ADVANCED_KEY,
    choice.REACTIONS_KEY,
)


@st.fragment(run_every=1.0)
def wait_for_jita(market: MarketConfig, request: BuildRequest) -> None:
    """Draw the page again when the missing prices have come."""
    with boundary():
        _, jita = queries.quote(market, request)
        places.show_waiting(jita)
        if not jita.waiting:
            st.rerun()


def show_sources(quote: BuildQuote) -> None:
    """Where the figures of the fees are from, and the button that asks the game for newer indices."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        with st.container():
            places.show_sources(quote, datetime.now(UTC).replace(tzinfo=None))
        if st.button("Refresh system indices", icon=":material/refresh:", key=f"{choice.PAGE}.refresh"):
            with boundary(), st.spinner("Asking the game for the cost indices …"):
                queries.refresh_indices()
                st.rerun()


def show_quote(market: MarketConfig, quote: BuildQuote, site_id: int | None) -> None:
    """1. What does it cost, and does it pay? 2. Where? 3. What goes in? 4. The components."""
    cost = quote.site(site_id)
    if cost is None:
        places.show_impossible(quote)
        return
    head.show(quote, cost, market.short_name)
    ids = [one.site.structure_id for one in quote.sites]
    on_open = tables.on_row_button(f"{choice.PAGE}.places.open", choice.SITE_KEY, ids)
    places.show(quote, cost, market.short_name, f"{choice.PAGE}.places", on_open)
    show_sources(quote)
    breakdown.show(quote, cost, market.short_name)
    if cost.plan:
        tree.show(quote, cost.plan)


market = get_active_market()
st.title(f"{market.name} Build Costs", anchor=False)
chosen = choice.settle(market)
quote, jita = queries.quote(market, chosen.request) if chosen.request else (None, JitaAnswer())
inputs.show_job(chosen.items, quote is not None and quote.blueprint.activity_id == REACTION, KEYS)
with st.sidebar:
    inputs.show_options(chosen.structures, market.short_name, KEYS)
if not chosen.structures:
    st.info("No structures are on record: the database of build costs holds none.")
elif quote is None:
    st.info("Choose what to build.")
else:
    show_quote(market, quote, chosen.site_id)
    if jita.waiting and chosen.request:
        wait_for_jita(market, chosen.request)
    else:
        places.show_waiting(jita)
