"""What a visitor sees while the server makes its databases ready."""

from collections.abc import Callable, Mapping

import streamlit as st

from ui.boundary import boundary

TITLE = "Getting the markets ready"
Steps = Mapping[str, tuple[float, str]]


@st.fragment(run_every=0.5)
def show(poll: Callable[[], Steps | None]) -> None:
    """Draw one bar per database until `poll` answers None; then draw the page.

    `poll` answers per database how far it is (0 to 1), and what is being done.
    """
    with boundary():
        steps = poll()
        if steps is None:
            st.rerun()
        st.title(TITLE)
        st.write("The server is preparing its databases. This happens once, and takes a few seconds.")
        for name, (fraction, step) in sorted((steps or {}).items()):
            st.progress(min(max(fraction, 0.0), 1.0), text=f"{name}: {step}")
