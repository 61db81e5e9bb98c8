"""For what the restock list is made, and what is left out of it."""

from collections.abc import Sequence

import streamlit as st

from domain.doctrine_answers import FitStatus
from ui.markdown import escaped
from ui.words import counted, names_in_words


def describe(fits: Sequence[FitStatus], single_items: int, item_fit: str | None) -> None:
    """Draw the heading, and say for what the list is: whole fits, single items of the fit `item_fit`; and which fits ask for nothing."""
    st.subheader("Restock list", anchor=False)
    parts = [counted(len(fits), "fit")] if fits else []
    if single_items:
        parts.append(f"{counted(single_items, 'item')} of {escaped(item_fit or 'a fit')}")
    st.caption(f"What is missing until {' and '.join(parts)} meet their targets together; shared items and equivalents are counted once.")
    without = [fit.fit_name for fit in fits if fit.wanted is None]
    if without:
        st.caption(escaped(f"Without a target, and so without a need: {names_in_words(without)}."))


def nothing_chosen() -> None:
    """Draw the heading, and say how to choose."""
    st.subheader("Restock list", anchor=False)
    st.info("Tick fits in the table, or items of an opened fit, to see what to bring.", icon=":material/checklist:")
