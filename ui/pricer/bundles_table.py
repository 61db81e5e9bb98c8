"""The fits of an appraisal: how many can be bought complete, what limits them, what one costs; here, and in every market."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from domain.pricer import BundleAnswer
from ui import columns
from ui.formatters import isk_short, number
from ui.pictures import picture

_FITS_MADE = "Complete ones that the sell orders allow now, the hull included."
_COST_MADE = "Quantity x price over all items, the cheapest equivalent in stock where equivalents count."
_MOST_ROWS, _TABLE_PX = 6, 220
UNKNOWN_MARKET = "unknown"


def bundles_table(answers: Sequence[BundleAnswer]) -> pd.DataFrame:
    """The rows to show: picture, title, fits, bottleneck, short, local, jita, notes; unknown figures are missing."""
    frame = pd.DataFrame(
        {
            "picture": [_picture(answer) for answer in answers],
            "title": [answer.bundle.title for answer in answers],
            "fits": [answer.fits for answer in answers],
            "bottleneck": [answer.bottleneck for answer in answers],
            "short": [answer.short for answer in answers],
            "local": [answer.local.isk for answer in answers],
            "jita": [answer.jita.isk for answer in answers],
            "notes": [_notes(answer) for answer in answers],
        }
    )
    return frame.astype({"fits": "Int64", "short": "Int64", "local": "float64", "jita": "float64"})


def show(answers: Sequence[BundleAnswer], short_name: str, times: int) -> None:
    """Draw one row for each fit, and one for the lines outside of fits."""
    table = bundles_table(answers)
    st.dataframe(
        table,
        hide_index=True,
        column_order=[name for name in table.columns if name != "notes" or table["notes"].notna().any()],
        column_config={
            "picture": columns.picture(),
            "title": columns.name("Fit or list", 230),
            "fits": columns.whole("Available now", _FITS_MADE),
            "bottleneck": columns.text("Bottleneck", "The item of which the stock allows the fewest."),
            "short": columns.whole(f"Short for {times:,}", f"Units of the bottleneck that are missing for {times:,}."),
            "local": columns.isk(f"{short_name} ISK each", _COST_MADE),
            "jita": columns.isk("Jita ISK each", "Quantity x Jita's sell price over all items."),
            "notes": columns.text("Note"),
        },
        height="content" if len(answers) <= _MOST_ROWS else _TABLE_PX,
        placeholder=columns.MISSING,
        key="pricer.bundles",
        alt="Fits and lists that can be bought complete",
    )


def markets_table(answers: Mapping[str, Sequence[BundleAnswer] | None], titles: Sequence[str]) -> pd.DataFrame:
    """A row for each bundle, and for each market by its short name what can be bought, the bottleneck and ISK, as words.

    A market whose data cannot be read (None) says so.
    """
    table: dict[str, list[str]] = {"title": list(titles)}
    for short_name, found in answers.items():
        table[f"{short_name} available"] = [number(each.fits) for each in found] if found else [UNKNOWN_MARKET] * len(titles)
        table[f"{short_name} ISK each"] = [_cost(each) for each in found] if found else [UNKNOWN_MARKET] * len(titles)
        table[f"{short_name} bottleneck"] = [each.bottleneck or "–" for each in found] if found else [UNKNOWN_MARKET] * len(titles)
    return pd.DataFrame(table)


def show_markets(answers: Mapping[str, Sequence[BundleAnswer] | None], titles: Sequence[str]) -> None:
    """Draw the same fits' answers of every market side by side."""
    table = markets_table(answers, titles)
    config = {name: columns.text(name) for name in table.columns if name != "title"}
    right = {name: st.column_config.TextColumn(name, alignment="right") for name in config if not name.endswith("bottleneck")}
    st.dataframe(
        table,
        hide_index=True,
        column_config={"title": columns.name("Fit or list", 230), **config, **right},
        height="content" if len(titles) <= _MOST_ROWS else _TABLE_PX,
        key="pricer.markets",
        alt="The same fits in every market",
    )
    unread = [short_name for short_name, found in answers.items() if not found]
    if unread:
        st.caption(f"The data of {', '.join(unread)} cannot be read; nothing is known of it.")


def _picture(answer: BundleAnswer) -> str | None:
    bundle = answer.bundle
    if bundle.is_fit:
        return picture(bundle.hull_type_id, is_ship=True) if bundle.hull_type_id is not None else None
    return picture(next(iter(bundle.quantities)))


def _cost(answer: BundleAnswer) -> str:
    count = len(answer.local.unpriced)
    return isk_short(answer.local.isk) + (f" + {count} without price" if count and answer.local.isk is not None else "")


def _notes(answer: BundleAnswer) -> str | None:
    notes = [] if answer.bundle.is_complete else ["lines were not understood"]
    for count, where in ((len(answer.local.unpriced), "here"), (len(answer.jita.unpriced), "in Jita")):
        notes += [f"{count:,} without price {where}"] if count else []
    return ", ".join(notes) or None
