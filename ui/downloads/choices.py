"""What the files are about and how they are written: the page's widgets."""

from collections.abc import Mapping

import streamlit as st

_BOM_MADE = (
    "The files are UTF-8. Excel takes them for something else, and spoils names in other scripts, unless they begin with a mark that "
    "says so; other programs do without it."
)


def spreadsheet(key: str) -> None:
    """Draw the switch for the mark by which spreadsheets know UTF-8."""
    st.toggle("Mark the files as UTF-8 for Excel", key=key, help=_BOM_MADE)


def doctrine(doctrines: Mapping[str, str], key: str) -> None:
    """Draw the choice of a doctrine: titles by name."""
    st.selectbox(
        "Fits of one doctrine", list(doctrines), index=None, format_func=doctrines.__getitem__, key=key, placeholder="Choose a doctrine"
    )


def fit(fits: Mapping[int, str], key: str) -> None:
    """Draw the choice of a fit: names by fit_id."""
    st.selectbox("One fit", list(fits), index=None, format_func=fits.__getitem__, key=key, placeholder="Choose a fit")


def table(tables: Mapping[str, str], key: str) -> None:
    """Draw the choice of a table of the static data: what each holds by its name."""
    st.selectbox("Table", list(tables), format_func=lambda name: f"{tables[name]} ({name})", key=key)
