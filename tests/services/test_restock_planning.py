"""The restock plan of a market, by hand."""

import pytest

from domain.doctrine import Status
from domain.errors import DataUnavailable, NotFound
from domain.freight import Freight
from domain.markets_answers import PlanAnswer
from domain.planner.load_order import Limits
from services.restock_planning import PlanRequest, restock_plan
from tests.services.market_desks import AMMO, FEROX, FEROX_FIT, GUN, JITA, PIRATE_GUN, SCYTHE, SCYTHE_FIT, desk, unreadable

FREIGHT = Freight(1000.0, {"north": {"here": 100.0}})


def here(**more):
    """Wants 4 Feroxes and has 1: 3 hulls, 15 guns and 3,000 rounds short."""
    return desk("here", {FEROX: [(60e6, 1)], GUN: [(2e6, 5)], AMMO: [(200.0, 1000)]}, {FEROX_FIT: 4}, **more)


def north(**more):
    """Wants 2 Feroxes, and has 4 hulls, 22 guns and 2,500 rounds."""
    return desk("north", {FEROX: [(40e6, 3), (45e6, 1)], GUN: [(0.5e6, 22)], AMMO: [(80.0, 2_500)]}, {FEROX_FIT: 2}, **more)


def brought(answer: PlanAnswer) -> dict[str, dict[str, int]]:
    return {source.place: {row.type_name: row.units for row in source.rows} for source in answer.sources}


def plan(*sides, **request) -> PlanAnswer:
    return restock_plan(sides, FREIGHT, PlanRequest("here", **request))


def test_surplus_comes_first_where_it_is_cheaper_and_jita_fills_the_rest() -> None:
    answer = plan(here(), north(), keep_days=0)
    # North keeps 2 hulls, 10 guns and 2,000 rounds for its own 2 Feroxes.
    assert brought(answer) == {"north": {"Ferox": 2, "Gun II": 12, "Ammo": 500}, "jita": {"Ferox": 1, "Gun II": 3, "Ammo": 2500}}
    assert (answer.needed_types, answer.needed_units, answer.missing) == (3, 3 + 15 + 3000, ())
    source = answer.sources[0]
    assert (source.name, source.isk_per_m3) == ("North Keepstar", 100.0)
    assert source.isk == 2 * 40e6 + 12 * 0.5e6 + 500 * 80.0
    assert source.volume_m3 == pytest.approx(2 * 15_000 + 12 * 10 + 500 * 0.1)
    assert source.freight_isk == pytest.approx(100.0 * source.volume_m3)


def test_a_market_keeps_days_of_its_sales_too() -> None:
    answer = plan(here(), north(sales={GUN: 1.0, FEROX: 0.25}), keep_days=4)
    assert brought(answer)["north"] == {"Ferox": 1, "Gun II": 8, "Ammo": 500}


def test_a_market_that_may_give_its_targets_gives_all() -> None:
    assert brought(plan(here(), north(), keep_days=0, keep_targets=0))["north"] == {"Ferox": 3, "Gun II": 15, "Ammo": 2500}


def test_what_is_dearer_on_arrival_stays_where_it_is() -> None:
    answer = plan(here(), north(), keep_days=0, rates=(("north", 5_000.0),))
    assert brought(answer)["north"] == {"Gun II": 12}
    assert answer.sources[0].isk_per_m3 == 5_000.0


def test_only_the_chosen_sources_are_used() -> None:
    answer = plan(here(), north(), keep_days=0, sources=("north",))
    assert brought(answer) == {"north": {"Ferox": 2, "Gun II": 12, "Ammo": 500}}
    assert [(row.type_name, row.not_to_be_had) for row in answer.missing] == [("Ferox", 1), ("Gun II", 3), ("Ammo", 2500)]
    assert brought(plan(here(), north(), sources=("jita",))) == {"jita": {"Ferox": 3, "Gun II": 15, "Ammo": 3000}}


def test_when_everything_arrives_the_fits_meet_their_target() -> None:
    fit = plan(here(), north()).after[0]
    assert (fit.before, fit.after, fit.wanted) == (1, 4, 4)
    assert (fit.before_status, fit.after_status) == (Status.ATTENTION, Status.GOOD)


