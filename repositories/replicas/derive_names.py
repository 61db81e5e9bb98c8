"""The names by which a pasted list finds its types: every language, each name in the one form in which names are compared."""

import sqlite3
from collections.abc import Collection, Iterable

from domain.names import name_key

NAME_INDEX = "CREATE TABLE name_index (name_key TEXT PRIMARY KEY, type_id INTEGER NOT NULL) WITHOUT ROWID"
_BLUEPRINTS = 9
_ENGLISH = "SELECT type_name, type_id, category_id FROM type_facts"
_LOCALIZED = "SELECT type_name, type_id FROM localizations WHERE type_name IS NOT NULL"


def derive(target: sqlite3.Connection) -> None:
    """Fills name_index from type_facts and the file's localizations; from the package's names where the file has none.

    Of types that share a name, the one whose English name it is comes first, then what is not a blueprint, then the smaller
    type_id.
    """
    target.execute(NAME_INDEX)
    english = target.execute(_ENGLISH).fetchall()
    rank = {type_id: (category_id == _BLUEPRINTS, type_id) for _, type_id, category_id in english}
    localized = {named for named in target.execute(_LOCALIZED) if named[1] in rank}
    index: dict[str, int] = {}
    for names in ([(name, type_id) for name, type_id, _ in english], localized or _names_of_the_package(rank)):
        _add(index, names, rank)
    target.executemany("INSERT INTO name_index VALUES (?, ?)", sorted(index.items()))


def _names_of_the_package(type_ids: Collection[int]) -> Iterable[tuple[str, int]]:
    # It reads with numpy, which a worker that builds a market should not have to load.
    from repositories.facts.names import names_in_all_languages  # noqa: PLC0415

    return names_in_all_languages(type_ids)


def _add(index: dict[str, int], names: Iterable[tuple[str, int]], rank: dict[int, tuple[bool, int]]) -> None:
    for name, type_id in sorted(names, key=lambda named: rank[named[1]]):
        key = name_key(name)
        if key:
            index.setdefault(key, type_id)
