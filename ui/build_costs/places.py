"""All structures by cost: a table to open one from, and a chart."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from domain.build_quote import BuildQuote, SiteCost
from domain.industry_sites import Security
from domain.pricer import JitaAnswer
from ui import columns
from ui.build_costs.phrases import source_words
from ui.charts import frame
from ui.charts.build_costs import site_costs_figure
from ui.markdown import escaped
from ui.words import counted, names_in_words

_ROW_PX, _MOST_ROWS = 35, 13
_SECURITY = {Security.HIGH: "high", Security.LOW: "low", Security.NULL: "null", None: "unknown"}
_FLOATS = ("unit", "total", "materials", "fees", "index", "tax", "hours", "profit", "profit_jita", "hourly")


def places_table(quote: BuildQuote, shown: SiteCost) -> pd.DataFrame:
    """The rows as they are shown; unknown figures are missing, and so are those of an index that is not on record."""
    prices, activity = quote.product_prices, quote.blueprint.activity_id
    frame_ = pd.DataFrame(
        {
            "mark": ["▸" if one is shown else "" for one in quote.sites],
            "structure": [one.site.name for one in quote.sites],
            "unit": [None if one.is_unknown else one.per_unit_isk for one in quote.sites],
            "known": ["" if one.is_complete else "partial" for one in quote.sites],
            "total": [None if one.is_unknown else one.total_isk for one in quote.sites],
            "materials": [None if one.is_unknown else one.materials_isk for one in quote.sites],
            "fees": [None if one.has_no_value else one.fees.total_isk for one in quote.sites],
            "profit": [one.profit_per_unit_isk(prices.local) for one in quote.sites],
            "profit_jita": [one.profit_per_unit_isk(prices.jita_sell) for one in quote.sites],
            "hourly": [one.profit_per_hour_isk(prices.local) for one in quote.sites],
            "hours": [one.job.time_s / 3600 if one.job.time_s else None for one in quote.sites],
            "system": [one.site.system_name for one in quote.sites],
            "security": [_SECURITY[one.site.security] for one in quote.sites],
            "kind": [one.site.kind_name for one in quote.sites],
            "rigs": [len(one.site.rigs) + len(one.site.unknown_rigs) for one in quote.sites],
            "index": [_percent(one.site.index(activity)) for one in quote.sites],
            "tax": [_percent(one.site.tax) for one in quote.sites],
            "left_out": [" ".join(one.left_out) for one in quote.sites],
        }
    )
    return frame_.astype(dict.fromkeys(_FLOATS, "float64"))


def show(quote: BuildQuote, shown: SiteCost, short_name: str, key: str, on_open: Callable[[], None]) -> None:
    """Draw table and chart; a click on a structure calls `on_open`, its button's key is `<key>.open`."""
    _table_and_chart(quote, shown, short_name, key, on_open)
    if quote.impossible:
        with st.expander(f"{counted(len(quote.impossible), 'structure')} cannot make it"):
            show_reasons(quote)


def show_impossible(quote: BuildQuote) -> None:
    """Say that no structure can make it, and why."""
    what = "of the chosen structures" if quote.request.structure_ids else "of the structures on record"
    st.info(f"None {what} can make {escaped(quote.product.name)}.")
    show_reasons(quote)


def show_reasons(quote: BuildQuote) -> None:
    """Why structures cannot make it: each reason once, with the structures it holds for."""
    by_reason: dict[str, list[str]] = {}
    for site, why in quote.impossible:
        by_reason.setdefault(why, []).append(site.name)
    st.markdown("\n".join(f"- {escaped(why)} ({escaped(names_in_words(names))})" for why, names in by_reason.items()))


def show_sources(quote: BuildQuote, now: datetime) -> None:
    """Say where indices and adjusted prices are from, and how sure that makes the fees; `now` is naive UTC."""
    words = f"System indices: {source_words(quote.indices, now)}. Adjusted prices: {source_words(quote.values, now)}."
    if quote.fees_are_estimates:
        words += "  \n**Job costs are estimates**: the game's adjusted prices are not at hand, and Jita's stand in for them."
    st.caption(words)


def show_waiting(jita: JitaAnswer) -> None:
    """Say which prices of Jita are still to come, or why they do not come."""
    if jita.waiting:
        st.caption(f":material/hourglass_top: Jita's prices of {counted(jita.waiting, 'type')} are being fetched from elsewhere.")
    elif jita.failure:
        st.caption(f"Jita's prices that the database lacks could not be fetched. {escaped(jita.failure)}")


def _percent(fraction: Any) -> float | None:
    return None if fraction is None else float(fraction) * 100


def _table_and_chart(quote: BuildQuote, shown: SiteCost, short_name: str, key: str, on_open: Callable[[], None]) -> None:
    table, chart = st.columns([3, 2], gap="medium")
    with table:
        _table(quote, shown, short_name, key, on_open)
    with chart:
        if shown.is_unknown:
            st.info("There is nothing to compare: no material has a price.")
            return
        st.plotly_chart(
            site_costs_figure(quote, shown, short_name), config=frame.CONFIG, key=f"{key}.chart", alt="Cost per unit in each structure"
        )


def _table(quote: BuildQuote, shown: SiteCost, short_name: str, key: str, on_open: Callable[[], None]) -> None:
    table = places_table(quote, shown)
    hidden = {name for name in ("known", "left_out") if not table[name].any()}
    st.dataframe(
        table,
        column_config=_columns(short_name, key, on_open),
        column_order=[name for name in table.columns if name not in hidden],
        hide_index=True,
        height="content" if len(table) <= _MOST_ROWS else (_MOST_ROWS + 1) * _ROW_PX,
        placeholder=columns.MISSING,
        key=f"{key}.table",
        alt="Cost of the job in each structure, the cheapest first",
    )


def _columns(short_name: str, key: str, on_open: Callable[[], None]) -> dict[str, Any]:
    button = st.column_config.ButtonColumn
    before_tax = "Before taxes on the sale."
    return {
        "mark": st.column_config.TextColumn("", width=28, pinned=True),
        "structure": button(
            "Structure",
            width=190,
            pinned=True,
            alignment="left",
            type="tertiary",
            key=f"{key}.open",
            on_click=on_open,
            help="Click to see the job there.",
        ),
        "unit": columns.price("ISK per unit", "Materials and job cost / units made."),
        "known": columns.text("", "The total lacks a price, the system's index or the tax.", 60),
        "total": columns.isk("Total"),
        "materials": columns.isk("Materials"),
        "fees": columns.isk("Job cost", "System index less the structure's bonus, facility tax and SCC surcharge."),
        "profit": columns.price(f"Profit, {short_name}", f"{short_name} price less cost per unit. {before_tax}"),
        "profit_jita": columns.price("Profit, Jita", f"Jita sell less cost per unit. {before_tax}"),
        "hourly": columns.isk(f"ISK per hour, {short_name}", "Profit of all units / hours of the job."),
        "hours": columns.days("Hours", "Hours of the job, one after the other where 30 days do not suffice."),
        "system": columns.text("System"),
        "security": columns.text("Sec", "Security class: rigs give more where it is lower."),
        "kind": columns.text("Type"),
        "rigs": columns.whole("Rigs"),
        "index": columns.price("Index %", "The system's cost index for this kind of job."),
        "tax": columns.price("Tax %", "The facility's tax on the estimated item value."),
        "left_out": columns.text("Left out", width=320),
    }
