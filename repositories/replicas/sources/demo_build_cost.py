"""The demo's `build_cost`: structures with real rigs, the industry indices of their systems, and a builder's own figures."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np
import tomli

from repositories.facts.blueprints import MANUFACTURING, blueprints_by_product, list_blueprints
from repositories.facts.static_data import published_type_ids, static_groups, static_types
from repositories.replicas.sources.demo_prices import built_price_of, price_of, watched_by_hand
from repositories.replicas.sources.demo_tables import Rows, demo_file, moment, randomness

_STRUCTURES = (
    "structure_id", "structure", "system", "system_id", "rig_1", "rig_2", "rig_3", "structure_type", "structure_type_id", "tax",
    "region", "region_id",
)  # fmt: skip
_INDEX = (
    "solar_system_id", "manufacturing", "researching_time_efficiency", "researching_material_efficiency",
    "copying", "invention", "reaction",
)  # fmt: skip
_FIRST_STRUCTURE, _STRUCTURE_STEP = 1_043_210_000_017, 7_919_353
_RIG_SLOTS = 3
_LOGGED = ("structures", "industry_index", "rigs", "builder_costs", "adjusted_prices")
_TECH_TWO = 2
_STRUCTURE_MODULE = 66


def tables(seed: int, when: date) -> Mapping[str, Rows]:
    """Every table of the demo's `build_cost`."""
    random = randomness(seed, "build_cost")
    raw = tomli.loads(demo_file("structures.toml"))
    return {
        "structures": Rows(_STRUCTURES, list(_structures(raw))),
        "industry_index": Rows(_INDEX, [_index(system, random) for system in raw["system"]]),
        "rigs": Rows(("type_id", "type_name", "icon_id"), list(_rigs())),
        "builder_costs": Rows(
            ("type_id", "total_cost_per_unit", "time_per_unit", "me", "runs", "fetched_at"), list(_builder_costs(when, random))
        ),
        "adjusted_prices": Rows(("type_id", "adjusted_price"), list(_adjusted_prices(random))),
        "updatelog": Rows(
            ("id", "table_name", "timestamp"),
            [(place, name, moment(when, 95)) for place, name in enumerate(_LOGGED, start=1)],
        ),
    }


def _structures(raw: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    systems = {system["name"]: system for system in raw["system"]}
    for place, one in enumerate(raw["structure"]):
        system = systems[one["system"]]
        rigs = (one["rigs"] + ["0"] * _RIG_SLOTS)[:_RIG_SLOTS]
        yield (
            _FIRST_STRUCTURE + place * _STRUCTURE_STEP, f"{system['name']} - {one['name']}", system["name"], system["id"], *rigs,
            one["type"], published_type_ids()[one["type"]], one["tax"], system["region"], system["region_id"],
        )  # fmt: skip


def _index(system: Mapping[str, Any], random: np.random.Generator) -> tuple[object, ...]:
    """The indices of one system, each at its usual height give or take an eighth."""
    manufacturing, reaction = system["index"]
    usual = (manufacturing, manufacturing * 0.3, manufacturing * 0.35, manufacturing * 0.4, manufacturing * 0.25, reaction)
    return system["id"], *(round(height * random.uniform(0.875, 1.125), 4) for height in usual)


def _rigs() -> Iterator[tuple[object, ...]]:
    """Every engineering and reactor rig of the game."""
    for one in static_types().values():
        group = static_groups()[one.group_id].name
        if one.published and one.category_id == _STRUCTURE_MODULE and " Rig " in group and ("Engineering" in group or "Reactor" in group):
            yield one.type_id, one.name, None


def _builder_costs(when: date, random: np.random.Generator) -> Iterator[tuple[object, ...]]:
    """What a builder of the coalition says that watched things cost him."""
    for type_id in sorted(watched_by_hand()):
        blueprint = blueprints_by_product().get(type_id)
        cost = built_price_of(type_id)
        if blueprint is None or blueprint.activity_id != MANUFACTURING or cost is None:
            continue
        made = dict(blueprint.products)[type_id]
        efficiency = 3 if static_types()[type_id].meta_group_id == _TECH_TWO else 10
        runs = max(1, min(blueprint.max_runs, 10))
        time_s = round(blueprint.time_s / made * random.uniform(0.55, 0.7), 1)
        yield type_id, round(cost * random.uniform(0.88, 0.95), 2), time_s, efficiency, runs, moment(when, 95)


def _adjusted_prices(random: np.random.Generator) -> Iterator[tuple[int, float]]:
    """What the game would say that materials are worth."""
    for type_id in sorted({material for blueprint in list_blueprints() for material, _ in blueprint.materials}):
        if type_id in static_types():
            yield type_id, round(price_of(type_id) * random.uniform(0.94, 1.02), 2)
