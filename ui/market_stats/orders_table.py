"""The orders of the whole market, searchable."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from domain.market_figures import MarketOverview
from ui import columns, segments
from ui.formatters import number
from ui.pictures import pictures
from ui.words import counted

DAYS_LEFT_MADE = "From the time of the data, not from now, to the time it expires; below zero when that came first."
EXPIRES_MADE = "When the order ends, in EVE time, if nobody fills or changes it before."
_LAZY_FROM = 1_000
_FEWER = f"Search by name: where no more than {_LAZY_FROM:,} orders match, a click on a name opens the item."
# On a phone the search does not fit beside the sides, and goes on a line of its own.
_HEIGHT_PX, _SEARCH_PX = 430, 290


@dataclass(frozen=True)
class OrderSearch:
    """Which side, and the words that the name must hold."""

    is_buy: bool
    words: str


def search(overview: MarketOverview) -> OrderSearch:
    """Draw heading and search, and return the choice."""
    sides = {False: f"Sell ({number(overview.sell_orders)})", True: f"Buy ({number(overview.buy_orders)})"}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader("Orders", anchor=False)
        is_buy = segments.one_of("Side", list(sides), False, "market_stats.side", words=sides.__getitem__)
        words = st.text_input(
            "Search",
            key="market_stats.search",
            placeholder="Search by name",
            icon=":material/search:",
            label_visibility="collapsed",
            width=_SEARCH_PX,
        )
    return OrderSearch(is_buy, words or "")


def orders_table(orders: pd.DataFrame) -> pd.DataFrame:
    """The rows to show: picture, type_name, price, volume_remain, value_isk, expires, days_left."""
    shown = orders[["type_name", "price", "volume_remain", "value_isk", "expires", "days_left"]]
    shown.insert(0, "picture", pictures(orders["type_id"], orders["category_id"]))
    return shown


def expired_words(orders: pd.DataFrame) -> str | None:
    """How many of the orders had expired before the data was written; None when none had."""
    expired = int((orders["days_left"] < 0).sum())
    if not expired:
        return None
    return f"{number(expired)} of {counted(len(orders), 'order')} had expired before the data was written: days left below zero."


def table(orders: pd.DataFrame, chosen: OrderSearch, open_key: str, on_open: Callable[[], None]) -> None:
    """Draw the orders; a click on a name calls `on_open`.

    Many are sent as they are scrolled into view, and sorted by the server: their names are plain, for such a table can have
    columns to click or columns to sort by, but not both.
    """
    if orders.empty:
        side = "buy" if chosen.is_buy else "sell"
        st.info(f"No {side} order matches “{chosen.words}”." if chosen.words.strip() else f"There are no {side} orders.")
        return
    is_lazy = len(orders) > _LAZY_FROM
    name = columns.name("Item", help_text=_FEWER) if is_lazy else columns.opener("Item", open_key, on_open)
    st.dataframe(
        orders_table(orders),
        hide_index=True,
        lazy=is_lazy,
        column_config={
            "picture": columns.picture(),
            "type_name": name,
            "price": columns.price("Price, ISK", width=columns.width_of(orders["price"], 2)),
            "volume_remain": columns.whole("Units left", width=columns.width_of(orders["volume_remain"])),
            "value_isk": columns.isk("Value, ISK", "Price x units left.", columns.width_of(orders["value_isk"])),
            "expires": columns.moment("Expires, EVE", EXPIRES_MADE),
            "days_left": columns.days("Days left", DAYS_LEFT_MADE),
        },
        height=_HEIGHT_PX if len(orders) > 12 else "content",
        placeholder=columns.MISSING,
        key="market_stats.orders",
        alt="Orders on this market",
    )
    match = f"{counted(len(orders), 'order')} match{'es' if len(orders) == 1 else ''}." if chosen.words.strip() else None
    notes = [words for words in (match, expired_words(orders)) if words]
    if notes:
        st.caption(" ".join(notes))
