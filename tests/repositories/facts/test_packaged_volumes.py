import json
from importlib.resources import files

import pytest

from repositories.facts.static_data import published_type_ids, static_groups, static_types
from repositories.facts.volumes import packaged_volume_m3

EXPECTED_M3 = {
    "Rifter": 2_500,
    "Sabre": 5_000,
    "Loki": 5_000,
    "Muninn": 10_000,
    "Ferox": 15_000,
    "Badger": 20_000,
    "Megathron": 50_000,
    "Hulk": 3_750,
    "Orca": 500_000,
    "Charon": 1_300_000,
    "Thanatos": 1_300_000,
    "Avatar": 10_000_000,
    "Caldari Shuttle": 500,
    "Giant Secure Container": 300,
}


@pytest.mark.parametrize(("name", "packaged_m3"), EXPECTED_M3.items())
def test_packed_ships_have_the_size_the_game_gives_them(name: str, packaged_m3: int) -> None:
    one = static_types()[published_type_ids()[name]]
    assert packaged_volume_m3(one.type_id, one.group_id) == packaged_m3


def test_what_packing_does_not_change_has_no_packaged_size() -> None:
    assert packaged_volume_m3(34, 18) is None
    assert packaged_volume_m3(999_999_999, None) is None


def test_nothing_that_can_be_sold_is_larger_packed_than_assembled() -> None:
    for one in static_types().values():
        packaged = packaged_volume_m3(one.type_id, one.group_id)
        if packaged is not None and one.published and one.market_group_id and one.volume_m3:
            assert packaged <= one.volume_m3, one.name


def test_the_names_in_the_file_are_those_of_the_ids() -> None:
    raw = json.loads((files("repositories.facts") / "packaged_volumes.json").read_text(encoding="utf8"))
    assert {name: static_groups()[group_id].name for name, (group_id, _) in raw["groups"].items()} == {name: name for name in raw["groups"]}
    assert {name: static_types()[type_id].name for name, (type_id, _) in raw["types"].items()} == {name: name for name in raw["types"]}
