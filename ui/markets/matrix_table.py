"""The matrix: one row per fit, and for each market how many can be bought, how that stands against the target, and what limits it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from domain.doctrine import Status
from domain.market_config import MarketConfig
from domain.markets_answers import Cell, MatrixRow
from domain.priced_stock import PriceQuestion
from ui import columns, priced_stock, status
from ui.doctrine.fits_table import limiting_words
from ui.pictures import picture

NOT_STAGED, UNKNOWN = "not staged here", "unknown"
_HEIGHT_PX, _ROW_PX, _ROWS_SHOWN = 560, 35, 14
_NAME_PX, _FITS_PX, _PRICED_PX, _STATUS_PX, _SHARE_PX, _LIMIT_PX = 146, 45, 58, 116, 62, 215
_MANY = 1_000
_FITS_MADE = "Complete fits that the sell orders allow, hull included; equivalents count once. Click to open the fit in that market."

_LIMIT_MADE = "The item that limits the fit, and its units missing for the target."


def matrix_frame(rows: Sequence[MatrixRow], markets: Sequence[MarketConfig], asked: PriceQuestion) -> pd.DataFrame:
    """The rows as they are shown, under headings of two levels; unknown figures are missing.

    The names of the second level are `<figure>.<market key>`, those of the fit itself `picture` and `fit`.
    """
    data: dict[tuple[str, str], Any] = {
        ("", "picture"): [picture(row.ship_type_id, is_ship=True) if row.ship_type_id is not None else None for row in rows],
        ("", "fit"): [row.fit_name for row in rows],
    }
    for figure, heading, values in _figures(asked):
        for market in markets:
            data[heading, f"{figure}.{market.key}"] = values([row.cells[market.key] for row in rows])
    frame = pd.DataFrame(data)
    frame.columns = pd.MultiIndex.from_tuples(list(data))
    return frame


def _figures(asked: PriceQuestion) -> Iterator[tuple[str, str, Callable[[Sequence[Cell]], pd.Series]]]:
    """Each figure's name, its heading, and its values for the cells of a market."""
    yield "fits", "Fits", lambda cells: pd.Series([cell.fit.fits if cell.fit else None for cell in cells], dtype="Int64")
    if asked.percent:
        yield "priced", priced_stock.count_heading(asked), lambda cells: pd.Series([cell.price.fits for cell in cells], dtype="Int64")
    if asked.number:
        yield "nth", priced_stock.nth_heading(asked), lambda cells: pd.Series([cell.price.nth_isk for cell in cells], dtype="float64")
    yield "status", "Status", lambda cells: pd.Series([[status_word(cell)] for cell in cells])
    yield "share", "% of target", lambda cells: pd.Series([_percent(cell) for cell in cells], dtype="float64")
    yield "limit", "Bottleneck, and units short", lambda cells: pd.Series([limit_words(cell) for cell in cells], dtype="str")


def _percent(cell: Cell) -> float | None:
    return cell.fit.share * 100 if cell.fit and cell.fit.share is not None else None


def status_word(cell: Cell) -> str:
    """The word in the status column."""
    if cell.reason is not None:
        return UNKNOWN
    return str(cell.fit.status) if cell.fit else NOT_STAGED


def limit_words(cell: Cell) -> str | None:
    """What limits the fit, or why nothing is known of it; None where it is not staged."""
    if cell.reason is not None:
        return f"unknown: {cell.reason}"
    return limiting_words(cell.fit.bottleneck) if cell.fit else None


def market_of_columns(frame: pd.DataFrame) -> Mapping[str, str]:
    """The market's key by the name of each column that shows a market."""
    names = [name for _, name in frame.columns]
    return {name: name.split(".", 1)[1] for name in names if "." in name}


def show(
    frame: pd.DataFrame, markets: Sequence[MarketConfig], ticked_rows: Sequence[int], key: str, on_select: Callable[[], None]
) -> list[int]:
    """Draw the table; answers the ticked rows. Ticks and clicked cells call `on_select`, which finds them under `key`."""
    short_names = {market.key: market.short_name for market in markets}
    event: Any = st.dataframe(
        frame,
        # Columns under two headings are told by their place, which counts from 1.
        column_config={place: _column(name, short_names, frame[name]) for place, name in enumerate(frame.columns, start=1)},
        hide_index=True,
        height="content" if len(frame) <= _ROWS_SHOWN else _HEIGHT_PX,
        key=key,
        on_select=on_select,
        selection_mode=["multi-row", "single-cell"],
        selection_default={"selection": {"rows": list(ticked_rows)}},
        placeholder=columns.MISSING,
        alt="Fits and markets: how many can be bought where",
    )
    return [row for row in event["selection"]["rows"] if row < len(frame)]


def _column(name: tuple[str, str], short_names: Mapping[str, str], values: pd.Series) -> Any:
    figure, _, market_key = name[1].partition(".")
    short_name = short_names.get(market_key, "")
    match figure:
        case "picture":
            return columns.picture()
        case "fit":
            return columns.name("Fit", width=_NAME_PX)
        case "fits":
            return columns.whole(short_name, _FITS_MADE, _FITS_PX if (values < _MANY).all() else _PRICED_PX)
        case "priced":
            return priced_stock.count_column(short_name, _PRICED_PX)
        case "nth":
            return priced_stock.nth_column(short_name, columns.width_of(values))
        case "status":
            return _status_column(short_name)
        case "share":
            return st.column_config.NumberColumn(short_name, help="Fits / target.", format="%,.0f %%", width=_SHARE_PX)
        case _:
            return columns.text(short_name, _LIMIT_MADE, width=_LIMIT_PX)


def _status_column(label: str) -> Any:
    pills = {str(one): colour for one, colour in status.PILL.items()} | {NOT_STAGED: status.PILL[Status.UNKNOWN]}
    return st.column_config.MultiselectColumn(label, options=list(pills), color=list(pills.values()), help=status.MADE, width=_STATUS_PX)
