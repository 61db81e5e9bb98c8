"""The collector's tables by their contract names: a market's, the SDE's and the build costs'."""

from repositories.replicas.contract import FLAG, INTEGER, LENIENT_DAY, LENIENT_INTEGER, MOMENT, REAL, TEXT, Column, Kind, Table


def _key(name: str, kind: Kind = INTEGER) -> Column:
    return Column(name, kind, essential=True)


def _optional(name: str, kind: Kind) -> Column:
    return Column(name, kind, required=False)


_ROW_ID = _optional("id", INTEGER)
_GROUP_AND_CATEGORY = (
    Column("group_id", INTEGER),
    Column("group_name", TEXT),
    Column("category_id", INTEGER),
    Column("category_name", TEXT),
)
_UPDATELOG = Table("updatelog", ("id",), (_ROW_ID, _key("table_name", TEXT), _key("timestamp", MOMENT)), required=False)

MARKET_TABLES = (
    Table(
        "marketorders",
        ("order_id",),
        (
            _key("order_id"),
            _key("is_buy_order", FLAG),
            _key("type_id"),
            Column("type_name", TEXT),
            Column("duration", INTEGER),
            Column("issued", MOMENT),
            _key("price", REAL),
            _key("volume_remain"),
        ),
    ),
    Table(
        "market_history",
        ("type_id", "date"),
        (
            _key("type_id", LENIENT_INTEGER),
            _key("date", LENIENT_DAY),
            Column("average", REAL),
            Column("highest", REAL),
            Column("lowest", REAL),
            Column("volume", INTEGER),
            Column("order_count", INTEGER),
        ),
    ),
    Table(
        "marketstats",
        ("type_id",),
        (
            _key("type_id"),
            Column("total_volume_remain", INTEGER),
            Column("min_price", REAL),
            Column("price", REAL),
            Column("avg_price", REAL),
            Column("avg_volume", REAL),
            Column("type_name", TEXT),
            *_GROUP_AND_CATEGORY,
            Column("days_remaining", REAL),
            Column("last_update", MOMENT),
        ),
    ),
    Table(
        "doctrines",
        ("id",),
        (
            _ROW_ID,
            _key("fit_id"),
            Column("ship_id", INTEGER),
            Column("ship_name", TEXT),
            _optional("hulls", REAL),
            _key("type_id"),
            Column("type_name", TEXT),
            _key("fit_qty"),
            _optional("fits_on_mkt", REAL),
            _optional("total_stock", REAL),
            _optional("price", REAL),
            _optional("avg_vol", REAL),
            _optional("days", REAL),
            *_GROUP_AND_CATEGORY,
            _optional("timestamp", MOMENT),
        ),
    ),
    Table(
        "doctrine_fits",
        ("id",),
        (
            _ROW_ID,
            Column("doctrine_name", TEXT),
            Column("fit_name", TEXT),
            Column("ship_type_id", INTEGER),
            Column("doctrine_id", INTEGER),
            _key("fit_id"),
            Column("ship_name", TEXT),
            Column("target", INTEGER),
            Column("market_flag", TEXT),
            _optional("friendly_name", TEXT),
        ),
    ),
    Table(
        "ship_targets",
        ("fit_id",),
        (
            _key("fit_id"),
            Column("fit_name", TEXT),
            Column("ship_id", INTEGER),
            Column("ship_name", TEXT),
            Column("ship_target", INTEGER),
            _optional("created_at", MOMENT),
        ),
    ),
    Table(
        "lead_ships",
        ("id",),
        (
            _ROW_ID,
            Column("doctrine_name", TEXT),
            Column("doctrine_id", INTEGER),
            Column("lead_ship", INTEGER),
            Column("fit_id", INTEGER),
        ),
        required=False,
    ),
    Table("doctrine_map", ("id",), (_ROW_ID, Column("doctrine_id", INTEGER), Column("fitting_id", INTEGER)), required=False),
    Table("watchlist", ("type_id",), (_key("type_id"), Column("type_name", TEXT), *_GROUP_AND_CATEGORY)),
    Table(
        "module_equivalents",
        ("id",),
        (_ROW_ID, _key("equiv_group_id"), _key("type_id"), _optional("type_name", TEXT)),
        required=False,
    ),
    Table(
        "jita_prices",
        ("type_id",),
        (_key("type_id"), Column("sell_price", REAL), Column("buy_price", REAL), _optional("last_updated", MOMENT)),
        required=False,
    ),
    _UPDATELOG,
)


