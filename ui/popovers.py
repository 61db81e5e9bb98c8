"""An item at a glance, over the page: opened by a click on its name, drawn for that one item."""

import streamlit as st

from domain.doctrine_answers import Equivalent, FitUse, ItemCard
from ui import formatters, pictures
from ui.boundary import boundary
from ui.key_figures import KeyFigure
from ui.key_figures import show as show_figures
from ui.markdown import escaped

_MOST_LINES = 8


@st.dialog("Item", width="small")
def show(card: ItemCard, market_key: str, short_name: str) -> None:
    """Draw the card of an item of the market."""
    with boundary():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            pictures.show(card.type_id, is_ship=card.is_ship, size_px=64, alt=card.type_name)
            st.markdown(f"**{escaped(card.type_name)}**  \n{escaped(card.group_name)}")
        show_figures(_figures(card, short_name))
        if card.equivalents:
            st.markdown(_list("Equivalents", [_equivalent_line(other) for other in card.equivalents]))
        st.markdown(_list("Fits that use it", [_use_line(use) for use in card.uses]) if card.uses else "No fit here uses it.")
        st.page_link(
            "pages/market_stats.py",
            label="Open in Market Stats",
            icon=":material/candlestick_chart:",
            query_params={"market": market_key, "item": str(card.type_id)},
        )


def _figures(card: ItemCard, short_name: str) -> list[KeyFigure]:
    figures = [
        KeyFigure(f"{short_name} price", formatters.isk_short(card.price), formatters.isk_full(card.price)),
        KeyFigure("Lowest sell", formatters.isk_short(card.lowest_sell), formatters.isk_full(card.lowest_sell)),
        KeyFigure("Jita sell", formatters.isk_short(card.jita_sell), formatters.isk_full(card.jita_sell)),
        KeyFigure("Stock", formatters.number(card.stock_own), "Units for sale of the item itself."),
    ]
    if card.equivalents:
        figures.append(KeyFigure("Pooled stock", formatters.number(card.stock_pooled), "Units for sale of the item and its equivalents."))
    made = "Stock / average daily sales of 30 days, equivalents included; – when nothing was sold."
    return [*figures, KeyFigure("Days of stock", formatters.number(card.days, 1), made)]


def _list(heading: str, lines: list[str]) -> str:
    more = len(lines) - _MOST_LINES
    shown = lines[:_MOST_LINES] + ([f"and {more:,} more"] if more > 0 else [])
    return f"{heading}\n" + "\n".join(f"- {line}" for line in shown)


def _equivalent_line(other: Equivalent) -> str:
    return f"{escaped(other.type_name)}: {other.stock:,} for sale at {formatters.isk_short(other.price)}"


def _use_line(use: FitUse) -> str:
    through = f" as {escaped(use.via)}" if use.via else ""
    return f"{escaped(use.fit_name)}: {use.quantity:,} each{through}, {formatters.number(use.fits)} fits available"
