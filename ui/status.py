"""A status as a word in its colour, for tables."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from domain.doctrine import Status

# Of a pill's text and ground: contrast of at least 4.5 with the white or black that the table chooses; they differ in lightness.
PILL = {Status.GOOD: "#6fd3aa", Status.ATTENTION: "#b45f06", Status.CRITICAL: "#9b1c31", Status.UNKNOWN: "#46525d"}
MADE = "Critical up to 20 % of the target, needs attention up to 90 %, good above; unknown without a target."


def column(label: str = "Status") -> Any:
    """The one coloured column of a table; its cells are made by `cells`."""
    return st.column_config.MultiselectColumn(
        label, options=[str(status) for status in PILL], color=list(PILL.values()), help=MADE, width=115
    )


def share_column(made: str) -> Any:
    """How much of the target is there, in percent, with a bar that is full on target; `made` says how it is computed."""
    return st.column_config.ProgressColumn(
        "% of target",
        width=110,
        format="%.0f %%",
        min_value=0,
        max_value=100,
        help=f"{made}; the bar is full on target, the figure goes on.",
    )


def cells(statuses: Iterable[Status]) -> list[list[str]]:
    """The cells of the status column."""
    return [[str(status)] for status in statuses]
