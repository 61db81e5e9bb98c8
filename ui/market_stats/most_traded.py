"""The ten types that are traded most."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import streamlit as st

from ui import columns, segments
from ui.pictures import pictures

_MEASURES: dict[str, Literal["isk", "units"]] = {"ISK": "isk", "Units": "units"}
# On a phone the figure beside it must not be cut off.
_NAME_PX = 168
_SPANS: dict[str, Literal[7, 30]] = {"7 days": 7, "30 days": 30}


@dataclass(frozen=True)
class Ranking:
    """What the list is ordered by, and over how many days."""

    by: Literal["isk", "units"]
    days: Literal[7, 30]


def ranking() -> Ranking:
    """Draw heading and options, and return the choice."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader("Top 10", anchor=False, width="stretch")
        by = segments.one_of("Ordered by", list(_MEASURES), "ISK", "market_stats.top_by")
        span = segments.one_of("Over", list(_SPANS), "30 days", "market_stats.top_days")
    return Ranking(_MEASURES[by], _SPANS[span])


def most_traded_table(types: pd.DataFrame, by: Literal["isk", "units"]) -> pd.DataFrame:
    """The rows to show: picture, type_name, and isk (in millions) or units."""
    shown = types[["type_name"]].assign(**{by: types[by] / 1e6 if by == "isk" else types[by]})
    shown.insert(0, "picture", pictures(types["type_id"], types["category_id"]))
    return shown


def table(types: pd.DataFrame, chosen: Ranking, open_key: str, on_open: Callable[[], None]) -> None:
    """Draw the list, with a bar for the figure it is ordered by; a click on a name calls `on_open`."""
    if types.empty:
        st.info(f"Nothing was sold in the last {chosen.days} days of the history.")
        return
    rows = most_traded_table(types, chosen.by)
    made = f"The last {chosen.days} days of the history, which is that of the region."
    label, pattern = ("ISK, millions", "%,.0f") if chosen.by == "isk" else ("Units", "%,d")
    bar = columns.bar(label, float(rows[chosen.by].max()), pattern, made)
    st.dataframe(
        rows,
        hide_index=True,
        column_config={
            "picture": columns.picture(),
            "type_name": columns.opener("Item", open_key, on_open, _NAME_PX),
            chosen.by: bar,
        },
        height="content",
        placeholder=columns.MISSING,
        key="market_stats.top",
        alt="The ten types that are traded most",
    )
