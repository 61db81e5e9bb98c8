from collections import Counter

import pytest

from repositories.facts.slots import slot_of
from repositories.facts.static_data import dogma_attributes, dogma_effects, published_type_ids, static_types
from repositories.replicas.sources.demo_fits import DemoFit, demo_doctrines, demo_equivalents, demo_fits

SLOT_ATTRIBUTES = {"low": 12, "med": 13, "high": 14, "rig": 1137}
SUBSYSTEM_ATTRIBUTES = {"low": 1376, "med": 1375, "high": 1374}
RIG_SIZE, DRONE_BAY, VOLUME = 1547, 283, 161
HARDPOINTS = {"turret": (102, 1368, 42), "launcher": (101, 1369, 40)}
RACKS = ("low", "med", "high", "rig")
# What two modules that stand in for each other may differ in: ages, price tags, how fast one is learned.
UNLIKE = {633, 422, 1692, 4, 9, 182, 183, 184, 277, 278, 279, 161, 162, 38, 552}

fit_by_name = pytest.mark.parametrize("fit", demo_fits().values(), ids=list(demo_fits()))


def slot(name: str) -> str | None:
    one = static_types()[published_type_ids()[name]]
    return slot_of(one.type_id, one.group_id, one.category_id)


def fitted(fit: DemoFit) -> dict[str | None, list[str]]:
    racks: dict[str | None, list[str]] = {}
    for name in (name for rack in fit.racks for name in rack):
        racks.setdefault(slot(name), []).append(name)
    return racks


def bonus(fit: DemoFit, attribute: int) -> float:
    return sum(dogma_attributes(published_type_ids()[name]).get(attribute, 0) for name in fitted(fit).get("subsystem", []))


@fit_by_name
def test_racks_hold_no_more_than_the_hull_has_slots(fit: DemoFit) -> None:
    hull = dogma_attributes(fit.ship_id)
    for rack, names in fitted(fit).items():
        if rack in SLOT_ATTRIBUTES:
            slots = hull.get(SLOT_ATTRIBUTES[rack], 0) + (bonus(fit, SUBSYSTEM_ATTRIBUTES[rack]) if rack in SUBSYSTEM_ATTRIBUTES else 0)
            assert 0 < len(names) <= slots, (rack, names)


@fit_by_name
def test_turrets_and_launchers_have_hardpoints(fit: DemoFit) -> None:
    for attribute, modifier, effect in HARDPOINTS.values():
        weapons = [name for name in fitted(fit)["high"] if effect in dogma_effects(published_type_ids()[name])]
        assert len(weapons) <= dogma_attributes(fit.ship_id).get(attribute, 0) + bonus(fit, modifier), weapons


@fit_by_name
def test_rigs_are_of_the_size_of_the_hull(fit: DemoFit) -> None:
    sizes = {dogma_attributes(published_type_ids()[name])[RIG_SIZE] for name in fitted(fit)["rig"]}
    assert sizes == {dogma_attributes(fit.ship_id)[RIG_SIZE]}


@fit_by_name
def test_every_block_of_a_fit_is_one_rack_in_the_order_of_the_game(fit: DemoFit) -> None:
    racks = [{slot(name) for name in rack} for rack in fit.racks]
    assert racks[: len(RACKS)] == [{rack} for rack in RACKS]
    assert set().union(*racks[len(RACKS) :]) <= {"subsystem", "drone", "charge", None}


@fit_by_name
def test_a_fit_with_drones_has_a_drone_bay(fit: DemoFit) -> None:
    if "drone" in fitted(fit):
        assert dogma_attributes(fit.ship_id)[DRONE_BAY] > 0


@fit_by_name
def test_a_fit_counts_its_hull_once_and_modules_by_number(fit: DemoFit) -> None:
    assert fit.items[fit.ship_id] == 1
    modules = Counter(name for rack, names in fitted(fit).items() if rack in RACKS for name in names)
    assert {published_type_ids()[name]: number for name, number in modules.items()}.items() <= fit.items.items()


def test_there_are_many_fits_in_many_doctrines() -> None:
    assert len(demo_fits()) >= 30
    assert len(demo_doctrines()) >= 8
    assert {fit.flag for fit in demo_fits().values()} == {"primary", "deployment", "both"}
    assert len({fit.fit_id for fit in demo_fits().values()}) == len(demo_fits())


def test_every_fit_is_in_a_doctrine_and_some_in_several() -> None:
    uses = Counter(fit.name for doctrine in demo_doctrines() for fit in doctrine.fits)
    assert set(uses) == set(demo_fits())
    assert uses["Redshift Scimitar"] == 3


def test_every_doctrine_leads_with_one_of_its_fits() -> None:
    assert all(doctrine.lead in doctrine.fits for doctrine in demo_doctrines())


def test_a_market_that_the_fits_do_not_name_wants_the_smaller_number() -> None:
    ferox = demo_fits()["Breakwater Ferox"]
    assert (ferox.target_in("primary"), ferox.target_in("deployment"), ferox.target_in("elsewhere")) == (80, 60, 60)
    assert ferox.staged_in("elsewhere")
    assert not demo_fits()["Redshift Muninn"].staged_in("elsewhere")


def test_a_fit_may_have_no_target() -> None:
    assert demo_fits()["Long Leash Arazu"].target_in("deployment") is None


@pytest.mark.parametrize("group", demo_equivalents())
def test_equivalents_have_the_same_attributes(group: tuple[int, ...]) -> None:
    likes = [{key: round(value, 4) for key, value in dogma_attributes(type_id).items() if key not in UNLIKE} for type_id in group]
    assert all(like == likes[0] for like in likes)
    assert len({static_types()[type_id].group_id for type_id in group}) == 1


def test_two_groups_of_equivalents_share_a_type() -> None:
    uses = Counter(type_id for group in demo_equivalents() for type_id in group)
    assert max(uses.values()) == 2
