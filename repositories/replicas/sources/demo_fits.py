"""The doctrines and fits of the demo, read from the facts files fits.txt, doctrines.toml and equivalents.txt."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import tomli

from repositories.facts.static_data import published_type_ids
from repositories.replicas.sources.demo_tables import demo_file

_FIRST_FIT_ID = 501


@dataclass(frozen=True)
class DemoFit:
    """One fit: `items` is quantity by type id, the hull included; `racks` holds the names per block of the text, in its order.

    `flag` is where it is staged; `targets` is complete fits by market key, under "" for every other market; empty without a target.
    """

    fit_id: int
    name: str
    ship_id: int
    ship_name: str
    flag: str
    targets: Mapping[str, int]
    items: Mapping[int, int]
    racks: tuple[tuple[str, ...], ...]

    def staged_in(self, market_key: str) -> bool:
        """Whether the market stages this fit."""
        return self.flag in ("both", market_key)

    def target_in(self, market_key: str) -> int | None:
        """How many complete fits the market wants; None without a target."""
        return self.targets.get(market_key, self.targets.get(""))


@dataclass(frozen=True)
class DemoDoctrine:
    """One doctrine: its fits in order of need, and the one whose ship is its picture."""

    doctrine_id: int
    name: str
    friendly_name: str
    lead: DemoFit
    fits: tuple[DemoFit, ...]


@cache
def demo_fits() -> Mapping[str, DemoFit]:
    """Every fit by its name, in the order of the file."""
    fits: dict[str, DemoFit] = {}
    for staging, lines in _fit_texts():
        fit = _parse(_FIRST_FIT_ID + len(fits), staging, lines)
        fits[fit.name] = fit
    return fits


@cache
def demo_doctrines() -> tuple[DemoDoctrine, ...]:
    """Every doctrine, in the order of the file."""
    fits = demo_fits()
    raw = tomli.loads(demo_file("doctrines.toml"))["doctrine"]
    return tuple(
        DemoDoctrine(one["id"], one["name"], one["friendly_name"], fits[one["lead"]], tuple(fits[name] for name in one["fits"]))
        for one in raw
    )


@cache
def demo_equivalents() -> tuple[tuple[int, ...], ...]:
    """Groups of types that may stand in for each other."""
    ids = published_type_ids()
    return tuple(tuple(ids[name.strip()] for name in line.split("|")) for line in _lines("equivalents.txt"))


def _lines(file: str) -> Iterator[str]:
    return (line for line in demo_file(file).splitlines() if line.strip() and not line.startswith("#"))


def _fit_texts() -> Iterator[tuple[str, list[str]]]:
    staging, lines = "", list[str]()
    for line in (*demo_file("fits.txt").splitlines(), "@"):
        if line.startswith("@"):
            if lines:
                yield staging, lines
            staging, lines = line[1:].strip(), []
        elif staging:
            lines.append(line.strip())


def _parse(fit_id: int, staging: str, lines: list[str]) -> DemoFit:
    ship_name, name = (part.strip() for part in lines[0].strip("[]").split(",", 1))
    ids = published_type_ids()
    items: Counter[int] = Counter({ids[ship_name]: 1})
    racks: list[list[str]] = [[]]
    for line in lines[1:]:
        if line:
            item, quantity = _item(line)
            items[ids[item]] += quantity
            racks[-1].append(item)
        elif racks[-1]:
            racks.append([])
    flag, *targets = staging.split()
    return DemoFit(
        fit_id, name, ids[ship_name], ship_name, flag, _targets(flag, targets), dict(items), tuple(map(tuple, filter(None, racks)))
    )


def _item(line: str) -> tuple[str, int]:
    name, mark, quantity = line.rpartition(" x")
    return (name, int(quantity)) if mark and quantity.isdigit() else (line, 1)


def _targets(flag: str, words: list[str]) -> dict[str, int]:
    """`80` is the target everywhere; `primary=80 deployment=60` by market, the smallest of them elsewhere."""
    found: dict[str, int] = {}
    for word in words:
        key, _, number = word.rpartition("=")
        found[key] = int(number)
    if found and "" not in found:
        found[""] = min(found.values())
    return found
