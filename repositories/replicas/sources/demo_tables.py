"""What the makers of the demo share: files, tables in memory, and random numbers that depend on their names alone."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files

import numpy as np


@dataclass(frozen=True)
class Rows:
    """One table: its columns in order, and its rows."""

    columns: tuple[str, ...]
    rows: Sequence[Sequence[object]]


def demo_file(name: str) -> str:
    """The text of one of the demo's facts files."""
    return (files("repositories.facts") / "demo" / name).read_text(encoding="utf8")


def randomness(seed: int, *names: str) -> np.random.Generator:
    """Random numbers of one part of the demo: the same for the same seed and names, whatever else was drawn."""
    return np.random.default_rng([seed & 0xFFFFFFFF, *(zlib.crc32(name.encode()) for name in names)])


def moment(when: date, minutes_before: int = 0) -> str:
    """The first minute of a day (UTC), or some minutes before, as the databases write it."""
    days, minutes = divmod(-minutes_before, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    return f"{(when + timedelta(days=days)).isoformat()} {hours:02}:{minutes:02}:00"
