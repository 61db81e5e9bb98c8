import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.doctrine import (
    FitItem,
    PooledStock,
    Status,
    fit_cost,
    fit_status,
    fit_target,
    fits_available,
    item_limits,
    required_fits,
    share_of_target,
    unit_price,
)

HULL, GUN, AMMO, NAVY_WEB, PIRATE_WEB = 587, 484, 215, 17559, 14270
RIFTER = (FitItem(HULL, 1), FitItem(GUN, 3), FitItem(AMMO, 500))
WEBS = {NAVY_WEB: PIRATE_WEB, PIRATE_WEB: PIRATE_WEB}

type_ids = st.integers(1, 8)
fit_items = st.lists(st.builds(FitItem, type_ids, st.integers(1, 5)), min_size=1, max_size=8)
stocks = st.dictionaries(type_ids, st.integers(0, 40))
pools = st.sampled_from([{}, {1: 1, 2: 1}, {1: 1, 2: 1, 3: 1, 5: 5, 8: 5}])


def test_the_scarcest_item_decides_how_many_fits_there_are():
    found = fits_available(RIFTER, PooledStock({HULL: 9, GUN: 20, AMMO: 2499}))

    assert found.fits == 4
    assert found.bottleneck is not None
    assert found.bottleneck.type_id == AMMO
    assert found.bottleneck.short_for(10) == 2501


def test_the_hull_limits_like_any_other_item():
    found = fits_available(RIFTER, PooledStock({HULL: 2, GUN: 300, AMMO: 50_000}))

    assert (found.fits, found.bottleneck and found.bottleneck.type_id) == (2, HULL)


def test_an_item_that_is_nowhere_means_no_fits_and_is_named():
    found = fits_available(RIFTER, PooledStock({HULL: 9, AMMO: 50_000}))

    assert (found.fits, found.bottleneck and found.bottleneck.type_id) == (0, GUN)


def test_a_quantity_above_the_stock_means_no_fits():
    found = fits_available([FitItem(AMMO, 500)], PooledStock({AMMO: 499}))

    assert found.fits == 0


def test_lines_of_one_type_add_up():
    found = fits_available([FitItem(GUN, 2), FitItem(GUN, 1)], PooledStock({GUN: 7}))

    assert found.fits == 2
    assert found.bottleneck is not None
    assert found.bottleneck.quantity == 3


def test_equivalents_are_counted_once_for_the_whole_pool():
    found = fits_available([FitItem(NAVY_WEB, 2)], PooledStock({NAVY_WEB: 3, PIRATE_WEB: 4}, WEBS))

    assert found.fits == 3


def test_two_equivalents_in_one_fit_draw_on_one_stock():
    limits = item_limits([FitItem(NAVY_WEB, 1), FitItem(PIRATE_WEB, 2)], PooledStock({NAVY_WEB: 9, PIRATE_WEB: 1}, WEBS))

    assert [(limit.type_id, limit.quantity, limit.stock_own, limit.stock_pooled, limit.fits) for limit in limits] == [
        (NAVY_WEB, 1, 9, 10, 3),
        (PIRATE_WEB, 2, 1, 10, 3),
    ]


def test_of_items_that_allow_as_many_fits_the_one_nearest_to_running_out_is_the_bottleneck():
    found = fits_available([FitItem(GUN, 3), FitItem(HULL, 1)], PooledStock({GUN: 8, HULL: 2}))

    assert (found.fits, found.bottleneck and found.bottleneck.type_id) == (2, HULL)


def test_a_fit_without_known_items_has_an_unknown_number():
    found = fits_available([], PooledStock({HULL: 5}))

    assert (found.fits, found.bottleneck) == (None, None)


@given(fit_items, stocks, pools)
def test_the_stock_suffices_for_the_fits_and_not_for_one_more(items, stock, equivalents):
    shelf = PooledStock(stock, equivalents)
    fits = fits_available(items, shelf).fits
    needed: dict[int, int] = {}
    for item in items:
        needed[shelf.pool_id(item.type_id)] = needed.get(shelf.pool_id(item.type_id), 0) + item.quantity
    have = {pool: sum(units for type_id, units in stock.items() if shelf.pool_id(type_id) == pool) for pool in needed}

    assert fits is not None
    assert all(fits * units <= have[pool] for pool, units in needed.items())
    assert any((fits + 1) * units > have[pool] for pool, units in needed.items())


