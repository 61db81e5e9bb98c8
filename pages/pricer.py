"""Pricer: what a fit, a list or names cost here and in Jita, and how many can be bought now."""

from datetime import UTC, datetime

import streamlit as st

from domain.market_config import MarketConfig
from domain.pricer import JitaAnswer, MarketSnapshot, all_quantities, answer_bundle, missing_rows, price_items
from state import get_active_market
from state import pricer_choice as choice
from state import pricer_queries as queries
from ui import restock_list
from ui.boundary import boundary
from ui.pricer import bundles_table, figures, items_table, jita_note, not_understood, paste_box, share

KEYS = paste_box.PasteKeys(choice.TEXT_KEY, choice.TIMES_KEY, choice.EQUIVALENTS_KEY)
LOOK_AGAIN_S = 1.0


def show_page(market: MarketConfig) -> None:
    """1. What is asked? 2. What was not understood? 3. What does it cost, and how many are there?"""
    chosen = choice.settle()
    paste_box.show(KEYS, choice.MOST_TIMES, choice.forget_link)
    asked = choice.asked(market, chosen)
    not_understood.show(asked.problems)
    if not asked.bundles:
        if not asked.problems:
            paste_box.nothing_yet()
        return
    type_ids = tuple(sorted(all_quantities(asked.bundles)))
    own = queries.snapshot(market, type_ids)
    is_waiting = queries.jita_elsewhere(own.without_jita(type_ids)).waiting > 0
    st.fragment(show_appraisal, run_every=LOOK_AGAIN_S if is_waiting else None)(market, chosen, asked, own, is_waiting)


def show_appraisal(market: MarketConfig, chosen: choice.PricerChoice, asked: choice.Asked, own: MarketSnapshot, was_waiting: bool) -> None:
    """Sums, fits, items; drawn again while prices of Jita are being fetched."""
    with boundary():
        quantities = all_quantities(asked.bundles)
        elsewhere = queries.jita_elsewhere(own.without_jita(quantities))
        if was_waiting and not elsewhere.waiting:
            st.rerun()
        snapshot = own.with_jita(elsewhere.prices)
        result = price_items(quantities, snapshot, chosen.times)
        figures.show(result, market.short_name)
        answers = [answer_bundle(bundle, snapshot, chosen.with_equivalents, chosen.times) for bundle in asked.bundles]
        bundles_table.show(answers, market.short_name, chosen.times)
        not_understood.notes(asked.mutated_modules, len(own.unknown(quantities)), asked.is_shared)
        items, missing, markets = st.tabs(["Items", f"Missing for {chosen.times:,}", "All markets"])
        with items:
            items_table.show(result, market.short_name)
            jita_note.show(own, quantities, elsewhere, datetime.now(UTC).replace(tzinfo=None))
            with st.container(horizontal=True, gap="small"):
                items_table.downloads(result, market.short_name)
                share.show(*choice.link(market, asked.bundles, chosen))
        with missing:
            rows = missing_rows(asked.bundles, snapshot, chosen.with_equivalents, chosen.times)
            restock_list.show(rows, market.short_name, f"{choice.PAGE}.missing")
        with markets:
            show_markets(asked, chosen, elsewhere)


def show_markets(asked: choice.Asked, chosen: choice.PricerChoice, elsewhere: JitaAnswer) -> None:
    """The same fits in every market, side by side."""
    found = queries.snapshots(tuple(sorted(all_quantities(asked.bundles))))
    answers = {
        short_name: [answer_bundle(bundle, snapshot, chosen.with_equivalents, chosen.times) for bundle in asked.bundles]
        if snapshot
        else None
        for short_name, snapshot in found.items()
    }
    bundles_table.show_markets(answers, [bundle.title for bundle in asked.bundles])


market = get_active_market()
st.title(f"Price items and fittings against Jita and {market.name}", anchor=False)
show_page(market)
