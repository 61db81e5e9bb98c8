"""Which fits of a market the reader looks at, as the address bar and the filters say; shared by the doctrine pages."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from domain.doctrine import Status
from domain.doctrine_answers import Doctrine, FitElsewhere, FitStatus
from domain.doctrine_view import FitFilter
from domain.market_config import MarketConfig
from settings_service import get_market_configs
from state import choices, doctrine_queries, market_queries, url

PAGE = "doctrine_status"
DOCTRINE_KEY = f"{PAGE}.doctrine"
STATUS_KEY = f"{PAGE}.status"
GROUP_KEY = f"{PAGE}.group"
MODULE_KEY = f"{PAGE}.module"
MULTIPLIER_KEY = f"{PAGE}.multiplier"
FIT_KEY = f"{PAGE}.fit"
CARD_KEY = f"{PAGE}.card"
FITS_TABLE, ITEMS_TABLE = f"{PAGE}.fits", f"{PAGE}.items"
REPORT_DOCTRINE_KEY = "doctrine_report.doctrine"
REPORT_CARD_KEY = "doctrine_report.card"
REPORT_FIT_KEY = "doctrine_report.fit"
SMALLEST_MULTIPLIER, LARGEST_MULTIPLIER = 0.5, 2.0
# That of its slider, which would show another number than the one that counts.
_MULTIPLIER_STEP = 0.1


@dataclass(frozen=True)
class StatusChoice:
    """What Doctrine Status shows: every fit here, what to choose from, the filter, and the opened fit (None: none).

    `doctrines` and `items` are titles and names by doctrine name and type_id. `fits` are all that are staged here;
    `elsewhere` is the opened fit when it is not one of them.
    """

    multiplier: float
    fits: tuple[FitStatus, ...]
    doctrines: Mapping[str, str]
    items: Mapping[int, str]
    ship_groups: list[str]
    filter: FitFilter
    fit_id: int | None
    elsewhere: FitElsewhere | None


def settle_status(market: MarketConfig) -> StatusChoice:
    """Settle the filters of Doctrine Status before they are drawn; what this market does not have is given up, and that is said."""
    multiplier = choices.number("multiplier", MULTIPLIER_KEY, SMALLEST_MULTIPLIER, LARGEST_MULTIPLIER, 1.0, _MULTIPLIER_STEP)
    fits = doctrine_queries.fit_statuses(market, multiplier)
    doctrines = {doctrine.name: doctrine for doctrine in doctrine_queries.doctrines(market)}
    items = doctrine_queries.doctrine_items(market)
    groups = sorted({fit.ship_group for fit in fits}, key=str.casefold)
    doctrine = choices.one_of("doctrine", DOCTRINE_KEY, doctrines, "doctrine", str)
    module = choices.one_of("module", MODULE_KEY, items, "item", choices.whole)
    asked = FitFilter(
        doctrine_fit_ids=None if doctrine is None else doctrines[doctrine].fit_ids,
        using_fit_ids=None if module is None else tuple(use.fit_id for use in market_queries.fits_using(market, module)),
        statuses=tuple(Status(word) for word in choices.some_of("status", STATUS_KEY, list(Status), "status")),
        ship_groups=tuple(choices.some_of("group", GROUP_KEY, groups, "ship group")),
    )
    titles = {name: found.title for name, found in doctrines.items()}
    return StatusChoice(multiplier, fits, titles, items, groups, asked, *_opened_fit(market, {fit.fit_id for fit in fits}))


def _opened_fit(market: MarketConfig, here: Collection[int]) -> tuple[int | None, FitElsewhere | None]:
    def known(text: str) -> int | None:
        fit_id = choices.whole(text)
        if fit_id is None or fit_id in here:
            return fit_id
        return fit_id if doctrine_queries.fit_elsewhere(market, fit_id) else None

    fit_id = url.bind("fit", FIT_KEY, parse=known, default=None)
    if fit_id is None or fit_id in here:
        return fit_id, None
    elsewhere = doctrine_queries.fit_elsewhere(market, fit_id)
    if elsewhere is None:
        url.drop("fit", FIT_KEY, None, "The fit that was opened is in no doctrine any more.")
        return None, None
    return fit_id, elsewhere


def settle_report(market: MarketConfig) -> tuple[tuple[Doctrine, ...], str | None]:
    """Settle the doctrine of Doctrine Report before it is drawn: the doctrines to choose from, and the chosen one's name.

    The first one when none was chosen; None when none is staged here.
    """
    doctrines = doctrine_queries.doctrines(market)
    names = [doctrine.name for doctrine in doctrines]
    if not names:
        return doctrines, None
    name: str = url.bind(
        "doctrine", REPORT_DOCTRINE_KEY, parse=lambda text: text if text in names else None, default=names[0], always_written=True
    )
    if name not in names:
        url.drop("doctrine", REPORT_DOCTRINE_KEY, names[0], f"The chosen doctrine is not staged in {market.name}.")
        name = names[0]
    return doctrines, name


def market_names() -> dict[str, str]:
    """The names of all markets by key."""
    return {market.key: market.name for market in get_market_configs().values()}
