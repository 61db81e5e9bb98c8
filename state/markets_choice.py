"""What the reader looks at on the page Markets, as the address bar and the widgets say: section, matrix and items."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd
import streamlit as st

from domain.doctrine import Status
from domain.market_config import MarketConfig
from domain.markets_answers import FleetAnswer, Headline, Matrix
from domain.markets_view import SEARCHED, MatrixFilter, Section
from domain.priced_stock import PriceQuestion
from settings_service import get_market_configs
from state import choices, markets_queries, price_choice, url

PAGE = "markets"
SECTION_KEY = f"{PAGE}.section"
FIND_KEY = f"{PAGE}.find"
FILTER_KEYS = {name: f"{PAGE}.{name}" for name in ("doctrine", "status", "group", "short", "priced", "nth")}
MATRIX_TABLE = f"{PAGE}.matrix"
OPENED_KEY = f"{PAGE}.opened"
_CELL_KEY = f"{MATRIX_TABLE}.cell"
CATEGORY_KEY = f"{PAGE}.category"
ITEM_KEY = f"{PAGE}.item"
IN_FITS_KEY = f"{PAGE}.in_fits"


Answer = TypeVar("Answer", Headline, FleetAnswer)


@dataclass(frozen=True)
class MatrixChoice:
    """What the matrix shows: everything there is, the filter, and what is asked about prices."""

    matrix: Matrix
    ship_groups: list[str]
    filter: MatrixFilter
    question: PriceQuestion


@dataclass(frozen=True)
class ItemsChoice:
    """What the items show: all of them, the filters, and the type that is opened (None: none)."""

    items: pd.DataFrame
    categories: list[str]
    category: str | None
    only_in_fits: bool
    words: str
    type_id: int | None


def settle_section() -> tuple[Section, str]:
    """Settle the section, and the words that it is searched for, before their widgets are drawn."""
    section = Section(url.bind("section", SECTION_KEY, parse=_section, default=Section.MATRIX.value) or Section.MATRIX)
    if section not in SEARCHED:
        return section, ""
    words: str = url.bind("find", FIND_KEY, parse=lambda text: text[:100], default="")
    return section, words


def seen_from(market: MarketConfig) -> tuple[MarketConfig, ...]:
    """All markets, the active one first."""
    return (market, *(other for other in get_market_configs().values() if other.key != market.key))


def active_first(market: MarketConfig, answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """What the markets say, the active one first."""
    return tuple(sorted(answers, key=lambda answer: answer.market.key != market.key))


def settle_matrix(words: str) -> MatrixChoice:
    """Settle the other filters of the matrix before they are drawn; what no market has is given up, and that is said."""
    question = price_choice.settle(PAGE)
    matrix = markets_queries.matrix(question)
    groups = sorted({row.ship_group for row in matrix.rows}, key=str.casefold)
    asked = MatrixFilter(
        doctrine=choices.one_of("doctrine", FILTER_KEYS["doctrine"], matrix.doctrines, "doctrine", str),
        ship_groups=tuple(choices.some_of("group", FILTER_KEYS["group"], groups, "ship group")),
        statuses=tuple(Status(word) for word in choices.some_of("status", FILTER_KEYS["status"], list(Status), "status")),
        short_somewhere=_switch("short", FILTER_KEYS["short"]),
        words=words,
    )
    return MatrixChoice(matrix, groups, asked, question)


def settle_items(words: str) -> ItemsChoice:
    """Settle the other filters of the items before they are drawn."""
    items = markets_queries.items()
    categories = sorted(items["category_name"].dropna().unique(), key=str.casefold)
    return ItemsChoice(
        items=items,
        categories=categories,
        category=choices.one_of("category", CATEGORY_KEY, categories, "category", str),
        only_in_fits=_switch("in_fits", IN_FITS_KEY),
        words=words,
        type_id=choices.one_of("item", ITEM_KEY, set(items["type_id"].tolist()), "item", choices.whole),
    )


def shown_items(choice: ItemsChoice) -> pd.DataFrame:
    """The items that the filters leave."""
    items = choice.items
    if choice.category is not None:
        items = items[items["category_name"] == choice.category]
    if choice.only_in_fits:
        items = items[items["in_fits"]]
    for word in choice.words.split():
        items = items[items["type_name"].str.contains(word, case=False, regex=False)]
    return items


def on_cell(table_key: str, fit_ids: Sequence[int], market_of: Mapping[str, str]) -> Callable[[], None]:
    """A callback for a table's selection: notes the fit and the market's key of a cell that was clicked just now.

    `market_of` gives the market's key by the name of a column; other columns open nothing.
    """

    def note() -> None:
        cells = st.session_state[table_key]["selection"].get("cells", [])
        # A tick of a row comes here too, with the cell that was clicked before.
        if cells == st.session_state.get(_CELL_KEY):
            return
        st.session_state[_CELL_KEY] = cells
        for row, column in cells:
            if column in market_of and row < len(fit_ids):
                st.session_state[OPENED_KEY] = (fit_ids[row], market_of[column])

    return note


def market_called(key: str) -> MarketConfig:
    """The market with this key."""
    return get_market_configs()[key]


def opener(section: Section, **values: object) -> Callable[[], None]:
    """A callback for a button: opens a section, with values under the session keys `markets.<name>`."""

    def open_section() -> None:
        st.session_state[SECTION_KEY] = section.value
        for name, value in values.items():
            st.session_state[f"{PAGE}.{name}"] = value

    return open_section


def link() -> str:
    """The address of all that is shown now."""
    return url.address(PAGE)


def _section(text: str) -> str | None:
    return text if text in set(Section) else None


def _switch(name: str, key: str) -> bool:
    is_on: bool = url.bind(name, key, parse={"yes": True}.get, default=False, encode=lambda on: "yes" if on else "no")
    return is_on
