"""What is made of what, and how long it takes, from the facts file blueprints.json.gz."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

MANUFACTURING = 1
REACTION = 11


@dataclass(frozen=True)
class Blueprint:
    """One activity of one blueprint or reaction formula, for one run at ME 0 and TE 0.

    `activity_id` is 1 (manufacturing) or 11 (reaction); `max_runs` is the most runs a blueprint copy can hold;
    `products` and `materials` hold (type id, quantity) pairs. Source: the SDE's blueprints.yaml.
    """

    blueprint_id: int
    activity_id: int
    time_s: int
    max_runs: int
    products: tuple[tuple[int, int], ...]
    materials: tuple[tuple[int, int], ...]


@cache
def list_blueprints() -> tuple[Blueprint, ...]:
    """Every activity of every published blueprint with a published product, ordered by blueprint id."""
    return tuple(
        Blueprint(blueprint, activity, time, max_runs, _pairs(products), _pairs(materials))
        for blueprint, activity, time, max_runs, products, materials in _raw()["blueprints"]
    )


@cache
def blueprints_by_product() -> Mapping[int, Blueprint]:
    """The activity that makes each type; where several do, the one with the smallest blueprint id."""
    return {product: found for found in reversed(list_blueprints()) for product, _ in found.products}


def blueprints_source() -> str:
    """Which SDE the blueprints are from."""
    return str(_raw()["source"])


def _pairs(raw: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((type_id, quantity) for type_id, quantity in raw)


@cache
def _raw() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(gzip.decompress((files(__package__) / "blueprints.json.gz").read_bytes()))
    return content
