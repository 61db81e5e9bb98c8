import hashlib
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from repositories.replicas.build import build
from repositories.replicas.sources.demo import DemoSource, demo_source
from repositories.replicas.tables import tables_of
from settings_service import ROOT

DAY = date(2026, 3, 14)
SMALL = 0.05
ALIASES = ("build_cost", "wcmktprod", "wcmktnorth")
THIRD_PATH = 'wcmktthird = "third.db"'
THIRD_MARKET = """
[markets.third]
    name = "Third Keepstar"
    short_name = "3rd"
    region_id = 10000002
    system_id = 30000144
    structure_id = 1049999999999
    database_alias = "wcmktthird"
    database_file = "third.db"
    turso_secret_key = "wcmktthird_turso"

"""
DIGEST_IN_ANOTHER_PROCESS = """
import sys; sys.path.insert(0, "tests/repositories/replicas")
from datetime import date
from test_demo_source import DAY, SMALL, digest
from repositories.replicas.sources.demo import demo_source
print(digest("wcmktprod", demo_source("wcmktprod", SMALL, 1, DAY)))
"""


def filled(alias: str, source: DemoSource) -> sqlite3.Connection:
    """The demo's tables in memory, under the constraints of the contract."""
    target = sqlite3.connect(":memory:")
    available = source.columns()
    for table in tables_of(alias):
        target.execute(table.ddl)
        if table.name.lower() in available:
            assert table.missing_columns(available[table.name.lower()]) == []
            source.fill(table, target, lambda fraction: None)
    return target


def digest(alias: str, source: DemoSource) -> str:
    """A fingerprint of all content."""
    with closing(filled(alias, source)) as target:
        return hashlib.sha256("\n".join(target.iterdump()).encode()).hexdigest()


@pytest.mark.parametrize("alias", ALIASES)
def test_the_same_seed_and_date_give_the_same_content(alias: str) -> None:
    assert digest(alias, demo_source(alias, SMALL, 1, DAY)) == digest(alias, demo_source(alias, SMALL, 1, DAY))


@pytest.mark.parametrize("alias", ALIASES)
def test_another_seed_gives_other_content(alias: str) -> None:
    assert digest(alias, demo_source(alias, SMALL, 1, DAY)) != digest(alias, demo_source(alias, SMALL, 2, DAY))


def test_another_process_makes_the_same_content() -> None:
    command = [sys.executable, "-c", DIGEST_IN_ANOTHER_PROCESS]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7", "PYTHONPATH": "."})
    assert told.stdout.strip() == digest("wcmktprod", demo_source("wcmktprod", SMALL, 1, DAY))


def test_the_sde_holds_the_published_types_and_their_blueprints() -> None:
    with closing(filled("sde", demo_source("sde", date=DAY))) as sde:
        rifter = sde.execute("SELECT typeName, groupName, categoryName, metaGroupName, repackagedVolume FROM sdeTypes WHERE typeID = 587")
        assert rifter.fetchone() == ("Rifter", "Frigate", "Ship", "Tech I", 2500.0)
        assert sde.execute("SELECT count(*) FROM sdeTypes").fetchone()[0] > 25_000
        assert sde.execute("SELECT count(*) FROM sdeTypes JOIN invTypes USING (typeID) WHERE published = 0").fetchone()[0] == 0
        materials = "SELECT materialTypeID, quantity FROM industryActivityMaterials WHERE typeID = 691 AND activityID = 1"
        assert sde.execute(materials).fetchall() == [(34, 32_000), (35, 6_000), (36, 2_500), (37, 500)]
        orphans = "SELECT count(*) FROM invTypes LEFT JOIN invGroups USING (groupID) LEFT JOIN invCategories USING (categoryID)"
        assert sde.execute(f"{orphans} WHERE groupName IS NULL OR categoryName IS NULL").fetchone()[0] == 0


def test_an_alias_of_no_market_has_a_demo_of_its_own() -> None:
    assert digest("wcmkttest", demo_source("wcmkttest", SMALL, 1, DAY)) != digest("wcmktnorth", demo_source("wcmktnorth", SMALL, 1, DAY))


def test_a_third_market_needs_settings_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = (ROOT / "settings.toml").read_text(encoding="utf8").replace("\n[db_paths]\n", f"\n{THIRD_MARKET}[db_paths]\n{THIRD_PATH}\n")
    (tmp_path / "settings.toml").write_text(settings, encoding="utf8")
    monkeypatch.setenv("MARKET_SETTINGS", str(tmp_path / "settings.toml"))
    with closing(filled("wcmktthird", demo_source("wcmktthird", SMALL, 1, DAY))) as third:
        assert third.execute("SELECT count(*) FROM marketorders").fetchone()[0] > 200
        assert third.execute("SELECT count(*) FROM ship_targets").fetchone()[0] > 20
    assert digest("wcmktthird", demo_source("wcmktthird", SMALL, 1, DAY)) != digest("wcmktprod", demo_source("wcmktprod", SMALL, 1, DAY))


def test_a_source_says_what_it_is_made_of() -> None:
    source = demo_source("wcmktprod", 2, 5, DAY)
    assert (source.kind, source.detail) == ("demo", "seed 5, 2026-03-14")
    assert source.meta() == {"demo_seed": "5", "demo_scale": "2", "demo_date": "2026-03-14"}


def test_the_demo_comes_through_the_pipeline_without_a_problem() -> None:
    for alias in ("sde", *ALIASES):
        built = build(alias, demo_source(alias, SMALL, 1, DAY))
        assert built.problems == ()
        assert built.rows > 500
