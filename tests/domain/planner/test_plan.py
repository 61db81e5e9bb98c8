"""The restock planner, by hand."""

from collections.abc import Mapping
from typing import Any

from domain.planner.load_order import FitWish, Limits
from domain.planner.plan import Haul, Need, Outcome, Plan, Task, plan_restock
from domain.planner.sources import JITA, Offers

HULL, GUN, AMMO = 1, 2, 3
RATES = {"north": 10.0, JITA: 20.0}


def task(needs: list[Need], offers: dict[int, Offers], **more: Any) -> Task:
    return Task(needs, offers, **{"rates": RATES, "fits": [], "stock": {}, **more})


def brought(plan: Plan) -> Mapping[tuple[int, str], int]:
    return {(haul.type_id, haul.place): haul.units for haul in plan.hauls}


def test_each_unit_comes_from_where_it_is_cheapest_on_arrival() -> None:
    # North: 90 + 5 x 10 = 140 and 120 + 50 = 170; Jita: 60 + 5 x 20 = 160.
    offers = {GUN: Offers({"north": [(90.0, 4), (120.0, 50)]}, 60.0)}
    plan = plan_restock(task([Need(GUN, GUN, 10, 5.0)], offers))
    assert plan.hauls == (Haul(GUN, "north", 4, 360.0, 20.0, 200.0), Haul(GUN, JITA, 6, 360.0, 30.0, 600.0))
    assert plan.outcomes == (Outcome(GUN, 10, bought=6, moved=4, left_behind=0, not_to_be_had=0, volume_unknown=False),)
    assert plan.arrivals() == {GUN: 10}


def test_what_nobody_has_is_not_to_be_had() -> None:
    plan = plan_restock(task([Need(GUN, GUN, 10, 5.0)], {GUN: Offers({"north": [(90.0, 4)]}, None)}))
    assert brought(plan) == {(GUN, "north"): 4}
    assert (plan.outcomes[0].not_to_be_had, plan.outcomes[0].missing) == (6, 6)


def test_an_unknown_volume_is_said_and_nothing_of_it_is_planned() -> None:
    plan = plan_restock(task([Need(GUN, GUN, 10, None)], {GUN: Offers({}, 60.0)}))
    assert plan.hauls == ()
    assert plan.outcomes == (Outcome(GUN, 10, 0, 0, left_behind=0, not_to_be_had=10, volume_unknown=True),)


def test_cargo_leaves_behind_what_completes_fewest_fits() -> None:
    needs = [Need(HULL, HULL, 2, 100.0), Need(GUN, GUN, 8, 5.0)]
    offers = {HULL: Offers({}, 10.0), GUN: Offers({}, 10.0)}
    fits = [FitWish(1, {HULL: 1}, 2), FitWish(2, {GUN: 2}, 4)]
    plan = plan_restock(task(needs, offers, fits=fits, limits=Limits(cargo_m3=145.0)))
    assert brought(plan) == {(GUN, JITA): 8, (HULL, JITA): 1}
    assert [outcome.left_behind for outcome in plan.outcomes] == [1, 0]


def test_the_budget_pays_for_freight_too() -> None:
    # A hull costs 1,000 + 100 x 20 = 3,000 on arrival.
    plan = plan_restock(task([Need(HULL, HULL, 5, 100.0)], {HULL: Offers({}, 1000.0)}, limits=Limits(budget_isk=8_999.0)))
    assert brought(plan) == {(HULL, JITA): 2}
    assert sum(haul.isk + haul.freight_isk for haul in plan.hauls) == 6_000.0


def test_the_budget_completes_one_fit_before_the_next() -> None:
    needs = [Need(HULL, HULL, 3, 0.0), Need(GUN, GUN, 6, 0.0)]
    offers = {HULL: Offers({}, 1000.0), GUN: Offers({}, 100.0)}
    fits = [FitWish(1, {HULL: 1, GUN: 2}, 3)]
    plan = plan_restock(task(needs, offers, fits=fits, limits=Limits(budget_isk=2_500.0)))
    assert brought(plan) == {(HULL, JITA): 2, (GUN, JITA): 5}


def test_without_a_need_there_is_nothing_to_do() -> None:
    assert plan_restock(task([], {})) == Plan((), ())


def test_a_free_unit_needs_no_budget() -> None:
    plan = plan_restock(task([Need(AMMO, AMMO, 5, 0.0)], {AMMO: Offers({"north": [(0.0, 5)]}, None)}, limits=Limits(budget_isk=0.0)))
    assert brought(plan) == {(AMMO, "north"): 5}
