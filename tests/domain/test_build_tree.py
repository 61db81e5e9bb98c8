from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.build_tree import MAX_TREE_ROWS, Market, Place, Recipe, plan_build
from domain.industry import MANUFACTURING, REACTION, Blueprint, Modifiers, Skills

SKILLED = Skills()
FREE = Place("Yard", Modifiers(index=Decimal(0), scc_surcharge=Decimal(0)))
MINERAL, PLATE, ENGINE, GAS, GEL = 34, 100, 200, 300, 400


def recipe(product: int, materials: dict[int, int], makes: int = 1, *places: Place, activity: int = MANUFACTURING) -> Recipe:
    blueprint = Blueprint(product + 10_000, activity, 60, product, makes, tuple(materials.items()))
    return Recipe(blueprint, 0, 0, places or (FREE,))


def market(prices: dict[int, float], adjusted: dict[int, float] | None = None) -> Market:
    return Market(prices, adjusted or {})


def test_a_component_is_built_when_that_is_cheaper_than_buying():
    plan = plan_build([(PLATE, 5)], {PLATE: recipe(PLATE, {MINERAL: 10})}, market({PLATE: 60, MINERAL: 5}), SKILLED)
    assert plan.components[PLATE].is_built
    assert plan.cost_isk == 250
    assert plan.to_buy == ((MINERAL, 50),)


def test_a_component_is_bought_when_that_is_cheaper_than_building():
    plan = plan_build([(PLATE, 5)], {PLATE: recipe(PLATE, {MINERAL: 10})}, market({PLATE: 49, MINERAL: 5}), SKILLED)
    assert not plan.components[PLATE].is_built
    assert plan.cost_isk == 245
    assert plan.to_buy == ((PLATE, 5),)


def test_job_fees_count_in_the_choice():
    taxed = Place("Yard", Modifiers(index=Decimal("0.1"), tax=Decimal("0.06")))
    prices = market({PLATE: 59, MINERAL: 5}, {MINERAL: 5})
    plan = plan_build([(PLATE, 5)], {PLATE: recipe(PLATE, {MINERAL: 10}, 1, taxed)}, prices, SKILLED)
    # 50 + 50 x (10 % + 6 % + 4 %) = 60
    assert not plan.components[PLATE].is_built
    assert plan_build([(PLATE, 5)], {PLATE: recipe(PLATE, {MINERAL: 10})}, prices, SKILLED).components[PLATE].is_built


def test_the_cheapest_place_is_chosen_for_each_component():
    thrifty = Place("Sotiyo", Modifiers(material=Decimal("0.9"), index=Decimal(0), scc_surcharge=Decimal(0)))
    plan = plan_build([(PLATE, 10)], {PLATE: recipe(PLATE, {MINERAL: 10}, 1, FREE, thrifty)}, market({MINERAL: 5}), SKILLED)
    assert plan.components[PLATE].place == "Sotiyo"
    assert plan.cost_isk == 450


def test_shared_components_are_made_in_one_job():
    recipes = {PLATE: recipe(PLATE, {GAS: 3}), ENGINE: recipe(ENGINE, {GAS: 4}), GAS: recipe(GAS, {MINERAL: 1}, 10)}
    plan = plan_build([(PLATE, 1), (ENGINE, 1)], recipes, market({MINERAL: 100}), SKILLED)
    gas = plan.components[GAS]
    assert gas.job is not None
    assert (gas.needed, gas.job.runs, gas.left_over) == (7, 1, 3)
    assert plan.to_buy == ((MINERAL, 1),)


def test_leftovers_are_counted_apart_at_what_they_cost():
    plan = plan_build([(GAS, 7)], {GAS: recipe(GAS, {MINERAL: 1}, 10)}, market({MINERAL: 100}), SKILLED)
    assert plan.cost_isk == pytest.approx(70)
    assert plan.left_over_isk == pytest.approx(30)


def test_a_small_job_that_rounding_makes_dearer_than_the_market_is_not_done():
    thrifty = Place("Sotiyo", Modifiers(material=Decimal("0.85"), index=Decimal(0), scc_surcharge=Decimal(0)))
    recipes = {PLATE: recipe(PLATE, {MINERAL: 2}, 1, thrifty)}
    prices = market({PLATE: 180, MINERAL: 100})
    assert not plan_build([(PLATE, 1)], recipes, prices, SKILLED).components[PLATE].is_built
    assert plan_build([(PLATE, 100)], recipes, prices, SKILLED).components[PLATE].is_built


def test_a_material_without_a_price_is_built_where_that_is_possible():
    plan = plan_build([(PLATE, 5)], {PLATE: recipe(PLATE, {MINERAL: 10})}, market({MINERAL: 5}), SKILLED)
    assert plan.components[PLATE].is_built
    assert plan.missing == ()
    assert plan.components[PLATE].is_complete


