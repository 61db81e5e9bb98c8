"""A page's filters that the address bar carries: bound, and dropped with a notice where what is shown does not know them."""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import TypeVar

import streamlit as st

from state import url

T = TypeVar("T", bound=Hashable)


def one_of(name: str, key: str, options: Collection[T], what: str, parse: Callable[[str], T | None]) -> T | None:
    """One of `options`, or None for all; `what` names the choice in the notice that says it was left out."""

    def known(text: str) -> T | None:
        value = parse(text)
        return value if value in options else None

    value = url.bind(name, key, parse=known, default=None)
    if value is None or value in options:
        return value
    url.drop(name, key, None, f"The chosen {what} is not known here; it was left out.")
    return None


def some_of(name: str, key: str, options: Collection[str], what: str) -> list[str]:
    """Any of `options`, separated by commas in the address; an empty list asks for all."""

    def known(text: str) -> list[str] | None:
        return kept(text.split(",")) or None

    def kept(values: Sequence[str]) -> list[str]:
        found = [value for value in values if value in options]
        if found and len(found) < len(values):
            gone = next(value for value in values if value not in options)
            url.notice(f"The {what} “{gone[:60]}” is not known here; it was left out.")
        return found

    values: list[str] = url.bind(name, key, parse=known, default=[], encode=",".join)
    if all(value in options for value in values):
        return values
    if not kept(values):
        url.drop(name, key, [], f"The {what} “{values[0]}” is not known here; it was left out.")
        return []
    st.session_state[key] = kept(values)
    return url.bind(name, key, parse=known, default=[], encode=",".join)


def number(name: str, key: str, smallest: float, largest: float, default: float, step: float | None = None) -> float:
    """A number between `smallest` and `largest`, both included; of an address the nearest multiple of `step`, where there is one."""

    def known(text: str) -> float | None:
        try:
            value = float(text)
        except ValueError:
            return None
        if not smallest <= value <= largest:
            return None
        return value if step is None else round(round(value / step) * step, 6)

    return url.bind(name, key, parse=known, default=default, encode=lambda value: f"{value:g}")


def setter(key: str, value: object) -> Callable[[], None]:
    """A callback for a button: puts the value under the session key of a choice."""

    def choose() -> None:
        st.session_state[key] = value

    return choose


def whole(text: str) -> int | None:
    """The whole number that a text is; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 12 else None
