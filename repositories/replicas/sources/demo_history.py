"""The demo's history: a price and a volume for each type and day, with weekdays, seasons, shocks, gaps and slow sellers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]

_WEEKDAYS = np.array([0.92, 0.9, 0.93, 0.97, 1.02, 1.14, 1.22])
_MEMORY, _SHAKE = 0.94, 0.016
_TYPICAL_ORDER_ISK = 25e6
# Units a day from which on nobody can move the price alone, and below which a type may drop out of use.
_DEEP, _SLOW = 100.0, 0.8


@dataclass(frozen=True)
class History:
    """Prices and volumes, one row per type and one column per day, the newest last; a volume of 0 is a day without a row."""

    days: list[str]
    average: Floats
    highest: Floats
    lowest: Floats
    volume: Integers
    orders: Integers

    def rows(self, ids: list[int]) -> Iterator[tuple[object, ...]]:
        """(type_id, date, average, highest, lowest, volume, order_count) of each day with sales, by type and day."""
        sold = self.volume > 0
        for row, type_id in enumerate(ids):
            places = np.flatnonzero(sold[row])
            columns = (self.average, self.highest, self.lowest, self.volume, self.orders)
            figures = (column[row, places].tolist() for column in columns)
            for place, *figure in zip(places.tolist(), *figures, strict=True):
                yield type_id, self.days[place], *figure

    def units_of_last(self, days: int) -> Integers:
        """The units of each type over the last so many days."""
        return np.asarray(self.volume[:, -days:].sum(axis=1))

    def average_of_last(self, days: int) -> Floats:
        """The mean of the average prices over the days with sales among the last so many; NaN where there were none."""
        sold = self.volume[:, -days:] > 0
        count = sold.sum(axis=1)
        total = np.where(sold, self.average[:, -days:], 0.0).sum(axis=1)
        return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def demo_history(price: Floats, units: Floats, days: int, until: date, random: np.random.Generator) -> History:
    """A history that ends on the day `until`, around `price` ISK and `units` a day of each type."""
    dates = [until - timedelta(days=back) for back in range(days - 1, -1, -1)]
    course = _course(len(price), days, random)
    volume = _volumes(units, course, dates, random)
    average = price[:, None] * course * random.lognormal(0.0, 0.012, course.shape)
    spikes = (random.random(course.shape) < 0.001) & (units < _DEEP)[:, None]
    average = np.where(spikes, average * random.uniform(2.5, 9.0, course.shape), average)
    spread = np.abs(random.normal(0.0, 0.025, (2, *course.shape)))
    single = volume == 1
    return History(
        days=[one.isoformat() for one in dates],
        average=np.round(average, 2),
        highest=np.round(average * np.where(single, 1.0, 1.0 + spread[0]), 2),
        lowest=np.round(average * np.where(single, 1.0, 1.0 - np.minimum(spread[1], 0.4)), 2),
        volume=volume,
        orders=np.minimum(volume, 1 + random.poisson(volume * np.minimum(price[:, None] / _TYPICAL_ORDER_ISK, 0.8))),
    )


def _course(types: int, days: int, random: np.random.Generator) -> Floats:
    """How each price wanders around its mean: a slow wave, and a walk that is drawn back; it ends at 1."""
    shaken = random.normal(0.0, 1.0, (types, days)) * random.uniform(0.5, 1.6, (types, 1)) * _SHAKE
    walk = np.empty((types, days))
    state = np.zeros(types)
    for place in range(days):
        state = state * _MEMORY + shaken[:, place]
        walk[:, place] = state
    phase = np.arange(days)[None, ::-1] * (2 * np.pi / random.uniform(150, 420, (types, 1)))
    wave = random.normal(0.0, 0.06, (types, 1)) * np.sin(phase) + random.normal(0.0, 0.04, (types, 1)) * (1 - np.cos(phase))
    course = np.exp(walk + wave)
    return np.asarray(course / course[:, -1:])


def _volumes(units: Floats, course: Floats, dates: list[date], random: np.random.Generator) -> Integers:
    """Units per day: more at weekends, in winter and when cheap, with campaigns, late starts and days that are missing."""
    weekday = np.array([_WEEKDAYS[one.weekday()] for one in dates])
    winter = np.array([1 + 0.12 * np.cos(2 * np.pi * one.timetuple().tm_yday / 365.25) for one in dates])
    expected = units[:, None] * (weekday * winter)[None, :] / course * random.lognormal(0.0, 0.35, course.shape)
    expected = expected * np.where(random.random(course.shape) < 0.01, 4.0, 1.0)
    starts = np.where(random.random(len(units)) < 0.03, random.integers(0, len(dates), len(units)), 0)
    forgotten = (random.random(len(units)) < 0.12) & (units < _SLOW)
    ends = np.where(forgotten, len(dates) - random.integers(8, 60, len(units)), len(dates))
    place = np.arange(len(dates))[None, :]
    there = (place >= starts[:, None]) & (place < ends[:, None]) & (random.random(course.shape) > 0.012)
    return np.where(there, random.poisson(expected), 0)
