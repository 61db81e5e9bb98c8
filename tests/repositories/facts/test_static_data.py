from repositories.facts.static_data import (
    dogma_attributes,
    dogma_effects,
    published_type_ids,
    static_categories,
    static_groups,
    static_meta_groups,
    static_types,
)

RIFTER, DAMAGE_CONTROL_II, EMP_S, ALPHA_FILAMENT = 587, 2048, 185, 47765
LOW_SLOTS, MED_SLOTS, HIGH_SLOTS, LOW_POWER = 12, 13, 14, 11


def test_a_type_has_its_name_group_and_volume() -> None:
    rifter = static_types()[RIFTER]
    assert (rifter.name, rifter.published, rifter.meta_group_id, rifter.volume_m3) == ("Rifter", True, 1, 27289.0)
    assert static_groups()[rifter.group_id].name == "Frigate"
    assert static_categories()[rifter.category_id].name == "Ship"


def test_the_whole_game_is_there() -> None:
    assert len(static_types()) > 50_000
    assert sum(one.published for one in static_types().values()) > 25_000
    assert static_meta_groups()[2] == "Tech II"
    assert static_meta_groups()[4] == "Faction"


def test_types_come_in_the_order_of_their_ids() -> None:
    assert list(static_types()) == sorted(static_types())


def test_every_type_has_a_known_group_and_its_category() -> None:
    groups = static_groups()
    assert all(groups[one.group_id].category_id == one.category_id for one in static_types().values() if one.published)


def test_volumes_are_what_the_game_shows() -> None:
    assert static_types()[34].volume_m3 == 0.01
    assert static_types()[EMP_S].volume_m3 == 0.0025
    assert static_types()[ALPHA_FILAMENT].volume_m3 == 0.1
    volumes = {one.volume_m3 for one in static_types().values() if one.volume_m3 is not None}
    assert all(len(f"{volume!r}".split(".")[1].split("e")[0]) <= 5 for volume in volumes if volume < 1)


def test_a_type_without_a_volume_has_none_and_one_without_a_meta_group_has_none() -> None:
    assert static_types()[0].volume_m3 is None
    assert static_types()[0].meta_group_id is None


def test_a_variation_names_its_parent() -> None:
    assert static_types()[published_type_ids()["Wolf"]].parent_type_id == RIFTER


def test_dogma_tells_slots_and_effects() -> None:
    attributes = dogma_attributes(RIFTER)
    assert [attributes[slot] for slot in (HIGH_SLOTS, MED_SLOTS, LOW_SLOTS)] == [3, 3, 4]
    assert LOW_POWER in dogma_effects(DAMAGE_CONTROL_II)


def test_an_unknown_type_has_no_dogma() -> None:
    assert dogma_attributes(-1) == {}
    assert dogma_effects(-1) == frozenset()


def test_names_lead_to_published_types_only() -> None:
    assert published_type_ids()["Rifter"] == RIFTER
    assert all(static_types()[type_id].published for type_id in published_type_ids().values())
