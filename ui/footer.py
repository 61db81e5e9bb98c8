"""The legal notice under every page."""

import streamlit as st

NOTICE = (
    "EVE Online and the EVE logo are registered trademarks of CCP hf. All artwork, pictures and other recognisable features of the "
    "intellectual property relating to these trademarks are likewise the intellectual property of CCP hf., and are used under its "
    "developer licence. CCP hf. is not responsible for the content of this site."
)


def show() -> None:
    """Draw the notice."""
    st.caption(NOTICE)
