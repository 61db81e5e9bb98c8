"""The controls that count only what is for sale near Jita's price, and ask what the Nth fit costs."""

import streamlit as st

from domain.priced_stock import MOST_NUMBER, PERCENTS

_LIMIT_MADE = (
    "Counts only sell orders at or below this share of Jita's sell price, beside the plain count. "
    "Unknown where it hangs on an item without a Jita price."
)
_NUMBER_MADE = "What the fit with this number costs when all before it have been bought, from the cheapest orders up."


def limit(key: str) -> None:
    """Draw the slider, in percent of Jita or off; the choice lives under the session key, which the caller has settled before."""
    st.select_slider("Priced stock: at most, of Jita", PERCENTS, format_func=_words, key=key, help=_LIMIT_MADE)


def number(key: str) -> None:
    """Draw the input for the number of the fit whose price is asked; empty is none."""
    st.number_input("Price of fit number", 1, MOST_NUMBER, None, 1, key=key, placeholder="none", help=_NUMBER_MADE)


def _words(percent: int | None) -> str:
    return "off" if percent is None else f"{percent} %"
