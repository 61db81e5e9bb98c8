import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from domain.industry_sites import Security
from repositories.facts.security import find_security
from repositories.facts.static_data import published_type_ids
from repositories.replicas.sources.demo import demo_source
from repositories.replicas.tables import tables_of
from settings_service import get_market_configs


@pytest.fixture(scope="module")
def build_cost() -> Iterator[sqlite3.Connection]:
    source = demo_source("build_cost", date=date(2026, 3, 14))
    with closing(sqlite3.connect(":memory:")) as target:
        for table in tables_of("build_cost"):
            target.execute(table.ddl)
            source.fill(table, target, lambda fraction: None)
        yield target


def test_every_structure_and_rig_is_a_type_of_the_game(build_cost: sqlite3.Connection) -> None:
    ids = published_type_ids()
    rows = build_cost.execute("SELECT structure_type, structure_type_id, rig_1, rig_2, rig_3 FROM structures").fetchall()
    assert len(rows) >= 15
    for name, type_id, *rigs in rows:
        assert ids[name] == type_id
        assert all(rig == "0" or rig in ids for rig in rigs)


def test_rigs_fit_the_size_of_their_structure(build_cost: sqlite3.Connection) -> None:
    size = {"Raitaru": "M-Set", "Athanor": "M-Set", "Azbel": "L-Set", "Tatara": "L-Set", "Sotiyo": "XL-Set"}
    for name, *rigs in build_cost.execute("SELECT structure_type, rig_1, rig_2, rig_3 FROM structures"):
        assert all(rig == "0" or rig.startswith(f"Standup {size[name]} ") for rig in rigs)


def test_the_rigs_of_structures_are_in_the_table_of_rigs(build_cost: sqlite3.Connection) -> None:
    known = {name for (name,) in build_cost.execute("SELECT type_name FROM rigs")}
    used = {rig for row in build_cost.execute("SELECT rig_1, rig_2, rig_3 FROM structures") for rig in row} - {"0"}
    assert used <= known


def test_there_are_structures_in_every_market_and_every_class_of_security(build_cost: sqlite3.Connection) -> None:
    systems = {system for (system,) in build_cost.execute("SELECT system_id FROM structures")}
    assert {market.system_id for market in get_market_configs().values()} <= systems
    assert {find_security(system) for system in systems} == set(Security)


def test_every_system_has_an_index_between_nothing_and_a_fifth(build_cost: sqlite3.Connection) -> None:
    indices = dict(build_cost.execute("SELECT solar_system_id, manufacturing FROM industry_index"))
    assert {system for (system,) in build_cost.execute("SELECT system_id FROM structures")} <= set(indices)
    assert all(0 < index < 0.2 for index in indices.values())


def test_builders_tell_what_hulls_cost_them(build_cost: sqlite3.Connection) -> None:
    cost = build_cost.execute("SELECT total_cost_per_unit FROM builder_costs WHERE type_id = 587").fetchone()[0]
    assert 100_000 < cost < 1_500_000


def test_the_game_values_every_material(build_cost: sqlite3.Connection) -> None:
    values = dict(build_cost.execute("SELECT type_id, adjusted_price FROM adjusted_prices"))
    assert len(values) > 1_000
    assert values[34] == pytest.approx(4.2, rel=0.3)
    assert all(price > 0 for price in values.values())