@given(fit_items, stocks, pools, st.randoms())
def test_the_order_of_the_lines_does_not_matter(items, stock, equivalents, random):
    shuffled = list(items)
    random.shuffle(shuffled)
    first, second = (fits_available(lines, PooledStock(stock, equivalents)) for lines in (items, shuffled))

    assert first == second


def test_the_cost_adds_quantity_times_price():
    cost = fit_cost(RIFTER, {HULL: 400_000.0, GUN: 20_000.0, AMMO: 10.5}, PooledStock({}))

    assert (cost.isk, cost.is_partial) == (400_000.0 + 60_000.0 + 5_250.0, False)


def test_the_cost_is_partial_and_names_what_has_no_price():
    cost = fit_cost(RIFTER, {HULL: 400_000.0, GUN: None}, PooledStock({}))

    assert (cost.isk, cost.unpriced) == (400_000.0, (GUN, AMMO))


def test_the_cost_is_unknown_when_nothing_has_a_price():
    cost = fit_cost(RIFTER, {}, PooledStock({}))

    assert (cost.isk, cost.is_partial) == (None, True)


@pytest.mark.parametrize(
    ("stock", "price"),
    [
        ({NAVY_WEB: 5, PIRATE_WEB: 5}, 60.0),
        ({NAVY_WEB: 5}, 90.0),
        ({PIRATE_WEB: 5}, 60.0),
        ({}, 90.0),
    ],
)
def test_an_item_costs_what_its_cheapest_equivalent_in_stock_does(stock, price):
    assert unit_price(NAVY_WEB, {NAVY_WEB: 90.0, PIRATE_WEB: 60.0}, PooledStock(stock, WEBS)) == price


def test_an_equivalent_in_stock_without_a_price_leaves_the_own_price():
    assert unit_price(NAVY_WEB, {NAVY_WEB: 90.0}, PooledStock({PIRATE_WEB: 5}, WEBS)) == 90.0


@pytest.mark.parametrize(
    ("ship_target", "doctrine_target", "target"),
    [(20, 50, 20), (None, 50, 50), (0, 50, 0), (None, None, None), (-1, 50, 50), (None, -3, None)],
)
def test_the_target_of_the_fit_goes_before_that_of_the_doctrine(ship_target, doctrine_target, target):
    assert fit_target(ship_target, doctrine_target) == target


@pytest.mark.parametrize(
    ("fits", "target", "multiplier", "status"),
    [
        (0, 10, 1.0, Status.CRITICAL),
        (2, 10, 1.0, Status.CRITICAL),
        (3, 10, 1.0, Status.ATTENTION),
        (9, 10, 1.0, Status.ATTENTION),
        (10, 10, 1.0, Status.GOOD),
        (95, 10, 1.0, Status.GOOD),
        (9, 10, 0.5, Status.GOOD),
        (99, 100, 1.1, Status.ATTENTION),
        (22, 100, 1.1, Status.CRITICAL),
        (5, None, 1.0, Status.UNKNOWN),
        (None, 10, 1.0, Status.UNKNOWN),
        (None, 0, 1.0, Status.UNKNOWN),
        (0, 0, 1.0, Status.GOOD),
    ],
)
def test_the_status_follows_the_share_of_the_target(fits, target, multiplier, status):
    assert fit_status(fits, target, multiplier) == status


def test_the_share_of_the_target_is_not_capped():
    assert share_of_target(95, 10) == 9.5


@pytest.mark.parametrize(("fits", "target"), [(None, 10), (5, None), (5, 0)])
def test_the_share_is_unknown_without_fits_or_target(fits, target):
    assert share_of_target(fits, target) is None


@pytest.mark.parametrize(("target", "multiplier", "fits"), [(10, 1.0, 10), (10, 1.1, 11), (5, 0.5, 3), (0, 2.0, 0), (None, 1.0, None)])
def test_a_scaled_target_is_met_by_whole_fits(target, multiplier, fits):
    assert required_fits(target, multiplier) == fits
