"""What of a paste was not understood, line by line, and what else a reader must know of how it was read."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from domain.paste.reader import Problem
from ui import columns

_MOST_ROWS, _TABLE_PX = 5, 190


def problems_table(problems: Sequence[Problem]) -> pd.DataFrame:
    """The rows to show: line, text, reason, suggestion."""
    return pd.DataFrame(
        {
            "line": [problem.line for problem in problems],
            "text": [problem.text for problem in problems],
            "reason": [problem.reason for problem in problems],
            "suggestion": [problem.suggestion for problem in problems],
        }
    )


def show(problems: Sequence[Problem]) -> None:
    """Draw the lines that were not understood; nothing when all were."""
    if not problems:
        return
    st.warning(_sentence(len(problems)), icon=":material/help:")
    table = problems_table(problems)
    st.dataframe(
        table,
        hide_index=True,
        column_order=["line", "text", "reason", *(["suggestion"] if table["suggestion"].notna().any() else [])],
        column_config={
            "line": st.column_config.NumberColumn("Line", width=60),
            "text": columns.text("Text"),
            "reason": columns.text("Why"),
            "suggestion": columns.text("Did you mean"),
        },
        height="content" if len(problems) <= _MOST_ROWS else _TABLE_PX,
        placeholder=columns.MISSING,
        width="content",
        key="pricer.problems",
        alt="Lines that were not understood",
    )


def _sentence(count: int) -> str:
    if count == 1:
        return "1 line was not understood; it counts for nothing."
    return f"{count:,} lines were not understood; they count for nothing."


def notes(mutated_modules: int, unknown_types: int, is_shared: bool) -> None:
    """Say what counts otherwise than it is written, and where it comes from."""
    said = ["This appraisal comes from a link; paste something to take its place."] if is_shared else []
    if mutated_modules == 1:
        said.append("1 mutated module counts as the type it was made from, without its mutaplasmid.")
    elif mutated_modules:
        said.append(f"{mutated_modules:,} mutated modules count as the types they were made from, without their mutaplasmids.")
    if unknown_types:
        said.append(f"Types of this link that are not known here, and have no price: {unknown_types:,}.")
    if said:
        st.caption(" ".join(said))
