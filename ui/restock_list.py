"""The restock list: what to bring, as a table, as text to paste into the game, and as a file."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from domain.csv_safety import csv_file_name, csv_text
from domain.multibuy import TYPES_PER_BLOCK, multibuy_blocks
from domain.restock import RestockRow, Total, missing_rows, restock_totals
from ui import columns, formatters, key_figures
from ui.key_figures import KeyFigure
from ui.markdown import escaped
from ui.pictures import picture
from ui.words import counted, names_in_words

_HEIGHT_PX, _ROWS_BELOW_IT, _BLOCK_PX = 420, 12, 240
_NAME_PX, _ISK_PX = 200, 110


def show(rows: Sequence[RestockRow], short_name: str, key: str, on_item: Callable[[], None] | None = None) -> None:
    """Draw the list of what is missing in `rows`; `short_name` is the market's, for the heading of its price and the file's name.

    A click on an item's name calls `on_item`, where there is one; the button's key is `<key>.item`.
    """
    missing = missing_rows(rows)
    if not missing:
        st.success("Nothing is missing: the stock covers all of it.", icon=":material/check:")
        return
    totals = restock_totals(missing)
    key_figures.show(
        [
            KeyFigure("To bring", counted(totals.types, "type"), "Types of which something is missing.", counted(totals.units, "unit")),
            _figure("Volume", totals.volume_m3, formatters.volume_m3, "Packaged volume of all that is missing.", "volume"),
            _figure("At Jita sell", totals.jita_isk, formatters.isk_short, "What is missing x Jita's lowest sell.", "Jita price"),
            _figure(f"At {short_name} price", totals.local_isk, formatters.isk_short, "What is missing x its price here.", "local price"),
        ]
    )
    table, paste = st.columns([2, 1])
    with table:
        _table(missing, short_name, f"{key}.item", on_item)
        for words, total in (
            ("No volume", totals.volume_m3),
            ("No Jita price", totals.jita_isk),
            (f"No {short_name} price", totals.local_isk),
        ):
            if total.unknown:
                st.caption(escaped(f"{words}: {names_in_words(total.unknown)}."))
    with paste:
        _blocks(missing)
        st.download_button(
            "CSV",
            data=lambda: restock_csv(missing, short_name).encode(),
            file_name=csv_file_name(short_name, "restock", datetime.now(UTC)),
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key=f"{key}.csv",
        )


def restock_csv(rows: Sequence[RestockRow], short_name: str) -> str:
    """The list as a CSV file; unknown figures are empty."""
    local = f"{short_name} price"
    heading = ("Item", "Type ID", "To bring", "Needed", "Stock", "Stock with equivalents", "m3 each", "m3", "Jita sell", "Jita sell total")
    return csv_text((*heading, local, f"{local} total"), (_csv_row(row) for row in rows))


def _csv_row(row: RestockRow) -> tuple[object, ...]:
    units = (row.missing, row.needed, row.stock_own, row.stock_pooled)
    sums = [figure for each in (row.volume_m3, row.jita_sell, row.local_price) for figure in (each, _times(row, each))]
    return (row.type_name, row.type_id, *units, *sums)


def restock_table(rows: Sequence[RestockRow]) -> pd.DataFrame:
    """The rows as they are shown; unknown figures are missing."""
    frame = pd.DataFrame(
        {
            "picture": [picture(row.type_id) for row in rows],
            "item": [row.type_name for row in rows],
            "missing": [row.missing for row in rows],
            "needed": [row.needed for row in rows],
            "pooled": [row.stock_pooled for row in rows],
            "volume": [_times(row, row.volume_m3) for row in rows],
            "jita": [_times(row, row.jita_sell) for row in rows],
            "local": [_times(row, row.local_price) for row in rows],
        }
    )
    return frame.astype(dict.fromkeys(("volume", "jita", "local"), "float64"))


def restock_widths(table: pd.DataFrame) -> dict[str, int]:
    """The pixels that the figures of `restock_table` and their headings need, by column."""
    widths = {name: columns.width_of(table[name]) for name in ("missing", "needed", "pooled")}
    isk = {name: max(columns.width_of(table[name]), _ISK_PX) for name in ("jita", "local")}
    return {**widths, **isk, "volume": columns.width_of(table["volume"], decimals=1)}


def _times(row: RestockRow, each: float | None) -> float | None:
    # Rounded: 8,381 x 869.1 is 7283927.100000001 in binary, and would stand so in the file.
    return None if each is None else round(row.missing * each, 4)


def _figure(label: str, total: Total, words: Any, made: str, lacking: str) -> KeyFigure:
    count = len(total.unknown)
    second = f"partial: {count:,} without {lacking}" if count else None
    return KeyFigure(label, words(total.value), made, second)


def _table(rows: Sequence[RestockRow], short_name: str, item_key: str, on_item: Callable[[], None] | None) -> None:
    name = columns.name("Item", _NAME_PX)
    if on_item is not None:
        name = st.column_config.ButtonColumn(
            "Item",
            width=_NAME_PX,
            pinned=True,
            alignment="left",
            type="tertiary",
            key=item_key,
            on_click=on_item,
            help="Click for details.",
        )
    frame = restock_table(rows)
    widths = restock_widths(frame)
    st.dataframe(
        frame,
        column_config={
            "picture": columns.picture(),
            "item": name,
            "missing": columns.whole("To bring", "Units missing until everything chosen is complete together.", widths["missing"]),
            "needed": columns.whole("Needed", "Units that everything chosen needs together.", widths["needed"]),
            "pooled": columns.whole("In stock", "Units for sale, equivalents included.", widths["pooled"]),
            "volume": columns.days("m³", "Packaged volume of what is to bring.", widths["volume"]),
            "jita": columns.isk("At Jita sell", width=widths["jita"]),
            "local": columns.isk(f"At {short_name} price", width=widths["local"]),
        },
        hide_index=True,
        height="content" if len(rows) <= _ROWS_BELOW_IT else _HEIGHT_PX,
        placeholder=columns.MISSING,
        alt="What to bring",
    )


def _blocks(rows: Sequence[RestockRow]) -> None:
    blocks = multibuy_blocks((row.type_name, row.missing) for row in rows)
    for number, block in enumerate(blocks, start=1):
        part = f", block {number} of {len(blocks)}: the game takes {TYPES_PER_BLOCK} types at a time" if len(blocks) > 1 else ""
        st.caption(f"Multibuy{part}")
        st.code(block, language=None, height=_BLOCK_PX if block.count("\n") > 8 else "content")
