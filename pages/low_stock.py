"""Low Stock: what runs out here, and what to bring."""

from collections.abc import Sequence

import streamlit as st

from domain.exports import MarketFile
from domain.low_stock import Stock, StockedType, low_stock, restock_rows, stock_totals
from domain.market_config import MarketConfig
from domain.stock_filters import StockFilters
from state import exports, get_active_market, tables
from state import low_stock_choice as choice
from state import low_stock_queries as queries
from ui import popovers, restock_list
from ui.boundary import boundary
from ui.low_stock import filters, runs_out, stock_table, summary, ticks

KEYS = filters.FilterKeys(
    choice.DAYS_KEY,
    choice.CATEGORY_KEY,
    choice.DOCTRINE_KEY,
    choice.FIT_KEY,
    choice.DOCTRINE_ITEMS_KEY,
    choice.TECH_II_KEY,
    choice.FACTION_KEY,
    choice.UNSOLD_KEY,
    choice.RESTOCK_KEY,
)


@st.fragment
def show_table(market: MarketConfig, stock: Stock, low: Sequence[StockedType], asked: StockFilters, restock_days: int) -> None:
    """Every item that is low, and what to bring of the ticked ones."""
    with boundary():
        ids = [kind.type_id for kind in low]
        file = exports.address(MarketFile.LOW_STOCK, market, **asked.to_params())
        ticks.head(len(low), file, tables.ticker(choice.TABLE, ids), tables.ticker(choice.TABLE, ()), choice.TABLE)
        on_item = tables.on_row_button(f"{choice.TABLE}.item", choice.ITEM_KEY, ids)
        before = tables.ticked(choice.TABLE, ids)
        ticked = stock_table.show(stock, low, before, tables.key_of(choice.TABLE, ids), f"{choice.TABLE}.item", on_item)
        tables.remember_ticked(choice.TABLE, ticked)
        ticks.restock_head(len(ticked), restock_days)
        if ticked:
            chosen = [kind for kind in low if kind.type_id in ticked]
            restock_list.show(restock_rows(chosen, restock_days), market.short_name, choice.PAGE)
        type_id = tables.take(choice.ITEM_KEY)
        if type_id is not None:
            popovers.show(queries.item_card(market, type_id), market.key, market.short_name)


def show_page(market: MarketConfig) -> None:
    """1. How bad is it? 2. What runs out first? 3. Every item. 4. What to bring."""
    chosen = choice.settle(market)
    with st.sidebar:
        filters.show(chosen.stock.categories, chosen.doctrines, chosen.fits, KEYS, choice.MOST_RESTOCK_DAYS)
    if not chosen.stock.types:
        st.info(f"{market.name} watches nothing yet, and no doctrine is staged there.")
        return
    low = low_stock(chosen.stock, chosen.filters)
    if not low:
        st.info(summary.nothing(chosen.filters, market.name, chosen.stock.has_history))
        return
    summary.show(stock_totals(low), chosen.filters, len(chosen.stock.types))
    runs_out.show(low)
    show_table(market, chosen.stock, low, chosen.filters, chosen.restock_days)


market = get_active_market()
st.title(f"{market.name} Low Stock Tool", anchor=False)
show_page(market)
