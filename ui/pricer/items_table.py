"""The priced items: a table, a CSV file, and a list for the game."""

from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from domain.csv_safety import csv_file_name, csv_text
from domain.market_figures import SHIP_CATEGORY_ID
from domain.multibuy import multibuy_blocks
from domain.pricer import PricerResult
from ui import columns
from ui.pictures import picture
from ui.pricer.headings import heading

_MOST_ROWS, _TABLE_PX, _BLOCK_PX = 14, 470, 240
_NARROWEST_PX = {"Quantity": 85, "Local Stock": 85, "Days of Stock": 85, "Sold per Day": 85, "Volume m³": 90}
_PRICE_PX = 112
_DECIMALS = {"Local Sell": 2, "Local Buy": 2, "Jita Sell": 2, "Jita Buy": 2, "Days of Stock": 1, "Sold per Day": 1, "Volume m³": 1}
_ORDER = (
    "Item", "Quantity", "Local Sell", "Local Sell Total", "Jita Sell", "Jita Sell Total", "Local Buy", "Local Buy Total", "Jita Buy",
    "Jita Buy Total", "Local Stock", "Days of Stock", "Sold per Day", "Volume m³", "Doctrine Fits",
)  # fmt: skip
_FLOATS = tuple(name for name in _ORDER if name not in ("Item", "Quantity", "Local Stock", "Doctrine Fits"))


def items_table(result: PricerResult, short_name: str) -> pd.DataFrame:
    """The rows to show, with a picture, and the market's name in the headings; unknown figures are missing."""
    frame = pd.DataFrame(result.to_rows(), columns=["Type ID", *_ORDER]).astype(dict.fromkeys(_FLOATS, "float64"))
    kinds = [item.found.category_id == SHIP_CATEGORY_ID for item in result.items]
    frame.insert(0, "picture", [picture(type_id, is_ship=is_ship) for type_id, is_ship in zip(frame["Type ID"], kinds, strict=True)])
    return frame.rename(columns={name: heading(name, short_name) for name in frame.columns})


def column_config(table: pd.DataFrame, short_name: str) -> dict[str, Any]:
    """How each column of `items_table` is shown; every figure has the width that it needs."""
    here = f"at {short_name}"
    made: dict[str, Any] = {
        "Item": columns.name("Item", 230),
        "Quantity": columns.whole("Quantity"),
        "Local Sell": columns.price(heading("Local Sell", short_name), f"5th percentile of the sell orders {here}, per unit."),
        "Local Buy": columns.price(heading("Local Buy", short_name), f"The highest buy order {here}, per unit."),
        "Local Sell Total": columns.isk(heading("Local Sell Total", short_name), f"Quantity x sell price {here}."),
        "Local Buy Total": columns.isk(heading("Local Buy Total", short_name), f"Quantity x buy price {here}."),
        "Jita Sell": columns.price("Jita Sell", "Jita's sell price, per unit."),
        "Jita Buy": columns.price("Jita Buy", "Jita's buy price, per unit."),
        "Jita Sell Total": columns.isk("Jita Sell Total", "Quantity x Jita's sell price."),
        "Jita Buy Total": columns.isk("Jita Buy Total", "Quantity x Jita's buy price."),
        "Local Stock": columns.whole(heading("Local Stock", short_name), f"Units for sale {here}."),
        "Days of Stock": columns.days("Days of Stock", "Stock ÷ units sold per day over 30 days; unknown when nothing was sold."),
        "Sold per Day": columns.days(
            "Sold per Day", "Units sold per day over the last 30 days of the market's history, which is regional."
        ),
        "Volume m³": columns.days("Volume m³", "Packaged volume of the quantity."),
        "Doctrine Fits": columns.text("Doctrine Fits", f"Doctrine fits staged {here} that use it.", 200),
    }
    sized = {name: {**config, "width": config["width"] or _width(table[heading(name, short_name)], name)} for name, config in made.items()}
    return {"picture": columns.picture(), **{heading(name, short_name): config for name, config in sized.items()}}


def _width(figures: pd.Series, name: str) -> int:
    return max(columns.width_of(figures, _DECIMALS.get(name, 0)), _NARROWEST_PX.get(name, _PRICE_PX))


def items_csv(result: PricerResult, short_name: str) -> str:
    """The items as a CSV file; unknown figures are empty."""
    rows = result.to_rows()
    names = list(rows[0]) if rows else ["Item"]
    return csv_text([heading(name, short_name) for name in names], (list(row.values()) for row in rows))


def show(result: PricerResult, short_name: str) -> None:
    """Draw the table."""
    table = items_table(result, short_name)
    st.dataframe(
        table,
        hide_index=True,
        column_order=["picture", *(heading(name, short_name) for name in _ORDER)],
        column_config=column_config(table, short_name),
        height="content" if len(result.items) <= _MOST_ROWS else _TABLE_PX,
        placeholder=columns.MISSING,
        key="pricer.items_table",
        alt="Priced items",
    )


def downloads(result: PricerResult, short_name: str) -> None:
    """Draw what takes the items elsewhere."""
    st.download_button(
        "CSV",
        data=lambda: items_csv(result, short_name).encode(),
        file_name=csv_file_name(short_name, "pricer", datetime.now(UTC)),
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
        key="pricer.csv",
    )
    with st.popover("Multibuy", icon=":material/content_copy:", help="All of it as a list that the game takes."):
        for block in multibuy_blocks((item.found.type_name, item.quantity) for item in result.items):
            st.code(block, language=None, height=_BLOCK_PX if block.count("\n") > 8 else "content")
