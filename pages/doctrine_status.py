"""Doctrine Status: which fits can be bought complete here, what limits them, and what to bring."""

from collections.abc import Sequence

import streamlit as st

from domain.doctrine_answers import FitStatus
from domain.doctrine_view import fit_totals, shown_fits
from domain.market_config import MarketConfig
from domain.priced_stock import NOTHING_ASKED
from domain.restock import missing_rows
from state import choices, get_active_market, markets_queries, price_choice, tables
from state import doctrine_choice as choice
from state import doctrine_queries as queries
from ui import popovers, priced_stock, restock_list
from ui.doctrine import filters, fit_head, fit_items, fits_table, restock_scope, totals

KEYS = filters.FilterKeys(choice.DOCTRINE_KEY, choice.STATUS_KEY, choice.GROUP_KEY, choice.MODULE_KEY, choice.MULTIPLIER_KEY)
MULTIPLIERS = (choice.SMALLEST_MULTIPLIER, choice.LARGEST_MULTIPLIER)


def show_fits(fits: Sequence[FitStatus], prices: fits_table.Prices) -> tuple[int, ...]:
    """The table of fits; answers the ids of the ticked ones."""
    ids = [fit.fit_id for fit in fits]
    limits = [fit.bottleneck.type_id if fit.bottleneck else None for fit in fits]
    table = choice.FITS_TABLE
    fits_table.head(len(fits), tables.ticker(table, ids), tables.ticker(table, ()), table)
    on_open = tables.on_row_button(f"{table}.open", choice.FIT_KEY, ids)
    on_item = tables.on_row_button(f"{table}.item", choice.CARD_KEY, limits)
    ticked = fits_table.show(fits, prices, tables.ticked(table, ids), tables.key_of(table, ids), table, on_open, on_item)
    tables.remember_ticked(table, ticked)
    return ticked


def show_fit(market: MarketConfig, fit_id: int, multiplier: float) -> tuple[int, ...]:
    """The opened fit; answers the type ids of its ticked items."""
    detail = queries.fit_detail(market, fit_id, multiplier)
    fit_head.show(detail, choices.setter(choice.FIT_KEY, None), choice.PAGE)
    if not detail.items:
        st.info("Nothing is known of what this fit consists of.")
        return ()
    table, ids = f"{choice.ITEMS_TABLE}.{fit_id}", [item.type_id for item in detail.items]
    on_item = tables.on_row_button(f"{table}.item", choice.CARD_KEY, ids)
    ticked = fit_items.show(detail.items, tables.ticked(table, ids), tables.key_of(table, ids), table, on_item)
    tables.remember_ticked(table, ticked)
    return ticked


def show_restock(
    market: MarketConfig, fits: Sequence[FitStatus], opened: FitStatus | None, items: tuple[int, ...], multiplier: float
) -> None:
    """What to bring for the chosen fits, and for the chosen items of the opened one."""
    if not fits and not items:
        restock_scope.nothing_chosen()
        return
    of_opened = {opened.fit_id: items} if opened and items and opened not in fits else {}
    restock_scope.describe(fits, len(items) if of_opened else 0, opened.fit_name if opened else None)
    rows = queries.restock(market, tuple(fit.fit_id for fit in fits), multiplier, of_opened)
    on_item = tables.on_row_button(f"{choice.PAGE}.item", choice.CARD_KEY, [row.type_id for row in missing_rows(rows)])
    restock_list.show(rows, market.short_name, choice.PAGE, on_item)


def show_page(market: MarketConfig) -> None:
    """1. How bad is it? 2. Every fit. 3. The opened fit. 4. What to bring."""
    chosen, question = choice.settle_status(market), price_choice.settle(choice.PAGE)
    with st.sidebar:
        filters.show(chosen.doctrines, chosen.items, chosen.ship_groups, KEYS, MULTIPLIERS)
        priced_stock.show(*price_choice.keys(choice.PAGE))
    if chosen.elsewhere:
        fit_head.elsewhere(chosen.elsewhere, market.name, choice.market_names(), "pages/doctrine_status.py")
    if not chosen.fits:
        st.info(f"No doctrine is staged in {market.name}.")
        return
    opened = next((fit for fit in chosen.fits if fit.fit_id == chosen.fit_id), None)
    fits = shown_fits(chosen.fits, chosen.filter)
    totals.show(fit_totals(fits), len(chosen.fits))
    if not fits:
        totals.nothing_shown()
    prices = fits_table.Prices(question, markets_queries.priced(market, question) if question != NOTHING_ASKED else {})
    ticked = show_fits(fits, prices) if fits else ()
    priced_stock.note(prices.answers[fit.fit_id] for fit in fits if fit.fit_id in prices.answers)
    items = show_fit(market, opened.fit_id, chosen.multiplier) if opened else ()
    picked = [fit for fit in fits if fit.fit_id in ticked]
    show_restock(market, picked, opened, items, chosen.multiplier)
    type_id = tables.take(choice.CARD_KEY)
    if type_id is not None:
        popovers.show(queries.item_card(market, type_id), market.key, market.short_name)


market = get_active_market()
st.title(f"{market.name} Doctrine Status", anchor=False)
show_page(market)
