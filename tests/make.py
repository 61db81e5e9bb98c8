"""The data factory of all tests: collector-shaped SQLite files in a builder's style, and replicas built of them by the real pipeline.

    make = Make()
    make.watch(34, "Tritanium", group=(18, "Mineral"), category=(4, "Material"))
    make.sell(34, (5.0, 1000), (5.5, 200)).history(34, units=[0, 12])
    served(tmp_path, primary=make)
"""

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Self

from config import DatabaseConfig
from repositories.replicas.build import build
from repositories.replicas.sources.files import FileSource
from settings_service import get_market_configs

NOW = "2026-11-20 11:20:00"
NEWEST_DAY = date(2026, 11, 19)
GROUP, CATEGORY, VOLUME_M3 = (1, "Group"), (7, "Module"), 5.0

MARKET_SCHEMA = """
CREATE TABLE marketorders(order_id integer primary key, is_buy_order boolean, type_id int, type_name text, duration int, issued datetime,
    price real, volume_remain int);
CREATE TABLE market_history(date datetime, type_id varchar(10), type_name varchar(100), average real, volume int, highest real, lowest real,
    order_count int, timestamp datetime, id integer primary key);
CREATE TABLE marketstats(type_id integer primary key, total_volume_remain int, min_price real, price real, avg_price real, avg_volume real,
    group_id int, type_name text, group_name text, category_id int, category_name text, days_remaining real,
    last_update datetime);
CREATE TABLE doctrines(id integer primary key autoincrement, fit_id int, ship_id int, ship_name text, hulls int, type_id int,
    type_name text, fit_qty int, fits_on_mkt real, total_stock int, price real, avg_vol real, days real, group_id int, group_name text,
    category_id int, category_name text, timestamp datetime);
CREATE TABLE doctrine_fits(id integer primary key autoincrement, doctrine_name text, fit_name text, ship_type_id int, doctrine_id int,
    fit_id int, ship_name text, target int, market_flag text default 'primary', friendly_name text);
CREATE TABLE ship_targets(fit_id integer primary key, fit_name text, ship_id int, ship_name text, ship_target int, created_at datetime);
CREATE TABLE lead_ships(id integer primary key autoincrement, doctrine_name text, doctrine_id int, lead_ship int, fit_id int);
CREATE TABLE doctrine_map(id integer primary key autoincrement, doctrine_id int, fitting_id int);
CREATE TABLE watchlist(type_id integer primary key, group_id int, type_name text, group_name text, category_id int, category_name text);
CREATE TABLE updatelog(id integer primary key autoincrement, table_name text, timestamp datetime);
CREATE TABLE module_equivalents(id integer primary key autoincrement, equiv_group_id int, type_id int, type_name text);
CREATE TABLE jita_prices(type_id integer primary key, sell_price real, buy_price real, last_updated datetime);
"""
SHARED_SCHEMA = {
    "sde": """
CREATE TABLE sdeTypes(typeID integer primary key, typeName text, groupID int, groupName text, categoryID int, categoryName text,
    volume real, metaGroupID int, metaGroupName text, repackagedVolume real);
CREATE TABLE localizations(type_id int, language text, type_name text, primary key(type_id, language));
CREATE TABLE industryActivity(typeID int, activityID int, time int);
CREATE TABLE industryActivityMaterials(typeID int, activityID int, materialTypeID int, quantity int);
CREATE TABLE industryActivityProducts(typeID int, activityID int, productTypeID int, quantity int);
""",
    "build_cost": """
CREATE TABLE structures(system text, structure text, system_id int, structure_id integer primary key, rig_1 text, rig_2 text, rig_3 text,
    structure_type text, structure_type_id int, tax real, region text, region_id int);
CREATE TABLE industry_index(solar_system_id integer primary key, manufacturing real, reaction real);
CREATE TABLE rigs(type_id integer primary key, type_name text, icon_id int);
CREATE TABLE builder_costs(type_id integer primary key, total_cost_per_unit real, time_per_unit real, me int, runs int,
    fetched_at datetime);
CREATE TABLE updatelog(id integer primary key autoincrement, table_name text, timestamp datetime);
""",
}

