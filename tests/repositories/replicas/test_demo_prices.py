import pytest

from repositories.facts.static_data import published_type_ids, static_types
from repositories.replicas.sources.demo_items import demo_items
from repositories.replicas.sources.demo_prices import built_price_of, price_of, watched_by_hand

REASONABLE_ISK = {
    "Tritanium": (3, 7),
    "Rifter": (0.3e6, 1.5e6),
    "Ferox": (35e6, 70e6),
    "Muninn": (180e6, 350e6),
    "Megathron": (150e6, 350e6),
    "Damage Control II": (0.4e6, 2e6),
    "Heavy Missile Launcher I": (20e3, 500e3),
    "Mega Beam Laser II": (2e6, 12e6),
    "Titanium Carbide": (100, 1500),
    "Crystalline Carbonide Armor Plate": (3e3, 60e3),
    "Gyrostabilizer I": (10e3, 300e3),
    "Republic Fleet Nanofiber Structure": (20e6, 200e6),
    "Medium Trimark Armor Pump I": (0.2e6, 2e6),
}


@pytest.mark.parametrize(("name", "limits"), REASONABLE_ISK.items())
def test_prices_are_of_the_order_that_players_know(name: str, limits: tuple[float, float]) -> None:
    assert limits[0] < price_of(published_type_ids()[name]) < limits[1]


def test_every_published_type_has_a_price_above_zero() -> None:
    assert all(price_of(one.type_id) > 0 for one in static_types().values() if one.published)


def test_what_nobody_builds_has_no_building_price() -> None:
    assert built_price_of(published_type_ids()["Tritanium"]) is None


def test_a_larger_demo_watches_all_that_a_smaller_one_does() -> None:
    small, large = demo_items(1, 1), demo_items(2, 1)
    assert set(small.ids[: small.watched]) <= set(large.ids[: large.watched])
    assert (small.watched, large.watched) == (600, 1200)
    assert set(watched_by_hand()) <= set(small.ids[: small.watched])


def test_the_types_of_the_demo_stand_once_and_are_published() -> None:
    items = demo_items(2, 1)
    assert len(set(items.ids)) == len(items.ids) > items.watched
    assert all(one.published for one in items.types)
