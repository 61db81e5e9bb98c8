"""Headlines and the matrix, by hand."""

import pytest

from domain.doctrine import Status
from domain.markets_answers import Cell, DoctrineShare, Matrix
from domain.priced_stock import PriceQuestion
from domain.ship_roles import ShipRoles
from services.market_items import items_table
from services.markets_service import headlines, matrix, staged_fits
from tests.services.market_desks import AMMO, CAP, FEROX, FEROX_FIT, GUN, PIRATE_GUN, SCYTHE, SCYTHE_FIT, desk, unreadable

HERE_BOOKS = {FEROX: [(50e6, 4), (70e6, 6)], GUN: [(1e6, 40), (2e6, 60)], AMMO: [(100.0, 90_000)], SCYTHE: [(12e6, 1)]}
NORTH_BOOKS = {FEROX: [(55e6, 2)], GUN: [(1.2e6, 20)], AMMO: [(90.0, 5_000)]}


def here(**more):
    return desk("here", HERE_BOOKS, {FEROX_FIT: 10, SCYTHE_FIT: 5}, **more)


def north(**more):
    return desk("north", NORTH_BOOKS, {FEROX_FIT: 4}, **more)


def cell(rows, fit_id: int, key: str) -> Cell:
    return next(row for row in rows.rows if row.fit_id == fit_id).cells[key]


def test_a_fit_stands_in_each_market_as_its_own_stock_and_target_say() -> None:
    rows = matrix([here(), north()], ShipRoles())
    at_home, in_north = cell(rows, FEROX_FIT, "here").fit, cell(rows, FEROX_FIT, "north").fit
    assert at_home and in_north
    assert (at_home.fits, at_home.wanted, at_home.share, at_home.status) == (10, 10, 1.0, Status.GOOD)
    assert (in_north.fits, in_north.wanted, in_north.status) == (2, 4, Status.ATTENTION)
    assert in_north.bottleneck and in_north.bottleneck.type_name == "Ferox"
    assert not cell(rows, FEROX_FIT, "here").is_short
    assert cell(rows, FEROX_FIT, "north").is_short


def test_a_fit_that_is_not_staged_somewhere_has_an_empty_cell_there() -> None:
    found = cell(matrix([here(), north()], ShipRoles()), SCYTHE_FIT, "north")
    assert found == Cell()


def test_a_market_that_cannot_be_read_is_unknown_with_its_reason_where_the_others_say_it_stages() -> None:
    flags = {FEROX_FIT: "both", SCYTHE_FIT: "here"}
    rows = matrix([here(flags=flags), unreadable("north")], ShipRoles())
    assert cell(rows, FEROX_FIT, "north").reason == "The database wcnorth.db is not there."
    assert cell(rows, SCYTHE_FIT, "north") == Cell()
    assert cell(rows, FEROX_FIT, "here").fit is not None


def test_a_fit_that_is_staged_only_in_an_unreadable_market_is_listed() -> None:
    rows = matrix([here(flags={SCYTHE_FIT: "north"}), unreadable("north")], ShipRoles())
    assert cell(rows, SCYTHE_FIT, "here") == Cell()
    assert cell(rows, SCYTHE_FIT, "north").reason


def test_each_market_s_own_flag_decides_where_a_fit_is_staged() -> None:
    said_by_here = here(flags={FEROX_FIT: "both"})
    said_by_north = north(flags={FEROX_FIT: "here"})
    assert list(staged_fits([said_by_here, said_by_north])[FEROX_FIT]) == ["here"]


def test_without_any_market_there_are_no_rows() -> None:
    assert matrix([unreadable("here"), unreadable("north")], ShipRoles()) == Matrix((), {})


def test_a_fit_names_its_doctrines_which_have_titles() -> None:
    found = matrix([north(), unreadable("here")], ShipRoles())
    assert found.doctrines == {"Line": "Line of Battle"}
    assert [row.doctrines for row in found.rows] == [("Line",)]