def test_cargo_leaves_behind_and_says_what() -> None:
    answer = plan(here(), north(), keep_days=0, limits=Limits(cargo_m3=31_000.0))
    assert sum(source.volume_m3 for source in answer.sources) <= 31_000.0
    assert [(row.type_name, row.left_behind, row.not_to_be_had) for row in answer.missing] == [("Ferox", 1, 0)]
    assert answer.after[0].after == 3


def test_the_multiplier_scales_the_targets_of_the_destination() -> None:
    assert plan(here(), multiplier=2.0).needed_units == 7 + 35 + 7000
    assert plan(here(), multiplier=0.5).needed_units == 1 + 5 + 1000


def test_only_the_chosen_fits_are_filled() -> None:
    both = desk("here", {}, {FEROX_FIT: 1, SCYTHE_FIT: 2})
    answer = restock_plan([both], FREIGHT, PlanRequest("here", fit_ids=(SCYTHE_FIT,)))
    assert brought(answer) == {"jita": {"Scythe": 2, "Gun II": 2}}
    assert [fit.fit_id for fit in answer.after] == [SCYTHE_FIT]


def test_what_nobody_has_to_spare_is_named() -> None:
    no_guns = {type_id: price for type_id, price in JITA.items() if type_id != GUN}
    answer = plan(here(jita=no_guns), north(jita=no_guns), keep_days=0)
    assert [(row.type_name, row.needed, row.not_to_be_had) for row in answer.missing] == [("Gun II", 15, 3)]
    assert answer.after[0].after == (5 + 12) // 5


def test_a_jita_price_that_another_market_knows_is_taken() -> None:
    answer = plan(here(jita={}), desk("north", {}, {}), keep_days=0)
    assert brought(answer)["jita"] == {"Ferox": 3, "Gun II": 15, "Ammo": 3000}


def test_unknown_sales_leave_a_market_alone_and_are_said() -> None:
    answer = plan(here(), north(sales={GUN: None}), keep_days=7)
    assert "Gun II" not in brought(answer)["north"]
    assert answer.unjudged == {"North Keepstar": ("Gun II",)}


def test_a_market_that_cannot_be_read_gives_nothing_and_is_named() -> None:
    answer = plan(here(), unreadable("north"))
    assert list(brought(answer)) == ["jita"]
    assert answer.unreadable == {"North Keepstar": "The database wcnorth.db is not there."}


def test_a_destination_that_cannot_be_read_has_no_plan() -> None:
    with pytest.raises(DataUnavailable, match="What Here Keepstar needs is unknown: The database"):
        plan(unreadable("here"), north())
    with pytest.raises(NotFound):
        restock_plan([north()], FREIGHT, PlanRequest("atlantis"))


def test_fits_without_a_target_ask_for_nothing_and_are_named() -> None:
    answer = restock_plan([desk("here", {}, {FEROX_FIT: None})], FREIGHT, PlanRequest("here"))
    assert (answer.needed_types, answer.without_target) == (0, ("Ferox Fleet",))


def test_an_equivalent_at_the_destination_covers_the_need() -> None:
    stocked = desk("here", {PIRATE_GUN: [(9e6, 99)]}, {SCYTHE_FIT: 2}, pools={GUN: GUN, PIRATE_GUN: GUN})
    assert brought(restock_plan([stocked], FREIGHT, PlanRequest("here"))) == {"jita": {"Scythe": 2}}


def test_a_market_does_not_give_what_its_fits_take_as_an_equivalent() -> None:
    pools = {GUN: GUN, PIRATE_GUN: GUN}
    source = desk("north", {GUN: [(1.0, 6)], PIRATE_GUN: [(1.0, 3)], FEROX: [(1.0, 1)], AMMO: [(1.0, 1000)]}, {FEROX_FIT: 1}, pools=pools)
    assert brought(plan(here(), source, keep_days=0))["north"] == {"Gun II": 4}


def test_the_order_of_markets_does_not_matter() -> None:
    assert plan(here(), north()) == plan(north(), here())


def test_other_fits_at_the_destination_do_not_ask() -> None:
    assert plan(here(), fit_ids=(SCYTHE_FIT,)).needed_types == 0
    assert SCYTHE not in {row.type_id for source in plan(here()).sources for row in source.rows}
