"""Doctrine Report: one doctrine as a fleet, its fits by role, and what of it can be had at once."""

import streamlit as st

from domain.doctrine_answers import RoleSection
from domain.market_config import MarketConfig
from state import doctrine_choice as choice
from state import doctrine_queries as queries
from state import get_active_market, tables
from ui import popovers
from ui.doctrine import capacity_table, report_head, role_table


def show_role(section: RoleSection) -> None:
    """The fits of one role."""
    table = f"doctrine_report.{section.role}"
    ids = [fit.status.fit_id for fit in section.fits]
    on_item = []
    for place in range(role_table.ITEMS_SHOWN):
        items = [fit.lowest[place].type_id if place < len(fit.lowest) else None for fit in section.fits]
        on_item.append(tables.on_row_button(f"{table}.item{place}", choice.REPORT_CARD_KEY, items))
    role_table.show(section, table, tables.on_row_button(f"{table}.open", choice.REPORT_FIT_KEY, ids), on_item)


def show_page(market: MarketConfig) -> None:
    """1. Lead ship and key figures. 2. Fits by role. 3. What can be had at once."""
    doctrines, name = choice.settle_report(market)
    if name is None:
        st.info(f"No doctrine is staged in {market.name}.")
        return
    fit_id = tables.take(choice.REPORT_FIT_KEY)
    if fit_id is not None:
        st.switch_page("pages/doctrine_status.py", query_params={"market": market.key, "doctrine": name, "fit": str(fit_id)})
    with st.sidebar:
        report_head.choose(doctrines, choice.REPORT_DOCTRINE_KEY)
    report, capacity = queries.doctrine_report(market, name), queries.concurrent_capacity(market, name)
    report_head.show(report, capacity)
    for section in report.sections:
        show_role(section)
    clashes = [fit.clash_type_id for fit in capacity.fits]
    table = "doctrine_report.capacity"
    capacity_table.show(capacity, table, tables.on_row_button(f"{table}.item", choice.REPORT_CARD_KEY, clashes))
    type_id = tables.take(choice.REPORT_CARD_KEY)
    if type_id is not None:
        popovers.show(queries.item_card(market, type_id), market.key, market.short_name)


market = get_active_market()
st.title(f"{market.name} Market Status By Fleet Doctrine", anchor=False)
show_page(market)
