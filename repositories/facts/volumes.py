"""The packaged sizes of types that are smaller packaged than assembled, from the facts file packaged_volumes.json."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


def packaged_volume_m3(type_id: int, group_id: int | None) -> float | None:
    """The packaged volume in m³: the type's own, else that of its group; None where packing changes nothing or we do not know.

    Callers fall back to the type's volume. The file names the source of the sizes.
    """
    by_type, by_group = _packaged()
    found = by_type.get(type_id)
    return by_group.get(group_id) if found is None else found


@cache
def _packaged() -> tuple[Mapping[int, float], Mapping[int | None, float]]:
    raw: dict[str, Any] = json.loads((files(__package__) / "packaged_volumes.json").read_text(encoding="utf8"))
    types = {type_id: float(size) for type_id, size in raw["types"].values()}
    groups: dict[int | None, float] = {group_id: float(size) for group_id, size in raw["groups"].values()}
    return types, groups
