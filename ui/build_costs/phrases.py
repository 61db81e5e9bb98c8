"""How Build Costs says where figures are from, what they are counted at, and how long a job runs."""

from datetime import datetime

from domain.build_quote import PriceBasis, Sourced, ValueSource
from ui.formatters import UNKNOWN, age, eve_time

_HOUR, _DAY = 3600, 86400
_SOURCES = {ValueSource.ESI: "the game's interface", ValueSource.COLLECTOR: "the collector", ValueSource.JITA: "Jita's prices instead"}


def basis_words(basis: PriceBasis, short_name: str) -> str:
    """What materials are counted at: "Jita sell", "Jita buy", "4H price"."""
    return {PriceBasis.JITA_SELL: "Jita sell", PriceBasis.JITA_BUY: "Jita buy", PriceBasis.LOCAL: f"{short_name} price"}[basis]


def duration(seconds: int) -> str:
    """How long a job runs: 45 s, 12 min, 5 h 26 min, 3 d 4 h; a dash for no time at all, which stands for an unknown one."""
    if seconds <= 0:
        return UNKNOWN
    if seconds < 60:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // 60} min"
    if seconds < _DAY:
        return f"{seconds // _HOUR} h {seconds % _HOUR // 60} min"
    return f"{seconds // _DAY:,} d {seconds % _DAY // _HOUR} h"


def source_words(sourced: Sourced, now: datetime) -> str:
    """Where figures are from and how old they are: "the collector, 2026-11-20 11:20 EVE, 3 h ago"; `now` is naive UTC."""
    words = _SOURCES[sourced.source]
    if sourced.at is not None:
        return f"{words}, {eve_time(sourced.at)}, {age(sourced.at, now)}"
    return words if sourced.source is ValueSource.JITA else f"{words}, age unknown"
