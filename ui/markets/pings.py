"""The ping: what is shown, as two lines to paste into a chat."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd
import streamlit as st

from domain.market_config import MarketConfig
from domain.markets_answers import Cell, FleetAnswer, MatrixRow, PlanAnswer
from domain.ping import ping
from ui import formatters
from ui.words import counted

_FITS_NAMED = 6


def show(answer: str, as_of: datetime | None, link: str) -> None:
    """Draw the button that opens the two lines."""
    with st.popover("Copy ping", icon=":material/campaign:", help="The answer, its EVE time and the link, as plain text."):
        st.code(ping(answer, as_of, link), language=None, wrap_lines=True)


def matrix_answer(rows: Sequence[MatrixRow], markets: Sequence[MarketConfig]) -> str:
    """The rows in one line: each fit with its count against the target in every market that stages it."""
    named = "; ".join(f"{row.fit_name}: {_counts(row, markets)}" for row in rows[:_FITS_NAMED])
    more = len(rows) - _FITS_NAMED
    return f"{named}; and {counted(more, 'fit')} more." if more > 0 else f"{named}." if named else "No fits."


def _counts(row: MatrixRow, markets: Sequence[MarketConfig]) -> str:
    said = [f"{market.short_name} {_count(row.cells[market.key])}" for market in markets if row.cells[market.key] != Cell()]
    return ", ".join(said) or "staged nowhere"


def _count(cell: Cell) -> str:
    if cell.fit is None or cell.fit.fits is None:
        return "unknown"
    return f"{cell.fit.fits:,}" if cell.fit.wanted is None else f"{cell.fit.fits:,}/{cell.fit.wanted:,}"


def item_answer(item: pd.Series, markets: Sequence[MarketConfig]) -> str:
    """An item in one line: its stock, lowest price and difference to Jita in every market."""
    return f"{item['type_name']}: {'; '.join(_item_in(item, market) for market in markets)}."


def _item_in(item: pd.Series, market: MarketConfig) -> str:
    stock, lowest, gap = (item[f"{market.key}.{measure}"] for measure in ("stock", "lowest_sell", "against_jita"))
    if formatters.is_unknown(stock):
        return f"{market.short_name} unknown"
    if formatters.is_unknown(lowest):
        return f"{market.short_name} none"
    against = "" if formatters.is_unknown(gap) else f" ({formatters.signed_percent(gap, 0)} vs Jita)"
    return f"{market.short_name} {stock:,} from {formatters.isk_short(lowest)} ISK{against}"


def plan_answer(plan: PlanAnswer, market: MarketConfig) -> str:
    """The plan in one line: what comes from where, its volume and cost, and what is missing."""
    if not plan.needed_types:
        return f"{market.short_name} needs nothing."
    parts = [f"{counted(len(source.rows), 'type')} from {source.name}" for source in plan.sources if source.rows]
    volume = formatters.volume_m3(sum(source.volume_m3 for source in plan.sources))
    isk = formatters.isk_short(sum(source.isk for source in plan.sources))
    freight = formatters.isk_short(sum(source.freight_isk for source in plan.sources))
    brought = f"{', '.join(parts)}: {volume}, {isk} ISK + {freight} ISK freight"
    missing = f"; {counted(len(plan.missing), 'type')} not covered" if plan.missing else ""
    return f"Restock {market.short_name}: {brought if parts else 'nothing can be brought'}{missing}."


def fleet_answer(answers: Sequence[FleetAnswer], ships: str) -> str:
    """The fleet in one line: what each market can form now, and at what price."""
    return f"{ships}: {'; '.join(_fleet_in(answer) for answer in answers)}."


def _fleet_in(answer: FleetAnswer) -> str:
    name = answer.market.short_name
    if answer.check is None or answer.check.ready is None:
        return f"{name} unknown"
    if answer.check.can_form:
        return f"{name} ready, {formatters.isk_short(answer.check.isk)} ISK"
    return f"{name} {answer.check.ready:,} of {answer.check.ships:,} ships"
