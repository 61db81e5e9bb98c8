"""The page's filters in the sidebar, and for how many days is restocked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from domain.low_stock import CRITICAL_UP_TO_DAYS
from domain.stock_filters import LARGEST_LIMIT_DAYS

_DAYS_MADE = (
    "Stock / average daily volume of the last 30 days of the history. Equivalents count together, in stock and in sales. "
    f"Up to {CRITICAL_UP_TO_DAYS:g} days is critical."
)
_RESTOCK_MADE = (
    "What is missing of the ticked items so that they last so long: average daily volume x days - stock, rounded up. Of an item that "
    "doctrine fits take, at least what all fits staged here need together for their targets."
)
_UNSOLD_MADE = "What was not sold in 30 days, or of which nobody knows, whatever its stock."


@dataclass(frozen=True)
class FilterKeys:
    """The session keys under which the choices live; the caller has settled them before."""

    days: str
    category: str
    doctrine: str
    fit: str
    doctrine_items: str
    tech_ii: str
    faction: str
    unsold: str
    restock: str


def show(
    categories: Sequence[str], doctrines: Mapping[str, str], fits: Mapping[int, str], keys: FilterKeys, most_restock_days: int
) -> None:
    """Draw the filters: names of categories, titles of doctrines by name, names of fits by fit_id."""
    st.number_input("Lasts at most, days", 0.0, LARGEST_LIMIT_DAYS, step=1.0, format="%g", key=keys.days, help=_DAYS_MADE)
    st.multiselect("Category", list(categories), key=keys.category, placeholder="All categories")
    st.selectbox("Doctrine", list(doctrines), index=None, format_func=doctrines.__getitem__, key=keys.doctrine, placeholder="All doctrines")
    st.selectbox("Fit", list(fits), index=None, format_func=fits.__getitem__, key=keys.fit, placeholder="All fits")
    with st.container(gap=None):
        st.checkbox("Doctrine items only", key=keys.doctrine_items, help="Only what a fit that is staged here takes, hulls included.")
        st.checkbox("Tech II only", key=keys.tech_ii, help="Together with faction: either.")
        st.checkbox("Faction only", key=keys.faction, help="Together with Tech II: either.")
        st.checkbox("Items without sales too", key=keys.unsold, help=_UNSOLD_MADE)
    st.number_input("Restock for days", 1, most_restock_days, step=1, key=keys.restock, help=_RESTOCK_MADE)
