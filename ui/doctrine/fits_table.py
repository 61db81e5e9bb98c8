"""The table of fits: one row per fit, ticked for a restock list, clicked to open it or its bottleneck."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import streamlit as st

from domain.doctrine_answers import FitStatus, LimitingItem
from domain.priced_stock import PriceAnswer, PriceQuestion
from ui import columns, layout, priced_stock, status
from ui.pictures import picture
from ui.words import counted

_HEIGHT_PX, _ROWS_BELOW_IT = 520, 15
# On a phone beside the name there is room for two figures, without the picture: whether it is here, and what it costs.
_PHONE_ORDER = ("fit", "fits", "cost", "unpriced", "status", "share", "priced", "nth", "hulls", "target", "bottleneck", "ship", "group")
# Widths are found by the first rows only: a longer figure further down would lose its first digits.
_COUNT_PX, _UNPRICED_PX, _PRICED_PX, _ISK_PX = 54, 66, 110, 105


@dataclass(frozen=True)
class Prices:
    """What was asked about the price of the fits, and the answers by fit_id."""

    question: PriceQuestion = PriceQuestion()
    answers: Mapping[int, PriceAnswer] = field(default_factory=dict)


def fits_table(fits: Sequence[FitStatus], prices: Prices = Prices()) -> pd.DataFrame:
    """The rows as they are shown; unknown figures are missing."""
    priced = [prices.answers.get(fit.fit_id, PriceAnswer()) for fit in fits]
    limits = [fit.bottleneck for fit in fits]
    frame = pd.DataFrame(
        {
            "picture": [picture(fit.ship_type_id, is_ship=True) if fit.ship_type_id is not None else None for fit in fits],
            "fit": [fit.fit_name for fit in fits],
            "group": [fit.ship_group for fit in fits],
            "ship": [fit.ship_name for fit in fits],
            "fits": [fit.fits for fit in fits],
            "priced": [answer.fits for answer in priced],
            "hulls": [fit.hulls for fit in fits],
            "target": [fit.wanted for fit in fits],
            "share": [None if fit.share is None else fit.share * 100 for fit in fits],
            "status": status.cells(fit.status for fit in fits),
            "cost": [fit.cost_isk for fit in fits],
            "unpriced": [len(fit.unpriced) or None for fit in fits],
            "nth": [answer.nth_isk for answer in priced],
            "bottleneck": [limiting_words(limit) for limit in limits],
        }
    )
    whole, real = ("fits", "priced", "hulls", "target", "unpriced"), ("share", "cost", "nth")
    return frame.astype({**dict.fromkeys(whole, "Int64"), **dict.fromkeys(real, "float64")})


def limiting_words(limit: LimitingItem | None) -> str | None:
    """The bottleneck in a few words: how many of which item are missing, or the item alone when none are, or that is unknown."""
    if limit is None:
        return None
    return f"{limit.short:,} × {limit.type_name}" if limit.short else limit.type_name


def head(shown: int, select_all: Callable[[], None], clear: Callable[[], None], key: str) -> None:
    """Draw the heading of the table, and the buttons that tick and untick all its rows."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(counted(shown, "fit"), anchor=False, width="stretch")
        st.button("Select all shown", on_click=select_all, key=f"{key}.all")
        st.button("Clear", on_click=clear, key=f"{key}.clear")


def show(
    fits: Sequence[FitStatus],
    prices: Prices,
    ticked: Sequence[int],
    key: str,
    name: str,
    on_open: Callable[[], None],
    on_item: Callable[[], None],
) -> tuple[int, ...]:
    """Draw the table and return the ids of the ticked fits; `ticked` are those ticked before.

    A click on a fit's name calls `on_open`, on its bottleneck `on_item`; the buttons' keys are `<name>.open` and `<name>.item`.
    """
    ids = [fit.fit_id for fit in fits]
    frame = fits_table(fits, prices)
    asked = prices.question
    shown = {"unpriced": any(fit.unpriced for fit in fits), "priced": asked.percent is not None, "nth": asked.number is not None}
    event: Any = st.dataframe(
        frame,
        column_config=_columns(name, on_open, on_item) | _price_columns(asked),
        column_order=[name for name in (_PHONE_ORDER if layout.is_phone() else frame.columns) if shown.get(name, True)],
        hide_index=True,
        height="content" if len(fits) <= _ROWS_BELOW_IT else _HEIGHT_PX,
        key=key,
        on_select="rerun",
        selection_mode="multi-row",
        selection_default={"selection": {"rows": [ids.index(fit_id) for fit_id in ticked]}},
        placeholder=columns.MISSING,
        alt="Fits with their stock, target and bottleneck",
    )
    st.caption("Click a fit to open it, a bottleneck for the item; tick fits for a restock list.")
    return tuple(ids[row] for row in event["selection"]["rows"] if row < len(ids))


def _price_columns(asked: PriceQuestion) -> dict[str, Any]:
    priced = priced_stock.count_column(priced_stock.count_heading(asked), _PRICED_PX) if asked.percent is not None else None
    nth = priced_stock.nth_column(priced_stock.nth_heading(asked), _ISK_PX) if asked.number is not None else None
    return {name: column for name, column in (("priced", priced), ("nth", nth)) if column is not None}


def _columns(name: str, on_open: Callable[[], None], on_item: Callable[[], None]) -> dict[str, Any]:
    def button(label: str, width: int, what: str, on_click: Callable[[], None], made: str, pinned: bool = False) -> Any:
        return st.column_config.ButtonColumn(
            label, width=width, pinned=pinned, alignment="left", type="tertiary", key=f"{name}.{what}", on_click=on_click, help=made
        )

    return {
        "picture": columns.picture(),
        "fit": button("Fit", 175, "open", on_open, "Click to open the fit.", pinned=True),
        "group": columns.text("Ship group", width=115),
        "ship": columns.text("Ship", width=110),
        "fits": columns.whole("Fits", "Complete fits that the sell orders allow, hull included; equivalents count once.", _COUNT_PX),
        "hulls": columns.whole("Hulls", "Hulls for sale.", _COUNT_PX),
        "target": columns.whole("Target", "Complete fits that should be here: the target x the multiplier, in whole fits.", _COUNT_PX),
        "share": status.share_column("Fits / (target x multiplier)"),
        "status": status.column(),
        "cost": columns.isk("ISK per fit", "Quantity x price over all items, at the price of the cheapest equivalent in stock.", _ISK_PX),
        "unpriced": columns.whole("No price", "Items without a price: the cost is partial.", _UNPRICED_PX),
        "bottleneck": button("Bottleneck", 215, "item", on_item, "The item that limits the fit, and its units missing for the target."),
    }
