import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

import init_db
import sync_state
from config import DatabaseConfig
from domain.errors import InvalidInput, SyncFailed
from repositories.replicas import making
from repositories.replicas.build import build
from repositories.replicas.sources.files import FileSource
from settings_service import ROOT
from tests.make import Make, Shared, served, written

FILES = ["buildcost.db", "sdelite.db", "wcmktnorth2.db", "wcmktprod.db"]
SHARED = Shared().structure(1, "Yard").index(30000240).rig(1, "Rig")
NOBODY = 65534


def market(price: float) -> Make:
    make = Make().watch(34, "Tritanium", group=(18, "Mineral"), category=(4, "Material"))
    return make.sell(34, (price, 10)).stats(34, price=price).history(34, units=[3] * 200).fit(items={34: 1}, flag="both")


@pytest.fixture
def originals(tmp_path: Path) -> Path:
    return written(tmp_path / "originals", SHARED, primary=market(5.0), deployment=market(7.0))


@pytest.fixture
def data(own_data_directory: Path) -> Path:
    return own_data_directory


def command_line(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "init_db.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, **options)


def files_in(directory: Path) -> list[str]:
    return sorted(entry.name for entry in directory.iterdir()) if directory.exists() else []


def price(alias: str) -> float:
    with closing(sqlite3.connect(DatabaseConfig(alias).path)) as connection:
        found: float = connection.execute("SELECT price FROM marketorders").fetchone()[0]
        return found


def test_files_are_imported_and_found_to_be_as_they_should(originals: Path, data: Path) -> None:
    imported = command_line("--from", originals)
    assert (imported.returncode, imported.stderr) == (0, "")
    assert "wcmktprod (wcmktprod.db): imported, " in imported.stdout
    assert "note" not in imported.stdout
    assert files_in(data) == FILES
    assert (price("wcmktprod"), price("wcmktnorth")) == (5.0, 7.0)
    checked = command_line("--check")
    assert checked.returncode == 0, checked.stdout
    assert "source   the file originals/wcmktprod.db" in checked.stdout
    assert "data of  2026-11-20 11:20 UTC" in checked.stdout
    assert "market_history 200" in checked.stdout
    assert "wcmkttest (wcmkttest.db): belongs to no market, so it is not made." in checked.stdout


def test_demo_is_made_where_nothing_is_and_kept_afterwards(data: Path) -> None:
    assert not init_db.is_ready()
    steps: list[tuple[str, float, str]] = []
    assert init_db.make_ready(lambda *step: steps.append(step)) == []
    assert files_in(data) == FILES
    assert {alias for alias, _, _ in steps} == {"sde", "build_cost", "wcmktprod", "wcmktnorth"}
    assert init_db.is_ready()
    before = {name: (data / name).stat().st_ino for name in FILES}
    assert init_db.make_ready() == []
    assert {name: (data / name).stat().st_ino for name in FILES} == before
    assert sync_state.freshness("wcmktprod").source == "demo"


def test_a_remote_that_is_down_at_first_is_told_with_its_database(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secrets.toml").write_text('[wcmktprod_turso]\nurl = "http://127.0.0.1:9"\n')
    monkeypatch.setenv("MARKET_SECRETS", str(tmp_path / "secrets.toml"))
    assert init_db.make_ready() == ["wcmktprod.db could not be fetched: 127.0.0.1:9 refuses the connection."]
    assert "wcmktprod.db" not in files_in(data)


def test_aliases_without_a_file_keep_what_they_have(tmp_path: Path, originals: Path) -> None:
    served(tmp_path / "before", SHARED, primary=market(1.0), deployment=market(2.0))
    (originals / "wcmktnorth2.db").unlink()
    results = {result.alias: result for result in init_db.import_files(originals)}
    assert price("wcmktprod") == 5.0
    assert price("wcmktnorth") == 2.0
    assert results["wcmktnorth"].job is not None
    assert results["wcmktnorth"].job.kind == "again"


def test_imported_sde_reaches_the_markets_that_are_there(tmp_path: Path, originals: Path) -> None:
    served(tmp_path / "before", SHARED, primary=Make().sell(34, (5.0, 1)))
    for name in FILES:
        if name != "sdelite.db":
            (originals / name).unlink()
    assert [result.failure for result in init_db.import_files(originals)] == [None] * 4
    with closing(sqlite3.connect(DatabaseConfig("wcmktprod").path)) as connection:
        assert connection.execute("SELECT group_name FROM type_summary").fetchone() == ("Mineral",)
    assert init_db.is_ready()


def test_files_that_were_laid_in_the_data_directory_are_imported(originals: Path, data: Path) -> None:
    shutil.copytree(originals, data)
    assert making.state_of("wcmktprod") is making.State.FOREIGN
    assert init_db.make_ready() == []
    assert init_db.is_ready()
    assert price("wcmktprod") == 5.0
    assert sync_state.freshness("wcmktprod").source == "files"


def test_directory_that_is_not_there_is_named(tmp_path: Path, data: Path) -> None:
    done = command_line("--from", tmp_path / "nowhere")
    assert (done.returncode, done.stderr) == (1, f"The directory {tmp_path / 'nowhere'} is not there.\n")
    assert files_in(data) == []


def test_directory_without_any_of_the_files_is_named(tmp_path: Path, data: Path) -> None:
    (tmp_path / "other.db").touch()
    done = command_line("--from", tmp_path)
    looked_for = "sdelite.db, buildcost.db, wcmktprod.db, wcmktnorth2.db"
    assert done.returncode == 1
    assert done.stderr == f"The directory {tmp_path} holds none of the database files; looked for: {looked_for}.\n"
    assert files_in(data) == []


def drop_price(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("ALTER TABLE marketorders DROP COLUMN price")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda file: file.write_bytes(b""), "wcmktprod: wcmktprod.db is empty.\n"),
        (lambda file: file.write_bytes(b"no database" * 50), "wcmktprod: wcmktprod.db is not an SQLite database.\n"),
        (drop_price, "wcmktprod: wcmktprod.db: table 'marketorders' has no column 'price'.\n"),
    ],
)
def test_bad_file_leaves_what_is_in_service(tmp_path: Path, originals: Path, spoil: Callable[[Path], object], sentence: str) -> None:
    data = served(tmp_path / "before", SHARED, primary=market(1.0), deployment=market(2.0))
    before = (data / "wcmktprod.db").read_bytes()
    spoil(originals / "wcmktprod.db")
    (originals / "sdelite.db").unlink()
    done = command_line("--from", originals)
    assert (done.returncode, done.stderr) == (1, sentence)
    assert (data / "wcmktprod.db").read_bytes() == before
    assert price("wcmktnorth") == 7.0
    assert files_in(data) == FILES


