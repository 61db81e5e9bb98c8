import sqlite3
from contextlib import closing
from datetime import datetime
from decimal import Decimal

import pytest

from config import DatabaseConfig
from domain.industry_sites import Security
from repositories.build_cost_repo import BuildCostRepository
from repositories.reading import ReplicaReader
from repositories.replicas.build import build
from repositories.replicas.sources.files import FileSource
from tests.make import NOW, Shared, served, written

NULL_SYSTEM, LOW_SYSTEM = (30000240, "4-HWWF"), (30002537, "Amamake")
SHIP_RIG = "Standup XL-Set Ship Manufacturing Efficiency I"


def repository(tmp_path, shared: Shared) -> BuildCostRepository:
    served(tmp_path, shared)
    return BuildCostRepository(ReplicaReader("build_cost"))


def test_a_structure_is_read_with_kind_rigs_security_tax_and_indices(tmp_path):
    shared = Shared().structure(1, "Yard", LOW_SYSTEM, 35827, rig_1=SHIP_RIG, tax=0.0025).index(LOW_SYSTEM[0], 0.0712, 0.01)
    (site,) = repository(tmp_path, shared).list_sites()
    assert (site.name, site.system_name, site.kind_name, site.security) == ("Yard", "Amamake", "Sotiyo", Security.LOW)
    assert (site.tax, site.manufacturing_index, site.reaction_index) == (Decimal("0.0025"), Decimal("0.0712"), Decimal("0.01"))
    assert [rig.name for rig in site.rigs] == [SHIP_RIG]
    assert site.unknown_rigs == ()
    assert site.kind is not None
    assert site.kind.supercapitals


@pytest.mark.parametrize("nothing", ["0", "", None, "None", " 0 "])
def test_an_empty_rig_slot_is_no_rig(tmp_path, nothing):
    (site,) = repository(tmp_path, Shared().structure(1, "Yard", rig_1=nothing, rig_2=nothing, rig_3=nothing)).list_sites()
    assert (site.rigs, site.unknown_rigs) == ((), ())


def test_a_rig_nobody_knows_is_named(tmp_path):
    (site,) = repository(tmp_path, Shared().structure(1, "Yard", rig_2="Standup XXL-Set Everything III")).list_sites()
    assert site.unknown_rigs == ("Standup XXL-Set Everything III",)


def test_a_rig_under_another_name_is_known_by_the_type_id_of_the_table_of_rigs(tmp_path):
    (site,) = repository(tmp_path, Shared().structure(1, "Yard", rig_1="XL Ship I").rig(37180, "xl ship i")).list_sites()
    assert [rig.name for rig in site.rigs] == [SHIP_RIG]


def test_a_structure_of_an_unknown_kind_is_known_by_its_name_or_stays_unknown(tmp_path):
    shared = Shared()
    for number, kind in ((1, "Azbel"), (2, "Palace")):
        shared.add("structures", structure_id=number, structure=f"Yard {number}", structure_type=kind, structure_type_id=number)
    named, unknown = repository(tmp_path, shared).list_sites()
    assert named.kind is not None
    assert named.kind.type_id == 35826
    assert (unknown.kind, unknown.kind_name) == (None, "Palace")


def test_what_is_not_on_record_is_unknown(tmp_path):
    shared = Shared().structure(1, "Yard", (99, None), tax=None).index(5)
    (site,) = repository(tmp_path, shared).list_sites()
    assert (site.security, site.tax, site.manufacturing_index, site.reaction_index) == (None, None, None, None)
    assert site.system_name == "an unknown system"


def test_no_structures_are_an_empty_answer(tmp_path):
    assert repository(tmp_path, Shared()).list_sites() == ()


def test_the_age_of_the_indices_is_in_the_collectors_log(tmp_path):
    shared = Shared().add("updatelog", table_name="builder_costs", timestamp="2026-11-21 00:00:00")
    assert repository(tmp_path / "a", shared).find_indices_time() == datetime(2026, 11, 21)
    shared.add("updatelog", table_name="industry_index", timestamp=NOW)
    assert repository(tmp_path / "b", shared).find_indices_time() == datetime(2026, 11, 20, 11, 20)
    assert repository(tmp_path / "c", Shared()).find_indices_time() is None


def test_adjusted_prices_are_read_where_the_collector_has_them(tmp_path):
    assert repository(tmp_path / "without", Shared()).list_adjusted_prices() == {}
    originals = written(tmp_path / "originals")
    file = originals / DatabaseConfig("build_cost").path.name
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE adjusted_prices (type_id int, adjusted_price real, average_price real)")
        connection.execute("INSERT INTO adjusted_prices VALUES (34, 4.25, 4.1), (35, NULL, 20.0), (36, -1, NULL)")
        connection.commit()
    build("build_cost", FileSource(file))
    assert BuildCostRepository(ReplicaReader("build_cost")).list_adjusted_prices() == {34: 4.25}
