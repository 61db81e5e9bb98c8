"""The tree of components: what is built, what is bought, and why."""

import pandas as pd
import streamlit as st

from domain.build_quote import BuildQuote
from domain.build_tree import MAX_TREE_ROWS, BuildPlan, Component, TreeRow
from ui import columns
from ui.build_costs.cells import wide_price

_ROW_PX, _MOST_ROWS = 35, 18
_INDENT = "\u2003"


def tree_table(quote: BuildQuote, rows: list[TreeRow]) -> pd.DataFrame:
    """The rows as they are shown, indented by depth; unknown figures are missing."""
    parts = [row.component for row in rows]
    frame = pd.DataFrame(
        {
            "component": [f"{_INDENT * row.depth}{'└ ' if row.depth else ''}{quote.name(row.component.type_id)}" for row in rows],
            "way": [_way(row) for row in rows],
            "quantity": [row.quantity for row in rows],
            "isk": [row.component.unit_isk * row.quantity if _is_known(row.component) else None for row in rows],
            "unit": [part.unit_isk if _is_known(part) else None for part in parts],
            "buy": [part.buy_isk for part in parts],
            "build": [part.build_isk for part in parts],
            "place": [part.place for part in parts],
            "runs": [part.job.runs if part.job else None for part in parts],
            "left_over": [part.left_over or None for part in parts],
        }
    )
    floats = dict.fromkeys(("isk", "unit", "buy", "build"), "float64")
    return frame.astype({**floats, "runs": "Int64", "left_over": "Int64", "place": "str"})


def show(quote: BuildQuote, plan: BuildPlan) -> None:
    """Draw the tree."""
    rows = plan.rows()
    built = len(plan.jobs)
    st.subheader("Components", anchor=False)
    st.caption(
        f"{built:,} of {len(plan.components):,} components are built, each in its cheapest structure: that costs less than buying them, "
        "or they have no price."
        if built
        else "Nothing is cheaper to build than to buy."
    )
    st.dataframe(
        tree_table(quote, rows),
        column_config={
            "component": columns.name("Component", 270),
            "way": columns.text("Way", "Built where that is cheaper than buying; ↑ its materials are shown further up.", 90),
            "quantity": columns.whole("Quantity", "Units that the job above it takes."),
            "isk": columns.isk("ISK", "Quantity x the cheaper way."),
            "unit": wide_price("ISK per unit", "By the cheaper way."),
            "buy": wide_price("To buy", "ISK for one unit."),
            "build": wide_price("To build", "ISK for one unit, job cost included."),
            "place": columns.text("Where", width=190),
            "runs": columns.whole("Runs", "Runs of the one job that makes it for everything that needs it."),
            "left_over": columns.whole("Left over", "Units that the job makes beyond the need."),
        },
        hide_index=True,
        height="content" if len(rows) <= _MOST_ROWS else (_MOST_ROWS + 1) * _ROW_PX,
        placeholder=columns.MISSING,
        alt="Tree of the components",
    )
    if len(rows) == MAX_TREE_ROWS:
        st.caption(f"The tree is cut after {MAX_TREE_ROWS:,} lines.")


def _way(row: TreeRow) -> str:
    if not row.component.is_built:
        return "buy" if row.component.buy_isk is not None else "no price"
    return "build ↑" if row.is_repeated else "build"


def _is_known(part: Component) -> bool:
    return part.is_complete
