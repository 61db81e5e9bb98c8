"""The restock plan: its key figures, a list per source to paste into the game, what is missing, and what is there then."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from domain.doctrine import Status
from domain.markets_answers import FitAfter, MissingRow, PlanAnswer, PlanSource
from domain.multibuy import TYPES_PER_BLOCK, multibuy_blocks
from ui import columns, formatters, key_figures, status
from ui.key_figures import KeyFigure
from ui.markdown import escaped
from ui.pictures import picture
from ui.words import counted, names_in_words

MISSING, AFTER = "missing", "after"
_HEIGHT_PX, _ROWS_SHOWN, _BLOCK_PX = 420, 11, 330


def head(plan: PlanAnswer, market_name: str) -> None:
    """Draw the key figures over all sources, or say that there is nothing to bring; and what the plan could not look at."""
    if plan.needed_types:
        _figures(plan)
    elif plan.after:
        st.success(f"Nothing is short in {escaped(market_name)}: the chosen fits meet their targets together.", icon=":material/check:")
    else:
        st.info(f"No fit is staged in {escaped(market_name)}.")
    _notes(plan)


def _figures(plan: PlanAnswer) -> None:
    units, volume = sum(source.units for source in plan.sources), sum(source.volume_m3 for source in plan.sources)
    isk, freight = sum(source.isk for source in plan.sources), sum(source.freight_isk for source in plan.sources)
    gained = sum(fit.after - fit.before for fit in plan.after if fit.after is not None and fit.before is not None)
    missing = sum(row.left_behind + row.not_to_be_had for row in plan.missing)
    covered = f"{units / plan.needed_units:.0%} of it" if plan.needed_units else None
    all_short = "Missing until all chosen fits meet their targets together."
    freight_made = f"m³ x the rate of each route: {formatters.isk_full(freight)}."
    key_figures.show(
        [
            KeyFigure("Short", counted(plan.needed_types, "type"), all_short, counted(plan.needed_units, "unit")),
            KeyFigure("To bring", counted(units, "unit"), "From all sources.", covered),
            KeyFigure("Volume", formatters.volume_m3(volume), "Packaged volume of all that is brought."),
            KeyFigure("Goods", formatters.isk_short(isk), f"What is paid at the sources: {formatters.isk_full(isk)}."),
            KeyFigure("Freight", formatters.isk_short(freight), freight_made, f"{formatters.isk_short(isk + freight)} on arrival"),
            KeyFigure("Fits gained", f"{gained:+,}", "Complete fits more than now when everything has arrived, each fit counted alone."),
            KeyFigure(
                "Not covered", counted(missing, "unit"), "Without room or money, or not to be had.", counted(len(plan.missing), "type")
            ),
        ]
    )


def _notes(plan: PlanAnswer) -> None:
    for name, reason in plan.unreadable.items():
        st.warning(f"What {escaped(name)} can spare is unknown: {escaped(reason)}", icon=":material/error:")
    for name, types in plan.unjudged.items():
        if types:
            st.caption(escaped(f"Left alone in {name}, because nobody knows their sales: {names_in_words(types)}."))
    if plan.without_target:
        st.caption(escaped(f"Without a target, and so without a need: {names_in_words(plan.without_target)}."))


def source_list(source: PlanSource, key: str) -> None:
    """Draw what comes from one place: a table, and the list to paste."""
    if not source.rows:
        st.info(f"Nothing comes from {escaped(source.name)}: it has nothing to spare, or it is dearer on arrival.")
        return
    about = (
        f"{counted(len(source.rows), 'type')}, {counted(source.units, 'unit')}, {formatters.volume_m3(source.volume_m3)}, "
        f"{formatters.isk_short(source.isk)} ISK and {formatters.isk_short(source.freight_isk)} ISK of freight at "
        f"{formatters.number(source.isk_per_m3)} ISK per m³."
    )
    st.caption(escaped(about))
    table, paste = st.columns([2, 1])
    with table:
        frame = source_frame(source)
        st.dataframe(
            frame,
            column_config={
                "picture": columns.picture(),
                "item": columns.name("Item", 190),
                "units": columns.whole("To bring", width=columns.width_of(frame["units"])),
                "each": columns.price("ISK each", "The average over the orders that are bought up.", columns.width_of(frame["each"], 2)),
                "isk": columns.isk("ISK", width=columns.width_of(frame["isk"])),
                "volume": columns.days("m³", "Packaged volume.", columns.width_of(frame["volume"], 1)),
                "freight": columns.isk("Freight", width=columns.width_of(frame["freight"])),
            },
            hide_index=True,
            height="content" if len(source.rows) <= _ROWS_SHOWN else _HEIGHT_PX,
            placeholder=columns.MISSING,
            key=f"{key}.{source.place}",
            alt=f"What comes from {source.name}",
        )
    with paste:
        _blocks([(row.type_name, row.units) for row in source.rows])


def source_frame(source: PlanSource) -> pd.DataFrame:
    """The rows as they are shown, the dearest on arrival first."""
    rows = sorted(source.rows, key=lambda row: -(row.isk + row.freight_isk))
    return pd.DataFrame(
        {
            "picture": [picture(row.type_id, is_ship=row.is_ship) for row in rows],
            "item": [row.type_name for row in rows],
            "units": [row.units for row in rows],
            "each": [row.isk / row.units for row in rows],
            "isk": [row.isk for row in rows],
            "volume": [row.volume_m3 for row in rows],
            "freight": [row.freight_isk for row in rows],
        }
    )


def _blocks(lines: Sequence[tuple[str, int]]) -> None:
    blocks = multibuy_blocks(lines)
    for number, block in enumerate(blocks, start=1):
        part = f", block {number} of {len(blocks)}: the game takes {TYPES_PER_BLOCK} types at a time" if len(blocks) > 1 else ""
        st.caption(f"Multibuy{part}")
        st.code(block, language=None, height=_BLOCK_PX if block.count("\n") > 12 else "content")


def missing_list(missing: Sequence[MissingRow], key: str) -> None:
    """Draw what the plan does not bring, and why."""
    if not missing:
        st.success("Everything that is short can be brought.", icon=":material/check:")
        return
    frame = pd.DataFrame(
        {
            "picture": [picture(row.type_id, is_ship=row.is_ship) for row in missing],
            "item": [row.type_name for row in missing],
            "needed": [row.needed for row in missing],
            "behind": [row.left_behind for row in missing],
            "nowhere": [row.not_to_be_had for row in missing],
            "why": [why(row) for row in missing],
        }
    )
    st.dataframe(
        frame,
        column_config={
            "picture": columns.picture(),
            "item": columns.name("Item", 230),
            "needed": columns.whole("Short"),
            "behind": columns.whole("Left behind", "To be had, but without room in the cargo or money."),
            "nowhere": columns.whole("Not to be had", "No source can give it."),
            "why": columns.text("Why", width="large"),
        },
        hide_index=True,
        height="content" if len(missing) <= _ROWS_SHOWN else _HEIGHT_PX,
        key=f"{key}.missing",
        alt="What is not covered",
    )


def why(row: MissingRow) -> str:
    """Why a type is not brought in full, in words."""
    if row.volume_unknown:
        return "its volume is unknown, and so is its freight"
    reasons = ["no room or money"] if row.left_behind else []
    reasons += ["no source has it to spare"] if row.not_to_be_had else []
    return "; ".join(reasons)


def after_list(fits: Sequence[FitAfter], key: str) -> None:
    """Draw the fits at the destination: now, and when everything has arrived."""
    if not fits:
        st.info("No fit is staged there.")
        return
    frame = pd.DataFrame(
        {
            "picture": [picture(fit.ship_type_id, is_ship=True) if fit.ship_type_id is not None else None for fit in fits],
            "fit": [fit.fit_name for fit in fits],
            "ship": [fit.ship_name for fit in fits],
            "before": [fit.before for fit in fits],
            "after": [fit.after for fit in fits],
            "wanted": [fit.wanted for fit in fits],
            "status": status.cells(fit.after_status for fit in fits),
        }
    ).astype(dict.fromkeys(("before", "after", "wanted"), "Int64"))
    st.dataframe(
        frame,
        column_config={
            "picture": columns.picture(),
            "fit": columns.name("Fit", 230),
            "ship": columns.text("Ship", width=150),
            "before": columns.whole("Fits now"),
            "after": columns.whole("Fits then", "Complete fits when everything has arrived, each fit counted alone."),
            "wanted": columns.whole("Target"),
            "status": status.column("Status then"),
        },
        hide_index=True,
        height="content" if len(fits) <= _ROWS_SHOWN else _HEIGHT_PX,
        placeholder=columns.MISSING,
        key=f"{key}.after",
        alt="Fits when everything has arrived",
    )


def list_names(plan: PlanAnswer) -> Mapping[str, str]:
    """The lists to choose from: sources with most to bring first, then what is missing, then the fits."""
    by_size = sorted(plan.sources, key=lambda source: -len(source.rows))
    names = {source.place: f"From {source.name} ({len(source.rows):,})" for source in by_size}
    short_after = sum(fit.after_status in (Status.CRITICAL, Status.ATTENTION) for fit in plan.after)
    return names | {MISSING: f"Not covered ({len(plan.missing):,})", AFTER: f"Fits then ({short_after:,} below 90 %)"}
