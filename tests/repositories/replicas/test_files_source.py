import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from config import DatabaseConfig
from domain.errors import SyncFailed
from repositories.replicas.build import build
from repositories.replicas.sources.files import FileSource
from tests.make import Make, served


@pytest.fixture
def file(tmp_path: Path) -> Path:
    make = Make().watch(34, "Tritanium").sell(34, (5.0, 10)).stats(34, price=5.0).history(34, units=[3] * 300)
    return make.fit(items={34: 2}).write(tmp_path / "wcmktprod.db")


def changed(file: Path, script: str) -> Path:
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)
    return file


def refusal(file: Path) -> str:
    with pytest.raises(SyncFailed) as error:
        build("wcmktprod", FileSource(file))
    directory = DatabaseConfig("wcmktprod").path.parent
    assert [entry.name for entry in directory.iterdir()] == []
    return str(error.value)


def served_rows(sql: str, alias: str = "wcmktprod") -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(DatabaseConfig(alias).path)) as connection:
        return connection.execute(sql).fetchall()


def test_file_that_is_no_database_is_refused(file: Path) -> None:
    file.write_text("type_id,price\n34,5.0\n" * 100)
    assert refusal(file) == "wcmktprod.db is not an SQLite database."


def test_empty_file_is_refused(file: Path) -> None:
    file.write_bytes(b"")
    assert refusal(file) == "wcmktprod.db is empty."


def test_file_that_is_not_there_is_refused(file: Path) -> None:
    assert refusal(file.with_name("other.db")) == "other.db cannot be read: no such file or directory."


def test_directory_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wcmktprod.db").mkdir()
    assert refusal(tmp_path / "wcmktprod.db") == "wcmktprod.db cannot be read: is a directory."


def test_truncated_file_is_refused(file: Path) -> None:
    size = file.stat().st_size
    os.truncate(file, size - 5000)
    assert refusal(file) == f"wcmktprod.db is cut short: it holds {size - 5000:,} bytes of {size:,}."


def test_file_of_a_header_only_is_refused(file: Path) -> None:
    os.truncate(file, 60)
    assert refusal(file) == "wcmktprod.db is cut short: it holds 60 bytes of 100."


def test_torn_pages_are_refused(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[-8192:] = os.urandom(8192)
    file.write_bytes(content)
    sentence = refusal(file)
    assert sentence.startswith(("wcmktprod.db is damaged: ", "wcmktprod.db cannot be read: "))
    assert "***" not in sentence


def test_missing_table_is_named(file: Path) -> None:
    assert refusal(changed(file, "DROP TABLE market_history")) == "wcmktprod.db: table 'market_history' is missing."


def test_missing_column_is_named(file: Path) -> None:
    changed(file, "ALTER TABLE marketorders DROP COLUMN price")
    assert refusal(file) == "wcmktprod.db: table 'marketorders' has no column 'price'."


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        ("marketorders", "price", "'cheap'", "1 value that is no number, such as 'cheap'"),
        ("marketorders", "price", "9e999", "1 value that is no number, such as inf"),
        ("marketorders", "volume_remain", "1.5", "1 value that is no whole number, such as 1.5"),
        ("marketorders", "is_buy_order", "2", "1 value that is neither 0 nor 1, such as 2"),
        ("marketorders", "issued", "'now'", "1 value that is no date and time, such as 'now'"),
        ("marketorders", "type_name", "x'00ff'", r"1 value that is no text, such as b'\x00\xff'"),
        ("market_history", "volume", "'many'", "300 values that are no whole number, such as 'many'"),
        ("ship_targets", "ship_target", "'all'", "1 value that is no whole number, such as 'all'"),
    ],
)
def test_value_of_the_wrong_kind_is_named(file: Path, table: str, column: str, value: str, words: str) -> None:
    changed(file, f"UPDATE {table} SET {column} = {value}")
    assert refusal(file) == f"wcmktprod.db: table '{table}', column '{column}' holds {words}."


def test_optional_tables_may_be_absent(file: Path) -> None:
    optional = ("lead_ships", "doctrine_map", "module_equivalents", "jita_prices", "updatelog")
    build("wcmktprod", FileSource(changed(file, "".join(f"DROP TABLE {name};" for name in optional))))
    assert [served_rows(f"SELECT count(*) FROM {name}") for name in optional] == [[(0,)]] * 5


def test_names_of_tables_and_columns_may_be_of_any_case(file: Path) -> None:
    changed(file, "ALTER TABLE marketorders RENAME TO x; ALTER TABLE x RENAME TO MarketOrders")
    changed(file, "ALTER TABLE MarketOrders RENAME COLUMN price TO Price")
    build("wcmktprod", FileSource(file))
    assert served_rows("SELECT price FROM marketorders") == [(5.0,)]


def test_other_tables_and_columns_are_left_alone(file: Path) -> None:
    build("wcmktprod", FileSource(changed(file, "CREATE TABLE esi_request_cache (a); ALTER TABLE watchlist ADD COLUMN note TEXT")))
    tables = {name for (name,) in served_rows("SELECT name FROM sqlite_master")}
    assert "esi_request_cache" not in tables
    assert "note" not in {name for _, name, *_ in served_rows("PRAGMA table_info(watchlist)")}


