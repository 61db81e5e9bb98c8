"""The fleet check: which fleet, and what each market says to it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

import pandas as pd
import streamlit as st

from domain.doctrine import Status
from domain.markets_answers import FleetAnswer
from domain.markets_view import MOST_SHIPS
from domain.restock import restock_totals
from ui import columns
from ui.status import PILL
from ui.words import counted

READY, SHORT, UNKNOWN = "can be formed", "short", "unknown"
_PILLS = {READY: PILL[Status.GOOD], SHORT: PILL[Status.CRITICAL], UNKNOWN: PILL[Status.UNKNOWN]}
_SHIPS_PX = 190


class Asked(Protocol):
    """What the inputs show: the fleet as (fit_id, ships), the names of all fits by id, and the session keys of the inputs."""

    @property
    def fleet(self) -> Sequence[tuple[int, int]]: ...
    @property
    def fits(self) -> Mapping[int, str]: ...
    @property
    def fits_key(self) -> str: ...
    @property
    def ships_keys(self) -> Mapping[int, str]: ...


def choose(asked: Asked, on_change: Callable[[], None]) -> None:
    """Draw the choice of fits and the number of ships of each; any change calls `on_change`."""
    fits = asked.fits
    st.multiselect("Fleet", list(fits), format_func=fits.__getitem__, key=asked.fits_key, placeholder="Choose fits", on_change=on_change)
    if asked.fleet:
        with st.container(horizontal=True, gap="small"):
            for fit_id, _ in asked.fleet:
                key = asked.ships_keys[fit_id]
                st.number_input(fits[fit_id], 1, MOST_SHIPS, step=1, key=key, on_change=on_change, width=_SHIPS_PX)


def nothing_yet() -> None:
    """Say what to do."""
    st.info("Choose the fits of a fleet, and how many ships of each: every market then says whether it can be formed now, at what price.")


def answers_frame(answers: Sequence[FleetAnswer], fits: Mapping[int, str]) -> pd.DataFrame:
    """One row per market; per fit how many ships are ready, unknown figures missing."""
    checks = [answer.check for answer in answers]
    frame = pd.DataFrame(
        {
            "market": [answer.market.name for answer in answers],
            "verdict": [[verdict(answer)] for answer in answers],
            "ready": pd.Series([check.ready if check else None for check in checks], dtype="Int64"),
            "isk": pd.Series([check.isk if check else None for check in checks], dtype="float64"),
            "missing_isk": pd.Series([_missing_isk(answer) for answer in answers], dtype="float64"),
            "missing": pd.Series([len(check.missing) if check else None for check in checks], dtype="Int64"),
            "why": [f"unknown: {answer.reason}" if answer.reason else None for answer in answers],
        }
    )
    for fit_id in fits:
        ready = [{fit.fit_id: fit.ready for fit in check.fits}.get(fit_id) if check else None for check in checks]
        frame[f"fit.{fit_id}"] = pd.Series(ready, dtype="Int64")
    return frame


def _missing_isk(answer: FleetAnswer) -> float | None:
    total = restock_totals(answer.missing).jita_isk
    return None if answer.check is None or total.unknown else total.value


def verdict(answer: FleetAnswer) -> str:
    """Whether the fleet can be formed there, in words."""
    can_form = answer.check.can_form if answer.check else None
    return UNKNOWN if can_form is None else READY if can_form else SHORT


def show(answers: Sequence[FleetAnswer], fleet: Sequence[tuple[int, int]], fits: Mapping[int, str], key: str) -> None:
    """Draw what each market says."""
    ships = sum(count for _, count in fleet)
    frame = answers_frame(answers, {fit_id: fits[fit_id] for fit_id, _ in fleet})
    hidden = () if any(answer.reason for answer in answers) else ("why",)
    made = "Ships ready at once with all the others."
    per_fit = {f"fit.{fit_id}": columns.whole(f"{fits[fit_id]}, of {count:,}", made) for fit_id, count in fleet}
    st.dataframe(
        frame,
        column_config={
            "market": columns.name("Market", 180),
            "verdict": st.column_config.MultiselectColumn("Now", options=list(_PILLS), color=list(_PILLS.values()), width=118),
            "ready": columns.whole(f"Ships, of {ships:,}", "Ships that can be bought complete, shared items given out once."),
            "isk": columns.isk("ISK here", "What of the fleet is for sale, bought from the cheapest orders up."),
            "missing_isk": columns.isk("Missing, at Jita", "What is missing, at Jita's sell price; – where an item has none."),
            "missing": columns.whole("Types missing"),
            "why": columns.text("", width="large"),
            **per_fit,
        },
        column_order=[name for name in frame.columns if name not in hidden],
        hide_index=True,
        height="content",
        placeholder=columns.MISSING,
        key=f"{key}.answers",
        alt="The fleet in each market",
    )


def ships_in_words(fleet: Sequence[tuple[int, int]], fits: Mapping[int, str]) -> str:
    """The fleet in words: 40 Ferox Fleet, 8 Shield Logi."""
    return ", ".join(f"{count:,} {fits[fit_id]}" for fit_id, count in fleet)


def choose_market(answers: Sequence[FleetAnswer], key: str) -> None:
    """Draw the choice of the market whose missing items are listed."""
    names = {answer.market.key: f"{answer.market.name} ({counted(len(answer.missing), 'type')} missing)" for answer in answers}
    st.segmented_control("Missing in", list(names), format_func=names.__getitem__, key=key, required=True, label_visibility="collapsed")
