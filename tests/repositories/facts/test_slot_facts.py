import pytest

from repositories.facts.slots import slot_of
from repositories.facts.static_data import published_type_ids, static_types

EXPECTED = {
    "Damage Control II": "low",
    "Warp Disruptor II": "med",
    "250mm Railgun II": "high",
    "Medium Core Defense Field Extender II": "rig",
    "Loki Core - Immobility Drivers": "subsystem",
    "Standup Manufacturing Plant I": "service",
    "Warrior II": "drone",
    "Templar I": "fighter",
    "Spike M": "charge",
    "High-grade Snake Alpha": "implant",
    "Standard Exile Booster": "booster",
    "Rifter": "ship",
    "Tritanium": None,
}


@pytest.mark.parametrize(("name", "slot"), EXPECTED.items())
def test_types_go_where_the_game_puts_them(name: str, slot: str | None) -> None:
    one = static_types()[published_type_ids()[name]]
    assert slot_of(one.type_id, one.group_id, one.category_id) == slot


def test_a_type_newer_than_the_facts_takes_the_slot_of_its_group() -> None:
    shield_extenders, modules = 38, 7
    assert slot_of(999_999_999, shield_extenders, modules) == "med"


def test_a_type_of_unknown_group_has_no_slot() -> None:
    assert slot_of(999_999_999, None, None) is None
