from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from domain.doctrine import FitItem, PooledStock, fits_available
from domain.restock import RestockRow, restock_need, restock_totals

HULL, OTHER_HULL, PASTE, NAVY_WEB, PIRATE_WEB = 587, 603, 28668, 17559, 14270
WEBS = {NAVY_WEB: PIRATE_WEB, PIRATE_WEB: PIRATE_WEB}

type_ids = st.integers(1, 8)
fit_items = st.lists(st.builds(FitItem, type_ids, st.integers(1, 5)), min_size=1, max_size=8)
wanted_fits = st.lists(st.tuples(fit_items, st.integers(0, 12)), min_size=1, max_size=5)
stocks = st.dictionaries(type_ids, st.integers(0, 60))
pools = st.sampled_from([{}, {1: 1, 2: 1}, {1: 1, 2: 1, 3: 1, 5: 5, 8: 5}])


def missing(wanted, stock):
    return {need.type_id: need.missing for need in restock_need(wanted, stock)}


def test_what_fits_share_is_added_up_and_stock_subtracted_once():
    a = [FitItem(HULL, 1), FitItem(PASTE, 100)]
    b = [FitItem(OTHER_HULL, 1), FitItem(PASTE, 50)]
    c = [FitItem(PASTE, 10)]
    needs = restock_need([(a, 10), (b, 4), (c, 2)], PooledStock({HULL: 12, OTHER_HULL: 1, PASTE: 300}))

    assert [(need.type_id, need.needed, need.stock_own, need.missing) for need in needs] == [
        (HULL, 10, 12, 0),
        (PASTE, 1000 + 200 + 20, 300, 920),
        (OTHER_HULL, 4, 1, 3),
    ]


def test_an_equivalent_in_stock_covers_the_need():
    assert missing([([FitItem(NAVY_WEB, 2)], 10)], PooledStock({PIRATE_WEB: 15}, WEBS)) == {NAVY_WEB: 5}


def test_equivalents_are_netted_once_for_all_the_fits():
    wanted = [([FitItem(NAVY_WEB, 1)], 10), ([FitItem(PIRATE_WEB, 1)], 10)]

    assert missing(wanted, PooledStock({PIRATE_WEB: 14}, WEBS)) == {NAVY_WEB: 6, PIRATE_WEB: 0}


def test_spare_equivalents_cover_the_smallest_shortfall_first():
    wanted = [([FitItem(1, 1)], 10), ([FitItem(2, 1)], 3)]

    assert missing(wanted, PooledStock({3: 5}, {1: 1, 2: 1, 3: 1})) == {1: 8, 2: 0}


def test_nothing_is_missing_for_no_fits():
    assert missing([([FitItem(HULL, 1)], 0)], PooledStock({})) == {HULL: 0}


@given(wanted_fits, stocks, pools)
def test_over_a_pool_what_is_missing_is_need_less_stock(wanted, stock, equivalents):
    shelf = PooledStock(stock, equivalents)
    need, short = Counter(), Counter()
    for line in restock_need(wanted, shelf):
        assert 0 <= line.missing <= max(0, line.needed - line.stock_own)
        need[shelf.pool_id(line.type_id)] += line.needed
        short[shelf.pool_id(line.type_id)] += line.missing
    assert need == sum_of_needs(wanted, shelf)
    assert all(short[pool] == max(0, units - shelf.pooled(pool)) for pool, units in need.items())


def sum_of_needs(wanted, shelf):
    need = Counter()
    for items, fits in wanted:
        for item in items:
            need[shelf.pool_id(item.type_id)] += item.quantity * fits
    return need


@given(fit_items, st.integers(0, 12), stocks, pools)
def test_what_is_missing_completes_the_fits_exactly(items, fits, stock, equivalents):
    short = missing([(items, fits)], PooledStock(stock, equivalents))
    after = {type_id: stock.get(type_id, 0) + short.get(type_id, 0) for type_id in {*stock, *short}}
    now = fits_available(items, PooledStock(stock, equivalents)).fits
    then = fits_available(items, PooledStock(after, equivalents)).fits

    assert now is not None
    assert then == max(now, fits)


@given(wanted_fits, stocks, pools, st.randoms())
def test_the_order_of_the_fits_does_not_matter(wanted, stock, equivalents, random):
    shuffled = list(wanted)
    random.shuffle(shuffled)
    shelf = PooledStock(stock, equivalents)

    assert missing(wanted, shelf) == missing(shuffled, shelf)


def row(name, units, volume, jita, local):
    return RestockRow(1, name, units, 0, 0, units, volume, jita, local)


def test_the_totals_name_what_could_not_be_added():
    totals = restock_totals([row("Rifter", 3, 2500.0, 400_000.0, None), row("Web", 2, 5.0, None, None), row("Full", 0, None, None, None)])

    assert (totals.types, totals.units) == (2, 5)
    assert (totals.volume_m3.value, totals.volume_m3.unknown) == (7510.0, ())
    assert (totals.jita_isk.value, totals.jita_isk.unknown) == (1_200_000.0, ("Web",))
    assert (totals.local_isk.value, totals.local_isk.unknown) == (None, ("Rifter", "Web"))


def test_an_empty_list_costs_nothing():
    totals = restock_totals([])

    assert (totals.types, totals.volume_m3.value, totals.jita_isk.value) == (0, 0.0, 0.0)
