"""A sync makes of the replica what the remote is, and reads no more than it must."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from config import DatabaseConfig
from domain.errors import SyncFailed
from repositories import sync_record
from repositories.replicas import meta
from repositories.replicas.build import build
from repositories.replicas.sources.files import FileSource
from repositories.replicas.syncing import sync
from repositories.sync_record import Outcome
from tests.remote.conftest import ALIAS, SECTION, Remote, assert_sound, content
from tests.remote.sqld import Keys, Sqld

pytestmark = pytest.mark.remote


@pytest.fixture
def from_file(market_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[object, ...]]]:
    """What an import of the same data gives."""
    with monkeypatch.context() as there:
        there.setenv("MARKET_DATA_DIR", str(tmp_path / "imported"))
        build(ALIAS, FileSource(market_file))
        return content()


def fresh_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[tuple[object, ...]]]:
    """What a first sync of the remote as it is now gives."""
    with monkeypatch.context() as there:
        there.setenv("MARKET_DATA_DIR", str(tmp_path / "fresh"))
        sync(ALIAS)
        return content()


def test_a_synced_replica_is_what_an_import_of_the_same_data_is(remote: Remote, from_file: dict[str, list[tuple[object, ...]]]) -> None:
    built, _ = sync(ALIAS)
    assert content() == from_file
    assert built is not None
    assert len(content()["market_history"]) == 1200
    assert meta.read(ALIAS)["source"] == "remote"
    assert_sound()


def test_nothing_changed_is_one_request(remote: Remote) -> None:
    sync(ALIAS)
    version, before = DatabaseConfig(ALIAS).path.stat().st_ino, remote.proxy.requests
    assert sync(ALIAS) == (None, ())
    assert remote.proxy.requests == before + 1
    assert DatabaseConfig(ALIAS).path.stat().st_ino == version
    record = sync_record.read(ALIAS)
    assert record is not None
    assert record.outcome is Outcome.UNCHANGED
    assert record.remote_updates["marketorders"] == "2026-11-20 11:20:00"


def test_only_the_tables_that_the_log_names_are_fetched(remote: Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync(ALIAS)
    moved = "UPDATE updatelog SET timestamp = datetime(timestamp, '+1 hour') WHERE table_name = 'marketorders'"
    remote.sqld.execute("UPDATE marketorders SET price = price * 2", moved)
    _, copied = sync(ALIAS)
    record = sync_record.read(ALIAS)
    assert record is not None
    assert (record.outcome, record.tables) == (Outcome.CHANGED, ("marketorders",))
    assert "marketorders" in copied
    assert not {"market_history", "marketstats", "doctrines", "jita_prices"} & set(copied)
    assert content() == fresh_copy(tmp_path, monkeypatch)


def test_a_new_day_of_history_is_fetched_alone(remote: Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync(ALIAS)
    columns = "type_id, type_name, average, volume, highest, lowest, order_count, timestamp"
    newest = f"SELECT '2026-11-20 00:00:00', {columns} FROM market_history WHERE date LIKE '2026-11-19%'"
    remote.update(f"INSERT INTO market_history (date, {columns}) {newest}")
    before = remote.proxy.bytes_passed
    sync(ALIAS)
    small = remote.proxy.bytes_passed - before
    before = remote.proxy.bytes_passed
    assert content() == fresh_copy(tmp_path, monkeypatch)
    assert len(content()["market_history"]) == 1212
    assert small < (remote.proxy.bytes_passed - before) / 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE market_history SET average = average + 0.01 WHERE type_id = '40' AND date LIKE '2026-10-01%'",
        "DELETE FROM market_history WHERE type_id = '40'",
        "UPDATE market_history SET type_id = '99' WHERE type_id = '40'",
        "DELETE FROM market_history WHERE date < '2026-09-01'",
        "UPDATE market_history SET volume = volume + 1 WHERE date LIKE '2026-11-19%'",
        "DELETE FROM market_history",
        "INSERT INTO market_history (date, type_id, average, volume, order_count) VALUES ('2026-06-01', '34', 1.5, 1, 1)",
    ],
)
def test_a_history_that_was_rewritten_comes_over_too(remote: Remote, change: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sync(ALIAS)
    remote.update(change)
    sync(ALIAS)
    assert content() == fresh_copy(tmp_path, monkeypatch)


@pytest.mark.parametrize("logged", ["marketstats", "market_history"])
def test_days_that_were_added_up_are_added_up_anew_when_a_type_changes_its_category(
    remote: Remote, logged: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync(ALIAS)
    before = content()["daily_isk"]
    remote.sqld.execute(
        "UPDATE marketstats SET category_id = 99, category_name = 'Oddities' WHERE type_id = 40",
        "UPDATE watchlist SET category_id = 99, category_name = 'Oddities' WHERE type_id = 40",
        f"UPDATE updatelog SET timestamp = datetime(timestamp, '+1 hour') WHERE table_name IN ('marketstats', '{logged}')",
    )
    sync(ALIAS)
    assert {row[1] for row in content()["daily_isk"]} == {row[1] for row in before} | {99}
    assert content() == fresh_copy(tmp_path, monkeypatch)


def test_a_change_that_no_log_tells_of_is_seen(remote: Remote) -> None:
    sync(ALIAS)
    remote.sqld.execute("UPDATE ship_targets SET ship_target = 77")
    _, copied = sync(ALIAS)
    assert "ship_targets" in copied
    assert {row[4] for row in content()["ship_targets"]} == {77}


def test_numbers_keep_all_their_digits(remote: Remote) -> None:
    awkward = [0.1 + 0.2, 12345678901234.56, 1e-9, 5.0]
    for place, price in enumerate(awkward):
        remote.sqld.execute(
            f"UPDATE marketorders SET price = {price!r} WHERE rowid = (SELECT rowid FROM marketorders LIMIT 1 OFFSET {place})"
        )
    remote.sqld.execute("""UPDATE watchlist SET type_name = 'Ø "quoted" \\ , ] 日本' || char(10) || 'x' WHERE type_id = 34""")
    sync(ALIAS)
    assert sorted(awkward) == sorted({row[6] for row in content()["marketorders"]} & set(awkward))
    assert 'Ø "quoted" \\ , ] 日本\nx' in {row[1] for row in content()["watchlist"]}


def test_extra_tables_and_columns_are_left_alone(remote: Remote) -> None:
    sync(ALIAS)
    before = content()
    remote.update(
        'CREATE TABLE "odd ""name"" ; drop" (a)',
        'INSERT INTO "odd ""name"" ; drop" VALUES (x\'00ff\')',
        "ALTER TABLE marketorders ADD COLUMN surprise TEXT DEFAULT 'x'",
    )
    sync(ALIAS)
    after = content()
    assert {name: rows for name, rows in after.items() if name != "updatelog"} == {n: r for n, r in before.items() if n != "updatelog"}


def test_a_table_without_row_ids_and_one_that_names_its_column_rowid_are_read(remote: Remote) -> None:
    columns = "type_id, date, average, highest, lowest, volume, order_count"
    remote.sqld.execute(
        "ALTER TABLE market_history RENAME TO old_history",
        "CREATE TABLE market_history (date TEXT, type_id TEXT, average REAL, highest REAL, lowest REAL, volume INT, order_count INT, "
        "PRIMARY KEY (date, type_id)) WITHOUT ROWID",
        f"INSERT INTO market_history ({columns}) SELECT {columns} FROM old_history",
        "ALTER TABLE watchlist ADD COLUMN rowid TEXT DEFAULT 'not a number'",
    )
    sync(ALIAS)
    assert len(content()["market_history"]) == 1200
    assert len(content()["watchlist"]) == 12


def test_another_remote_under_the_same_alias_is_copied_whole(remote: Remote, market_file: Path, tmp_path: Path) -> None:
    sync(ALIAS)
    other = Sqld(tmp_path / "other", market_file).start()
    try:
        other.execute("UPDATE marketorders SET price = 1")
        remote.point_to(other.url)
        _, copied = sync(ALIAS)
    finally:
        other.stop()
    assert {"marketorders", "market_history", "marketstats"} <= set(copied)
    assert {row[6] for row in content()["marketorders"]} == {1.0}


def test_a_damaged_replica_is_replaced_by_a_whole_one(remote: Remote) -> None:
    sync(ALIAS)
    path = DatabaseConfig(ALIAS).path
    expected, size = content(), path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    remote.update()
    sync(ALIAS)
    assert {name for name in expected if content()[name] != expected[name]} == {"updatelog"}
    assert_sound()


@pytest.mark.parametrize("table", ["daily_isk", "history_category"])
def test_damage_to_what_was_derived_is_repaired_too(remote: Remote, table: str) -> None:
    sync(ALIAS)
    path, expected = DatabaseConfig(ALIAS).path, content()
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)
    remote.update()
    sync(ALIAS)
    assert {name for name in expected if content()[name] != expected[name]} == {"updatelog"}
    assert_sound()


def test_a_new_sde_makes_names_come_anew(remote: Remote, tmp_path: Path) -> None:
    from tests.make import Shared
    from tests.remote.conftest import market

    remote.sqld.execute(
        "UPDATE marketorders SET type_name = NULL", "UPDATE watchlist SET type_name = NULL", "UPDATE marketstats SET type_name = NULL"
    )
    sync(ALIAS)
    build("sde", FileSource(Shared().write_sde(tmp_path / "sde.db", market().type(40, "Megacyte"))))
    built, _ = sync(ALIAS)
    assert built is not None
    assert "Megacyte" in {row[3] for row in content()["marketorders"]}


def test_a_token_opens_a_server_that_wants_one(remote: Remote, keys: Keys, market_file: Path, tmp_path: Path) -> None:
    guarded = Sqld(tmp_path / "guarded", market_file, keys).start()
    try:
        remote.point_to(guarded.url, keys.token())
        sync(ALIAS)
    finally:
        guarded.stop()
    assert len(content()["market_history"]) == 1200


def test_without_credentials_there_is_nothing_to_sync(remote: Remote) -> None:
    remote.point_to("http://127.0.0.1:1", section="somebody_elses")
    with pytest.raises(SyncFailed, match=r"secrets\.toml has no address of a remote for wcmktprod\.db\."):
        sync(ALIAS)


def test_a_remote_without_a_log_is_compared_by_its_writes(remote: Remote, tmp_path: Path) -> None:
    remote.sqld.execute("DROP TABLE updatelog")
    sync(ALIAS)
    assert sync(ALIAS) == (None, ())
    remote.sqld.execute("UPDATE marketstats SET price = 9")
    assert sync(ALIAS)[0] is not None


def test_the_shared_databases_are_synced_like_markets(remote: Remote, tmp_path: Path) -> None:
    from tests.make import Shared

    shared = Shared().structure(1, "Somewhere").index(30000240).rig(43920, "Rig").cost(587, 1e6)
    server = Sqld(tmp_path / "costs", shared.write_build_cost(tmp_path / "costs.db")).start()
    try:
        remote.point_to(server.url, section="buildcost_turso")
        assert sync("build_cost")[0] is not None
        assert sync("build_cost") == (None, ())
    finally:
        server.stop()
    with closing(sqlite3.connect(DatabaseConfig("build_cost").path)) as connection:
        assert connection.execute("SELECT structure, tax FROM structures").fetchall() == [("Somewhere", 0.01)]


def test_the_secrets_name_the_section_of_the_market(remote: Remote) -> None:
    assert SECTION == "wcmktprod_turso"
    sync(ALIAS)
    assert meta.read(ALIAS)["source_detail"] == remote.proxy.url.removeprefix("http://")