def test_types_become_numbers_and_moments_one_form(file: Path) -> None:
    changed(
        file,
        """UPDATE marketorders SET issued = '2026-10-06T06:16:28.664834Z', is_buy_order = 'true', type_id = '34';
        DELETE FROM market_history WHERE id > 2;
        UPDATE market_history SET type_id = ' 34.0' WHERE id = 1;
        UPDATE market_history SET date = '2026-11-19T00:00:00' WHERE id = 2""",
    )
    build("wcmktprod", FileSource(file))
    assert served_rows("SELECT issued, is_buy_order, type_id FROM marketorders") == [("2026-10-06 06:16:28", 1, 34)]
    assert served_rows("SELECT typeof(type_id), max(date) FROM market_history") == [("integer", "2026-11-19")]
    assert served_rows("SELECT count(*), min(type_id), max(type_id) FROM market_history") == [(2, 34, 34)]


def test_history_keyed_by_day_and_type_is_read_as_well(file: Path) -> None:
    changed(
        file,
        """CREATE TABLE newer (date datetime, type_id varchar(10), type_name varchar(100), average real, volume int, highest real,
            lowest real, order_count int, timestamp datetime, PRIMARY KEY (date, type_id));
        INSERT INTO newer SELECT date, type_id, type_name, average, volume, highest, lowest, order_count, timestamp FROM market_history;
        DROP TABLE market_history; ALTER TABLE newer RENAME TO market_history""",
    )
    build("wcmktprod", FileSource(file))
    assert served_rows("SELECT count(*), sum(volume) FROM market_history") == [(300, 900)]


def test_file_in_wal_mode_is_read_with_its_log(file: Path) -> None:
    with closing(sqlite3.connect(file)) as collector:
        collector.execute("PRAGMA journal_mode = WAL")
        collector.execute("UPDATE marketorders SET price = 77")
        collector.commit()
        assert file.with_name(file.name + "-wal").stat().st_size > 0
        build("wcmktprod", FileSource(file))
    assert served_rows("SELECT price FROM marketorders") == [(77.0,)]


def test_file_in_wal_mode_without_a_log_leaves_nothing_beside_it(file: Path, tmp_path: Path) -> None:
    changed(file, "PRAGMA journal_mode = WAL; UPDATE marketorders SET price = 77")
    alone = tmp_path / "alone"
    alone.mkdir()
    shutil.copy(file, alone)
    build("wcmktprod", FileSource(alone / file.name))
    assert [entry.name for entry in alone.iterdir()] == [file.name]


def test_source_is_not_changed(file: Path) -> None:
    before = (file.read_bytes(), file.stat().st_mtime_ns)
    build("wcmktprod", FileSource(file))
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_file_that_is_being_written_to_is_read_as_of_one_moment(file: Path) -> None:
    seen: list[str] = []

    def write_meanwhile(step: str, _fraction: float) -> None:
        if step == "copying market_history" and not seen:
            seen.append(step)
            with closing(sqlite3.connect(file, timeout=0)) as collector, pytest.raises(sqlite3.OperationalError, match="locked"):
                collector.execute("DELETE FROM marketstats")
                collector.commit()

    build("wcmktprod", FileSource(file), write_meanwhile)
    assert seen
    assert served_rows("SELECT count(*) FROM marketstats") == [(1,)]


@pytest.mark.skipif(os.name != "posix", reason="needs a writer that dies")
def test_file_with_an_unfinished_write_is_refused(file: Path) -> None:
    dies = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN")
connection.execute("UPDATE market_history SET average = 1, type_name = 'a name that is longer than the one before'")
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", dies, str(file)], check=True)
    assert refusal(file) == "wcmktprod.db holds an unfinished write: let its writer open it once, then try again."


def test_sde_needs_its_types_only(tmp_path: Path) -> None:
    file = tmp_path / "sdelite.db"
    columns = "typeID, typeName, groupID, groupName, categoryID, categoryName, volume, metaGroupID, metaGroupName"
    changed(file, f"CREATE TABLE sdetypes ({columns})")
    changed(file, "INSERT INTO sdetypes VALUES (587, 'Rifter', 25, 'Frigate', 6, 'Ship', 27289.0, 1, 'Tech I')")
    build("sde", FileSource(file))
    facts = served_rows("SELECT type_name, volume_m3, packaged_volume_m3, slot FROM type_facts", "sde")
    assert facts == [("Rifter", 27289.0, 2500.0, "ship")]
    assert served_rows("SELECT count(*) FROM industryActivity", "sde") == [(0,)]


def test_repackaged_volume_of_the_file_wins(tmp_path: Path) -> None:
    make = Make().fit(ship=(587, "Rifter")).type(587, volume_m3=27289.0, packaged_m3=2000.0)
    served(tmp_path, primary=make)
    assert served_rows("SELECT packaged_volume_m3 FROM type_facts", "sde") == [(2000.0,)]
