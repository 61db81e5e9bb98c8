"""The router: page frame, startup, active market, sidebar, navigation, one error boundary, footer.

The server imports this file once for `app`, and runs it as a script for every click of every visitor.
"""

from collections.abc import Sequence
from datetime import timedelta

import streamlit as st
from streamlit.navigation.page import Page

from settings_service import get_market_configs, get_settings
from state import exports, market_state, navigation, queries, startup, sync, url
from ui import footer, freshness, layout, sidebar_links, startup_progress, sync_button
from ui.boundary import boundary
from ui.market_selector import render_market_selector


def draw() -> None:
    """One run for one visitor."""
    st.set_page_config(page_title="Winter Coalition Market Viewer", page_icon="static/icon.png", layout="wide")
    layout.apply_style()
    with boundary():
        # Before anything may stop the run: only pages that were announced in it are kept through a rerun.
        pages = navigation.pages()
        page = st.navigation(pages, position="hidden")
        making = startup.making()
        if making is not None and not making.is_over:
            startup_progress.show(lambda: None if making.is_over else making.steps)
            st.stop()
        draw_page(pages, page, making.failures if making is not None else [])


def draw_page(pages: Sequence[Page], page: Page, failures: list[str]) -> None:
    """The sidebar and the page; `failures` are the sentences of databases that could not be made."""
    queries.pin_versions()
    market = market_state.follow_url()
    with st.sidebar:
        render_market_selector(get_market_configs(), market_state.SELECTOR_KEY)
        freshness.show(queries.find_freshness(market), timedelta(minutes=get_settings().stale_after_minutes))
        with boundary():
            if sync.has_remote(market.database_alias):
                sync.arrive()
        sync_button.show(lambda: sync.view(market), lambda: sync.begin(market))
        sidebar_links.show(navigation.links(pages, page, market.key))
    notices = st.empty()
    if failures:
        st.error("\n\n".join(failures), icon=":material/error:")
    try:
        with boundary():
            page.run()
    finally:
        url.flush(navigation.path_of(page))
        # Only now: the page's own choices are settled while it runs.
        if sentences := url.take_notices():
            notices.warning("\n\n".join(sentences))
    footer.show()


if __name__ == "__main__":
    draw()
else:
    startup.check_settings()
    app = st.App(__file__, routes=exports.routes(), lifespan=startup.server_lifespan)