def _localizations(what: str, table: str) -> Table:
    columns = (_key(f"{what}_id"), _key("language", TEXT), Column(f"{what}_name", TEXT))
    return Table(table, (f"{what}_id", "language"), columns, required=False)


SDE_TABLES = (
    Table(
        "sdeTypes",
        ("typeID",),
        (
            _key("typeID"),
            Column("typeName", TEXT),
            Column("groupID", INTEGER),
            Column("groupName", TEXT),
            Column("categoryID", INTEGER),
            Column("categoryName", TEXT),
            Column("volume", REAL),
            Column("metaGroupID", INTEGER),
            Column("metaGroupName", TEXT),
            _optional("repackagedVolume", REAL),
        ),
    ),
    Table(
        "invTypes",
        ("typeID",),
        (
            _key("typeID"),
            Column("groupID", INTEGER),
            Column("typeName", TEXT),
            _optional("mass", REAL),
            Column("volume", REAL),
            _optional("capacity", REAL),
            _optional("portionSize", INTEGER),
            _optional("raceID", INTEGER),
            _optional("basePrice", REAL),
            _optional("published", FLAG),
            _optional("marketGroupID", INTEGER),
        ),
        required=False,
    ),
    Table(
        "invGroups",
        ("groupID",),
        (_key("groupID"), Column("categoryID", INTEGER), Column("groupName", TEXT), _optional("published", FLAG)),
        required=False,
    ),
    Table(
        "invCategories",
        ("categoryID",),
        (_key("categoryID"), Column("categoryName", TEXT), _optional("published", FLAG)),
        required=False,
    ),
    Table(
        "invMetaTypes",
        ("typeID",),
        (_key("typeID"), _optional("parentTypeID", INTEGER), Column("metaGroupID", INTEGER)),
        required=False,
    ),
    Table("invMetaGroups", ("metaGroupID",), (_key("metaGroupID"), Column("metaGroupName", TEXT)), required=False),
    _localizations("type", "localizations"),
    _localizations("group", "group_localizations"),
    _localizations("category", "category_localizations"),
    Table(
        "industryActivity",
        ("typeID", "activityID"),
        (_key("typeID"), _key("activityID"), Column("time", INTEGER)),
        required=False,
    ),
    Table(
        "industryActivityMaterials",
        ("typeID", "activityID", "materialTypeID"),
        (_key("typeID"), _key("activityID"), _key("materialTypeID"), _key("quantity")),
        required=False,
    ),
    Table(
        "industryActivityProducts",
        ("typeID", "activityID", "productTypeID"),
        (_key("typeID"), _key("activityID"), _key("productTypeID"), _key("quantity")),
        required=False,
    ),
)

BUILD_COST_TABLES = (
    Table(
        "structures",
        ("structure_id",),
        (
            _key("structure_id"),
            Column("structure", TEXT),
            Column("system", TEXT),
            Column("system_id", INTEGER),
            Column("rig_1", TEXT),
            Column("rig_2", TEXT),
            Column("rig_3", TEXT),
            Column("structure_type", TEXT),
            Column("structure_type_id", INTEGER),
            Column("tax", REAL),
            Column("region", TEXT),
            Column("region_id", INTEGER),
        ),
    ),
    Table(
        "industry_index",
        ("solar_system_id",),
        (
            _key("solar_system_id"),
            Column("manufacturing", REAL),
            _optional("researching_time_efficiency", REAL),
            _optional("researching_material_efficiency", REAL),
            _optional("copying", REAL),
            _optional("invention", REAL),
            Column("reaction", REAL),
        ),
    ),
    Table("rigs", ("type_id",), (_key("type_id"), Column("type_name", TEXT), _optional("icon_id", INTEGER))),
    Table(
        "builder_costs",
        ("type_id",),
        (
            _key("type_id"),
            Column("total_cost_per_unit", REAL),
            _optional("time_per_unit", REAL),
            _optional("me", INTEGER),
            _optional("runs", INTEGER),
            _optional("fetched_at", MOMENT),
        ),
        required=False,
    ),
    Table("adjusted_prices", ("type_id",), (_key("type_id"), Column("adjusted_price", REAL)), required=False),
    _UPDATELOG,
)


def tables_of(alias: str) -> tuple[Table, ...]:
    """The contract of an alias: the two shared databases have their own, every other alias is a market."""
    return {"sde": SDE_TABLES, "build_cost": BUILD_COST_TABLES}.get(alias, MARKET_TABLES)
