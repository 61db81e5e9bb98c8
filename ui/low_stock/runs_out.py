"""What runs out first, under its heading."""

from collections.abc import Sequence

import streamlit as st

from domain.low_stock import StockedType
from ui.charts import frame
from ui.charts.runs_out import running_out, runs_out_first_figure

_MADE = "Days that the stock still lasts at the average daily volume of 30 days. What is out of stock already is in the table below."


def show(types: Sequence[StockedType]) -> None:
    """Draw the chart; nothing where all that is shown is out already, or not sold."""
    if running_out(types):
        st.subheader("Runs out first", anchor=False, help=_MADE)
        st.plotly_chart(runs_out_first_figure(types), config=frame.CONFIG, key="low_stock.runs_out")
