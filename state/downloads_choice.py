"""What Downloads offers, as the address bar and the page's choices say."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.exports import SDE_TABLES
from domain.market_config import MarketConfig
from state import choices, doctrine_queries, url

PAGE = "downloads"
DOCTRINE_KEY, FIT_KEY, TABLE_KEY, BOM_KEY = f"{PAGE}.doctrine", f"{PAGE}.fit", f"{PAGE}.table", f"{PAGE}.bom"
_FIRST_TABLE = next(iter(SDE_TABLES))


@dataclass(frozen=True)
class FitsChoice:
    """The chosen doctrine and fit (None: none), and titles and names to choose from by doctrine name and fit_id."""

    doctrine: str | None
    fit_id: int | None
    doctrines: Mapping[str, str]
    fits: Mapping[int, str]


def settle_bom() -> bool:
    """Whether files begin with the mark by which spreadsheets know UTF-8."""
    return url.bind("bom", BOM_KEY, parse=lambda text: {"yes": True, "no": False}.get(text), default=False, encode=lambda _: "yes")


def settle_fits(market: MarketConfig) -> FitsChoice:
    """Settle doctrine and fit before they are drawn; what this market does not stage is given up, and that is said."""
    doctrines = {doctrine.name: doctrine.title for doctrine in doctrine_queries.doctrines(market)}
    fits = {fit.fit_id: fit.fit_name for fit in doctrine_queries.fit_statuses(market, 1.0)}
    doctrine = choices.one_of("doctrine", DOCTRINE_KEY, doctrines, "doctrine", str)
    fit_id = choices.one_of("fit", FIT_KEY, fits, "fit", choices.whole)
    return FitsChoice(doctrine, fit_id, doctrines, dict(sorted(fits.items(), key=lambda item: item[1].casefold())))


def settle_table() -> str:
    """The table of the static data that is offered."""
    return url.bind("table", TABLE_KEY, parse=lambda text: text if text in SDE_TABLES else None, default=_FIRST_TABLE)
