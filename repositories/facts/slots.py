"""Where a type is fitted or carried, from the facts file slots.json."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def slot_of(type_id: int, group_id: int | None, category_id: int | None) -> str | None:
    """The slot of a type: by the type, else by its group, else by its category; None for what is not fitted.

    One of high, med, low, rig, subsystem, service, drone, fighter, implant, booster, charge, ship. A type that the facts do
    not know is judged by its group, so that types newer than the facts have a slot too. Source: dogma effects of the SDE.
    """
    by_type, by_group, by_category = _slots()
    if type_id in by_type:
        return by_type[type_id]
    return by_group.get(group_id) or by_category.get(category_id)


@cache
def _slots() -> tuple[Mapping[int, str | None], Mapping[int | None, str], Mapping[int | None, str]]:
    raw: dict[str, Any] = json.loads((files(__package__) / "slots.json").read_text(encoding="utf8"))
    types = {int(type_id): slot for type_id, slot in raw["types"].items()}
    return types, _by_id(raw["groups"]), _by_id(raw["categories"])


def _by_id(raw: Mapping[str, str]) -> dict[int | None, str]:
    return {int(key): slot for key, slot in raw.items()}
