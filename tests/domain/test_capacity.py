from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from domain.capacity import FitDemand, concurrent_capacity
from domain.doctrine import FitItem, PooledStock

HULL, OTHER_HULL, GUN, PASTE, WEB, OTHER_WEB = 587, 603, 484, 28668, 17559, 14270

type_ids = st.integers(1, 8)
fit_items = st.lists(st.builds(FitItem, type_ids, st.integers(1, 4)), max_size=6).map(tuple)
stocks = st.dictionaries(type_ids, st.integers(0, 40))
pools = st.sampled_from([{}, {1: 1, 2: 1}, {1: 1, 2: 1, 3: 1, 5: 5, 8: 5}])
demands = st.lists(st.tuples(fit_items, st.none() | st.integers(0, 15)), min_size=1, max_size=5).map(
    lambda rows: [FitDemand(number, items, wanted, number) for number, (items, wanted) in enumerate(rows)]
)


def counts(capacity):
    return [(fit.fit_id, fit.alone, fit.together) for fit in capacity.fits]


def test_shared_stock_is_given_out_once_to_the_largest_target_first():
    small = FitDemand(1, (FitItem(HULL, 1), FitItem(GUN, 2)), 5, 0)
    large = FitDemand(2, (FitItem(OTHER_HULL, 1), FitItem(GUN, 4)), 20, 1)
    capacity = concurrent_capacity([small, large], PooledStock({HULL: 30, OTHER_HULL: 30, GUN: 84}))

    assert counts(capacity) == [(2, 21, 20), (1, 30, 2)]
    assert capacity.first_clash is not None
    assert (capacity.first_clash.type_id, capacity.first_clash.fit_id, capacity.first_clash.taken_by) == (GUN, 1, (2,))


def test_a_fit_does_not_eat_anothers_target_beyond_its_own():
    first = FitDemand(1, (FitItem(PASTE, 1),), 20, 0)
    second = FitDemand(2, (FitItem(PASTE, 1),), 10, 1)
    capacity = concurrent_capacity([first, second], PooledStock({PASTE: 40}))

    assert counts(capacity) == [(1, 40, 30), (2, 40, 10)]


def test_of_equal_targets_the_fit_listed_first_comes_first():
    later = FitDemand(1, (FitItem(PASTE, 1),), 10, 9)
    earlier = FitDemand(2, (FitItem(PASTE, 1),), 10, 3)

    assert counts(concurrent_capacity([later, earlier], PooledStock({PASTE: 12}))) == [(2, 12, 10), (1, 12, 2)]


def test_a_fit_without_a_target_gets_what_is_left_over():
    capacity = concurrent_capacity(
        [FitDemand(1, (FitItem(PASTE, 1),), None, 0), FitDemand(2, (FitItem(PASTE, 2), FitItem(HULL, 1)), 3, 1)],
        PooledStock({PASTE: 9, HULL: 3}),
    )

    assert counts(capacity) == [(2, 3, 3), (1, 9, 3)]


def test_equivalents_are_one_stock_for_all_the_fits():
    capacity = concurrent_capacity(
        [FitDemand(1, (FitItem(WEB, 1),), 5, 0), FitDemand(2, (FitItem(OTHER_WEB, 1),), 5, 1)],
        PooledStock({WEB: 3, OTHER_WEB: 4}, {WEB: OTHER_WEB, OTHER_WEB: OTHER_WEB}),
    )

    assert counts(capacity) == [(1, 7, 5), (2, 7, 2)]
    assert capacity.fits[1].clash is not None
    assert capacity.fits[1].clash.type_id == OTHER_WEB


def test_fits_that_share_nothing_do_not_clash():
    capacity = concurrent_capacity(
        [FitDemand(1, (FitItem(HULL, 1),), 5, 0), FitDemand(2, (FitItem(OTHER_HULL, 1),), 5, 1)], PooledStock({HULL: 3, OTHER_HULL: 9})
    )

    assert counts(capacity) == [(1, 3, 3), (2, 9, 9)]
    assert capacity.first_clash is None


