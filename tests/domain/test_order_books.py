"""What units cost when a book is walked from its cheapest order."""

import pytest

from domain.doctrine import PooledStock
from domain.order_books import OrderBooks

A, B = 1, 2
LEVELS = {A: ((10.0, 3), (20.0, 5)), B: ((15.0, 2),)}


@pytest.mark.parametrize(("units", "isk"), [(0, 0.0), (1, 10.0), (3, 30.0), (4, 50.0), (8, 130.0), (9, None)])
def test_units_are_bought_from_the_cheapest_order_up(units: int, isk: float | None) -> None:
    books = OrderBooks(LEVELS, PooledStock({A: 8, B: 2}))
    assert books.cost(A, units) == isk


def test_equivalents_make_one_book() -> None:
    books = OrderBooks(LEVELS, PooledStock({A: 8, B: 2}, {A: A, B: A}))
    assert books.cost(A, 5) == books.cost(B, 5) == 3 * 10.0 + 2 * 15.0
    assert books.levels(B) == ((15.0, 2),)


def test_nobody_sells_what_has_no_book() -> None:
    books = OrderBooks({}, PooledStock({}))
    assert books.levels(A) == ()
    assert books.cost(A, 1) is None
