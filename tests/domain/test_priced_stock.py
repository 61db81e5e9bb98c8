"""Fits at a price near Jita's, and the price of the Nth fit."""

from hypothesis import given
from hypothesis import strategies as st

from domain.doctrine import FitItem, PooledStock, fits_available
from domain.order_books import Level, OrderBooks
from domain.priced_stock import PricedFits, PricedStock, WalkedFit, walked_fit

HULL, GUN, OTHER_GUN = 1, 2, 3
FIT = (FitItem(HULL, 1), FitItem(GUN, 2))
BOOKS = {HULL: ((100.0, 4), (150.0, 6)), GUN: ((10.0, 10), (12.0, 10)), OTHER_GUN: ((9.0, 4),)}
JITA = {HULL: 100.0, GUN: 10.0, OTHER_GUN: 9.0}


def market(pools: dict[int, int] | None = None) -> tuple[OrderBooks, PooledStock]:
    stock = PooledStock({type_id: sum(units for _, units in book) for type_id, book in BOOKS.items()}, pools)
    return OrderBooks(BOOKS, stock), stock


def priced(share: float, jita: dict[int, float | None] | None = None, pools: dict[int, int] | None = None) -> PricedFits:
    books, stock = market(pools)
    return PricedStock(books, stock, JITA if jita is None else jita, share).fits(FIT)


def test_only_orders_up_to_the_share_of_jita_count() -> None:
    assert priced(1.0) == PricedFits(4)
    assert priced(1.2) == PricedFits(4)
    assert priced(1.5) == PricedFits(10)
    assert priced(0.9) == PricedFits(0)


def test_an_order_at_the_limit_counts_though_the_product_is_not_exact() -> None:
    books = OrderBooks({HULL: ((5.5, 3),)}, PooledStock({HULL: 3}))
    assert PricedStock(books, PooledStock({HULL: 3}), {HULL: 5.0}, 1.1).fits([FitItem(HULL, 1)]).fits == 3


def test_equivalents_count_at_their_own_jita_price() -> None:
    assert priced(1.0, pools={GUN: GUN, OTHER_GUN: GUN}) == PricedFits(4)
    assert priced(1.5, pools={GUN: GUN, OTHER_GUN: GUN}) == PricedFits(10)


def test_without_a_jita_price_the_count_is_unknown_where_it_hangs_on_that() -> None:
    assert priced(1.5, {HULL: 100.0}) == PricedFits(None, (GUN,))
    assert priced(0.9, {HULL: 100.0}) == PricedFits(0)


def test_an_unknown_composition_has_an_unknown_count() -> None:
    books, stock = market()
    assert PricedStock(books, stock, JITA, 1.0).fits([]) == PricedFits(None)


def test_the_nth_fit_costs_what_the_books_still_hold() -> None:
    books, stock = market()
    assert walked_fit(FIT, books, stock, 1) == WalkedFit(1, 120.0, 120.0)
    assert walked_fit(FIT, books, stock, 5) == WalkedFit(5, 150.0 + 2 * 10.0, 4 * 100.0 + 150.0 + 100.0)
    assert walked_fit(FIT, books, stock, 6) == WalkedFit(6, 150.0 + 2 * 12.0, 4 * 100.0 + 2 * 150.0 + 100.0 + 24.0)


def test_a_fit_that_is_not_there_has_no_price() -> None:
    books, stock = market()
    assert walked_fit(FIT, books, stock, 11) is None
    assert walked_fit(FIT, books, stock, 0) is None
    assert walked_fit([], books, stock, 1) is None


levels = st.lists(st.tuples(st.integers(1, 50).map(float), st.integers(1, 9)), max_size=5).map(sorted)


@given(st.fixed_dictionaries({HULL: levels, GUN: levels, OTHER_GUN: levels}), st.integers(50, 300))
def test_a_limit_never_adds_fits_and_a_higher_one_never_takes_any(books: dict[int, list[Level]], percent: int) -> None:
    pools = {GUN: GUN, OTHER_GUN: GUN}
    stock = PooledStock({type_id: sum(units for _, units in book) for type_id, book in books.items()}, pools)
    jita = {HULL: 10.0, GUN: 20.0, OTHER_GUN: 5.0}
    tight, loose = (PricedStock(OrderBooks(books, stock), stock, jita, p / 100).fits(FIT).fits for p in (percent, percent + 50))
    plain = fits_available(FIT, stock).fits
    assert tight is not None and loose is not None and plain is not None
    assert tight <= loose <= plain


@given(st.fixed_dictionaries({HULL: levels, GUN: levels}))
def test_each_fit_costs_at_least_as_much_as_the_one_before(books: dict[int, list[Level]]) -> None:
    stock = PooledStock({type_id: sum(units for _, units in book) for type_id, book in books.items()})
    there = fits_available(FIT, stock).fits or 0
    walked = [walked_fit(FIT, OrderBooks(books, stock), stock, number) for number in range(1, there + 2)]
    assert walked[-1] is None
    prices = [fit.isk for fit in walked if fit]
    assert len(prices) == there
    assert prices == sorted(prices)
