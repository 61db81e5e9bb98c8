"""The filters of the items."""

from collections.abc import Sequence

import streamlit as st


def filters(categories: Sequence[str], category_key: str, in_fits_key: str) -> None:
    """Draw the filters; the choices live under the session keys, which the caller has settled before."""
    st.selectbox("Category", list(categories), index=None, key=category_key, placeholder="All categories")
    st.toggle("Only items of fits", key=in_fits_key, help="Only types that a fit takes which is staged in some market.")


def nothing_shown(is_any_known: bool) -> None:
    """Say why there are no rows."""
    st.info("No item matches these filters." if is_any_known else "No market that can be read knows any item.")
