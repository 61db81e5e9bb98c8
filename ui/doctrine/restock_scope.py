"""For what the restock list is made: heading, the choice of everything shown, and what is left out of it."""

from collections.abc import Sequence

import streamlit as st

from domain.doctrine_answers import FitStatus
from ui.markdown import escaped
from ui.words import counted, names_in_words


def for_all_shown(fits: int, key: str) -> bool:
    """Draw the heading and the switch that makes the list for all the `fits` shown; answers whether it is on."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader("Restock list", anchor=False, width="stretch")
        return st.toggle(f"For all {fits:,} fits shown", key=key)


def describe(fits: Sequence[FitStatus], single_items: int, item_fit: str | None) -> None:
    """Say for what the list is made: whole fits, single items of the fit `item_fit`, and which fits ask for nothing."""
    parts = [counted(len(fits), "fit")] if fits else []
    if single_items:
        parts.append(f"{counted(single_items, 'item')} of {escaped(item_fit or 'a fit')}")
    st.caption(f"What is missing until {' and '.join(parts)} meet their targets together; shared items and equivalents are counted once.")
    without = [fit.fit_name for fit in fits if fit.wanted is None]
    if without:
        st.caption(escaped(f"Without a target, and so without a need: {names_in_words(without)}."))


def nothing_chosen() -> None:
    """Say how to choose."""
    st.info("Tick fits in the table, or items of an opened fit, to see what to bring.", icon=":material/checklist:")
