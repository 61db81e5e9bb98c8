"""The page's filters in the sidebar: category and item."""

from collections.abc import Mapping

import streamlit as st


def show(categories: Mapping[int, str], items: Mapping[int, str], category_key: str, item_key: str) -> None:
    """Draw both dropdowns; the choices live under the session keys, which the caller has settled before.

    `categories` and `items` are names by id, in the order to show them.
    """
    st.selectbox(
        "Category", list(categories), index=None, format_func=categories.__getitem__, key=category_key, placeholder="All categories"
    )
    st.selectbox(
        "Item",
        list(items),
        index=None,
        format_func=items.__getitem__,
        key=item_key,
        placeholder=f"Type a name, {len(items):,} items",
        help="Every type that is on the watchlist of this market or has an order on it.",
    )
