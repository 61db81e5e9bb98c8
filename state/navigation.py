"""The pages, their addresses, and the links between them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.navigation.page import Page

from state import url


@dataclass(frozen=True)
class PageEntry:
    """One page: its path in the address bar (which is its file's name too), its title and its icon."""

    path: str
    title: str
    icon: str

    @property
    def file(self) -> str:
        return f"pages/{self.path}.py"


@dataclass(frozen=True)
class PageLink:
    """A link to a page with the parameters that lead to what the reader last saw there."""

    page: Page
    title: str
    icon: str
    params: dict[str, str]


PAGES = (
    PageEntry("markets", "Markets", ":material/compare_arrows:"),
    PageEntry("market_stats", "Market Stats", ":material/candlestick_chart:"),
    PageEntry("doctrine_status", "Doctrine Status", ":material/rocket_launch:"),
    PageEntry("doctrine_report", "Doctrine Report", ":material/groups:"),
    PageEntry("low_stock", "Low Stock", ":material/trending_down:"),
    PageEntry("pricer", "Pricer", ":material/calculate:"),
    PageEntry("build_costs", "Build Costs", ":material/precision_manufacturing:"),
    PageEntry("downloads", "Downloads", ":material/download:"),
)


def pages() -> Sequence[Page]:
    """All pages for `st.navigation`.

    The first page is the default and answers at "/" alone, not at its own path, so it is registered a
    second time under that path, hidden: every page has an address that lasts.
    """
    default, *others = PAGES
    return [
        st.Page(default.file, title=default.title, icon=default.icon, default=True, url_path="start"),
        st.Page(default.file, title=default.title, icon=default.icon, url_path=default.path, visibility="hidden"),
        *(st.Page(entry.file, title=entry.title, icon=entry.icon, url_path=entry.path) for entry in others),
    ]


def announce() -> None:
    """Tell the server of the pages before its first visitor.

    Until a script has called `st.navigation`, the server takes each file of `pages/` for a page that runs
    by itself: the first link after a start would open it without the router.
    """
    log = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    level = log.level
    log.setLevel(logging.ERROR)  # It warns of every call outside a visitor's run, which this one is on purpose.
    try:
        st.navigation(pages(), position="hidden")
    finally:
        log.setLevel(level)


def path_of(page: Page) -> str:
    """The path a page answers at for good; the default page's own path, not "/"."""
    return page.url_path or PAGES[0].path


def links(registered: Sequence[Page], current: Page, market_key: str) -> list[PageLink]:
    """A link to each page, in the order of `PAGES`, that keeps the market and the page's last choices.

    On "/" the default page links to itself there, so that its link is marked as the current one.
    """
    by_path = {page.url_path: page for page in registered} | {path_of(current): current}
    return [PageLink(by_path[entry.path], entry.title, entry.icon, url.link_params(entry.path, market_key)) for entry in PAGES]
