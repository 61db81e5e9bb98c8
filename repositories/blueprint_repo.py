"""What is made of what: from the SDE's industry tables where the replica has them, else from the project's facts."""

import json
from collections.abc import Iterable, Mapping

from domain.build_quote import TypeInfo
from domain.industry import MANUFACTURING, REACTION, Blueprint
from repositories.facts import blueprints as facts
from repositories.reading import ReplicaReader

_ACTIVITIES = f"({MANUFACTURING}, {REACTION})"
_TYPES = """
SELECT type_id, type_name AS name, group_id, category_id, meta_group_id, packaged_volume_m3 AS volume_m3
FROM type_facts WHERE type_id IN (SELECT value FROM json_each(:ids))
"""
_JOIN_MATERIALS = "JOIN industryActivityMaterials m ON m.typeID = p.typeID AND m.activityID = p.activityID AND m.quantity > 0"
_ANY_RECIPE = f"SELECT 1 FROM industryActivityProducts p {_JOIN_MATERIALS} LIMIT 1"  # noqa: S608 - constants only
_BELOW = f"""
WITH RECURSIVE needed(type_id) AS (
    SELECT :product_id
    UNION
    SELECT m.materialTypeID FROM needed n
    JOIN industryActivityProducts p ON p.productTypeID = n.type_id AND p.activityID IN {_ACTIVITIES}
    {_JOIN_MATERIALS}
)
"""  # noqa: S608 - constants only
_ONE = ":product_id"
_ALL = "SELECT type_id FROM needed"
_RECIPES = f"""
SELECT p.productTypeID AS product_id, p.typeID AS blueprint_id, p.activityID AS activity_id, p.quantity AS product_quantity,
       coalesce(a.time, 0) AS time_s, f.type_id IS NULL AS is_unpublished, m.materialTypeID AS material_id, m.quantity
FROM industryActivityProducts p
{_JOIN_MATERIALS}
LEFT JOIN industryActivity a ON a.typeID = p.typeID AND a.activityID = p.activityID
LEFT JOIN type_facts f ON f.type_id = p.typeID
WHERE p.activityID IN {_ACTIVITIES} AND p.quantity > 0 AND p.productTypeID IN (%s)
ORDER BY p.productTypeID, is_unpublished, p.typeID, p.activityID, m.materialTypeID
"""  # noqa: S608 - constants only


class BlueprintRepository:
    """Blueprints and reaction formulas by what they make. Where several make a type: published before others, then the lowest id."""

    def __init__(self, sde: ReplicaReader) -> None:
        self._sde = sde

    def list_makeable(self) -> dict[int, str]:
        """Names by type_id of every type in the SDE that can be made, by name."""
        if self._has_industry():
            made = (
                f"SELECT p.productTypeID FROM industryActivityProducts p {_JOIN_MATERIALS} "  # noqa: S608 - constants only
                f"WHERE p.activityID IN {_ACTIVITIES} AND p.quantity > 0"
            )
            return self._names(made, {})
        return self._names("SELECT value FROM json_each(:ids)", {"ids": json.dumps(list(facts.blueprints_by_product()))})

    def find_blueprint(self, product_id: int) -> Blueprint | None:
        """How a type is made; None for one that cannot be made."""
        if not self._has_industry():
            return _of_facts([product_id]).get(product_id)
        return self._read(_RECIPES % _ONE, product_id).get(product_id)

    def list_blueprints_below(self, product_id: int) -> Mapping[int, Blueprint]:
        """How a type, its materials, their materials and so on are made, by type id; without what cannot be made."""
        if not self._has_industry():
            return _of_facts(_facts_below(product_id))
        return self._read(_BELOW + _RECIPES % _ALL, product_id)

    def list_types(self, type_ids: Iterable[int]) -> dict[int, TypeInfo]:
        """What the SDE says about types, by type id; without those it does not know."""
        rows = self._sde.rows(_TYPES, {"ids": json.dumps(list(type_ids))})
        return {row["type_id"]: TypeInfo(**row) for row in rows}

    def _has_industry(self) -> bool:
        return self._sde.row(_ANY_RECIPE) is not None

    def _names(self, ids: str, params: Mapping[str, object]) -> dict[int, str]:
        rows = self._sde.rows(
            f"SELECT type_id, type_name FROM type_facts WHERE type_id IN ({ids}) ORDER BY type_name COLLATE NOCASE",  # noqa: S608
            params,
        )
        return {row["type_id"]: row["type_name"] for row in rows}

    def _read(self, sql: str, product_id: int) -> dict[int, Blueprint]:
        found: dict[int, Blueprint] = {}
        materials: dict[tuple[int, int, int], list[tuple[int, int]]] = {}
        for row in self._sde.rows(sql, {"product_id": product_id}):
            key = (row["product_id"], row["blueprint_id"], row["activity_id"])
            materials.setdefault(key, []).append((row["material_id"], row["quantity"]))
            if row["product_id"] not in found:
                found[key[0]] = Blueprint(key[1], key[2], max(0, row["time_s"]), key[0], row["product_quantity"], ())
        return {
            product: Blueprint(
                one.blueprint_id,
                one.activity_id,
                one.time_s,
                product,
                one.product_quantity,
                tuple(materials[product, one.blueprint_id, one.activity_id]),
            )
            for product, one in found.items()
        }


def _of_facts(product_ids: Iterable[int]) -> dict[int, Blueprint]:
    known = facts.blueprints_by_product()
    found = {product_id: known[product_id] for product_id in product_ids if product_id in known}
    return {
        product_id: Blueprint(one.blueprint_id, one.activity_id, one.time_s, product_id, dict(one.products)[product_id], one.materials)
        for product_id, one in found.items()
    }


def _facts_below(product_id: int) -> list[int]:
    known = facts.blueprints_by_product()
    seen, waiting = {product_id}, [product_id]
    while waiting:
        one = known.get(waiting.pop())
        new = {material for material, _ in one.materials} - seen if one else set()
        seen |= new
        waiting += new
    return sorted(seen)
