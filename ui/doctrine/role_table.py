"""The fits of one role of a doctrine, with the items that limit each most."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from domain.doctrine_answers import LimitingItem, ReportFit, RoleSection
from ui import columns, formatters, status
from ui.pictures import picture

ITEMS_SHOWN = 3


def role_table(fits: Sequence[ReportFit]) -> pd.DataFrame:
    """The rows as they are shown: figures of the fit, then its scarcest items as words."""
    statuses = [fit.status for fit in fits]
    frame = pd.DataFrame(
        {
            "picture": [picture(fit.ship_type_id, is_ship=True) if fit.ship_type_id is not None else None for fit in statuses],
            "fit": [fit.fit_name for fit in statuses],
            "fits": [fit.fits for fit in statuses],
            "target": [fit.wanted for fit in statuses],
            "share": [None if fit.share is None else fit.share * 100 for fit in statuses],
            "status": status.cells(fit.status for fit in statuses),
            "cost": [fit.cost_isk for fit in statuses],
            "unpriced": [len(fit.unpriced) or None for fit in statuses],
            **{f"item{place}": [item_words(fit.lowest, place) for fit in fits] for place in range(ITEMS_SHOWN)},
            "ship": [fit.ship_name for fit in statuses],
        }
    )
    return frame.astype({"fits": "Int64", "target": "Int64", "unpriced": "Int64", "share": "float64", "cost": "float64"})


def item_words(items: Sequence[LimitingItem], place: int) -> str | None:
    """An item and how many fits it allows; None where the fit has fewer items."""
    return f"{items[place].fits:,} · {items[place].type_name}" if place < len(items) else None


def show(section: RoleSection, key: str, on_open: Callable[[], None], on_item: Sequence[Callable[[], None]]) -> None:
    """Draw a role's heading with its totals, and its table; `on_item` has one callback for each place in the list of items."""
    available = f"{formatters.number(section.fits_available)} ships available, {formatters.number(section.wanted)} wanted"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.subheader(section.role.label, anchor=False, width="content")
        st.caption(f"{available} · {section.at_target:,} of {section.with_target:,} fits at target", width="stretch")
    frame = role_table(section.fits)
    hidden = () if any(fit.status.unpriced for fit in section.fits) else ("unpriced",)
    st.dataframe(
        frame,
        column_config=_columns(key, on_open, on_item),
        column_order=[name for name in frame.columns if name not in hidden],
        hide_index=True,
        height="content",
        key=key,
        placeholder=columns.MISSING,
        alt=f"{section.role.label} fits",
    )


def _columns(key: str, on_open: Callable[[], None], on_item: Sequence[Callable[[], None]]) -> dict[str, Any]:
    def button(label: str, width: int, name: str, on_click: Callable[[], None], made: str, pinned: bool = False) -> Any:
        return st.column_config.ButtonColumn(
            label, width=width, pinned=pinned, alignment="left", type="tertiary", key=f"{key}.{name}", on_click=on_click, help=made
        )

    labels = ("Scarcest item", "Second", "Third")
    made = "Complete fits that the item allows, and its name; click for details."
    return {
        "picture": columns.picture(),
        "fit": button("Fit", 175, "open", on_open, "Click to open it on Doctrine Status.", pinned=True),
        "ship": columns.text("Ship", width=120),
        "fits": columns.whole("Fits", "Complete fits that the sell orders allow, hull included, counted alone.", 54),
        "target": columns.whole("Target", width=54),
        "share": status.share_column("Fits / target"),
        "status": status.column(),
        **{f"item{place}": button(labels[place], 170, f"item{place}", on_item[place], made) for place in range(ITEMS_SHOWN)},
        "cost": columns.isk("ISK per fit", "Quantity x price over all items, at the price of the cheapest equivalent in stock.", 105),
        "unpriced": columns.whole("No price", "Items without a price: the cost is partial.", 66),
    }
