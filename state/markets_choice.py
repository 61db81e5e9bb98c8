"""What the reader looks at on the page Markets, as the address bar and the widgets say: section, matrix and items."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import pandas as pd
import streamlit as st

from domain.doctrine import Status
from domain.market_config import MarketConfig
from domain.markets_answers import FleetAnswer, Headline, Matrix
from domain.markets_view import SEARCHED, MatrixFilter, Section
from domain.priced_stock import MOST_NUMBER, PERCENTS
from settings_service import get_market_configs
from state import choices, markets_queries, url

PAGE = "markets"
SECTION_KEY = f"{PAGE}.section"
DOCTRINE_KEY = f"{PAGE}.doctrine"
STATUS_KEY = f"{PAGE}.status"
GROUP_KEY = f"{PAGE}.group"
SHORT_KEY = f"{PAGE}.short"
FIND_KEY = f"{PAGE}.find"
PRICED_KEY = f"{PAGE}.priced"
NUMBER_KEY = f"{PAGE}.number"
MATRIX_TABLE = f"{PAGE}.matrix"
CATEGORY_KEY = f"{PAGE}.category"
ITEM_KEY = f"{PAGE}.item"
IN_FITS_KEY = f"{PAGE}.in_fits"


Answer = TypeVar("Answer", Headline, FleetAnswer)


@dataclass(frozen=True)
class MatrixChoice:
    """What the matrix shows: everything there is, the filter, and the share of Jita and number of the fit that are priced (None: none)."""

    matrix: Matrix
    ship_groups: list[str]
    filter: MatrixFilter
    priced_percent: int | None
    number: int | None


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
    percent: int | None = url.bind("priced", PRICED_KEY, parse=_percent, default=None)
    number: int | None = url.bind("nth", NUMBER_KEY, parse=_number, default=None)
    matrix = markets_queries.matrix(None if percent is None else percent / 100, number)
    groups = sorted({row.ship_group for row in matrix.rows}, key=str.casefold)
    asked = MatrixFilter(
        doctrine=choices.one_of("doctrine", DOCTRINE_KEY, matrix.doctrines, "doctrine", str),
        ship_groups=tuple(choices.some_of("group", GROUP_KEY, groups, "ship group")),
        statuses=tuple(Status(word) for word in choices.some_of("status", STATUS_KEY, list(Status), "status")),
        short_somewhere=_switch("short", SHORT_KEY),
        words=words,
    )
    return MatrixChoice(matrix, groups, asked, percent, number)


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


def clicked_cell(table_key: str, fit_ids: list[int], market_of: Mapping[str, str]) -> tuple[int, str] | None:
    """The fit and the market's key whose cell was clicked in this run; None when no cell of a market was.

    `market_of` gives the market's key by the name of a column.
    """
    state = st.session_state.get(table_key)
    cells = state["selection"].get("cells", []) if state else []
    for row, column in cells:
        if column in market_of and row < len(fit_ids):
            return fit_ids[row], market_of[column]
    return None


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


def _percent(text: str) -> int | None:
    percent = choices.whole(text)
    return percent if percent in PERCENTS else None


def _number(text: str) -> int | None:
    number = choices.whole(text)
    return number if number and number <= MOST_NUMBER else None


def _switch(name: str, key: str) -> bool:
    is_on: bool = url.bind(name, key, parse={"yes": True}.get, default=False, encode=lambda on: "yes" if on else "no")
    return is_on