Named = tuple[int, str]


class Rows:
    """Rows by table, written into a file with a schema."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def add(self, table: str, **values: object) -> Self:
        """Adds one row as it stands; everything else is made of this."""
        self.rows.setdefault(table, []).append(values)
        return self

    def _write(self, path: Path, schema: str) -> Path:
        with closing(sqlite3.connect(path)) as connection:
            connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + schema)
            known = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
            for table, rows in self.rows.items():
                if table in known:
                    for row in rows:
                        marks = ", ".join("?" * len(row))
                        connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
            connection.commit()
        return path


class Make(Rows):
    """One market. A type that was not described is "Type <id>" of group (1, "Group"), category (7, "Module"), 5 m³."""

    def __init__(self, updated: str | None = NOW) -> None:
        super().__init__()
        self.types: dict[int, dict[str, Any]] = {}
        self._order_id = 6_000_000_000
        self._groups = 0
        if updated:
            self.log("marketorders", updated)

    def type(
        self,
        type_id: int,
        name: str | None = None,
        group: Named | None = None,
        category: Named | None = None,
        volume_m3: float | None = None,
        packaged_m3: float | None = None,
        meta_group: Named | None = None,
    ) -> Self:
        """Describes a type, for the market and for the SDE; what is not given stays as it was described before."""
        given = {"name": name, "group": group, "category": category, "volume_m3": volume_m3, "packaged_m3": packaged_m3, "meta": meta_group}
        known = self.types.setdefault(type_id, {})
        known.update({key: value for key, value in given.items() if value is not None})
        return self

    def watch(self, type_id: int, name: str | None = None, **description: Any) -> Self:
        """Puts a type on the watchlist; `description` as in `type`."""
        return self.type(type_id, name, **description).add("watchlist", type_id=type_id, **self._described(type_id))

    def sell(self, type_id: int, *orders: tuple[float, int], **columns: object) -> Self:
        """Sell orders as (price, volume)."""
        return self._orders(type_id, 0, orders, columns)

    def buy(self, type_id: int, *orders: tuple[float, int], **columns: object) -> Self:
        """Buy orders as (price, volume)."""
        return self._orders(type_id, 1, orders, columns)

    def history(
        self,
        type_id: int,
        units: Sequence[int | None] = (),
        average: float | None = 100.0,
        until: date = NEWEST_DAY,
        rows: Iterable[tuple[str, float | None, int | None]] = (),
    ) -> Self:
        """Days with sales: `units` per day, the newest last, None for a day without a row; or `rows` of (date, average, units)."""
        first = until - timedelta(days=len(units) - 1)
        days = [(f"{first + timedelta(days=n)} 00:00:00", average, sold) for n, sold in enumerate(units) if sold is not None]
        self.type(type_id)
        for day, price, sold in (*days, *rows):
            high_low = {} if price is None else {"highest": price * 1.1, "lowest": price * 0.9}
            self.add("market_history", date=day, type_id=str(type_id), average=price, volume=sold, order_count=1, timestamp=NOW, **high_low)
        return self

    def stats(self, type_id: int, price: float | None = None, min_price: float | None = None, **columns: object) -> Self:
        """The collector's statistics of a type."""
        self.type(type_id)
        row = {"price": price, "min_price": min_price, "last_update": NOW, **self._described(type_id), **columns}
        return self.add("marketstats", type_id=type_id, **row)

    def jita(self, type_id: int, sell: float | None, buy: float | None) -> Self:
        """Jita's prices of a type."""
        return self.type(type_id).add("jita_prices", type_id=type_id, sell_price=sell, buy_price=buy, last_updated=NOW)

    def fit(
        self,
        fit_id: int = 1,
        name: str = "Fit",
        ship: Named = (587, "Rifter"),
        items: Mapping[int, int] | None = None,
        doctrine: str = "Doctrine",
        flag: str | None = "primary",
        target: int | None = 20,
        doctrine_id: int = 1,
        ship_target: int | None = None,
        lead: bool = False,
    ) -> Self:
        """A fit in a doctrine; the hull is added to its items. `target` goes to both tables unless `ship_target` says otherwise."""
        ship_id, ship_name = ship
        described = "group" in self.types.get(ship_id, {})
        self.type(ship_id, ship_name, group=None if described else (25, "Frigate"), category=None if described else (6, "Ship"))
        if not any(row["fit_id"] == fit_id for row in self.rows.get("doctrines", [])):
            for type_id, quantity in {ship_id: 1, **(items or {})}.items():
                self.type(type_id)
                row = {"fit_id": fit_id, "ship_id": ship_id, "ship_name": ship_name, "type_id": type_id, "fit_qty": quantity}
                self.add("doctrines", **row, **self._described(type_id))
            wanted = target if ship_target is None else ship_target
            if wanted is not None:
                self.add("ship_targets", fit_id=fit_id, fit_name=name, ship_id=ship_id, ship_name=ship_name, ship_target=wanted)
        self.add("doctrine_map", doctrine_id=doctrine_id, fitting_id=fit_id)
        if lead:
            self.add("lead_ships", doctrine_name=doctrine, doctrine_id=doctrine_id, lead_ship=ship_id, fit_id=fit_id)
        about = {"doctrine_name": doctrine, "doctrine_id": doctrine_id, "friendly_name": doctrine, "fit_id": fit_id, "fit_name": name}
        return self.add("doctrine_fits", **about, ship_type_id=ship_id, ship_name=ship_name, target=target, market_flag=flag)

    def equivalents(self, type_ids: Iterable[int]) -> Self:
        """One group of types that may stand in for each other."""
        self._groups += 1
        for type_id in type_ids:
            self.type(type_id).add("module_equivalents", equiv_group_id=self._groups, type_id=type_id)
        return self

    def log(self, table: str, timestamp: str = NOW) -> Self:
        """A line of the collector's update log; naive UTC."""
        return self.add("updatelog", table_name=table, timestamp=timestamp)

    def write(self, path: Path) -> Path:
        """Writes the market as a collector-shaped SQLite file."""
        return self._write(path, MARKET_SCHEMA)

    def _orders(self, type_id: int, is_buy: int, orders: Iterable[tuple[float, int]], columns: Mapping[str, object]) -> Self:
        self.type(type_id)
        for price, volume in orders:
            self._order_id += 1
            row = {"order_id": self._order_id, "duration": 90, "issued": NOW, "type_name": self._described(type_id)["type_name"], **columns}
            self.add("marketorders", is_buy_order=is_buy, type_id=type_id, price=price, volume_remain=volume, **row)
        return self

    def _described(self, type_id: int) -> dict[str, Any]:
        known = self.types.get(type_id, {})
        (group_id, group_name), (category_id, category_name) = known.get("group", GROUP), known.get("category", CATEGORY)
        names = {"type_name": known.get("name", f"Type {type_id}"), "group_name": group_name, "category_name": category_name}
        return {**names, "group_id": group_id, "category_id": category_id}


