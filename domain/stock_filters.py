"""Which stock is asked for: one set of filters for the page Low Stock, its address and its file."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.errors import InvalidInput

DEFAULT_LIMIT_DAYS = 7.0
LARGEST_LIMIT_DAYS = 365.0

DAYS, CATEGORY, DOCTRINE, FIT = "days", "category", "doctrine", "fit"
DOCTRINE_ITEMS, TECH_II, FACTION, UNSOLD = "doctrine_items", "tech2", "faction", "unsold"
YES = "yes"
_LONGEST_FIT_ID = 12


@dataclass(frozen=True, slots=True)
class StockFilters:
    """What is asked for; an empty tuple, None and False ask for nothing in particular.

    `limit_days` is how long the stock of what is shown lasts at most; `doctrine` is a doctrine's name, `categories` are names.
    Tech II and faction together ask for either. `with_unsold` adds what was not sold, whatever its stock.
    """

    limit_days: float = DEFAULT_LIMIT_DAYS
    categories: tuple[str, ...] = ()
    doctrine: str | None = None
    fit_id: int | None = None
    doctrine_items_only: bool = False
    tech_ii_only: bool = False
    faction_only: bool = False
    with_unsold: bool = False

    def to_params(self) -> dict[str, str]:
        """The parameters of an address that asks for the same; what is as usual is left out."""
        params = {
            DAYS: f"{self.limit_days:g}" if self.limit_days != DEFAULT_LIMIT_DAYS else "",
            CATEGORY: ",".join(self.categories),
            DOCTRINE: self.doctrine or "",
            FIT: "" if self.fit_id is None else str(self.fit_id),
        }
        flags = {
            DOCTRINE_ITEMS: self.doctrine_items_only,
            TECH_II: self.tech_ii_only,
            FACTION: self.faction_only,
            UNSOLD: self.with_unsold,
        }
        params.update({name: YES for name, is_set in flags.items() if is_set})
        return {name: text for name, text in params.items() if text}


def parse_limit_days(text: str) -> float | None:
    """The number of days that a text is; None for what cannot be a limit."""
    try:
        days = float(text)
    except ValueError:
        return None
    return days if 0 <= days <= LARGEST_LIMIT_DAYS else None


def fit_id_of(text: str) -> int | None:
    """The fit_id that a parameter of an address asks for; None when it is empty.

    Raises:
        InvalidInput: the text is not the number of a fit.
    """
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST_FIT_ID):
        raise InvalidInput(f"“{text[:60]}” is not the number of a fit.")
    return int(text)


def filters_of(params: Mapping[str, str]) -> StockFilters:
    """The filters that the parameters of an address ask for; parameters that are no filters do not count.

    Raises:
        InvalidInput: a value cannot be read.
    """
    limit_days = parse_limit_days(params.get(DAYS, f"{DEFAULT_LIMIT_DAYS}"))
    if limit_days is None:
        raise InvalidInput(f"“{params[DAYS][:60]}” is no number of days between 0 and {LARGEST_LIMIT_DAYS:g}.")
    return StockFilters(
        limit_days=limit_days,
        categories=tuple(name for name in params.get(CATEGORY, "").split(",") if name),
        doctrine=params.get(DOCTRINE) or None,
        fit_id=fit_id_of(params.get(FIT, "")),
        doctrine_items_only=params.get(DOCTRINE_ITEMS) == YES,
        tech_ii_only=params.get(TECH_II) == YES,
        faction_only=params.get(FACTION) == YES,
        with_unsold=params.get(UNSOLD) == YES,
    )
