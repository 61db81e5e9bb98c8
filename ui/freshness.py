"""How old the orders are and where they come from, under the market selector."""

from datetime import UTC, datetime, timedelta

import streamlit as st

from domain.freshness import DataSource, Freshness
from ui import formatters

_SOURCE_WORDS = {DataSource.REMOTE: "remote", DataSource.FILES: "imported files", DataSource.DEMO: "demo data"}
# A line of the narrow sidebar ends before the date, not in the middle of it.
_UNBROKEN_HYPHEN = "\u2011"


def sentence(freshness: Freshness, now: datetime) -> str:
    """The age of the orders at `now` (naive UTC), with the time of day, or the date too when that was not today."""
    if freshness.data_at is None:
        return "Age of the orders unknown"
    moment = freshness.data_at
    clock = f"{moment:%H:%M} EVE" if moment.date() == now.date() else formatters.eve_time(moment).replace("-", _UNBROKEN_HYPHEN)
    return f"Updated {formatters.age(moment, now)}, {clock}"


def show(freshness: Freshness | None, stale_after: timedelta) -> None:
    """Draw age and source; old orders stand in the attention colour, with the word "old". None is data that cannot be read."""
    if freshness is None:
        st.markdown(":red[:material/error:] :small[No data that can be read]")
        return
    now = datetime.now(UTC).replace(tzinfo=None)
    words = sentence(freshness, now)
    source = _SOURCE_WORDS[freshness.source]
    details = f"Orders as of {formatters.eve_time(freshness.data_at)}, from {freshness.source_detail}. EVE time is UTC."
    if freshness.is_stale(now, stale_after):
        words = f":orange[:material/schedule: **Old data**, {words[0].lower()}{words[1:]}]"
    st.markdown(f":small[{words}]  \n:small[{source}]", help="\n\n".join((details, *freshness.problems)))
