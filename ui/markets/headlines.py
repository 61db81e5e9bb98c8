"""Each market in one line of figures."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import streamlit as st

from domain.freshness import Freshness
from domain.markets_answers import Headline
from ui import formatters
from ui.freshness import sentence
from ui.markdown import escaped

_NARROWEST_PX = 104
_WORST_MADE = "The doctrine with the lowest mean of its fits' shares of target, each counted as at most 100 %."


def on_top() -> Any:
    """The container of the headlines and the section: the headlines come first, on a phone last."""
    return st.container(key="markets_page")


def show(headlines: Sequence[Headline], freshness: Mapping[str, Freshness | None], stale_after: timedelta) -> None:
    """Draw one line per market; what cannot be read says why, orders older than `stale_after` stand in the attention colour."""
    now = datetime.now(UTC).replace(tzinfo=None)
    with st.container(border=True, gap="xsmall", key="headlines"):
        for headline in headlines:
            if headline.reason is None:
                _line(headline, age_words(freshness.get(headline.market.key), now, stale_after))
            else:
                st.markdown(f"**{escaped(headline.market.name)}**  \n:orange[unknown: {escaped(headline.reason)}]")


def age_words(age: Freshness | None, now: datetime, stale_after: timedelta) -> str:
    """How old the orders are, as markdown."""
    if age is None:
        return formatters.UNKNOWN
    words = escaped(sentence(age, now))
    if age.is_stale(now, stale_after):
        return f":orange[:material/schedule: **Old data**, {words[0].lower()}{words[1:]}]"
    return f":gray[{words}]"


def _line(headline: Headline, age: str) -> None:
    with st.grid(6, min_column_width=_NARROWEST_PX, gap="xsmall"):
        st.markdown(f"**{escaped(headline.market.name)}**  \n:small[{age}]")
        st.metric(
            "Sell orders",
            formatters.isk_short(headline.sell_value_isk),
            help=f"Price x units left over all sell orders: {formatters.isk_full(headline.sell_value_isk)}.",
        )
        st.metric("Orders", formatters.number(headline.orders), help="Sell and buy orders on the market now.")
        st.metric(
            "Fits at target",
            f"{formatters.number(headline.at_target)} of {formatters.number(headline.with_target)}",
            help=f"Fits that meet their target, of those that have one; {formatters.number(headline.staged)} are staged here.",
        )
        st.metric("Fits empty", formatters.number(headline.empty), help="Fits of which not a single complete one can be bought.")
        worst = headline.worst
        st.metric(
            f"Worst: {worst.title}" if worst else "Worst doctrine",
            formatters.percent(worst.share, 0) if worst else formatters.UNKNOWN,
            help=f"{worst.title}. {_WORST_MADE}" if worst else "No fit that is staged here has a target.",
        )