def test_a_material_that_can_be_had_neither_way_is_named():
    recipes = {PLATE: recipe(PLATE, {MINERAL: 10, GAS: 1})}
    plan = plan_build([(PLATE, 5)], recipes, market({MINERAL: 5}), SKILLED)
    assert plan.missing == (GAS,)
    assert not plan.components[PLATE].is_complete
    assert plan.cost_isk == 250


def test_a_known_price_is_preferred_to_a_cost_that_is_known_in_part():
    plan = plan_build([(PLATE, 1)], {PLATE: recipe(PLATE, {MINERAL: 10, GAS: 1})}, market({MINERAL: 5, PLATE: 1_000}), SKILLED)
    assert not plan.components[PLATE].is_built
    assert plan.cost_isk == 1_000


def test_a_reaction_ignores_the_efficiency_of_blueprints():
    reaction = Recipe(Blueprint(1, REACTION, 60, GEL, 1, ((GAS, 100),)), 10, 20, (FREE,))
    plan = plan_build([(GEL, 1)], {GEL: reaction}, market({GAS: 1}), SKILLED)
    assert plan.to_buy == ((GAS, 100),)


def test_a_circle_is_bought_where_it_closes():
    recipes = {PLATE: recipe(PLATE, {ENGINE: 1}), ENGINE: recipe(ENGINE, {PLATE: 1, MINERAL: 1})}
    plan = plan_build([(PLATE, 1)], recipes, market({PLATE: 100, ENGINE: 10, MINERAL: 1}), SKILLED)
    assert plan.to_buy == ((ENGINE, 1),)
    assert plan.cost_isk == 10


def test_a_type_that_needs_itself_is_bought():
    plan = plan_build([(PLATE, 1)], {PLATE: recipe(PLATE, {PLATE: 1, MINERAL: 1})}, market({PLATE: 100, MINERAL: 1}), SKILLED)
    assert plan.to_buy == ((PLATE, 1),)


def test_types_that_are_to_be_bought_are_not_built():
    recipes = {PLATE: recipe(PLATE, {MINERAL: 1})}
    plan = plan_build([(PLATE, 1)], recipes, market({PLATE: 100, MINERAL: 1}), SKILLED, keep_buying=[PLATE])
    assert plan.cost_isk == 100


def test_the_tree_shows_each_components_own_materials_once():
    recipes = {PLATE: recipe(PLATE, {GAS: 3}), ENGINE: recipe(ENGINE, {GAS: 4}), GAS: recipe(GAS, {MINERAL: 1})}
    rows = plan_build([(PLATE, 1), (ENGINE, 1)], recipes, market({MINERAL: 100}), SKILLED).rows()
    shown = [(row.depth, row.component.type_id, row.quantity, row.is_repeated) for row in rows]
    assert shown == [
        (0, PLATE, 1, False),
        (1, GAS, 3, False),
        (2, MINERAL, 7, False),
        (0, ENGINE, 1, False),
        (1, GAS, 4, True),
    ]


def test_a_very_deep_chain_is_planned_and_the_tree_is_cut():
    deep = {type_id: recipe(type_id, {type_id + 1: 1}) for type_id in range(1, 5_000)}
    plan = plan_build([(1, 1)], deep, market({5_000: 7}), SKILLED)
    assert plan.cost_isk == 7
    assert len(plan.rows()) == MAX_TREE_ROWS


types = st.integers(1, 9)
recipes_of_any_shape = st.dictionaries(
    types,
    st.tuples(st.dictionaries(types, st.integers(1, 20), min_size=1, max_size=4), st.integers(1, 10)),
    max_size=9,
).map(lambda raw: {product: recipe(product, materials, makes) for product, (materials, makes) in raw.items()})
wanted = st.dictionaries(types, st.integers(1, 500), min_size=1, max_size=4).map(lambda raw: list(raw.items()))


@settings(deadline=None)
@given(recipes=recipes_of_any_shape, materials=wanted, prices=st.dictionaries(types, st.floats(0.01, 1e6), max_size=9))
def test_any_graph_ends_in_a_plan_that_covers_every_need_and_never_costs_more_than_buying(recipes, materials, prices):
    plan = plan_build(materials, recipes, market(prices), SKILLED)
    needed: dict[int, int] = dict(materials)
    for job in plan.jobs:
        assert job.left_over >= 0
        for child, quantity in job.job.materials:
            needed[child] = needed.get(child, 0) + quantity
    assert {type_id: one.needed for type_id, one in plan.components.items()} == needed
    if all(type_id in prices for type_id, _ in materials):
        assert plan.cost_isk <= sum(prices[type_id] * quantity for type_id, quantity in materials) * (1 + 1e-9)
    assert len(plan.rows()) <= MAX_TREE_ROWS
