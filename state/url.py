"""The address bar and the widgets say the same: a view can be pasted, and back and forward work.

Each choice of a page is bound once per run, before its widget is drawn. When the address bar differs
from what this session wrote there last (a link, back, forward), it wins; else the widget does. What is
to be written is collected, and written as one change at the end of the run: one click, one step back.
"""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

import streamlit as st

T = TypeVar("T")

_PENDING_KEY = "url.pending"
_NOTICES_KEY = "url.notices"
_PAGES_KEY = "url.pages"


def bind(
    name: str,
    key: str,
    *,
    parse: Callable[[str], T | None],
    default: T,
    encode: Callable[[T], str] = str,
    always_written: bool = False,
) -> T:
    """Settle the value of the widget `key` from the parameter `name`, and return it.

    `parse` answers None for a text that cannot be used: the reader is told, and `default` is taken.
    A value equal to `default` is left out of the address unless `always_written`. The widget must be
    drawn with `key=key`, and without a value of its own.
    """
    text = st.query_params.get(name)
    written_key = f"url.written.{key}"
    if key not in st.session_state or text != st.session_state.get(written_key):
        st.session_state[key] = _value_from(name, text, parse, default)
    value: T = st.session_state[key]
    text = encode(value) if always_written or value != default else None
    st.session_state[written_key] = text
    st.session_state.setdefault(_PENDING_KEY, {})[name] = text
    return value


def _value_from(name: str, text: str | None, parse: Callable[[str], T | None], default: T) -> T:
    if text is None:
        return default
    value = parse(text)
    if value is None:
        notice(f"The address asked for {name} “{text[:60]}”, which is not known here; it was left out.")
        return default
    return value


def drop(name: str, key: str, default: object, why: str) -> None:
    """Give up a bound choice that does not exist in what is shown now, and tell the reader why."""
    st.session_state[key] = default
    st.session_state[f"url.written.{key}"] = None
    st.session_state.setdefault(_PENDING_KEY, {})[name] = None
    notice(why)


def notice(sentence: str) -> None:
    """Remember a sentence for the reader; it is shown once, above the page."""
    notices: list[str] = st.session_state.setdefault(_NOTICES_KEY, [])
    if sentence not in notices:
        notices.append(sentence)


def take_notices() -> list[str]:
    """The sentences remembered since the last call."""
    return st.session_state.pop(_NOTICES_KEY, [])


def flush(page: str | None = None) -> None:
    """Write what was bound in this run into the address bar, as one change; `page` remembers it for the way back."""
    pending: dict[str, str | None] = st.session_state.pop(_PENDING_KEY, {})
    if not pending:
        return
    now = st.query_params.to_dict()
    wanted = {name: text for name, text in {**now, **pending}.items() if text is not None}
    if wanted != now:
        st.query_params.from_dict(wanted)
    if page is not None:
        st.session_state.setdefault(_PAGES_KEY, {})[page] = {name: text for name, text in wanted.items() if name != "market"}


def address(page: str) -> str:
    """The whole address of `page` with all that is bound so far in this run: what `flush` will write."""
    wanted = {**st.query_params.to_dict(), **st.session_state.get(_PENDING_KEY, {})}
    root = (st.context.url or "").split("?")[0].rstrip("/").removesuffix(f"/{page}")
    return f"{root}/{page}?{urlencode({name: text for name, text in wanted.items() if text is not None})}"


def link_params(page: str, market_key: str) -> dict[str, str]:
    """The parameters of a link to `page`: the market, and what the reader last chose there."""
    remembered: dict[str, str] = st.session_state.get(_PAGES_KEY, {}).get(page, {})
    return {"market": market_key, **remembered}
