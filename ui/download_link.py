"""A link that saves a file and leaves the page as it is, in the shape of a button."""

from html import escape

import streamlit as st

STYLE = """<style>
a.download-link {
  display: inline-flex; align-items: center; padding: 0.2rem 0.75rem; min-height: 2.3rem; box-sizing: border-box; white-space: nowrap;
  border: 1px solid color-mix(in srgb, currentColor 22%, transparent); border-radius: 0.3rem; color: inherit; text-decoration: none;
}
a.download-link:hover, a.download-link:focus-visible {
  background: color-mix(in srgb, currentColor 10%, transparent); text-decoration: none;
}
</style>"""


def markup(label: str, address: str) -> str:
    """The link as HTML; it needs `STYLE` on the page."""
    return f'<a class="download-link" href="{escape(address)}" download>{escape(label)}</a>'


def show(label: str, address: str) -> None:
    """Draw the link."""
    st.html(STYLE + markup(label, address), width="content")
