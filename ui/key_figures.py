"""Key figures: a row of compact metrics, two by two on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

_NARROWEST_PX = 150


@dataclass(frozen=True)
class KeyFigure:
    """One figure: its label, its value as words, and how it is made.

    Below it stand `change`, with an arrow by its sign, and `note`. A rise is green and a fall red only
    where `is_good_up` says that more is better.
    """

    label: str
    value: str
    made: str
    note: str | None = None
    change: str | None = None
    is_good_up: bool = False


def show(figures: Sequence[KeyFigure]) -> None:
    """Draw the figures in one row, as far as they fit."""
    with st.grid(len(figures), min_column_width=_NARROWEST_PX, gap="xsmall"):
        for figure in figures:
            _metric(figure)


def _metric(figure: KeyFigure) -> None:
    colour: Literal["normal", "off"] = "normal" if figure.is_good_up else "off"
    st.metric(
        figure.label,
        figure.value,
        figure.change,
        delta_color=colour,
        delta_description=figure.note,
        help=figure.made,
        border=True,
        height="stretch",
    )
