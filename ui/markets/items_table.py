"""Any type over all markets: a table of all of them, and one of them opened."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from domain.market_config import MarketConfig
from ui import columns, formatters, pictures
from ui.markdown import escaped
from ui.pictures import picture

_HEIGHT_PX, _ROWS_SHOWN = 560, 14
_STOCK_MADE = "Units for sale."
_DAYS_MADE = "Stock / average daily sales of 30 days; – when nothing was sold."
_PRICE_MADE = "The 5th percentile of the sell prices."
_JITA_MADE = "The lowest sell price against Jita's."
_CHEAPEST_MADE = "The lowest sell price against the lowest of all markets; 0 % is the cheapest."
_MEASURES = ("stock", "days", "lowest_sell", "price", "against_jita", "against_cheapest")


def items_frame(items: pd.DataFrame, markets: Sequence[MarketConfig]) -> pd.DataFrame:
    """The rows as they are shown, under headings of two levels; differences are in percent, unknown figures are missing."""
    data: dict[tuple[str, str], Any] = {
        ("", "picture"): [
            picture(int(type_id), is_ship=is_ship) for type_id, is_ship in zip(items["type_id"], items["is_ship"], strict=True)
        ],
        ("", "name"): items["type_name"].tolist(),
        ("Jita", "jita_sell"): items["jita_sell"].to_numpy(),
    }
    for market in markets:
        for measure in _MEASURES:
            values = items[f"{market.key}.{measure}"].reset_index(drop=True)
            data[market.name, f"{measure}.{market.key}"] = _percent(values) if measure.startswith("against") else values
    frame = pd.DataFrame(data)
    frame.columns = pd.MultiIndex.from_tuples(list(data))
    return frame


def show(frame: pd.DataFrame, key: str, on_open: Callable[[], None]) -> None:
    """Draw the table; a click on a name calls `on_open`, which finds the row under `<key>.open`."""
    st.dataframe(
        frame,
        column_config={place: _column(name[1], key, on_open, frame[name]) for place, name in enumerate(frame.columns, start=1)},
        hide_index=True,
        height="content" if len(frame) <= _ROWS_SHOWN else _HEIGHT_PX,
        key=key,
        placeholder=columns.MISSING,
        alt="Items and markets: stock and prices",
    )


def _column(name: str, key: str, on_open: Callable[[], None], values: pd.Series) -> Any:
    match name.partition(".")[0]:
        case "picture":
            return columns.picture()
        case "name":
            return columns.opener("Item", f"{key}.open", on_open, width=220)
        case "jita_sell":
            return columns.price("Sell", "Jita's sell price.", columns.width_of(values, 2))
        case measure:
            return measure_column(measure, values.astype("float64"))


def measure_column(measure: str, values: pd.Series) -> Any:
    """The column of one of the measures of a type in a market, as wide as its values need."""
    match measure:
        case "stock":
            return columns.whole("Stock", _STOCK_MADE, columns.width_of(values))
        case "days":
            return columns.days("Days", _DAYS_MADE, columns.width_of(values, 1))
        case "lowest_sell":
            return columns.price("Lowest sell", "ISK per unit.", columns.width_of(values, 2))
        case "price":
            return columns.price("5th percentile", _PRICE_MADE, columns.width_of(values, 2))
        case "against_jita":
            return _difference("vs Jita", _JITA_MADE)
        case _:
            return _difference("vs cheapest", _CHEAPEST_MADE)


def _difference(label: str, made: str) -> Any:
    return st.column_config.NumberColumn(label, help=made, format="%+,.1f %%", width=88)


def show_one(item: pd.Series, markets: Sequence[MarketConfig], on_close: Callable[[], None], key: str) -> None:
    """Draw one item: a line per market, and below it a link to the item in each market."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        pictures.show(int(item["type_id"]), is_ship=bool(item["is_ship"]), size_px=48, alt=item["type_name"])
        about = f"{item['group_name']} · Jita sell {formatters.isk_full(item['jita_sell'])}"
        st.markdown(f"**{escaped(item['type_name'])}**  \n:gray[{escaped(about)}]", width="stretch")
        st.button("Close", icon=":material/close:", on_click=on_close, key=f"{key}.close")
    frame = one_item_frame(item, markets)
    measures = {measure: measure_column(measure, frame[measure].astype("float64")) for measure in _MEASURES}
    st.dataframe(
        frame,
        column_config={"market": columns.name("Market", width=170), **measures},
        hide_index=True,
        height="content",
        key=f"{key}.{item['type_id']}",
        placeholder=columns.MISSING,
        alt="The item in each market",
    )
    with st.container(horizontal=True, gap="small"):
        for market in markets:
            st.page_link(
                "pages/market_stats.py",
                label=f"Open in {market.name}",
                icon=":material/candlestick_chart:",
                query_params={"market": market.key, "item": str(item["type_id"])},
            )


def one_item_frame(item: pd.Series, markets: Sequence[MarketConfig]) -> pd.DataFrame:
    """One row per market with the measures of the item; differences are in percent, unknown figures are missing."""
    rows = [{"market": market.name, **{measure: item[f"{market.key}.{measure}"] for measure in _MEASURES}} for market in markets]
    frame = pd.DataFrame(rows).astype({"stock": "Int64", **dict.fromkeys(_MEASURES[1:], "float64")})
    return frame.assign(against_jita=_percent(frame["against_jita"]), against_cheapest=_percent(frame["against_cheapest"]))


def _percent(fractions: pd.Series) -> pd.Series:
    # A difference that rounds to nothing has no sign: without the addition it might be -0.0 %.
    return (fractions * 100).round(1) + 0.0
