"""The control of the page's sections, and of the lists of a plan."""

from collections.abc import Mapping

import streamlit as st

from domain.markets_view import SEARCHED, Section

_NAMES = {Section.MATRIX: "Matrix", Section.ITEMS: "Items", Section.PLANNER: "Restock planner", Section.FLEET: "Fleet check"}
_FIND_PX = 240


def show(key: str, find_key: str, section: Section) -> None:
    """Draw the control, and beside it the search where the section has one; the choices live under the session keys."""
    names = {one.value: name for one, name in _NAMES.items()}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.segmented_control("Section", list(names), format_func=names.__getitem__, key=key, required=True, label_visibility="collapsed")
        if section in SEARCHED:
            hint, icon = f"Find {SEARCHED[section]}", ":material/search:"
            st.text_input("Find", key=find_key, placeholder=hint, icon=icon, label_visibility="collapsed", width=_FIND_PX)


def lists(names: Mapping[str, str], key: str) -> None:
    """Draw the choice of a list."""
    st.segmented_control("List", list(names), format_func=names.__getitem__, key=key, required=True, label_visibility="collapsed")
