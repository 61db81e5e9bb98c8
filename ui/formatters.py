"""Figures as words: ISK, units, m³, percent, days and EVE time; an unknown figure is a dash, never a zero."""

from datetime import datetime
from typing import Any

import pandas as pd

UNKNOWN = "–"
_SHORT_STEPS = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e4, "K"))
_UNIT = {"T": 1e12, "B": 1e9, "M": 1e6, "K": 1e3}
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def is_unknown(value: Any) -> bool:
    """Whether a single value is None, NaN, NaT or NA."""
    return value is None or bool(pd.isna(value))


def isk_short(value: float | None) -> str:
    """ISK in three figures and a letter: 1.23B, 45.6M, 789K; below ten thousand to two decimals, as prices of ammunition need."""
    if value is None or is_unknown(value):
        return UNKNOWN
    for step, letter in _SHORT_STEPS:
        # A figure that would round up to 1,000 of a smaller unit belongs to the larger one.
        if abs(value) >= step * 0.9995:
            return f"{_three_figures(value / _UNIT[letter])}{letter}"
    return f"{value:,.2f}"


def _three_figures(value: float) -> str:
    decimals = 2 if abs(value) < 9.995 else 1 if abs(value) < 99.95 else 0
    return f"{value:,.{decimals}f}"


def isk_full(value: float | None) -> str:
    """ISK to the hundredth: 1,234,567,890.12 ISK."""
    return UNKNOWN if value is None or is_unknown(value) else f"{value:,.2f} ISK"


def isk_both(value: float | None) -> str:
    """The short form with the full value behind it: 1.23B (1,234,567,890.12 ISK); once where they say the same."""
    if value is None or is_unknown(value):
        return UNKNOWN
    short, full = isk_short(value), isk_full(value)
    return full if full == f"{short} ISK" else f"{short} ({full})"


def number(value: float | None, decimals: int = 0) -> str:
    """A plain figure with thousands separators."""
    return UNKNOWN if value is None or is_unknown(value) else f"{value:,.{decimals}f}"


def daily_volume(value: float | None) -> str:
    """Units per day: whole above 100, with one decimal above 10, with two below."""
    if value is None or is_unknown(value):
        return UNKNOWN
    decimals = 0 if value >= 99.95 or value == 0 else 1 if value >= 9.995 else 2
    return f"{value:,.{decimals}f}"


def volume_m3(value: float | None) -> str:
    """A volume: 12,345 m³; below 100 m³ to two decimals."""
    if value is None or is_unknown(value):
        return UNKNOWN
    return f"{value:,.{0 if abs(value) >= 100 else 2}f} m³"


def percent(fraction: float | None, decimals: int = 1) -> str:
    """A share: 0.256 is 25.6 %."""
    return UNKNOWN if fraction is None or is_unknown(fraction) else f"{fraction * 100:,.{decimals}f} %"


def signed_percent(fraction: float | None, decimals: int = 1) -> str:
    """A difference with its sign: 0.256 is +25.6 %; what rounds to nothing has none."""
    if fraction is None or is_unknown(fraction):
        return UNKNOWN
    rounded = round(fraction * 100, decimals)
    return f"{rounded:+,.{decimals}f} %" if rounded else f"{0:.{decimals}f} %"


def days(value: float | None) -> str:
    """A number of days: 0.4 days, 12.3 days, 123 days."""
    if value is None or is_unknown(value):
        return UNKNOWN
    rounded = f"{value:,.{1 if value < 99.95 else 0}f}"
    return "1 day" if rounded == "1.0" else f"{rounded} days"


def days_of_stock(value: float | None, *, sold_nothing: bool) -> str:
    """How long the stock lasts: days, "no sales" when nothing was sold, a dash when that is unknown."""
    return "no sales" if sold_nothing else days(value)


def eve_time(moment: datetime | None) -> str:
    """A moment (naive UTC) in EVE time: 2026-11-20 11:20 EVE."""
    return UNKNOWN if moment is None or is_unknown(moment) else f"{moment:%Y-%m-%d %H:%M} EVE"


def age(moment: datetime | None, now: datetime) -> str:
    """How long ago a moment was, both naive UTC: just now, 12 min ago, 3 h ago, 2 days ago."""
    if moment is None or is_unknown(moment):
        return UNKNOWN
    seconds = (now - moment).total_seconds()
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE:.0f} min ago"
    if seconds < 2 * _DAY:
        return f"{seconds // _HOUR:.0f} h ago"
    return f"{seconds // _DAY:,.0f} days ago"
