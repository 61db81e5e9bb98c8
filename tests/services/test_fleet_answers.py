"""A fleet in every market, by hand."""

from services.fleet_answers import fleet_answers
from tests.services.market_desks import AMMO, FEROX, FEROX_FIT, GUN, SCYTHE, SCYTHE_FIT, desk, unreadable


def here(**more):
    return desk("here", {FEROX: [(50e6, 4)], GUN: [(1e6, 40)], AMMO: [(100.0, 9_000)], SCYTHE: [(12e6, 2)]}, {FEROX_FIT: 10}, **more)


def north(**more):
    return desk("north", {FEROX: [(55e6, 2)], GUN: [(1.2e6, 20)], AMMO: [(90.0, 5_000)]}, {SCYTHE_FIT: 4}, **more)


def test_each_market_answers_for_itself_wherever_the_fits_are_staged() -> None:
    at_home, in_north = fleet_answers([here(), north()], [(FEROX_FIT, 4), (SCYTHE_FIT, 1)])
    assert at_home.check and in_north.check
    assert (at_home.check.can_form, at_home.missing) == (True, ())
    assert at_home.check.isk == 4 * 50e6 + 12e6 + 21 * 1e6 + 4000 * 100.0
    assert (in_north.check.can_form, in_north.check.ready) == (False, 2)
    assert [(row.type_name, row.missing) for row in in_north.missing] == [("Ferox", 2), ("Gun II", 1), ("Scythe", 1)]


def test_what_is_missing_has_volume_and_prices() -> None:
    row = fleet_answers([north(), here()], [(FEROX_FIT, 3)])[0].missing[0]
    assert (row.type_name, row.volume_m3, row.jita_sell, row.local_price) == ("Ferox", 15_000.0, 50e6, 55e6)


def test_a_market_that_cannot_be_read_is_unknown() -> None:
    found = fleet_answers([here(), unreadable("north")], [(FEROX_FIT, 1)])[1]
    assert (found.check, found.reason) == (None, "The database wcnorth.db is not there.")


def test_a_fit_that_is_staged_nowhere_is_left_out() -> None:
    found = fleet_answers([here()], [(FEROX_FIT, 1), (99, 5)])[0]
    assert found.check and found.check.ships == 1


def test_a_type_that_a_market_has_no_record_of_is_named_by_another() -> None:
    found = fleet_answers([desk("north", {}, {}, not_known=[FEROX]), here()], [(FEROX_FIT, 1)])[0]
    assert found.missing[0].type_name == "Ferox"
