import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from config import DatabaseConfig
from domain.errors import DataUnavailable, SyncFailed
from repositories.reading import replica_version
from repositories.replicas import disk, meta
from repositories.replicas.build import build
from repositories.replicas.sources.again import ReplicaSource
from repositories.replicas.sources.files import FileSource
from tests.make import Make, served

STEPS = ("checking", "copying marketorders", "copying market_history", "deriving", "verifying", "publishing")


def market(price: float) -> Make:
    return Make().watch(34, "Tritanium").sell(34, (price, 10)).stats(34, price=price).history(34, units=[3]).fit(items={34: 1})


def price_in_service() -> float:
    with closing(sqlite3.connect(DatabaseConfig("wcmktprod").path)) as connection:
        price: float = connection.execute("SELECT price FROM marketorders").fetchone()[0]
        return price


def files_in(directory: Path) -> list[str]:
    return sorted(entry.name for entry in directory.iterdir())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return served(tmp_path, primary=market(5.0))


def test_replica_is_whole_and_needs_no_file_beside_it(data: Path) -> None:
    with closing(sqlite3.connect(data / "wcmktprod.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'marketorders'").fetchone()[0] > 0
    assert files_in(data) == ["buildcost.db", "sdelite.db", "wcmktnorth2.db", "wcmktprod.db"]


def test_new_replica_replaces_the_old_and_has_a_version_of_its_own(data: Path, tmp_path: Path) -> None:
    before = replica_version("wcmktprod")
    build("wcmktprod", FileSource(market(6.0).write(tmp_path / "wcmktprod.db")))
    assert price_in_service() == 6.0
    assert replica_version("wcmktprod") != before


def test_reader_of_the_old_replica_finishes_on_it(data: Path, tmp_path: Path) -> None:
    with DatabaseConfig("wcmktprod").engine.connect() as reader:
        first = reader.exec_driver_sql("SELECT price FROM marketorders").scalar()
        build("wcmktprod", FileSource(market(6.0).write(tmp_path / "wcmktprod.db")))
        assert (first, reader.exec_driver_sql("SELECT price FROM marketorders").scalar()) == (5.0, 5.0)


class StoppedError(Exception):
    pass


@pytest.mark.parametrize("stop_at", STEPS)
def test_build_that_stops_leaves_the_old_replica_and_no_litter(data: Path, tmp_path: Path, stop_at: str) -> None:
    before, files = (data / "wcmktprod.db").read_bytes(), files_in(data)

    def stop(step: str, _fraction: float) -> None:
        if step == stop_at:
            raise StoppedError

    with pytest.raises(StoppedError):
        build("wcmktprod", FileSource(market(6.0).write(tmp_path / "wcmktprod.db")), stop)
    assert (data / "wcmktprod.db").read_bytes() == before
    assert files_in(data) == files


def test_progress_names_the_steps_in_order_and_never_goes_back(data: Path, tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    build("wcmktprod", FileSource(market(6.0).write(tmp_path / "wcmktprod.db")), lambda step, fraction: told.append((step, fraction)))
    steps = list(dict.fromkeys(step for step, _ in told))
    assert [step for step in steps if step in STEPS] == list(STEPS)
    fractions = [fraction for _, fraction in told]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)


def test_second_build_of_the_same_alias_gets_a_sentence(data: Path, tmp_path: Path) -> None:
    file = market(6.0).write(tmp_path / "wcmktprod.db")
    messages: list[str] = []

    def try_meanwhile(step: str, _fraction: float) -> None:
        if step == "deriving":
            other = threading.Thread(target=lambda: messages.append(refused()))
            other.start()
            other.join()

    def refused() -> str:
        with pytest.raises(SyncFailed) as error:
            build("wcmktprod", FileSource(file))
        return str(error.value)

    build("wcmktprod", FileSource(file), try_meanwhile)
    assert messages == ["wcmktprod.db is being built by another import at this moment; wait for it, then try again."]
    assert price_in_service() == 6.0


def test_litter_of_a_build_that_was_killed_goes_with_the_next(data: Path, tmp_path: Path) -> None:
    (data / ".wcmktprod.db.building-99999").write_bytes(b"half")
    (data / ".wcmktnorth2.db.building-99999").write_bytes(b"somebody else's")
    build("wcmktprod", FileSource(market(6.0).write(tmp_path / "wcmktprod.db")))
    assert ".wcmktprod.db.building-99999" not in files_in(data)
    assert ".wcmktnorth2.db.building-99999" in files_in(data)


def test_cleaning_leaves_the_draft_of_a_running_build(data: Path) -> None:
    draft = data / ".wcmktprod.db.building-1"
    with disk.build_lock(data / "wcmktprod.db"):
        draft.write_bytes(b"half")
        disk.clean(data / "wcmktprod.db")
        assert draft.exists()
    disk.clean(data / "wcmktprod.db")
    assert not draft.exists()


def test_data_directory_that_cannot_be_made_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "taken").write_text("a file")
    monkeypatch.setenv("MARKET_DATA_DIR", str(tmp_path / "taken" / "data"))
    with pytest.raises(SyncFailed, match=r"^The data directory .*taken/data cannot be made: not a directory\.$"):
        build("wcmktprod", FileSource(market(6.0).write(tmp_path / "wcmktprod.db")))


def test_replica_derived_anew_says_the_same_of_its_original(data: Path, tmp_path: Path) -> None:
    file = market(6.0).write(tmp_path / "wcmktprod.db")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("INSERT INTO market_history (date, type_id) VALUES ('2026-11-01', 'x')")
        connection.commit()
    build("wcmktprod", FileSource(file))
    before = meta.read("wcmktprod")
    build("wcmktprod", ReplicaSource("wcmktprod"))
    after = meta.read("wcmktprod")
    assert after.pop("built_at") > before.pop("built_at")
    assert after == before
    assert after["source"] == "files"
    assert "market_history" in after["problems"]


def test_market_without_an_sde_is_built_and_says_so(tmp_path: Path) -> None:
    problems = build("wcmktprod", FileSource(market(6.0).write(tmp_path / "wcmktprod.db"))).problems
    assert problems == (
        "There was no SDE when this market was built: sizes of types are unknown, and names and groups where the market has none.",
    )


def test_market_is_not_built_on_an_sde_that_cannot_be_read(data: Path, tmp_path: Path) -> None:
    (data / "sdelite.db").write_bytes(b"torn" * 1000)
    with pytest.raises(DataUnavailable, match=r"^The database sdelite\.db is not an SQLite database\.$"):
        build("wcmktprod", FileSource(market(6.0).write(tmp_path / "wcmktprod.db")))
    assert price_in_service() == 5.0


@pytest.mark.parametrize("name", ["a b", "50%41", "what?mode=rw", "#1"])
def test_directories_of_any_name_are_read_and_written(tmp_path: Path, name: str) -> None:
    odd = tmp_path / name
    data = served(odd, primary=market(5.0))
    build("wcmktprod", ReplicaSource("wcmktprod"))
    assert price_in_service() == 5.0
    assert files_in(data) == ["buildcost.db", "sdelite.db", "wcmktnorth2.db", "wcmktprod.db"]


def test_replica_is_outdated_when_the_sde_is_newer_than_its_figures(data: Path) -> None:
    assert meta.is_current("wcmktprod", meta.read("wcmktprod"))
    build("sde", ReplicaSource("sde"))
    assert not meta.is_current("wcmktprod", meta.read("wcmktprod"))
