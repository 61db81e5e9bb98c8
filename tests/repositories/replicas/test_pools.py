from hypothesis import given
from hypothesis import strategies as st

from repositories.replicas.pools import pools_of

MEMBERS = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 12)), max_size=30)


def test_groups_without_a_common_type_stay_apart() -> None:
    assert pools_of([(1, 10), (1, 11), (2, 20)]) == [(10, 10), (11, 10), (20, 20)]


def test_chain_of_groups_is_one_pool() -> None:
    assert pools_of([(1, 10), (1, 11), (2, 11), (2, 12), (3, 12), (3, 5)]) == [(5, 5), (10, 5), (11, 5), (12, 5)]


@given(MEMBERS)
def test_types_of_one_group_share_a_pool_whose_id_is_its_smallest_type(members: list[tuple[int, int]]) -> None:
    pools = dict(pools_of(members))
    assert set(pools) == {type_id for _, type_id in members}
    for group in {group for group, _ in members}:
        assert len({pools[type_id] for other, type_id in members if other == group}) == 1
    for pool in set(pools.values()):
        assert pool == min(type_id for type_id, found in pools.items() if found == pool)


@given(MEMBERS)
def test_order_of_the_rows_does_not_matter(members: list[tuple[int, int]]) -> None:
    assert pools_of(members) == pools_of(list(reversed(members)))
