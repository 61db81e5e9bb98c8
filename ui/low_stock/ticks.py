"""The heading of the table with its buttons, and what is said before anything is ticked."""

from collections.abc import Callable

import streamlit as st

from ui import download_link
from ui.formatters import number


def head(shown: int, file_address: str, select_all: Callable[[], None], clear: Callable[[], None], key: str) -> None:
    """Draw the heading of the table, the buttons that tick and untick all rows, and the link to the rows as a file."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(f"{number(shown)} items" if shown != 1 else "1 item", anchor=False, width="stretch")
        st.button("Select all shown", on_click=select_all, key=f"{key}.all")
        st.button("Clear", on_click=clear, key=f"{key}.clear")
        download_link.show("CSV", file_address)


def restock_head(ticked: int, days: int) -> None:
    """Draw the heading of the restock list."""
    st.subheader("Restock", anchor=False)
    if ticked:
        st.caption(f"{number(ticked)} ticked, for {number(days)} day{'' if days == 1 else 's'}.")
    else:
        st.caption("Tick items in the table to see what to bring.")
