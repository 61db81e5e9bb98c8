"""ISK traded per day, week or month: the bars, their moving average, and what is done about outliers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from statistics import fmean, quantiles
from typing import NamedTuple

MOVING_AVERAGES = (3, 7, 14, 30)
_BARS_FOR_FENCES = 4
_FENCE_IQRS = 1.5


class Period(StrEnum):
    """The length of one bar; the week begins on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Outliers(StrEnum):
    """What happens to a bar outside Tukey's fences: nothing, cut at the fence, or left out."""

    NONE = "none"
    CAP = "cap"
    REMOVE = "remove"


@dataclass(frozen=True)
class VolumeOptions:
    """What of the ISK volume is shown. `start` and `end` are the first and last day; None is no limit."""

    period: Period = Period.DAY
    window: int = 7
    outliers: Outliers = Outliers.NONE
    start: date | None = None
    end: date | None = None


class VolumeBar(NamedTuple):
    """One bar: its first day, the ISK traded, what of that is drawn (None: left out), and the moving average.

    `is_complete` is false where the history does not cover all days of the period.
    """

    start: date
    isk: float
    shown_isk: float | None
    average_isk: float | None
    is_complete: bool
    is_outlier: bool


@dataclass(frozen=True)
class VolumeSeries:
    """The bars in the order of time; `fences` are the lowest and highest ISK that are no outliers, None without the rule."""

    bars: tuple[VolumeBar, ...]
    fences: tuple[float, float] | None

    @property
    def outliers(self) -> int:
        """How many bars lie outside the fences."""
        return sum(bar.is_outlier for bar in self.bars)


class _Bucket(NamedTuple):
    start: date
    isk: float
    is_complete: bool


def tukey_fences(values: Sequence[float]) -> tuple[float, float] | None:
    """1.5 interquartile ranges below the first and above the third quartile; None for fewer than 4 values.

    Source: J. W. Tukey, Exploratory Data Analysis (1977); quartiles by linear interpolation.
    """
    if len(values) < _BARS_FOR_FENCES:
        return None
    first, _, third = quantiles(values, n=4, method="inclusive")
    reach = _FENCE_IQRS * (third - first)
    return first - reach, third + reach


def volume_series(daily: Sequence[tuple[date, float]], options: VolumeOptions) -> VolumeSeries:
    """The bars of `daily` (one entry for every day of the calendar, oldest first) that `options` ask for.

    A week or month that overlaps the chosen days is shown whole. The fences are those of the complete
    bars shown. The moving average runs over `options.window` bars, counts treated bars as they are
    drawn, and is None for the bars before there are that many and for an incomplete one.
    """
    buckets = list(_buckets(daily, options.period))
    shown = [bucket for bucket in buckets if _overlaps(bucket, options)]
    fences = None
    if options.outliers is not Outliers.NONE:
        fences = tukey_fences([bucket.isk for bucket in shown if bucket.is_complete])
    treated = [_treated(bucket, fences, options.outliers) for bucket in buckets]
    bars = [
        VolumeBar(bucket.start, bucket.isk, treated[i], _average(buckets, treated, i, options.window), bucket.is_complete,
                  _is_outlier(bucket, fences))
        for i, bucket in enumerate(buckets)
        if _overlaps(bucket, options)
    ]
    return VolumeSeries(tuple(bars), fences)


def period_start(day: date, period: Period) -> date:
    """The first day of the period that `day` lies in."""
    if period is Period.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if period is Period.MONTH else day


def _last_day(start: date, period: Period) -> date:
    if period is Period.WEEK:
        return start + timedelta(days=6)
    if period is Period.MONTH:
        return (start.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return start


def _buckets(daily: Sequence[tuple[date, float]], period: Period) -> Iterator[_Bucket]:
    for start, entries in groupby(daily, key=lambda entry: period_start(entry[0], period)):
        days = list(entries)
        is_complete = days[0][0] == start and days[-1][0] == _last_day(start, period)
        yield _Bucket(start, sum(isk for _, isk in days), is_complete)


def _overlaps(bucket: _Bucket, options: VolumeOptions) -> bool:
    begins_in_time = options.end is None or bucket.start <= options.end
    return begins_in_time and (options.start is None or _last_day(bucket.start, options.period) >= options.start)


def _is_outlier(bucket: _Bucket, fences: tuple[float, float] | None) -> bool:
    return fences is not None and bucket.is_complete and not fences[0] <= bucket.isk <= fences[1]


def _treated(bucket: _Bucket, fences: tuple[float, float] | None, outliers: Outliers) -> float | None:
    if fences is None or not _is_outlier(bucket, fences):
        return bucket.isk
    return None if outliers is Outliers.REMOVE else min(max(bucket.isk, fences[0]), fences[1])


def _average(buckets: Sequence[_Bucket], treated: Sequence[float | None], last: int, window: int) -> float | None:
    first = last - window + 1
    if first < 0 or not (buckets[first].is_complete and buckets[last].is_complete):
        return None
    values = [isk for isk in treated[first : last + 1] if isk is not None]
    return fmean(values) if values else None
