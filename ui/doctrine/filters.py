"""The filters of Doctrine Status, in the sidebar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from domain.doctrine import Status


@dataclass(frozen=True)
class FilterKeys:
    """The session keys under which the choices live; the caller has settled them before."""

    doctrine: str
    status: str
    group: str
    module: str
    multiplier: str


def show(
    doctrines: Mapping[str, str], items: Mapping[int, str], ship_groups: Sequence[str], keys: FilterKeys, multipliers: tuple[float, float]
) -> None:
    """Draw the filters: titles of doctrines by name, names of items by type_id, ship groups, and the range of the multiplier."""
    st.selectbox("Doctrine", list(doctrines), index=None, format_func=doctrines.__getitem__, key=keys.doctrine, placeholder="All doctrines")
    st.pills("Status", [str(status) for status in Status], selection_mode="multi", key=keys.status)
    st.multiselect("Ship group", list(ship_groups), key=keys.group, placeholder="All ship groups")
    st.selectbox(
        "Uses item",
        list(items),
        index=None,
        format_func=items.__getitem__,
        key=keys.module,
        placeholder="Any item",
        help="Only fits that use this item, or something that it may stand in for.",
    )
    smallest, largest = multipliers
    st.slider(
        "Target multiplier",
        smallest,
        largest,
        step=0.1,
        format="x%.1f",
        key=keys.multiplier,
        help="Scales every target on this page: half of it for a quiet week, twice for a deployment.",
    )
