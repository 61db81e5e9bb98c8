"""Which category and which item of a market the reader looks at, as the address bar and the filters say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from domain.market_config import MarketConfig
from state import market_queries, tables, url

CATEGORY_KEY = "market_stats.category"
ITEM_KEY = "market_stats.item"
TOP_OPEN_KEY, ORDERS_OPEN_KEY = "market_stats.top.open", "market_stats.orders.open"


@dataclass(frozen=True)
class MarketChoice:
    """The chosen category and item (None: all of them), and the names by id to choose from."""

    category_id: int | None
    type_id: int | None
    categories: Mapping[int, str]
    items: Mapping[int, str]


def settle(market: MarketConfig) -> MarketChoice:
    """Settle both filters before they are drawn; a choice that this market does not have is given up, and that is said."""
    categories = market_queries.categories(market)
    category_id = _category(market, categories)
    items = market_queries.items(market, category_id)
    type_id = _item(market, market_queries.items(market), items, categories.get(category_id or -1))
    return MarketChoice(category_id, type_id, categories, items)


def _category(market: MarketConfig, categories: Mapping[int, str]) -> int | None:
    by_name = {name.casefold(): category_id for category_id, name in categories.items()}
    category_id: int | None = url.bind(
        "category",
        CATEGORY_KEY,
        parse=lambda text: by_name.get(text.casefold()),
        default=None,
        encode=lambda chosen: categories.get(chosen, "") if chosen is not None else "",
    )
    if category_id is None or category_id in categories:
        return category_id
    url.drop("category", CATEGORY_KEY, None, f"{market.name} has nothing of the category that was chosen: all categories are shown.")
    return None


def _item(market: MarketConfig, known: Mapping[int, str], items: Mapping[int, str], category: str | None) -> int | None:
    type_id: int | None = url.bind("item", ITEM_KEY, parse=lambda text: int(text) if text.isdecimal() else None, default=None)
    if type_id is None or type_id in items:
        return type_id
    if type_id in known:
        url.drop("item", ITEM_KEY, None, f"{known[type_id]} is not of the category {category}: all its items are shown.")
    else:
        url.drop("item", ITEM_KEY, None, f"{market.name} does not know the item that was chosen: the whole market is shown.")
    return None


def opener(button_key: str, rows: pd.DataFrame) -> Callable[[], None]:
    """A callback for a table's button column: opens the item of the clicked row, by its type_id, also out of a fragment."""

    def open_item() -> None:
        tables.on_row_button(button_key, ITEM_KEY, rows["type_id"].tolist())()
        st.rerun()

    return open_item
