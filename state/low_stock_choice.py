"""What Low Stock shows, as the address bar and the filters say."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from domain import stock_filters as params
from domain.low_stock import Stock
from domain.market_config import MarketConfig
from domain.stock_filters import StockFilters
from state import choices, low_stock_queries, url

PAGE = "low_stock"
TABLE = f"{PAGE}.table"
ITEM_KEY = f"{PAGE}.item"
DEFAULT_RESTOCK_DAYS, MOST_RESTOCK_DAYS = 14, 365
DAYS_KEY, CATEGORY_KEY, DOCTRINE_KEY, FIT_KEY = f"{PAGE}.days", f"{PAGE}.category", f"{PAGE}.doctrine", f"{PAGE}.fit"
DOCTRINE_ITEMS_KEY, TECH_II_KEY = f"{PAGE}.doctrine_items", f"{PAGE}.tech2"
FACTION_KEY, UNSOLD_KEY, RESTOCK_KEY = f"{PAGE}.faction", f"{PAGE}.unsold", f"{PAGE}.restock"


@dataclass(frozen=True)
class StockChoice:
    """The stock, what is asked of it, what there is to choose from (titles and names by doctrine name and fit_id), and for how
    many days is restocked."""

    stock: Stock
    filters: StockFilters
    doctrines: Mapping[str, str]
    fits: Mapping[int, str]
    restock_days: int


def settle(market: MarketConfig) -> StockChoice:
    """Settle the filters before they are drawn; what this market does not have is given up, and that is said."""
    stock = low_stock_queries.stock(market)
    doctrines = {doctrine.name: doctrine.title for doctrine in stock.doctrines}
    doctrine = _doctrine(market, doctrines)
    fits = stock.fits_of(doctrine)
    asked = StockFilters(
        limit_days=choices.number(params.DAYS, DAYS_KEY, 0.0, params.LARGEST_LIMIT_DAYS, params.DEFAULT_LIMIT_DAYS),
        categories=tuple(_categories(market, stock.categories)),
        doctrine=doctrine,
        fit_id=_fit(market, fits, None if doctrine is None else doctrines[doctrine]),
        doctrine_items_only=_flag(params.DOCTRINE_ITEMS, DOCTRINE_ITEMS_KEY),
        tech_ii_only=_flag(params.TECH_II, TECH_II_KEY),
        faction_only=_flag(params.FACTION, FACTION_KEY),
        with_unsold=_flag(params.UNSOLD, UNSOLD_KEY),
    )
    restock_days = url.bind("restock", RESTOCK_KEY, parse=_restock_days, default=DEFAULT_RESTOCK_DAYS)
    return StockChoice(stock, asked, doctrines, fits, restock_days)


def _doctrine(market: MarketConfig, doctrines: Mapping[str, str]) -> str | None:
    doctrine: str | None = url.bind(params.DOCTRINE, DOCTRINE_KEY, parse=lambda text: text or None, default=None)
    if doctrine is None or doctrine in doctrines:
        return doctrine
    why = f"The doctrine “{doctrine[:60]}” is not staged in {market.name}: all doctrines are shown."
    url.drop(params.DOCTRINE, DOCTRINE_KEY, None, why)
    return None


def _fit(market: MarketConfig, fits: Mapping[int, str], doctrine: str | None) -> int | None:
    fit_id: int | None = url.bind(params.FIT, FIT_KEY, parse=choices.whole, default=None)
    if fit_id is None or fit_id in fits:
        return fit_id
    where = f"staged in {market.name}" if doctrine is None else f"in {doctrine}"
    url.drop(params.FIT, FIT_KEY, None, f"The fit that was chosen is not {where}: all fits are shown.")
    return None


def _categories(market: MarketConfig, known: tuple[str, ...]) -> list[str]:
    def bound(names: list[str]) -> list[str]:
        return url.bind(params.CATEGORY, CATEGORY_KEY, parse=lambda _: names, default=[], encode=",".join)

    asked = [name for name in st.query_params.get(params.CATEGORY, "").split(",") if name]
    chosen = bound(asked)
    gone = [name for name in chosen if name not in known]
    if gone:
        url.notice(f"{market.name} has nothing of the category {gone[0][:60]}: it was left out.")
        st.session_state[CATEGORY_KEY] = [name for name in chosen if name in known]
        chosen = bound([name for name in asked if name in known])
    return chosen


def _flag(name: str, key: str) -> bool:
    return url.bind(name, key, parse=lambda text: {params.YES: True, "no": False}.get(text), default=False, encode=lambda _: params.YES)


def _restock_days(text: str) -> int | None:
    days = choices.whole(text)
    return days if days is not None and 1 <= days <= MOST_RESTOCK_DAYS else None
