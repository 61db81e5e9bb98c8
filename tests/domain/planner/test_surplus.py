"""What a market can spare, by hand and by property."""

from hypothesis import given
from hypothesis import strategies as st

from domain.doctrine import PooledStock
from domain.planner.surplus import surplus

A, B, C = 1, 2, 3


def test_a_market_keeps_its_targets_and_its_days_of_sales() -> None:
    stock = PooledStock({A: 100})
    given_away = surplus({A: 500}, stock, own_demand={A: 40}, daily_sales={A: 2.5}, days=10)
    assert given_away.units == {A: 100 - 40 - 25}


def test_no_more_is_given_than_is_asked() -> None:
    assert surplus({A: 7}, PooledStock({A: 100}), {}, {A: 0.0}, days=30).units == {A: 7}


def test_a_part_of_a_unit_of_sales_is_kept_whole() -> None:
    assert surplus({A: 10}, PooledStock({A: 10}), {}, {A: 0.11}, days=10).units == {A: 8}


def test_a_product_that_is_whole_but_for_binary_keeps_no_unit_more() -> None:
    assert surplus({A: 10}, PooledStock({A: 10}), {}, {A: 0.1}, days=30).units == {A: 7}


def test_nothing_is_given_of_what_is_short_itself() -> None:
    assert surplus({A: 10}, PooledStock({A: 10}), {A: 40}, {A: 0.0}, days=0).units == {}


def test_unknown_sales_leave_the_stock_alone_and_say_so() -> None:
    found = surplus({A: 10, B: 10}, PooledStock({A: 50}), {}, {A: None}, days=1)
    assert (found.units, found.unjudged) == ({}, (A,))


def test_sales_do_not_matter_when_no_days_of_them_are_kept() -> None:
    assert surplus({A: 10}, PooledStock({A: 50}), {}, {}, days=0).units == {A: 10}


def test_equivalents_share_what_their_pool_can_spare() -> None:
    stock = PooledStock({A: 30, B: 30}, {A: A, B: A})
    found = surplus({A: 40, B: 40}, stock, own_demand={A: 25}, daily_sales={A: 0.0, B: 0.5}, days=10)
    assert found.units == {A: 30}
    assert surplus({B: 40}, stock, {A: 25}, {A: 0.0, B: 0.5}, days=10).units == {B: 25}
    assert surplus({A: 10, B: 40}, stock, {A: 25}, {A: 0.0, B: 0.5}, days=10).units == {A: 10, B: 20}


def test_an_equivalent_with_unknown_sales_covers_no_target() -> None:
    stock = PooledStock({A: 30, B: 1000}, {A: A, B: A})
    assert surplus({A: 40}, stock, {A: 25}, {A: 0.0}, days=1).units == {A: 5}


POOLS = {A: A, B: A, C: C}
amounts = st.integers(0, 60)


@given(
    stock=st.fixed_dictionaries({A: amounts, B: amounts, C: amounts}),
    asked=st.fixed_dictionaries({A: amounts, B: amounts, C: amounts}),
    demand=st.fixed_dictionaries({A: amounts, C: amounts}),
    sales=st.fixed_dictionaries({type_id: st.floats(0, 3) for type_id in POOLS}),
    days=st.integers(0, 30),
)
def test_targets_and_sales_are_always_covered_by_what_stays(
    stock: dict[int, int], asked: dict[int, int], demand: dict[int, int], sales: dict[int, float], days: int
) -> None:
    taken = surplus(asked, PooledStock(stock, {A: A, B: A}), demand, sales, days).units
    for type_id, units in taken.items():
        assert 0 < units <= asked[type_id]
        assert stock[type_id] - units >= sales[type_id] * days - 1e-6
    for pool_id in (A, C):
        members = [type_id for type_id, pool in POOLS.items() if pool == pool_id]
        if any(taken.get(type_id) for type_id in members):
            stays = sum(stock[type_id] - taken.get(type_id, 0) for type_id in members)
            assert stays >= demand[pool_id] + sum(sales[type_id] * days for type_id in members) - 1e-6
