"""The controls that count only what is for sale near Jita's price, and ask what the Nth fit costs."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from domain.priced_stock import MOST_NUMBER, PERCENTS, PriceAnswer, PriceQuestion
from ui import columns
from ui.markdown import escaped
from ui.words import names_in_words

COUNT_MADE = "Complete fits, counting only sell orders at or below this share of Jita's sell price."
_LIMIT_MADE = (
    "Counts only sell orders at or below this share of Jita's sell price, beside the plain count. "
    "Unknown where it hangs on an item without a Jita price."
)
_NUMBER_MADE = "What the fit with this number costs when all before it have been bought, from the cheapest orders up."


def show(limit_key: str, number_key: str) -> None:
    """Draw the slider, in percent of Jita or off, and the number of the fit whose price is asked, empty for none.

    The choices live under the session keys, which the caller has settled before.
    """
    st.select_slider("Priced stock: at most, of Jita", PERCENTS, format_func=_words, key=limit_key, help=_LIMIT_MADE)
    st.number_input("Price of fit number", 1, MOST_NUMBER, None, 1, key=number_key, placeholder="none", help=_NUMBER_MADE)


def note(answers: Iterable[PriceAnswer]) -> None:
    """Say which items leave counts unknown; nothing where none does."""
    names = sorted({name for answer in answers for name in answer.unjudged}, key=str.casefold)
    if names:
        st.caption(escaped(f"The count at this price is unknown where it hangs on items without a Jita price: {names_in_words(names)}."))


def count_heading(question: PriceQuestion) -> str:
    """The heading of the count at a price."""
    return f"≤ {question.percent} % of Jita"


def count_column(label: str, width: int) -> Any:
    """The column of the count at a price."""
    return columns.whole(label, COUNT_MADE, width)


def nth_heading(question: PriceQuestion) -> str:
    """The heading of the price of the Nth fit."""
    return f"ISK of fit {question.number:,}"


def nth_column(label: str, width: int) -> Any:
    """The column of the price of the Nth fit."""
    return columns.isk(label, _NUMBER_MADE, width)


def _words(percent: int | None) -> str:
    return "off" if percent is None else f"{percent} %"
