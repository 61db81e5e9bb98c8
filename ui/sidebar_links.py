"""The navigation in the sidebar."""

from collections.abc import Iterable
from typing import Protocol

import streamlit as st
from streamlit.navigation.page import Page


class Link(Protocol):
    """What a link shows, and where it leads."""

    @property
    def page(self) -> Page: ...
    @property
    def title(self) -> str: ...
    @property
    def icon(self) -> str: ...
    @property
    def params(self) -> dict[str, str]: ...


def show(links: Iterable[Link]) -> None:
    """Draw one link per page; the current page's is marked by Streamlit itself."""
    with st.container(gap=None, key="navigation"):
        for link in links:
            st.page_link(link.page, label=link.title, icon=link.icon, query_params=link.params, width="stretch")
