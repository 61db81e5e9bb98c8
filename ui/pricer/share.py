"""The link that opens an appraisal again."""

import streamlit as st


def show(link: str | None, refusal: str | None) -> None:
    """Draw the button; it opens the link, or the sentence that says why there is none."""
    with st.popover("Share", icon=":material/link:", help="A link that opens this appraisal: types and quantities, no names."):
        if link is None:
            st.warning(refusal)
        else:
            st.caption("Types and quantities, without the names of fits. Prices are those of the day on which it is opened.")
            st.code(link, language=None, wrap_lines=True)
