"""What the reader prices: a paste, which stays in the session, or the appraisal of a link; how many, and how it is counted."""

from dataclasses import dataclass

import streamlit as st

from domain import share_link
from domain.errors import InvalidInput
from domain.market_config import MarketConfig
from domain.paste.reader import Problem
from domain.pricer import Bundle, bundles_of
from state import choices, pricer_queries, url

PAGE = "pricer"
TEXT_KEY = f"{PAGE}.text"
SHARED_KEY = f"{PAGE}.shared"
TIMES_KEY = f"{PAGE}.times"
EQUIVALENTS_KEY = f"{PAGE}.equivalents"
MOST_TIMES = 10_000


@dataclass(frozen=True)
class PricerChoice:
    """The paste or, when there is one, the text of a link; `times` of everything are wanted."""

    text: str
    shared: str
    times: int
    with_equivalents: bool


@dataclass(frozen=True)
class Asked:
    """What is to be priced, and what of it was not understood; `mutated_modules` count as what they were made from."""

    bundles: tuple[Bundle, ...]
    problems: tuple[Problem, ...] = ()
    mutated_modules: int = 0
    is_shared: bool = False


def settle() -> PricerChoice:
    """Settle all choices before their widgets are drawn; the appraisal of a link takes the place of a paste."""
    shared: str = url.bind("items", SHARED_KEY, parse=_valid_link, default="")
    times: int = url.bind("times", TIMES_KEY, parse=_valid_times, default=1)
    with_equivalents: bool = url.bind(
        "equivalents", EQUIVALENTS_KEY, parse={"yes": True, "no": False}.get, default=True, encode=lambda on: "yes" if on else "no"
    )
    if shared:
        st.session_state[TEXT_KEY] = ""
    return PricerChoice(st.session_state.get(TEXT_KEY) or "", shared, times, with_equivalents)


def forget_link() -> None:
    """A callback for the text: what is pasted now takes the place of the appraisal of a link."""
    st.session_state[SHARED_KEY] = ""


def asked(market: MarketConfig, choice: PricerChoice) -> Asked:
    """What the choice asks to be priced; raises InvalidInput for a text that is too long."""
    if not choice.shared:
        paste = pricer_queries.pasted(market, choice.text)
        return Asked(bundles_of(paste), paste.problems, paste.mutated_modules)
    bundles = share_link.decode(choice.shared)
    hulls = tuple(sorted({bundle.hull_type_id for bundle in bundles if bundle.hull_type_id}))
    named = pricer_queries.snapshot(market, hulls)
    return Asked(tuple(share_link.titled(bundle, lambda type_id: named.type(type_id).type_name) for bundle in bundles), is_shared=True)


def link(market: MarketConfig, bundles: tuple[Bundle, ...], choice: PricerChoice) -> tuple[str | None, str | None]:
    """The address that opens this appraisal again; or None, and the sentence that says why there is none."""
    try:
        items = share_link.encode(bundles)
    except InvalidInput as refusal:
        return None, str(refusal)
    params = {"market": market.key, "items": items}
    params |= {"times": str(choice.times)} if choice.times > 1 else {}
    params |= {} if choice.with_equivalents else {"equivalents": "no"}
    base = (st.context.url or f"/{PAGE}").split("?")[0]
    return f"{base}?{'&'.join(f'{name}={value}' for name, value in params.items())}", None


def _valid_link(text: str) -> str | None:
    try:
        share_link.decode(text)
    except InvalidInput:
        return None
    return text


def _valid_times(text: str) -> int | None:
    number = choices.whole(text)
    return number if number and number <= MOST_TIMES else None
