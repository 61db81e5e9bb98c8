"""What is low, by hand: days of stock, filters, order, and what is missing."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.doctrine_answers import Doctrine
from domain.errors import NotFound
from domain.low_stock import Stock, StockedType, StockStatus, low_stock, need_for, restock_rows, stock_totals
from domain.stock_filters import StockFilters

GUN, AMMO, WEB, PIRATE_WEB, SHIELD, HULL, RELIC, MYSTERY = 1, 2, 3, 4, 5, 6, 7, 8
MUNINN_FIT, SABRE_FIT = 11, 12


def kind(
    type_id: int,
    stock: int = 0,
    units_30d: int | None = 0,
    pool: tuple[int, int, int | None] | None = None,
    need: int = 0,
    pool_need: int | None = None,
    fits: tuple[int, ...] = (),
    meta: int | None = None,
    category: str = "Module",
    name: str | None = None,
) -> StockedType:
    pool_id, pool_stock, pool_units = pool or (type_id, stock, units_30d)
    return StockedType(
        type_id=type_id,
        type_name=name or f"Type {type_id}",
        group_name="Group",
        category_id=7,
        category_name=category,
        meta_group_id=meta,
        volume_m3=5.0,
        price=10.0,
        jita_sell=None,
        stock=stock,
        units_30d=units_30d,
        pool_id=pool_id,
        pool_stock=pool_stock,
        pool_units_30d=pool_units,
        doctrine_need=need,
        pool_doctrine_need=need if pool_need is None else pool_need,
        fit_ids=fits,
        equivalents=() if pool is None else ("another",),
    )


def market(*types: StockedType) -> Stock:
    muninns = Doctrine("wc_muninn", "Muninns", None, None, (MUNINN_FIT, SABRE_FIT))
    sabres = Doctrine("wc_sabre", "Sabres", None, None, (SABRE_FIT,))
    return Stock(types, (muninns, sabres), {MUNINN_FIT: "Muninn", SABRE_FIT: "Sabre"}, has_history=True)


def ids(types: Sequence[StockedType]) -> list[int]:
    return [each.type_id for each in types]


def test_twelve_units_in_thirty_days_and_four_in_stock_last_ten_days() -> None:
    slow = kind(HULL, stock=4, units_30d=12)
    assert slow.daily_volume == pytest.approx(0.4)
    assert slow.days_of_stock == 10.0


def test_equivalents_count_together_in_stock_and_in_sales() -> None:
    web = kind(WEB, stock=0, units_30d=60, pool=(WEB, 9, 90))
    assert web.days_of_stock == 3.0
    assert web.status() is StockStatus.CRITICAL


def test_nothing_for_sale_is_zero_days_where_it_sells_and_no_sales_where_it_does_not() -> None:
    assert kind(AMMO, stock=0, units_30d=300).days_of_stock == 0.0
    unsold = kind(RELIC, stock=0, units_30d=0)
    assert (unsold.days_of_stock, unsold.status()) == (None, StockStatus.UNSOLD)


def test_unknown_sales_are_unknown_not_none_at_all() -> None:
    assert kind(MYSTERY, stock=5, units_30d=None).status() is StockStatus.UNKNOWN
    assert kind(MYSTERY, stock=5, units_30d=None).daily_volume is None


@pytest.mark.parametrize(("stock", "status"), [(30, StockStatus.CRITICAL), (31, StockStatus.LOW)])
def test_three_days_are_critical_and_a_little_more_is_low(stock: int, status: StockStatus) -> None:
    assert kind(GUN, stock=stock, units_30d=300).status() is status


def test_what_lasts_exactly_the_limit_is_low_and_a_unit_more_is_not() -> None:
    # 330 in 30 days are 11 a day: 77 last 7 days.
    exactly, more = kind(GUN, stock=77, units_30d=330), kind(AMMO, stock=78, units_30d=330)
    assert ids(low_stock(market(exactly, more), StockFilters(limit_days=7))) == [GUN]


def test_what_runs_out_first_comes_first_and_of_those_that_are_out_what_sells_most() -> None:
    types = [kind(GUN, 20, 300), kind(AMMO, 0, 30), kind(WEB, 0, 90), kind(SHIELD, 10, 300)]
    assert ids(low_stock(market(*types), StockFilters())) == [WEB, AMMO, SHIELD, GUN]


def test_items_without_sales_are_left_out_unless_asked_for_and_then_come_last() -> None:
    stock = market(kind(MYSTERY, 3, None), kind(RELIC, 1000, 0), kind(GUN, 0, 30))
    assert ids(low_stock(stock, StockFilters())) == [GUN]
    assert ids(low_stock(stock, StockFilters(with_unsold=True))) == [GUN, RELIC, MYSTERY]


def test_a_limit_of_no_days_shows_what_is_out() -> None:
    assert ids(low_stock(market(kind(GUN, 1, 30), kind(AMMO, 0, 30)), StockFilters(limit_days=0))) == [AMMO]


FILTERED = market(
    kind(GUN, units_30d=30, fits=(MUNINN_FIT,), meta=2),
    kind(WEB, units_30d=29, fits=(MUNINN_FIT, SABRE_FIT), meta=4),
    kind(HULL, units_30d=28, fits=(SABRE_FIT,), category="Ship", meta=2),
    kind(AMMO, units_30d=27, category="Charge"),
)


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        (StockFilters(), [GUN, WEB, HULL, AMMO]),
        (StockFilters(categories=("Ship", "Charge")), [HULL, AMMO]),
        (StockFilters(doctrine="wc_muninn"), [GUN, WEB, HULL]),
        (StockFilters(doctrine="wc_sabre"), [WEB, HULL]),
        (StockFilters(fit_id=MUNINN_FIT), [GUN, WEB]),
        (StockFilters(doctrine="wc_sabre", fit_id=SABRE_FIT), [WEB, HULL]),
        (StockFilters(doctrine_items_only=True), [GUN, WEB, HULL]),
        (StockFilters(tech_ii_only=True), [GUN, HULL]),
        (StockFilters(faction_only=True), [WEB]),
        (StockFilters(tech_ii_only=True, faction_only=True), [GUN, WEB, HULL]),
        (StockFilters(tech_ii_only=True, categories=("Module",)), [GUN]),
    ],
)
def test_each_filter_asks_for_its_own(asked: StockFilters, shown: list[int]) -> None:
    assert ids(low_stock(FILTERED, asked)) == shown


@pytest.mark.parametrize(
    "asked", [StockFilters(doctrine="gone"), StockFilters(fit_id=99), StockFilters(doctrine="wc_sabre", fit_id=MUNINN_FIT)]
)
def test_a_doctrine_or_fit_that_is_not_here_is_refused(asked: StockFilters) -> None:
    with pytest.raises(NotFound):
        low_stock(FILTERED, asked)


def test_key_figures_count_critical_low_out_and_unsold() -> None:
    types = [kind(GUN, 0, 30), kind(AMMO, 3, 30), kind(WEB, 5, 30), kind(RELIC, 0, 0)]
    totals = stock_totals(types)
    assert (totals.critical, totals.low, totals.out, totals.unsold) == (2, 1, 2, 1)


def test_what_sells_for_a_part_of_a_unit_is_brought_as_a_whole_one() -> None:
    # 12 in 30 days: 14 days are 5.6 units; 4 are there.
    row = restock_rows([kind(HULL, stock=4, units_30d=12)], days=14)[0]
    assert (row.needed, row.missing) == (6, 2)


def test_what_is_there_for_longer_is_not_missing() -> None:
    assert restock_rows([kind(HULL, stock=40, units_30d=12)], days=14)[0].missing == 0


def test_whole_needs_are_not_rounded_up_by_binary_fractions() -> None:
    # 31 / 30 x 30 is 31.000000000000004 in binary: rounded up it would be one unit more.
    assert need_for(30, kind(GUN, units_30d=31)) == 31


def test_a_doctrine_item_needs_at_least_what_the_fits_take() -> None:
    slow_but_wanted = kind(WEB, stock=5, units_30d=3, need=40)
    sells_more_than_wanted = kind(AMMO, stock=0, units_30d=3000, need=40)
    assert restock_rows([slow_but_wanted], days=14)[0].missing == 35
    assert restock_rows([sells_more_than_wanted], days=14)[0].missing == 1400


def test_what_is_not_sold_is_brought_for_the_fits_alone() -> None:
    assert restock_rows([kind(RELIC, units_30d=0, need=7)], days=30)[0].missing == 7
    assert restock_rows([kind(MYSTERY, units_30d=None)], days=30)[0].missing == 0


def test_equivalents_that_are_both_ticked_are_missing_once() -> None:
    # Together 20 a day, 7 days: 140; 100 are there, all of one of them.
    pool = (WEB, 100, 600)
    web, pirate = kind(WEB, 0, 300, pool), kind(PIRATE_WEB, 100, 300, pool)
    both = restock_rows([pirate, web], days=7)
    assert [(row.type_id, row.missing) for row in both] == [(PIRATE_WEB, 0), (WEB, 40)]
    assert [row.missing for row in restock_rows([pirate], days=7)] == [40]
    assert [row.missing for row in restock_rows([web], days=7)] == [40]


def test_of_equivalents_each_brings_its_own_shortfall() -> None:
    # 1 a day and 2 a day for 10 days: 30; 3 and 2 are there, so 7 and 18 are missing.
    pool = (WEB, 5, 90)
    rows = restock_rows([kind(WEB, 3, 30, pool), kind(PIRATE_WEB, 2, 60, pool)], days=10)
    assert [row.missing for row in rows] == [7, 18]


def test_doctrine_need_of_a_pool_is_compared_with_sales_of_the_pool() -> None:
    # One sells (70 in 7 days), the other is what the fits take (100): together the larger, not the sum.
    pool = (WEB, 0, 300)
    seller, fitted = kind(WEB, 0, 300, pool, pool_need=100), kind(PIRATE_WEB, 0, 0, pool, need=100, pool_need=100)
    assert sum(row.missing for row in restock_rows([seller, fitted], days=7)) == 100


def test_prices_and_volume_go_with_the_row_and_unknown_stays_unknown() -> None:
    row = restock_rows([kind(GUN, 0, 30)], days=1)[0]
    assert (row.volume_m3, row.local_price, row.jita_sell) == (5.0, 10.0, None)


pools = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 3000), st.integers(0, 50)), min_size=1, max_size=4)


@given(pools, st.integers(1, 90), st.data())
def test_what_is_brought_of_a_pool_is_what_the_pool_lacks(members: list[tuple[int, int, int]], days: int, data: st.DataObject) -> None:
    stock, sold, needed = (sum(column) for column in zip(*members, strict=True))
    types = [
        replace(kind(number, own, units, (1, stock, sold), need), pool_doctrine_need=needed)
        for number, (own, units, need) in enumerate(members, start=1)
    ]
    ticked = data.draw(st.lists(st.sampled_from(types), min_size=1, unique_by=lambda each: each.type_id))
    missing = [row.missing for row in restock_rows(ticked, days)]
    assert min(missing) >= 0
    lasting = max(0, -(-sold * days // 30) - stock)
    assert sum(missing) == max(lasting, needed - stock, 0)


@given(st.integers(0, 5000), st.integers(1, 5000), st.floats(0, 365), st.floats(0, 365))
def test_a_longer_limit_never_hides_what_a_shorter_one_shows(stock: int, units: int, one: float, other: float) -> None:
    shorter, longer = sorted((one, other))
    here = market(kind(GUN, stock, units))
    assert len(low_stock(here, StockFilters(limit_days=shorter))) <= len(low_stock(here, StockFilters(limit_days=longer)))
