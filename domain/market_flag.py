"""Where a fit is staged: what `doctrine_fits.market_flag` says."""

from collections.abc import Iterable

from domain.market_config import DEFAULT_MARKET_KEY

EVERY_MARKET = "both"


def normal_flag(flag: str | None, default_key: str = DEFAULT_MARKET_KEY) -> str:
    """The flag as a market key or `both`: NULL and empty are the default market; blanks and case do not count."""
    return (flag or "").strip().casefold() or default_key.casefold()


def is_staged(flag: str | None, market_key: str, default_key: str = DEFAULT_MARKET_KEY) -> bool:
    """Whether a fit with this flag is staged in that market."""
    return normal_flag(flag, default_key) in (market_key.casefold(), EVERY_MARKET)


def staged_in(flag: str | None, market_keys: Iterable[str], default_key: str = DEFAULT_MARKET_KEY) -> tuple[str, ...]:
    """The keys of the markets where a fit with this flag is staged; empty for a flag that no market has."""
    return tuple(key for key in market_keys if is_staged(flag, key, default_key))


def unknown_flags(flags: Iterable[str | None], market_keys: Iterable[str]) -> tuple[str, ...]:
    """The flags, as written, that name no market: their fits are shown nowhere."""
    keys = tuple(market_keys)
    return tuple(sorted({flag for flag in flags if flag is not None and not staged_in(flag, keys)}))
