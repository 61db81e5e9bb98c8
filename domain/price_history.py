"""The price history of one type: ranges, days with sales, and the moving average of the price."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class HistoryRange(StrEnum):
    """How far back the history is shown, counted from its newest day."""

    MONTH = "1M"
    QUARTER = "3M"
    HALF_YEAR = "6M"
    YEAR = "1Y"
    ALL = "all"

    @property
    def days(self) -> int | None:
        """The length in days; None is everything."""
        return _DAYS[self]

    @property
    def average_days(self) -> int:
        """The days of the moving average that can still be read at this range."""
        return _AVERAGE_DAYS[self]

    def first_day(self, until: date) -> date | None:
        """The first day shown when `until` is the last; None is no limit."""
        return None if self.days is None else until - timedelta(days=self.days - 1)

    def first_day_read(self, until: date) -> date | None:
        """The first day that counts for what is shown, those of its first moving averages included; None is no limit."""
        first = self.first_day(until)
        return first - timedelta(days=self.average_days) if first else None


_DAYS = {HistoryRange.MONTH: 30, HistoryRange.QUARTER: 91, HistoryRange.HALF_YEAR: 182, HistoryRange.YEAR: 365, HistoryRange.ALL: None}
_AVERAGE_DAYS = {HistoryRange.MONTH: 7, HistoryRange.QUARTER: 7, HistoryRange.HALF_YEAR: 14, HistoryRange.YEAR: 30, HistoryRange.ALL: 30}


class HistoryDay(NamedTuple):
    """One day with sales: the average, lowest and highest price in ISK, and the units sold."""

    day: date
    average: float
    lowest: float
    highest: float
    units: int


@dataclass(frozen=True)
class PriceHistory:
    """The days with sales in a range, oldest first, and for each the moving average of the price in ISK.

    A day without sales has no entry. `first_day` and `last_day` are the ends of the range, sales or not.
    """

    days: tuple[HistoryDay, ...]
    moving_average: tuple[float | None, ...]
    average_days: int
    first_day: date
    last_day: date


def moving_average(days: Sequence[HistoryDay], window: int) -> list[float | None]:
    """For each day, ISK per unit over the `window` calendar days that end with it; None where no unit was sold.

    `days` holds the days with sales, oldest first.
    """
    averages: list[float | None] = []
    first, isk, units = 0, 0.0, 0
    for entry in days:
        isk += entry.average * entry.units
        units += entry.units
        while days[first].day <= entry.day - timedelta(days=window):
            gone = days[first]
            isk -= gone.average * gone.units
            units -= gone.units
            first += 1
        averages.append(isk / units if units > 0 else None)
    return averages


def price_history(days: Sequence[HistoryDay], shown: HistoryRange, until: date) -> PriceHistory:
    """The part of `days` that `shown` asks for; `until` is the newest day of the market's history.

    The moving average of the first days shown counts the days before them.
    """
    averages = moving_average(days, shown.average_days)
    limit = shown.first_day(until)
    start = next((i for i, entry in enumerate(days) if limit is None or entry.day >= limit), len(days))
    first_day = limit or (days[0].day if days else until)
    return PriceHistory(tuple(days[start:]), tuple(averages[start:]), shown.average_days, first_day, until)
