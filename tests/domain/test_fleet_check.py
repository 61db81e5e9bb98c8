"""Whether a fleet can be formed from what is for sale."""

from domain.doctrine import FitItem, PooledStock
from domain.fleet_check import FleetCheck, FleetFit, FleetWish, check_fleet
from domain.order_books import OrderBooks

HULL, LOGI, GUN, OTHER_GUN = 1, 2, 3, 4
BOOKS = {HULL: ((100.0, 5), (200.0, 5)), LOGI: ((50.0, 4),), GUN: ((10.0, 12),), OTHER_GUN: ((20.0, 10),)}
LINE, SUPPORT = (FitItem(HULL, 1), FitItem(GUN, 2)), (FitItem(LOGI, 1), FitItem(GUN, 1))


def check(*wishes: FleetWish, pools: dict[int, int] | None = None) -> FleetCheck:
    stock = PooledStock({type_id: sum(units for _, units in book) for type_id, book in BOOKS.items()}, pools)
    return check_fleet(wishes, stock, OrderBooks(BOOKS, stock))


def test_a_fleet_that_is_there_has_a_price_and_lacks_nothing() -> None:
    found = check(FleetWish(1, LINE, 4), FleetWish(2, SUPPORT, 3))
    assert found.fits == (FleetFit(1, 4, 4), FleetFit(2, 3, 3))
    assert found.can_form is True
    assert found.isk == 4 * 100.0 + 3 * 50.0 + 11 * 10.0
    assert found.missing == ()


def test_shared_items_are_given_out_once() -> None:
    found = check(FleetWish(1, LINE, 5), FleetWish(2, SUPPORT, 4))
    assert found.fits == (FleetFit(1, 5, 5), FleetFit(2, 4, 2))
    assert (found.ready, found.ships, found.can_form) == (7, 9, False)
    assert [(need.type_id, need.needed, need.missing) for need in found.missing] == [(GUN, 14, 2)]
    assert found.isk == 5 * 100.0 + 4 * 50.0 + 12 * 10.0


def test_equivalents_fill_in_and_are_paid_at_their_own_price() -> None:
    found = check(FleetWish(1, LINE, 8), pools={GUN: GUN, OTHER_GUN: GUN})
    assert found.can_form is True
    assert found.isk == 5 * 100.0 + 3 * 200.0 + 12 * 10.0 + 4 * 20.0


def test_nothing_there_has_no_price() -> None:
    found = check(FleetWish(1, (FitItem(99, 1),), 3))
    assert (found.isk, found.ready, found.can_form) == (None, 0, False)
    assert found.missing[0].missing == 3


def test_an_unknown_composition_leaves_the_answer_open() -> None:
    found = check(FleetWish(1, LINE, 1), FleetWish(2, (), 1))
    assert found.fits == (FleetFit(1, 1, 1), FleetFit(2, 1, None))
    assert (found.ready, found.can_form) == (None, None)


def test_no_more_ships_are_ready_than_are_wanted() -> None:
    assert check(FleetWish(1, LINE, 2)).ready == 2
