"""Which doctrine fits of the market use a type."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from domain.doctrine_answers import FitUse
from domain.market_figures import TypeFigures
from ui import columns
from ui.pictures import picture

_AVAILABLE_MADE = "Complete fits that the stock of this market allows now, the hull included; equivalent modules count together."
_TAKES_MADE = "What the fit takes: this type, or one that it may stand in for."


def fit_uses_table(uses: Sequence[FitUse], type_name: str) -> pd.DataFrame:
    """The rows to show: picture, fit, ship, quantity, takes, fits; missing fits are unknown."""
    return pd.DataFrame(
        {
            "picture": [picture(use.ship_type_id, is_ship=True) if use.ship_type_id is not None else None for use in uses],
            "fit": [use.fit_name for use in uses],
            "ship": [use.ship_name for use in uses],
            "quantity": pd.array([use.quantity for use in uses], dtype="Int64"),
            "takes": [use.via or type_name for use in uses],
            "fits": pd.array([use.fits for use in uses], dtype="Int64"),
        }
    )


def show(item: TypeFigures, uses: Sequence[FitUse], market_name: str) -> None:
    """Draw the fits that use the type; for a ship its own fits come first, under a heading of their own."""
    own = [use for use in uses if item.is_ship and use.ship_type_id == item.type_id]
    others = [use for use in uses if use not in own]
    if item.is_ship:
        st.subheader(f"Fits of this ship on {market_name}", anchor=False)
        _table(own, item, "market_stats.own_fits", f"No doctrine fit of this ship is staged on {market_name}.")
    if others or not item.is_ship:
        st.subheader("Doctrine fits that use it", anchor=False)
        _table(others, item, "market_stats.fits", f"No doctrine fit that is staged on {market_name} uses it.")


def _table(uses: Sequence[FitUse], item: TypeFigures, key: str, nothing: str) -> None:
    if not uses:
        st.caption(nothing)
        return
    shown = fit_uses_table(uses, item.type_name)
    is_replaced = any(use.via is not None for use in uses)
    st.dataframe(
        shown,
        hide_index=True,
        column_order=["picture", "fit", "ship", "quantity", *(["takes"] if is_replaced else []), "fits"],
        column_config={
            "picture": columns.picture(),
            "fit": columns.name("Fit"),
            "ship": columns.text("Ship"),
            "quantity": columns.whole("Per fit", "How many one fit takes."),
            "takes": columns.text("Takes", _TAKES_MADE),
            "fits": columns.whole("Fits available", _AVAILABLE_MADE),
        },
        height="content" if len(uses) <= 10 else "auto",
        placeholder=columns.MISSING,
        key=key,
        alt="Doctrine fits",
    )
