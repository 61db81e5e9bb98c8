"""The derived tables of a served replica, and the indexes that the pages' reads need."""

SCHEMA_VERSION = "2"

REPLICA_META = "CREATE TABLE replica_meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID"

TYPE_SUMMARY = """
CREATE TABLE type_summary (
    type_id INTEGER PRIMARY KEY,
    type_name TEXT NOT NULL,
    group_id INTEGER,
    group_name TEXT,
    category_id INTEGER,
    category_name TEXT,
    meta_group_id INTEGER,
    volume_m3 REAL,
    is_watched INTEGER NOT NULL,
    is_listed INTEGER NOT NULL,
    stock INTEGER NOT NULL,
    sell_orders INTEGER NOT NULL,
    buy_orders INTEGER NOT NULL,
    buy_volume INTEGER NOT NULL,
    lowest_sell REAL,
    highest_buy REAL,
    price REAL,
    sell_value_isk REAL NOT NULL,
    units_30d INTEGER,
    isk_30d REAL,
    units_7d INTEGER,
    isk_7d REAL,
    avg_daily_volume_30d REAL,
    avg_daily_volume_7d REAL,
    avg_price_30d REAL,
    avg_price_7d REAL,
    days_of_stock REAL,
    jita_sell REAL,
    jita_buy REAL
)
"""

DAILY_ISK = """
CREATE TABLE daily_isk (
    date TEXT NOT NULL,
    category_id INTEGER NOT NULL,
    category_name TEXT NOT NULL,
    isk REAL NOT NULL,
    units INTEGER NOT NULL,
    PRIMARY KEY (date, category_id)
) WITHOUT ROWID
"""

# The category under which each type's sales are counted in daily_isk.
HISTORY_CATEGORY = """
CREATE TABLE history_category (type_id INTEGER PRIMARY KEY, category_id INTEGER NOT NULL, category_name TEXT NOT NULL)
"""

EQUIVALENT_POOL = "CREATE TABLE equivalent_pool (type_id INTEGER PRIMARY KEY, pool_id INTEGER NOT NULL)"

TYPE_FACTS = """
CREATE TABLE type_facts (
    type_id INTEGER PRIMARY KEY,
    type_name TEXT NOT NULL,
    group_id INTEGER,
    group_name TEXT,
    category_id INTEGER,
    category_name TEXT,
    meta_group_id INTEGER,
    meta_group_name TEXT,
    volume_m3 REAL,
    packaged_volume_m3 REAL,
    slot TEXT
)
"""

MARKET_DERIVED = (TYPE_SUMMARY, DAILY_ISK, HISTORY_CATEGORY, EQUIVALENT_POOL)
SDE_DERIVED = (TYPE_FACTS,)

MARKET_INDEXES = (
    "CREATE INDEX orders_by_type ON marketorders (type_id, is_buy_order, price)",
    "CREATE INDEX doctrines_by_fit ON doctrines (fit_id)",
    "CREATE INDEX doctrines_by_type ON doctrines (type_id)",
    "CREATE INDEX doctrine_fits_by_fit ON doctrine_fits (fit_id)",
    "CREATE INDEX types_by_name ON type_summary (type_name COLLATE NOCASE)",
    "CREATE INDEX pool_members ON equivalent_pool (pool_id)",
)
SDE_INDEXES = (
    "CREATE INDEX facts_by_name ON type_facts (type_name COLLATE NOCASE)",
    "CREATE INDEX materials_by_material ON industryActivityMaterials (materialTypeID)",
    "CREATE INDEX products_by_product ON industryActivityProducts (productTypeID, activityID)",
)
