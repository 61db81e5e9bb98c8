"""What readers tick and click in tables: remembered by what a row stands for, not by where it is."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import streamlit as st


def ticked(name: str, ids: Sequence[Hashable]) -> list[Hashable]:
    """Those of `ids`, the rows shown now, that the reader has ticked in the table `name`."""
    chosen = st.session_state.get(f"{name}.ticked", frozenset())
    return [row_id for row_id in ids if row_id in chosen]


def remember_ticked(name: str, ids: Sequence[Hashable]) -> None:
    """Keep what is ticked now, for the next time that the table `name` shows other rows."""
    st.session_state[f"{name}.ticked"] = frozenset(ids)


def ticker(name: str, ids: Sequence[Hashable]) -> Callable[[], None]:
    """A callback for a button: ticks these rows of the table `name`, and no others."""

    def tick() -> None:
        remember_ticked(name, ids)
        st.session_state[f"{name}.round"] = _round(name) + 1

    return tick


def key_of(name: str, ids: Sequence[Hashable]) -> str:
    """The widget's key of the table `name` with these rows: a new one where its ticks must be set anew."""
    return f"{name}.{hash(tuple(ids)):x}.{_round(name)}"


def _round(name: str) -> int:
    count: int = st.session_state.get(f"{name}.round", 0)
    return count


def on_row_button(button_key: str, target_key: str, ids: Sequence[Hashable]) -> Callable[[], None]:
    """A callback for a table's button column: puts the id of the clicked row under the session key `target_key`."""

    def remember() -> None:
        click: Any = st.session_state.get(button_key)
        if click is not None and click["row"] < len(ids):
            st.session_state[target_key] = ids[click["row"]]

    return remember


def take(target_key: str) -> Any:
    """What was put under the session key, once; None when nothing was."""
    return st.session_state.pop(target_key, None)
