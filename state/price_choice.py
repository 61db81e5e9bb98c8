"""What the reader asks about the price of fits, as the address bar and the controls of priced stock say; on any page."""

from domain.priced_stock import MOST_NUMBER, PERCENTS, PriceQuestion
from state import choices, url


def keys(page: str) -> tuple[str, str]:
    """The session keys of the slider and of the number on a page."""
    return f"{page}.priced", f"{page}.nth"


def settle(page: str) -> PriceQuestion:
    """Settle both before they are drawn."""
    limit_key, number_key = keys(page)
    percent: int | None = url.bind("priced", limit_key, parse=_percent, default=None)
    number: int | None = url.bind("nth", number_key, parse=_number, default=None)
    return PriceQuestion(percent, number)


def _percent(text: str) -> int | None:
    percent = choices.whole(text)
    return percent if percent in PERCENTS else None


def _number(text: str) -> int | None:
    number = choices.whole(text)
    return number if number and number <= MOST_NUMBER else None