def test_full_disk_is_told_and_leaves_what_is_in_service(tmp_path: Path, originals: Path) -> None:
    data = served(tmp_path / "before", SHARED, primary=market(1.0), deployment=market(2.0))
    (originals / "sdelite.db").unlink()

    def fill_the_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = command_line("--from", originals, preexec_fn=fill_the_disk)
    assert done.returncode == 1
    assert f"wcmktprod: wcmktprod.db cannot be written to {data}: disk I/O error; is the disk full?\n" in done.stderr
    assert (price("wcmktprod"), price("wcmktnorth")) == (1.0, 2.0)
    assert files_in(data) == FILES


@contextmanager
def somebody_else(*directories: Path) -> Iterator[None]:
    """As the superuser may do everything, somebody else does it; the directories are opened for him to look into."""
    if os.geteuid() != 0:
        yield
        return
    for directory in directories:
        for place in (directory, *directory.parents):
            if place.stat().st_mode & 0o700 == 0o700 and not place.stat().st_mode & 0o001:
                place.chmod(0o755)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_file_without_permission_is_told(originals: Path) -> None:
    (originals / "wcmktprod.db").chmod(0)
    with somebody_else(originals), pytest.raises(SyncFailed, match=r"^wcmktprod\.db cannot be read: permission denied\.$"):
        FileSource(originals / "wcmktprod.db").columns()


def test_directory_without_permission_is_told(originals: Path) -> None:
    originals.chmod(0)
    try:
        with somebody_else(originals.parent), pytest.raises(InvalidInput, match=rf"^{originals}.* cannot be read: permission denied\.$"):
            init_db.import_files(originals)
    finally:
        originals.chmod(0o755)


def test_data_directory_that_cannot_be_written_is_told(tmp_path: Path, originals: Path) -> None:
    data = served(tmp_path / "before", SHARED, primary=market(1.0), deployment=market(2.0))
    data.chmod(0o555)
    try:
        with somebody_else(data, originals), pytest.raises(SyncFailed, match=f"^The data directory {data} cannot be written"):
            build("wcmktprod", FileSource(originals / "wcmktprod.db"))
    finally:
        data.chmod(0o755)
    assert price("wcmktprod") == 1.0
    assert files_in(data) == FILES


def test_check_tells_what_is_missing(data: Path) -> None:
    lines: list[str] = []
    assert not init_db.check(lines.append)
    assert "wcmktprod (wcmktprod.db)\n  WRONG    The database wcmktprod.db is not there." in lines
    assert files_in(data) == []


def test_check_tells_a_torn_replica(tmp_path: Path) -> None:
    data = served(tmp_path, SHARED, primary=market(1.0), deployment=market(2.0))
    size = (data / "wcmktprod.db").stat().st_size
    os.truncate(data / "wcmktprod.db", 8192)
    lines: list[str] = []
    assert not init_db.check(lines.append)
    sentence = f"The database wcmktprod.db is cut short: it holds 8,192 bytes of {size:,}."
    assert f"wcmktprod (wcmktprod.db)\n  WRONG    {sentence}" in lines


def test_check_tells_flags_of_no_market(tmp_path: Path) -> None:
    served(tmp_path, SHARED, primary=market(1.0).fit(2, flag="foo"), deployment=market(2.0))
    lines: list[str] = []
    assert not init_db.check(lines.append)
    assert any("  WRONG    1 doctrine fit has the unknown market flag 'foo'." in line for line in lines)


def test_replica_that_cannot_be_read_is_not_replaced_by_the_demo(tmp_path: Path) -> None:
    data = served(tmp_path, SHARED, primary=market(1.0), deployment=market(2.0))
    (data / "wcmktprod.db").write_bytes(b"torn" * 1000)
    sentence = "The database wcmktprod.db is not an SQLite database; import it again, or remove the file."
    assert init_db.make_ready() == [sentence]
    assert (data / "wcmktprod.db").read_bytes() == b"torn" * 1000


def test_options_of_the_demo_need_the_demo() -> None:
    done = command_line("--seed", "5")
    assert done.returncode == 2
    assert "--scale, --seed and --date go with --demo" in done.stderr
