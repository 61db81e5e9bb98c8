"""Market Stats: the whole market, or one item of it."""

import streamlit as st

from domain.market_config import MarketConfig
from domain.market_figures import MarketOverview, TypeFigures
from state import get_active_market
from state import market_choice as choice
from state import market_queries as queries
from ui.boundary import boundary
from ui.market_stats import (
    filters,
    fit_uses,
    isk_volume_panel,
    item_charts,
    item_head,
    item_orders,
    most_traded,
    orders_table,
    overview_figures,
)


def show_market(market: MarketConfig, category_id: int | None) -> None:
    """1. How big is the market? 2. How does trade go, and in what? 3. Every order."""
    overview = queries.overview(market, category_id)
    overview_figures.show(overview)
    volume, top = st.columns([3, 2], gap="medium")
    with volume:
        show_isk_volume(market, category_id)
    with top:
        show_most_traded(market, category_id)
    show_orders(market, overview, category_id)


@st.fragment
def show_isk_volume(market: MarketConfig, category_id: int | None) -> None:
    """ISK traded per day, week or month."""
    with boundary():
        history = queries.history_days(market)
        if history is None:
            st.info("There is no market history yet.")
            return
        options = isk_volume_panel.options(history)
        isk_volume_panel.chart(queries.isk_volume(market, options, category_id), options)


@st.fragment
def show_most_traded(market: MarketConfig, category_id: int | None) -> None:
    """The ten types that are traded most."""
    with boundary():
        ranking = most_traded.ranking()
        types = queries.most_traded(market, ranking.by, ranking.days, category_id)
        most_traded.table(types, ranking, choice.TOP_OPEN_KEY, choice.opener(choice.TOP_OPEN_KEY, types))


@st.fragment
def show_orders(market: MarketConfig, overview: MarketOverview, category_id: int | None) -> None:
    """Every order on the market."""
    with boundary():
        search = orders_table.search(overview)
        orders = queries.orders(market, search.is_buy, category_id, search.words)
        orders_table.table(orders, search, choice.ORDERS_OPEN_KEY, choice.opener(choice.ORDERS_OPEN_KEY, orders))


def show_item(market: MarketConfig, item: TypeFigures) -> None:
    """1. What does it cost, and how long does it last? 2. Who sells and buys? 3. How did the price go? 4. Who needs it?"""
    item_head.show(item)
    book = queries.order_book(market, item.type_id, item.jita_sell)
    orders, depth = st.columns([2, 3], gap="medium")
    with orders:
        item_orders.show("Sell orders", book.sell, "Nobody sells it here.")
        item_orders.show("Buy orders", book.buy, "Nobody buys it here.")
    with depth:
        item_charts.depth(book.depth, item)
    show_history(market, item)
    fit_uses.show(item, queries.fits_using(market, item.type_id), market.name)


@st.fragment
def show_history(market: MarketConfig, item: TypeFigures) -> None:
    """Prices and units sold over time."""
    with boundary():
        if not item.has_known_sales:
            item_charts.unknown_history()
            return
        shown = item_charts.history_range()
        item_charts.history(queries.price_history(market, item.type_id, shown))


market = get_active_market()
st.title(f"Winter Coalition Market Stats - {market.name} Market", anchor=False)
chosen = choice.settle(market)
with st.sidebar:
    filters.show(chosen.categories, chosen.items, choice.CATEGORY_KEY, choice.ITEM_KEY)
if not chosen.items:
    st.info(f"{market.name} has no orders and no watched items yet.")
elif chosen.type_id is None:
    show_market(market, chosen.category_id)
else:
    show_item(market, queries.type_figures(market, chosen.type_id))