class Shared(Rows):
    """The SDE's blueprints and names, and the build costs: what all markets share."""

    def blueprint(
        self, blueprint_id: int, product: tuple[int, int], materials: Mapping[int, int], time_s: int = 600, activity: int = 1
    ) -> Self:
        """What one run of a blueprint makes, of what; `product` is (type id, quantity)."""
        key = {"typeID": blueprint_id, "activityID": activity}
        self.add("industryActivity", **key, time=time_s)
        self.add("industryActivityProducts", **key, productTypeID=product[0], quantity=product[1])
        for type_id, quantity in materials.items():
            self.add("industryActivityMaterials", **key, materialTypeID=type_id, quantity=quantity)
        return self

    def localized(self, type_id: int, language: str, name: str) -> Self:
        """The name of a type in another language."""
        return self.add("localizations", type_id=type_id, language=language, type_name=name)

    def structure(self, structure_id: int, name: str, system: Named = (30000240, "A-1"), type_id: int = 35825, **columns: object) -> Self:
        """A structure to build in; a Raitaru without rigs unless told."""
        kind = {35825: "Raitaru", 35826: "Azbel", 35827: "Sotiyo"}.get(type_id, f"Type {type_id}")
        row = {"rig_1": "0", "rig_2": "0", "rig_3": "0", "tax": 0.01, "region": "Region", "region_id": 10000003, **columns}
        place = {"system_id": system[0], "system": system[1], "structure_id": structure_id, "structure": name}
        return self.add("structures", **place, structure_type=kind, structure_type_id=type_id, **row)

    def index(self, system_id: int, manufacturing: float = 0.05, reaction: float = 0.03) -> Self:
        """The cost indices of a system, as fractions."""
        return self.add("industry_index", solar_system_id=system_id, manufacturing=manufacturing, reaction=reaction)

    def rig(self, type_id: int, name: str) -> Self:
        """A rig that structures may name."""
        return self.add("rigs", type_id=type_id, type_name=name)

    def cost(self, type_id: int, total: float, **columns: object) -> Self:
        """A build cost per unit that the collector computed."""
        return self.add("builder_costs", type_id=type_id, total_cost_per_unit=total, fetched_at=NOW, **columns)

    def write_sde(self, path: Path, *markets: Make) -> Path:
        """Writes an SDE that knows every type of `markets`."""
        types = Rows()
        types.rows = dict(self.rows)
        for type_id, known in sorted({t: d for market in markets for t, d in market.types.items()}.items()):
            (group_id, group), (category_id, category) = known.get("group", GROUP), known.get("category", CATEGORY)
            meta_id, meta = known.get("meta", (None, None))
            place = {"groupID": group_id, "groupName": group, "categoryID": category_id, "categoryName": category}
            sizes = {"volume": known.get("volume_m3", VOLUME_M3), "repackagedVolume": known.get("packaged_m3")}
            name = known.get("name", f"Type {type_id}")
            types.add("sdeTypes", typeID=type_id, typeName=name, metaGroupID=meta_id, metaGroupName=meta, **place, **sizes)
        return types._write(path, SHARED_SCHEMA["sde"])

    def write_build_cost(self, path: Path) -> Path:
        """Writes the build costs."""
        return self._write(path, SHARED_SCHEMA["build_cost"])


def written(directory: Path, shared: Shared | None = None, **markets: Make) -> Path:
    """Writes collector-shaped files for every alias into `directory`, named as in [db_paths]; markets not given are empty."""
    directory.mkdir(parents=True, exist_ok=True)
    common = shared or Shared()
    makes = {key: markets.get(key, Make()) for key in get_market_configs()}
    common.write_sde(directory / DatabaseConfig("sde").path.name, *makes.values())
    common.write_build_cost(directory / DatabaseConfig("build_cost").path.name)
    for key, market in get_market_configs().items():
        makes[key].write(directory / market.database_file)
    return directory


def served(tmp_path: Path, shared: Shared | None = None, **markets: Make) -> Path:
    """Builds every replica by the real pipeline, in this process, and sets MARKET_DATA_DIR to their directory, which it returns.

    `markets` by market key; one that is not given is empty.
    """
    originals = written(tmp_path / "originals", shared, **markets)
    data = tmp_path / "data"
    os.environ["MARKET_DATA_DIR"] = str(data)
    for alias in ("sde", "build_cost", *(market.database_alias for market in get_market_configs().values())):
        build(alias, FileSource(originals / DatabaseConfig(alias).path.name))
    return data
