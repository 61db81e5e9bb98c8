from decimal import Decimal

import pytest

from domain.industry import MANUFACTURING, REACTION
from domain.industry_sites import Product, Security, Site, site_modifiers, why_not
from repositories.facts.blueprints import list_blueprints
from repositories.facts.rigs import find_rig, rigs_by_id, structure_kinds
from repositories.facts.static_data import static_types

RAITARU, AZBEL, SOTIYO, ATHANOR, TATARA = 35825, 35826, 35827, 35835, 35836
FRIGATE, BATTLESHIP, CARRIER, TITAN = (Product(1, group, 6) for group in (25, 27, 547, 30))
SHIP, YACHTS = 6, 5087
COMPOSITE, MOLECULAR = Product(1, 429, 4), Product(1, 4096, 4)


def site(kind_id: int, security: Security = Security.NULL, *rigs: str) -> Site:
    kind = structure_kinds()[kind_id]
    found = tuple(rig for rig in map(find_rig, rigs) if rig is not None)
    assert len(found) == len(rigs)
    return Site(1, "Yard", 30002537, "Amamake", kind.name, kind, security, Decimal("0.01"), found, (), Decimal("0.02"), Decimal("0.03"))


@pytest.mark.parametrize(
    ("kind_id", "material", "time", "job_cost"),
    [(RAITARU, "0.99", "0.85", "0.97"), (AZBEL, "0.99", "0.8", "0.96"), (SOTIYO, "0.99", "0.7", "0.95"), (TATARA, "1", "1", "1")],
)
def test_engineering_complexes_have_their_role_bonuses_for_manufacturing(kind_id, material, time, job_cost):
    found = site_modifiers(site(kind_id), MANUFACTURING, FRIGATE).modifiers
    assert (found.material, found.time, found.job_cost) == (Decimal(material), Decimal(time), Decimal(job_cost))
    assert (found.index, found.tax) == (Decimal("0.02"), Decimal("0.01"))


@pytest.mark.parametrize(("kind_id", "time"), [(ATHANOR, "1"), (TATARA, "0.75")])
def test_only_the_tatara_speeds_reactions_up(kind_id, time):
    found = site_modifiers(site(kind_id), REACTION, COMPOSITE).modifiers
    assert (found.material, found.time, found.job_cost) == (1, Decimal(time), 1)
    assert found.index == Decimal("0.03")


@pytest.mark.parametrize(("security", "material"), [(Security.HIGH, "0.9702"), (Security.LOW, "0.95238"), (Security.NULL, "0.94842")])
def test_a_rig_gives_more_where_it_is_less_safe(security, material):
    found = site_modifiers(site(SOTIYO, security, "Standup XL-Set Ship Manufacturing Efficiency I"), MANUFACTURING, BATTLESHIP)
    assert found.modifiers.material == Decimal(material)


@pytest.mark.parametrize(("security", "material"), [(Security.LOW, "0.976"), (Security.NULL, "0.9736")])
def test_reactor_rigs_have_multipliers_of_their_own(security, material):
    found = site_modifiers(site(TATARA, security, "Standup L-Set Reactor Efficiency II"), REACTION, COMPOSITE)
    assert found.modifiers.material == Decimal(material)


def test_a_thukker_rig_gives_its_larger_bonus_on_capital_components_in_low_security():
    rig = "Standup L-Set Thukker Basic Capital Component Manufacturing Efficiency"
    low = site_modifiers(site(AZBEL, Security.LOW, rig), MANUFACTURING, Product(1, 873, 17)).modifiers
    null = site_modifiers(site(AZBEL, Security.NULL, rig), MANUFACTURING, Product(1, 873, 17)).modifiers
    assert low.material == Decimal("0.99") * (1 - Decimal("0.037") * Decimal("1.9"))
    assert null.material == Decimal("0.99") * (1 - Decimal("0.0037"))


def test_a_rig_leaves_other_products_alone():
    azbel = site(AZBEL, Security.LOW, "Standup L-Set Basic Small Ship Manufacturing Efficiency II")
    found = site_modifiers(azbel, MANUFACTURING, BATTLESHIP)
    assert found.modifiers.material == Decimal("0.99")


def test_molecular_forged_materials_are_helped_by_the_rig_for_all_reactions_only():
    one = site_modifiers(site(ATHANOR, Security.NULL, "Standup M-Set Composite Reactor Material Efficiency II"), REACTION, MOLECULAR)
    every = site_modifiers(site(TATARA, Security.NULL, "Standup L-Set Reactor Efficiency II"), REACTION, MOLECULAR)
    assert one.modifiers.material == 1
    assert every.modifiers.material == Decimal("0.9736")


def test_rigs_for_other_purposes_are_known_and_give_nothing():
    rig = find_rig("standup m-set moon drilling efficiency i")
    assert rig is not None
    assert rig.bonuses == ()


def test_an_outpost_rig_is_unknown():
    assert find_rig("Upwell A1F Outpost Rig") is None


@pytest.mark.parametrize(
    ("where", "activity", "product", "says"),
    [
        (site(RAITARU), REACTION, COMPOSITE, "A Raitaru cannot run reactions; refineries can."),
        (site(TATARA, Security.HIGH), REACTION, COMPOSITE, "Reactions cannot run in high security."),
        (site(RAITARU), MANUFACTURING, CARRIER, "A Raitaru cannot build capital ships."),
        (site(AZBEL), MANUFACTURING, TITAN, "An Azbel cannot build supercapital ships."),
        (site(SOTIYO, Security.LOW), MANUFACTURING, TITAN, "Supercapital ships cannot be built in low security."),
        (site(AZBEL), MANUFACTURING, CARRIER, None),
        (site(SOTIYO), MANUFACTURING, TITAN, None),
        (site(TATARA), REACTION, COMPOSITE, None),
        (site(TATARA), MANUFACTURING, FRIGATE, None),
    ],
)
def test_a_structure_that_cannot_make_the_product_says_why(where, activity, product, says):
    assert why_not(where, activity, product) == says


def test_every_ship_that_can_be_built_has_a_rig_of_its_size():
    sized = {family.name for rig in rigs_by_id().values() for family in (b.family for b in rig.bonuses) if family.name != "ships"}
    families = {b.family.name: b.family for rig in rigs_by_id().values() for b in rig.bonuses}
    for blueprint in list_blueprints():
        made = static_types()[blueprint.products[0][0]]
        if made.category_id == SHIP and made.group_id != YACHTS:
            product = Product(made.type_id, made.group_id, made.category_id)
            covering = [name for name in sized if families[name].covers(blueprint.activity_id, product)]
            assert len(covering) == 1, f"{made.name}: {covering}"
