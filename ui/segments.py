"""A choice of one among a few, side by side; a session remembers it while it is out of sight."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def one_of(
    label: str,
    options: Sequence[T],
    default: T,
    key: str,
    words: Callable[[T], str] = str,
    help_text: str | None = None,
    is_labelled: bool = False,
) -> T:
    """Draw the options, and return the chosen one; without `is_labelled` only a screen reader hears the label."""
    chosen: T | None = st.segmented_control(
        label,
        options,
        default=default,
        required=True,
        format_func=words,
        key=key,
        help=help_text,
        label_visibility="visible" if is_labelled else "collapsed",
        persist_state="session",
    )
    return default if chosen is None else chosen
