"""Where the prices of Jita come from, how old they are, and which are missing."""

from collections.abc import Collection
from datetime import datetime

import streamlit as st

from domain.pricer import JitaAnswer, MarketSnapshot
from ui.formatters import age, eve_time

FETCHED_FROM = "Fuzzwork"


def sentences(own: MarketSnapshot, type_ids: Collection[int], elsewhere: JitaAnswer, now: datetime) -> list[str]:
    """What to say under the table; `own` is the market's own data, `now` naive UTC."""
    lacking = own.without_jita(type_ids)
    said = [*_of_the_market(own, [type_id for type_id in type_ids if type_id not in lacking], now)]
    fetched = [elsewhere.prices[type_id] for type_id in lacking if type_id in elsewhere.prices]
    priced = [price.as_of for price in fetched if price.sell is not None and price.as_of is not None]
    if priced:
        said.append(f"Of {_types(len(priced))} from {FETCHED_FROM}, {age(min(priced), now)}.")
    if elsewhere.waiting:
        said.append(f"Those of {_types(elsewhere.waiting)} are being fetched from {FETCHED_FROM}.")
    unknown = len(lacking) - len(priced) - elsewhere.waiting
    if elsewhere.failure:
        said.append(f"Those of {_types(unknown)} are not known: {elsewhere.failure}")
    elif unknown > 0:
        said.append(f"Those of {_types(unknown)} are not known.")
    return said


def show(own: MarketSnapshot, type_ids: Collection[int], elsewhere: JitaAnswer, now: datetime) -> None:
    """Draw the note."""
    st.caption(" ".join(sentences(own, type_ids, elsewhere, now)))


def _of_the_market(own: MarketSnapshot, type_ids: Collection[int], now: datetime) -> list[str]:
    times = [own.type(type_id).jita.as_of for type_id in type_ids]
    known = [moment for moment in times if moment is not None]
    if not type_ids:
        return ["The market's data has no price of Jita for these types."]
    if not known:
        return ["Prices of Jita: from the market's data, of unknown age."]
    return [f"Prices of Jita: from the market's data, {eve_time(min(known))}, {age(min(known), now)}."]


def _types(count: int) -> str:
    return "1 type" if count == 1 else f"{count:,} types"
