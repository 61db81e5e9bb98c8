"""What a visitor sees while the server makes its databases ready."""

from collections.abc import Mapping

import streamlit as st


def show(fractions: Mapping[str, tuple[float, str]]) -> None:
    """Draw one bar per database: how far it is (0 to 1), and what is being done."""
    st.title("Getting the markets ready")
    st.write("The server is preparing its databases. This happens once, and takes a few seconds.")
    for name, (fraction, step) in fractions.items():
        st.progress(min(max(fraction, 0.0), 1.0), text=f"{name}: {step}")