def test_fits_at_a_price_stand_beside_the_plain_count() -> None:
    rows = matrix([here(), north()], ShipRoles(), PriceQuestion(percent=100))
    assert cell(rows, FEROX_FIT, "here").price.fits == 4
    assert cell(rows, FEROX_FIT, "north").price.fits == 0
    assert cell(matrix([here()], ShipRoles()), FEROX_FIT, "here").price.fits is None


def test_a_count_that_hangs_on_an_item_without_a_jita_price_is_unknown_and_names_it() -> None:
    rows = matrix([here(jita={FEROX: 50e6, AMMO: 100.0})], ShipRoles(), PriceQuestion(percent=150))
    assert (cell(rows, FEROX_FIT, "here").price.fits, cell(rows, FEROX_FIT, "here").price.unjudged) == (None, ("Gun II",))


def test_the_price_of_the_nth_fit_walks_the_books() -> None:
    rows = matrix([here(), north()], ShipRoles(), PriceQuestion(number=5))
    assert cell(rows, FEROX_FIT, "here").price.nth_isk == 70e6 + 5 * 1e6 + 1000 * 100.0
    assert cell(rows, FEROX_FIT, "north").price.nth_isk is None


def test_the_headline_counts_fits_and_names_the_worst_doctrine() -> None:
    first, second = headlines([here(), north()])
    assert (first.staged, first.with_target, first.at_target, first.empty) == (2, 2, 1, 0)
    assert first.worst == DoctrineShare("Line of Battle", pytest.approx((1.0 + 0.2) / 2))
    assert first.orders == 6
    assert second.sell_value_isk == 2 * 55e6 + 20 * 1.2e6 + 5_000 * 90.0


def test_the_headline_of_an_unreadable_market_knows_nothing() -> None:
    found = headlines([unreadable("here")])[0]
    assert (found.orders, found.at_target, found.worst) == (None, None, None)
    assert found.reason


def test_fits_without_a_target_do_not_count_as_missing_it() -> None:
    found = headlines([desk("here", HERE_BOOKS, {FEROX_FIT: None})])[0]
    assert (found.staged, found.with_target, found.at_target, found.worst) == (1, 0, 0, None)


def test_items_stand_against_jita_and_against_the_cheapest_market() -> None:
    rows = items_table([here(sales={FEROX: 0.5}), north()]).set_index("type_id")
    ferox = rows.loc[FEROX]
    assert (ferox["here.stock"], ferox["here.days"], ferox["here.lowest_sell"]) == (10, 20.0, 50e6)
    assert ferox["here.against_jita"] == 0.0
    assert ferox["here.against_cheapest"] == 0.0
    assert ferox["north.against_jita"] == pytest.approx(0.1)
    assert ferox["north.against_cheapest"] == pytest.approx(0.1)
    assert ferox["is_ship"] and ferox["in_fits"]
    assert not rows.loc[CAP, "in_fits"]


def test_nothing_sold_leaves_days_unknown_and_nothing_for_sale_leaves_prices_unknown() -> None:
    rows = items_table([here(), north()]).set_index("type_id")
    assert rows.isna().loc[FEROX, "here.days"]
    assert rows.loc[CAP, "here.stock"] == 0
    assert rows.isna().loc[CAP, ["here.lowest_sell", "here.price", "here.against_jita", "here.against_cheapest"]].all()
    assert rows.isna().loc[PIRATE_GUN, "jita_sell"]


def test_items_of_an_unreadable_market_are_unknown_and_never_zero() -> None:
    rows = items_table([here(), unreadable("north")])
    assert rows.filter(like="north.").isna().all(axis=None)
    assert rows["here.stock"].notna().all()


def test_without_any_market_there_are_no_items() -> None:
    assert items_table([unreadable("here")]).empty


def test_a_type_that_only_one_market_knows_is_not_for_sale_in_the_other() -> None:
    rows = items_table([here(), north(not_known=[CAP])]).set_index("type_id")
    assert rows.loc[CAP, "north.stock"] == 0