def test_a_clash_that_costs_a_target_goes_before_one_over_leftovers():
    rich = FitDemand(1, (FitItem(PASTE, 1), FitItem(HULL, 1)), 10, 0)
    same = FitDemand(2, (FitItem(HULL, 1),), 9, 1)
    poor = FitDemand(3, (FitItem(PASTE, 1),), 5, 2)
    capacity = concurrent_capacity([rich, same, poor], PooledStock({PASTE: 12, HULL: 19}))

    assert counts(capacity) == [(1, 12, 10), (2, 19, 9), (3, 12, 2)]
    assert capacity.first_clash is not None
    assert (capacity.first_clash.fit_id, capacity.first_clash.type_id) == (3, PASTE)


def test_an_unknown_composition_stays_unknown():
    capacity = concurrent_capacity([FitDemand(1, (), 5, 0), FitDemand(2, (FitItem(HULL, 1),), 5, 1)], PooledStock({HULL: 3}))

    assert counts(capacity) == [(1, None, None), (2, 3, 3)]


@given(demands, stocks, pools)
def test_together_is_never_more_than_alone_nor_than_the_stock(fits, stock, equivalents):
    shelf = PooledStock(stock, equivalents)
    used = Counter()
    by_id = {fit.fit_id: fit for fit in fits}
    for answer in concurrent_capacity(fits, shelf).fits:
        assert (answer.alone is None) == (answer.together is None) == (not by_id[answer.fit_id].items)
        assert 0 <= (answer.together or 0) <= (answer.alone or 0)
        for item in by_id[answer.fit_id].items:
            used[shelf.pool_id(item.type_id)] += item.quantity * (answer.together or 0)
    assert all(units <= shelf.pooled(pool) for pool, units in used.items())


@given(demands, stocks, pools)
def test_no_complete_fit_is_left_lying(fits, stock, equivalents):
    shelf = PooledStock(stock, equivalents)
    together = {answer.fit_id: answer.together for answer in concurrent_capacity(fits, shelf).fits}
    left = Counter({shelf.pool_id(type_id): shelf.pooled(type_id) for type_id in stock})
    for fit in fits:
        for item in fit.items:
            left[shelf.pool_id(item.type_id)] -= item.quantity * (together[fit.fit_id] or 0)
    for fit in fits:
        one_more = Counter()
        for item in fit.items:
            one_more[shelf.pool_id(item.type_id)] += item.quantity
        assert not fit.items or any(units > left[pool] for pool, units in one_more.items())


@given(demands, stocks, pools, st.randoms())
def test_the_order_of_the_rows_does_not_matter(fits, stock, equivalents, random):
    shuffled = list(fits)
    random.shuffle(shuffled)
    shelf = PooledStock(stock, equivalents)

    assert concurrent_capacity(fits, shelf) == concurrent_capacity(shuffled, shelf)


@given(fit_items.filter(len), st.integers(0, 15), stocks, pools, type_ids, st.integers(1, 30))
def test_more_stock_never_means_fewer_of_a_single_fit(items, wanted, stock, equivalents, type_id, more):
    fit = FitDemand(1, items, wanted)
    richer = {**stock, type_id: stock.get(type_id, 0) + more}
    before, after = (concurrent_capacity([fit], PooledStock(units, equivalents)).fits[0].together for units in (stock, richer))

    assert before is not None
    assert after is not None
    assert after >= before


@given(demands, stocks, pools, type_ids, st.integers(1, 30))
def test_more_stock_never_takes_the_first_fit_further_from_its_target(fits, stock, equivalents, type_id, more):
    richer = {**stock, type_id: stock.get(type_id, 0) + more}
    before, after = (concurrent_capacity(fits, PooledStock(units, equivalents)).fits[0] for units in (stock, richer))
    wanted = next(fit.wanted for fit in fits if fit.fit_id == before.fit_id) or 0

    assert min(wanted, after.together or 0) >= min(wanted, before.together or 0)


@given(demands, stocks, pools)
def test_a_clash_names_a_type_of_the_fit_that_others_took(fits, stock, equivalents):
    shelf = PooledStock(stock, equivalents)
    capacity = concurrent_capacity(fits, shelf)
    by_id = {fit.fit_id: fit for fit in fits}
    for answer in capacity.fits:
        assert (answer.clash is None) == (answer.together == answer.alone)
        if answer.clash:
            assert answer.clash.type_id in {item.type_id for item in by_id[answer.fit_id].items}
            assert answer.clash.taken_by
            assert answer.fit_id not in answer.clash.taken_by
    assert (capacity.first_clash is None) == all(answer.clash is None for answer in capacity.fits)
