"""Which types stand in for each other: equivalence groups that share a type are one pool."""

from collections.abc import Iterable


def pools_of(members: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """(type id, pool id) for every type in `members`, which holds (group id, type id); a pool's id is its smallest type id."""
    parent: dict[int, int] = {}

    def root(type_id: int) -> int:
        parent.setdefault(type_id, type_id)
        while parent[type_id] != type_id:
            parent[type_id] = parent[parent[type_id]]
            type_id = parent[type_id]
        return type_id

    first_of_group: dict[int, int] = {}
    for group_id, type_id in members:
        one, other = root(first_of_group.setdefault(group_id, type_id)), root(type_id)
        parent[max(one, other)] = min(one, other)
    return [(type_id, root(type_id)) for type_id in sorted(parent)]
