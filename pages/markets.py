"""Markets: all of them side by side, and what to move."""

import streamlit as st

from domain.market_config import MarketConfig
from domain.markets_view import Section, shown_rows
from state import doctrine_queries, fleet_choice, get_active_market, plan_choice, tables
from state import markets_choice as choice
from state import markets_queries as queries
from ui import priced_stock, restock_list
from ui.markets import (
    fit_dialog,
    fleet_panel,
    headlines,
    items_head,
    items_table,
    matrix_head,
    matrix_table,
    pings,
    plan_controls,
    plan_lists,
    sections,
)


def show_matrix(market: MarketConfig, words: str) -> None:
    """Every fit in every market; ticked fits go on to the planner."""
    chosen, markets = choice.settle_matrix(words), choice.seen_from(market)
    with st.sidebar:
        matrix_head.filters(chosen.matrix.doctrines, chosen.ship_groups, choice.FILTER_KEYS)
    rows = shown_rows(chosen.matrix.rows, chosen.filter)
    if not rows:
        matrix_head.nothing_shown(bool(chosen.matrix.rows))
        return
    ids = [row.fit_id for row in rows]
    frame = matrix_table.matrix_frame(rows, markets, chosen.question)
    table = tables.key_of(choice.MATRIX_TABLE, ids)
    before = [ids.index(fit_id) for fit_id in tables.ticked(choice.MATRIX_TABLE, ids)]
    on_cell = choice.on_cell(table, ids, matrix_table.market_of_columns(frame))
    ticked = [ids[row] for row in matrix_table.show(frame, markets, before, table, on_cell)]
    tables.remember_ticked(choice.MATRIX_TABLE, ticked)
    priced_stock.note(cell.price for row in rows for cell in row.cells.values())
    opened = tables.take(choice.OPENED_KEY)
    if opened is not None:
        fit_dialog.show(lambda there: doctrine_queries.fit_detail(there, opened[0], 1.0), choice.market_called(opened[1]))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        on_plan, on_fleet = choice.opener(Section.PLANNER, fits=ticked), choice.opener(Section.FLEET, fleet=fleet_choice.of(ticked))
        matrix_head.actions(len(ticked), len(rows), market.name, on_plan, on_fleet, choice.PAGE)
        named = [row for row in rows if row.fit_id in ticked] or rows
        pings.show(pings.matrix_answer(named, markets), queries.oldest_data(one.key for one in markets), choice.link())


def show_items(market: MarketConfig, words: str) -> None:
    """Any type in every market; one of them opened."""
    chosen, markets = choice.settle_items(words), choice.seen_from(market)
    with st.sidebar:
        items_head.filters(chosen.categories, choice.CATEGORY_KEY, choice.IN_FITS_KEY)
    if chosen.type_id is not None:
        item = chosen.items[chosen.items["type_id"] == chosen.type_id].iloc[0]
        items_table.show_one(item, markets, choice.opener(Section.ITEMS, item=None), f"{choice.PAGE}.item")
        pings.show(pings.item_answer(item, markets), queries.oldest_data(one.key for one in markets), choice.link())
    items = choice.shown_items(chosen)
    if items.empty:
        items_head.nothing_shown(not chosen.items.empty)
        return
    on_open = tables.on_row_button(f"{choice.PAGE}.items.open", choice.ITEM_KEY, items["type_id"].tolist())
    items_table.show(items_table.items_frame(items, markets), f"{choice.PAGE}.items", on_open)


def show_planner(market: MarketConfig, _: str) -> None:
    """What to bring, from where, at what cost; and what is there then."""
    asked = plan_choice.settle(market)
    plan_controls.show(asked)
    plan = queries.plan(asked.request)
    plan_lists.head(plan, asked.destination.name)
    if not plan.needed_types:
        return
    names = plan_lists.list_names(plan)
    shown, shown_key = plan_choice.settle_list(names)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        sections.lists(names, shown_key)
        pings.show(pings.plan_answer(plan, asked.destination), queries.oldest_data(asked.markets), choice.link())
    if shown == plan_lists.MISSING:
        plan_lists.missing_list(plan.missing, choice.PAGE)
    elif shown == plan_lists.AFTER:
        plan_lists.after_list(plan.after, choice.PAGE)
    else:
        plan_lists.source_list(next(source for source in plan.sources if source.place == shown), choice.PAGE)


def show_fleet(market: MarketConfig, _: str) -> None:
    """Whether a fleet can be formed in each market now."""
    asked = fleet_choice.settle()
    fleet_panel.choose(asked, fleet_choice.follow_widgets)
    if not asked.fleet:
        fleet_panel.nothing_yet()
        return
    answers = choice.active_first(market, queries.fleet(asked.fleet))
    fleet_panel.show(answers, asked.fleet, asked.fits, choice.PAGE)
    shown, shown_key = fleet_choice.settle_market(market)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        fleet_panel.choose_market(answers, shown_key)
        words = fleet_panel.ships_in_words(asked.fleet, asked.fits)
        pings.show(pings.fleet_answer(answers, words), queries.oldest_data(answer.market.key for answer in answers), choice.link())
    answer = next(answer for answer in answers if answer.market.key == shown)
    if answer.check is not None:
        restock_list.show(answer.missing, answer.market.short_name, f"{choice.PAGE}.fleet")


SHOW = {Section.MATRIX: show_matrix, Section.ITEMS: show_items, Section.PLANNER: show_planner, Section.FLEET: show_fleet}

market = get_active_market()
st.title(f"Markets, seen from {market.name}", anchor=False)
section, words = choice.settle_section()
with headlines.on_top():
    headlines.show(choice.active_first(market, queries.headlines()), queries.freshness(), queries.stale_after())
    sections.show(choice.SECTION_KEY, choice.FIND_KEY, section)
    SHOW[section](market, words)
