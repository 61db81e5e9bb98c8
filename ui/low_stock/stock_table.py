"""The table of what is low: one row per item, ticked for the restock list, clicked for details."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from domain.doctrine import Status
from domain.low_stock import Stock, StockedType, StockStatus
from domain.market_figures import SHIP_CATEGORY_ID
from ui import columns
from ui.pictures import picture
from ui.status import PILL

HEIGHT_PX = 520
# Widths are found by the first rows only: a longer price further down would lose its first digits.
_ROW_PX, _PRICE_PX, _UNITS_PX = 35, 130, 110
_COLOURS = {
    StockStatus.CRITICAL: PILL[Status.CRITICAL],
    StockStatus.LOW: PILL[Status.ATTENTION],
    StockStatus.UNSOLD: PILL[Status.UNKNOWN],
    StockStatus.UNKNOWN: PILL[Status.UNKNOWN],
}
_DAYS_MADE = "Stock / average daily volume, equivalents included in both; – when nothing was sold."
_EQUIVALENTS_MADE = "The item and what may stand in for it: units for sale and sold per day of all of them together."
_SOLD_MADE = "Units of the item itself in the last 30 days of the history / 30."


def stock_table(stock: Stock, types: Sequence[StockedType]) -> pd.DataFrame:
    """The rows as they are shown; unknown figures are missing."""
    frame = pd.DataFrame(
        {
            "picture": [picture(kind.type_id, is_ship=kind.category_id == SHIP_CATEGORY_ID) for kind in types],
            "item": [kind.type_name for kind in types],
            "status": [[str(kind.status())] for kind in types],
            "days": [kind.days_of_stock for kind in types],
            "stock": [kind.stock for kind in types],
            "sold": [kind.daily_volume for kind in types],
            "price": [kind.price for kind in types],
            "jita": [kind.jita_sell for kind in types],
            "fits": [", ".join(stock.names_of_fits(kind)) or None for kind in types],
            "equivalents": [equivalents_in_words(kind) for kind in types],
            "group": [kind.group_name for kind in types],
        }
    )
    return frame.astype({**dict.fromkeys(("days", "sold", "price", "jita"), "float64"), "stock": "Int64"})


def equivalents_in_words(kind: StockedType) -> str | None:
    """What the pool of a type holds and sells, and who is in it; None for a type that nothing may stand in for."""
    if not kind.equivalents:
        return None
    daily = kind.pool_daily_volume
    sold = "sales unknown" if daily is None else f"{daily:,.1f} sold per day"
    return f"{kind.pool_stock:,} in stock, {sold}, with {', '.join(kind.equivalents)}"


def show(
    stock: Stock, types: Sequence[StockedType], ticked: Sequence[int], key: str, item_key: str, on_item: Callable[[], None]
) -> tuple[int, ...]:
    """Draw the table and return the type_ids of the ticked rows; `ticked` are those ticked before.

    A click on an item's name calls `on_item`; the button's key is `item_key`.
    """
    ids = [kind.type_id for kind in types]
    frame = stock_table(stock, types)
    event: Any = st.dataframe(
        frame,
        column_config=_columns(item_key, on_item),
        column_order=[name for name in frame.columns if name not in ("equivalents", "fits") or frame[name].notna().any()],
        hide_index=True,
        height=min(HEIGHT_PX, (len(types) + 1) * _ROW_PX + 3),
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": [ids.index(type_id) for type_id in ticked]}},
        placeholder=columns.MISSING,
        alt="Items that are low in stock",
    )
    return tuple(ids[row] for row in event["selection"]["rows"] if row < len(ids))


def _columns(item_key: str, on_item: Callable[[], None]) -> dict[str, Any]:
    return {
        "picture": columns.picture(),
        "item": st.column_config.ButtonColumn(
            "Item",
            width=230,
            pinned=True,
            alignment="left",
            type="tertiary",
            key=item_key,
            on_click=on_item,
            help="Click for details.",
        ),
        "status": st.column_config.MultiselectColumn(
            "Status", options=[str(status) for status in _COLOURS], color=list(_COLOURS.values()), width=90, help="Critical up to 3 days."
        ),
        "days": columns.days("Days", _DAYS_MADE),
        "stock": st.column_config.NumberColumn("Stock", format="%,d", width=_UNITS_PX, help="Units for sale of the item itself."),
        "sold": st.column_config.NumberColumn("Sold per day", format="%,.2f", width=_UNITS_PX, help=_SOLD_MADE),
        "price": columns.price("Price, ISK", "The 5th percentile of the sell orders.", _PRICE_PX),
        "jita": columns.price("Jita sell, ISK", width=_PRICE_PX),
        "fits": columns.text("Fits it is used in", "Doctrine fits staged here that take the item.", 260),
        "equivalents": columns.text("Counted together", _EQUIVALENTS_MADE, 220),
        "group": columns.text("Group"),
    }
