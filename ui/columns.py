"""Columns of tables: figures stay figures (right-aligned, sortable), and are shown in full."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

# Numbers are formatted by printf patterns: the "compact" format follows the reader's language, and 1,2 Mrd. is no ISK figure.
MISSING = "–"
_CHARACTER_PX, _PADDING_PX, _NARROWEST_PX = 6.0, 18, 76


def width_of(figures: pd.Series, decimals: int = 0) -> int:
    """The pixels that the longest of the figures needs, and their heading.

    By itself a table looks at its first rows only: a longer figure further down would lose its first digits.
    """
    longest = f"{figures.max():,.{decimals}f}"
    return max(round(len(longest) * _CHARACTER_PX) + _PADDING_PX, _NARROWEST_PX)


def picture() -> Any:
    """A picture of 64 pixels in the pinned first column; the address is the value."""
    return st.column_config.ImageColumn("", width=46, pinned=True)


def name(label: str, width: int | str | None = None, help_text: str | None = None) -> Any:
    """The name that stays in view when a table is scrolled sideways."""
    return st.column_config.TextColumn(label, width=width, help=help_text, pinned=True)


def opener(label: str, key: str, on_open: Callable[[], None], width: int | None = None) -> Any:
    """The name that stays in view; a click on it calls `on_open`, and the clicked row is under the session key `key`."""
    button, words = st.column_config.ButtonColumn, "Click to open the item."
    return button(label, width=width, help=words, pinned=True, alignment="left", type="tertiary", key=key, on_click=on_open)


def text(label: str, help_text: str | None = None, width: int | str | None = None) -> Any:
    """Words."""
    return st.column_config.TextColumn(label, help=help_text, width=width)


def price(label: str, help_text: str | None = None, width: int | None = None) -> Any:
    """ISK for one unit, to the hundredth."""
    return st.column_config.NumberColumn(label, help=help_text, width=width, format="%,.2f")


def isk(label: str, help_text: str | None = None, width: int | None = None) -> Any:
    """A sum of ISK, without hundredths."""
    return st.column_config.NumberColumn(label, help=help_text, width=width, format="%,.0f")


def whole(label: str, help_text: str | None = None, width: int | None = None) -> Any:
    """A number of things."""
    return st.column_config.NumberColumn(label, help=help_text, width=width, format="%,d")


def days(label: str, help_text: str | None = None, width: int | None = None) -> Any:
    """A number of days, to the tenth."""
    return st.column_config.NumberColumn(label, help=help_text, width=width, format="%,.1f")


def moment(label: str, help_text: str | None = None) -> Any:
    """A point in EVE time; the value is naive UTC, and is shown as it is."""
    return st.column_config.DatetimeColumn(label, help=help_text, format="YYYY-MM-DD HH:mm")


def bar(label: str, largest: float, pattern: str, help_text: str | None = None) -> Any:
    """A figure with a bar that is full at `largest`; `pattern` as in printf."""
    return st.column_config.ProgressColumn(label, help=help_text, format=pattern, min_value=0, max_value=largest or 1.0)
