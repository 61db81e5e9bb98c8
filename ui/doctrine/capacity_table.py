"""Concurrent capacity: a doctrine's fits counted together beside each counted alone, and what they fight over."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from domain.doctrine_answers import ConcurrentCapacity, ConcurrentFit
from ui import columns
from ui.markdown import escaped
from ui.pictures import picture
from ui.words import names_in_words

_MADE = (
    "Shared items are given out once: in a first round every fit takes up to its target, largest target first and then as listed; "
    "in a second round what is left over goes round in the same order. Equivalents are one stock."
)


def capacity_table(fits: Sequence[ConcurrentFit]) -> pd.DataFrame:
    """The rows as they are shown, in order of priority."""
    frame = pd.DataFrame(
        {
            "picture": [picture(fit.ship_type_id, is_ship=True) if fit.ship_type_id is not None else None for fit in fits],
            "fit": [fit.fit_name for fit in fits],
            "ship": [fit.ship_name for fit in fits],
            "target": [fit.wanted for fit in fits],
            "alone": [fit.alone for fit in fits],
            "together": [fit.together for fit in fits],
            "clash": [fit.clash_item for fit in fits],
            "with": [names_in_words(fit.clash_with) or None for fit in fits],
        }
    )
    return frame.astype(dict.fromkeys(("target", "alone", "together"), "Int64"))


def clash_sentence(capacity: ConcurrentCapacity) -> str:
    """The first clash in words."""
    first = capacity.first_clash
    if first is None:
        return "Nothing clashes: all fits can be had at once as often as each alone."
    item, rivals, loser = (escaped(name) for name in (first.clash_item or "", names_in_words(first.clash_with), first.fit_name))
    s = "s" if len(first.clash_with) == 1 else ""
    return (
        f"They first clash over **{item}**: {rivals} take{s} of it first, and leave{s} {first.together:,} of the {first.alone:,} “{loser}” "
        "that there would be alone."
    )


def show(capacity: ConcurrentCapacity, key: str, on_item: Callable[[], None]) -> None:
    """Draw the heading, the first clash and the table; a click on a clashing item calls `on_item`, its button's key is `<key>.item`."""
    made = "The item that keeps it below the figure alone; click for details."
    clash = st.column_config.ButtonColumn(
        "Clashes over", width=230, alignment="left", type="tertiary", key=f"{key}.item", on_click=on_item, help=made
    )
    st.subheader("Concurrent capacity", anchor=False, help=_MADE)
    st.markdown(clash_sentence(capacity))
    frame = capacity_table(capacity.fits)
    hidden = () if capacity.first_clash else ("clash", "with")
    st.dataframe(
        frame,
        column_config={
            "picture": columns.picture(),
            "fit": columns.name("Fit", 220),
            "ship": columns.text("Ship"),
            "target": columns.whole("Target"),
            "alone": columns.whole("Alone", "Complete fits when nobody else takes of the stock."),
            "together": columns.whole("Together", _MADE),
            "clash": clash,
            "with": columns.text("Taken by", width=320),
        },
        column_order=[name for name in frame.columns if name not in hidden],
        hide_index=True,
        height="content",
        placeholder=columns.MISSING,
        key=key,
        alt="Fits counted alone and together",
    )
