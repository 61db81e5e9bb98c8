"""A fit in one market, over the page: opened by a click on its cell in the matrix."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from domain.doctrine_answers import FitDetail, FitItemRow
from domain.market_config import MarketConfig
from ui import columns
from ui.boundary import boundary
from ui.doctrine import fit_head
from ui.doctrine.fit_items import equivalent_words
from ui.markdown import escaped
from ui.pictures import picture

_HEIGHT_PX, _ROWS_BELOW_IT = 390, 10


@st.dialog("Fit", width="large")
def show(read: Callable[[MarketConfig], FitDetail], market: MarketConfig) -> None:
    """Draw what `read` says of the market: the fit in it, with every item, the scarcest first; or why it cannot be shown."""
    with boundary():
        st.markdown(f"In **{escaped(market.name)}**")
        detail = read(market)
        fit_head.show(detail, None, "markets.fit")
        if detail.items:
            _items(detail.items)
        st.page_link(
            "pages/doctrine_status.py",
            label=f"Open in {market.name} Doctrine Status",
            icon=":material/rocket_launch:",
            query_params={"market": market.key, "fit": str(detail.status.fit_id)},
        )


def _items(items: Sequence[FitItemRow]) -> None:
    st.dataframe(
        items_frame(items),
        column_config={
            "picture": columns.picture(),
            "item": columns.name("Item", 190),
            "fits": columns.whole("Fits", "Complete fits that the stock of this item allows, equivalents included.", 54),
            "short": columns.whole("Short", "Units missing for the target of this fit alone.", 70),
            "stock": columns.whole("Stock", "Units for sale of the item and its equivalents, counted once.", 80),
            "quantity": columns.whole("Per fit", "Units in one fit.", 64),
            "price": columns.price("Price", "ISK per unit, at the price of the cheapest equivalent in stock.", 112),
            "equivalents": columns.text("Equivalents (stock)"),
        },
        hide_index=True,
        height="content" if len(items) <= _ROWS_BELOW_IT else _HEIGHT_PX,
        placeholder=columns.MISSING,
        alt="Items of the fit, the scarcest first",
    )


def items_frame(items: Sequence[FitItemRow]) -> pd.DataFrame:
    """The items as they are shown; unknown figures are missing."""
    frame = pd.DataFrame(
        {
            "picture": [picture(item.type_id, is_ship=item.is_hull) for item in items],
            "item": [item.type_name for item in items],
            "fits": [item.fits for item in items],
            "short": [item.short for item in items],
            "stock": [item.stock_pooled for item in items],
            "quantity": [item.quantity for item in items],
            "price": [item.price for item in items],
            "equivalents": [equivalent_words(item.equivalents) for item in items],
        }
    )
    frame = frame.astype({"short": "Int64", "price": "float64"})
    return frame if frame["equivalents"].notna().any() else frame.drop(columns="equivalents")
