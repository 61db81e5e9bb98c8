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
