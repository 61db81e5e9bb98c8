"""The few rules of style that the theme has no setting for."""

import streamlit as st

# Without a mouse the tools of tables and charts would always be there, on top of the buttons above a table and of a chart's legend.
# The tables' own download knows neither the market's name nor cells that a spreadsheet would run: the pages have their own.
_STYLE = """<style>
[data-testid="stHeader"] { background: transparent; height: 2.6rem; min-height: 2.6rem; pointer-events: none; }
[data-testid="stHeader"] button { pointer-events: auto; }
[data-testid="stMainBlockContainer"] { padding: 2.4rem 2.2rem 2rem; }
[data-testid="stSidebarHeader"] { height: 2.6rem; min-height: 2.6rem; padding-top: 0.4rem; padding-bottom: 0; margin-bottom: 0; }
[data-testid="stMain"] h1 { padding: 0 0 0.4rem; line-height: 1.3; }
[data-testid="stMain"] h2, [data-testid="stMain"] h3 { padding: 0.3rem 0 0; }
[data-testid="stElementToolbarButton"]:has([aria-label^="Download as CSV"]) { display: none; }
[data-testid="stMetric"] { font-variant-numeric: tabular-nums; }
.st-key-navigation [data-testid="stElementContainer"] { margin: 0; }
.st-key-navigation [data-testid="stPageLink"] a { padding: 0.2rem 0.5rem; margin: 0; line-height: 1.4; }
[data-testid="stSidebarUserContent"] { padding-bottom: 1rem; }
@media (hover: none) {
  [data-testid="stElementToolbar"], .js-plotly-plot .modebar { display: none; }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-left: 0.8rem; padding-right: 0.8rem; }
  [data-testid="stMain"] h1 { font-size: 1.25rem; }
  .st-key-markets_page > :has(> .st-key-headlines) { order: 1; }
}
</style>"""


def is_phone() -> bool:
    """Whether the reader's browser says that it is a phone's; the width of its window is not known here."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def apply_style() -> None:
    """Put the rules on the page."""
    st.html(_STYLE)
