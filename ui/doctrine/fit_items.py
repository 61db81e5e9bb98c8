"""The table of one fit's items: ticked for a restock list, clicked for their details."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from domain.doctrine_answers import Equivalent, FitItemRow
from ui import columns
from ui.pictures import picture

_HEIGHT_PX, _ROWS_BELOW_IT = 640, 20
# Widths are found by the first rows only: a longer figure further down would lose its first digits.
_UNITS_PX, _ISK_PX = 80, 125
_SLOTS = {"med": "Medium", "ship": "Hull"}


def items_table(items: Sequence[FitItemRow]) -> pd.DataFrame:
    """The rows as they are shown; unknown figures are missing."""
    frame = pd.DataFrame(
        {
            "picture": [picture(item.type_id, is_ship=item.is_hull) for item in items],
            "item": [item.type_name for item in items],
            "slot": [slot_words(item) for item in items],
            "quantity": [item.quantity for item in items],
            "fits": [item.fits for item in items],
            "short": [item.short for item in items],
            "own": [item.stock_own for item in items],
            "pooled": [item.stock_pooled for item in items],
            "price": [item.price for item in items],
            "sum": [None if item.price is None else item.price * item.quantity for item in items],
            "jita": [item.jita_sell for item in items],
            "days": [item.days for item in items],
            "equivalents": [equivalent_words(item.equivalents) for item in items],
        }
    )
    return frame.astype({"short": "Int64", **dict.fromkeys(("price", "sum", "jita", "days"), "float64")})


def slot_words(item: FitItemRow) -> str:
    """Where an item goes in the ship; its group where that is not known."""
    if item.is_hull:
        return "Hull"
    return _SLOTS.get(item.slot, item.slot.capitalize()) if item.slot else item.group_name


def equivalent_words(equivalents: Sequence[Equivalent]) -> str | None:
    """What may stand in for an item, each with its own stock; None where nothing may."""
    return ", ".join(f"{other.type_name} ({other.stock:,})" for other in equivalents) or None


def show(items: Sequence[FitItemRow], ticked: Sequence[int], key: str, name: str, on_item: Callable[[], None]) -> tuple[int, ...]:
    """Draw the table and return the type ids of the ticked items; `ticked` are those ticked before.

    A click on an item's name calls `on_item`; the button's key is `<name>.item`.
    """
    ids = [item.type_id for item in items]
    frame = items_table(items)
    hidden = () if any(item.equivalents for item in items) else ("pooled", "equivalents")
    event: Any = st.dataframe(
        frame,
        column_config=_columns(name, on_item),
        column_order=[name for name in frame.columns if name not in hidden],
        hide_index=True,
        height="content" if len(items) <= _ROWS_BELOW_IT else _HEIGHT_PX,
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": [ids.index(type_id) for type_id in ticked]}},
        placeholder=columns.MISSING,
        alt="Items of the fit, the scarcest first",
    )
    return tuple(ids[row] for row in event["selection"]["rows"] if row < len(ids))


def _columns(name: str, on_item: Callable[[], None]) -> dict[str, Any]:
    button = st.column_config.ButtonColumn
    return {
        "picture": columns.picture(),
        "item": button(
            "Item",
            width=210,
            pinned=True,
            alignment="left",
            type="tertiary",
            key=f"{name}.item",
            on_click=on_item,
            help="Click for details.",
        ),
        "slot": columns.text("Slot", width=90),
        "quantity": columns.whole("Per fit", "Units in one fit."),
        "fits": columns.whole("Fits", "Complete fits that the stock of this item allows, equivalents included.", _UNITS_PX),
        "short": columns.whole("Short", "Units missing for the target of this fit alone.", _UNITS_PX),
        "own": columns.whole("Stock", "Units for sale of the item itself.", _UNITS_PX),
        "pooled": columns.whole("Pooled", "Units for sale of the item and its equivalents, counted once.", _UNITS_PX),
        "price": columns.price("Price", "ISK per unit, at the price of the cheapest equivalent in stock.", _ISK_PX),
        "sum": columns.isk("ISK per fit", "Price x units in one fit.", _ISK_PX),
        "jita": columns.price("Jita sell", width=_ISK_PX),
        "days": columns.days("Days", "Stock / average daily sales of 30 days, equivalents included; – when nothing was sold."),
        "equivalents": columns.text("Equivalents (stock)", "What may stand in for the item, with its own stock.", width=280),
    }
