"""Columns that only Build Costs needs."""

from typing import Any

import streamlit as st


def wide_price(label: str, help_text: str) -> Any:
    """ISK for one unit, to the hundredth, with room for the price of a capital component further down."""
    return st.column_config.NumberColumn(label, help=help_text, format="%,.2f", width=115)
