"""Which type a name means, in any of the game's languages."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence

from repositories.reading import ReplicaReader

_LIKE_LIMIT = 3000
_AFTER_EVERYTHING = "\U0010ffff"


class NameRepository:
    """The names of the served SDE, by `domain.names.name_key`; it is what the paste parser asks."""

    def __init__(self, sde: ReplicaReader) -> None:
        self._sde = sde

    def find(self, keys: Collection[str]) -> Mapping[str, int]:
        """The type_id of each key that is a type's name in any language; one query however many keys."""
        rows = self._sde.rows(
            "SELECT n.name_key, n.type_id FROM json_each(:keys) k CROSS JOIN name_index n ON n.name_key = k.value",
            {"keys": json.dumps(list(keys))},
        )
        return {row["name_key"]: row["type_id"] for row in rows}

    def resembling(self, keys: Sequence[str]) -> Iterable[str]:
        """Names that mistyped keys may mean: every English one, and in other scripts those that begin with the same letter."""
        names = [row["type_name"] for row in self._sde.rows("SELECT type_name FROM type_facts")]
        for first in sorted({key[0] for key in keys if key and not key.isascii()}):
            rows = self._sde.rows(
                "SELECT name_key FROM name_index WHERE name_key >= :first AND name_key < :after"
                " AND NOT EXISTS (SELECT 1 FROM type_facts f WHERE f.type_name = name_key COLLATE NOCASE) LIMIT :most",
                {"first": first, "after": first + _AFTER_EVERYTHING, "most": _LIKE_LIMIT},
            )
            names += [row["name_key"] for row in rows]
        return names
