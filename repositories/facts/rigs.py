"""Structures and their rigs, from the facts file rigs.json; its `source` line says which static data it was made of."""

import json
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from domain.industry_sites import Family, Rig, RigBonus, Security, StructureKind

_NAMES = str.maketrans({"\u00a0": " ", "\t": " "})


@cache
def structure_kinds() -> Mapping[int, StructureKind]:
    """Every structure that jobs can be installed in, by its type id."""
    return {int(type_id): _kind(int(type_id), raw) for type_id, raw in _raw()["structures"].items()}


@cache
def rigs_by_id() -> Mapping[int, Rig]:
    """Every rig that helps manufacturing or reactions, by its type id."""
    families = {name: _family(name, raw) for name, raw in _raw()["families"].items()}
    return {int(type_id): _rig(int(type_id), raw, families) for type_id, raw in _raw()["rigs"].items()}


def find_rig(name: str) -> Rig | None:
    """The rig of that name, whatever its case; one without bonuses for a rig of another purpose; None where unknown."""
    return _rigs_by_name().get(plain(name))


def plain(name: str) -> str:
    """A name as it is compared: one space between words, lower case."""
    return " ".join(name.translate(_NAMES).split()).casefold()


@cache
def _rigs_by_name() -> Mapping[str, Rig]:
    others = {plain(name): Rig(0, name, (), {}) for name in _raw()["other_rigs"]}
    return others | {plain(rig.name): rig for rig in rigs_by_id().values()}


def _kind(type_id: int, raw: Mapping[str, Any]) -> StructureKind:
    multipliers = {name: _decimal(value) for name, value in raw["multipliers"].items()}
    return StructureKind(
        type_id,
        raw["name"],
        **multipliers,
        reacts=raw["kind"] == "refinery",
        capitals="capitals" in raw["allows"],
        supercapitals="supercapitals" in raw["allows"],
    )


def _family(name: str, raw: Mapping[str, Any]) -> Family:
    return Family(name, raw["activity"], frozenset(raw.get("groups", ())), frozenset(raw.get("categories", ())))


def _rig(type_id: int, raw: Mapping[str, Any], families: Mapping[str, Family]) -> Rig:
    bonuses = tuple(
        RigBonus(families[name], *(_decimal(parts.get(part, 0)) for part in ("material", "time", "job_cost")))
        for name, parts in raw["bonuses"].items()
    )
    return Rig(type_id, raw["name"], bonuses, {Security(name): _decimal(value) for name, value in raw["security"].items()})


def _decimal(value: float) -> Decimal:
    return Decimal(str(value))


@cache
def _raw() -> dict[str, Any]:
    content: dict[str, Any] = json.loads((files(__package__) / "rigs.json").read_text(encoding="utf8"))
    return content
