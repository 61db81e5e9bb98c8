"""Where a reader pastes, and says how many and how to count."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

_TEXT_PX = 168
_EXAMPLE = """[Rifter, Tackle]
200mm AutoCannon II, Republic Fleet Fusion S
Warrior II x3

Tritanium 1,000
5 x Damage Control II"""
_TEXT_MADE = (
    "EFT fits (also several), multibuy lists, contents of a hangar or a contract, cargo scans, names with or without quantities, in any "
    "of the game's languages. A charge loaded in a module counts once for that module. Ctrl+Enter prices."
)
_TIMES_MADE = "Everything is priced this many times; Missing lists what must be brought to have so many complete fits."
_EQUIVALENTS_MADE = (
    "Modules that may stand in for each other count together: their stock is pooled, and a fit costs what the cheapest one in stock costs."
)


@dataclass(frozen=True)
class PasteKeys:
    """The session keys of the widgets, which the caller has settled before."""

    text: str
    times: str
    equivalents: str


def show(keys: PasteKeys, most_times: int, on_paste: Callable[[], None]) -> None:
    """Draw the text box and its options; `on_paste` is called when the text changes."""
    box, options = st.columns([4, 1], gap="small")
    with box:
        st.text_area(
            "Fits, lists or names",
            key=keys.text,
            height=_TEXT_PX,
            placeholder=_EXAMPLE,
            help=_TEXT_MADE,
            on_change=on_paste,
            persist_state="session",
        )
    with options:
        st.number_input("Times", min_value=1, max_value=most_times, step=1, key=keys.times, help=_TIMES_MADE)
        st.toggle("Equivalents", key=keys.equivalents, help=_EQUIVALENTS_MADE)
        st.button("Price", type="primary", icon=":material/calculate:", width="stretch")


def nothing_yet() -> None:
    """Say what to do."""
    st.info("Paste a fit, a list or names above, and press Price. What is pasted is not put into the address.")
