"""Syncing as a session sees it: who may, what it shows, and that nobody waits."""

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from config import DatabaseConfig
from domain.errors import SettingsError, SyncFailed
from domain.sync_view import Access
from repositories import sync_record
from repositories.replicas.build import Progress
from repositories.sync_record import Outcome, SyncRecord, utc_now
from settings_service import get_market_configs
from state import sync
from tests.make import Make, served

MARKET = get_market_configs()["primary"]


class Remote:
    """Stands for the worker of every alias."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.under_way = threading.Event()
        self.failure: Exception | None = None
        self.calls: list[str] = []

    def worker(self, time_limit_s: float) -> "Remote":
        return self

    def __call__(self, alias: str, progress: Progress) -> bool:
        self.calls.append(alias)
        progress("copying marketorders", 0.25)
        self.under_way.set()
        self.gate.wait(10)
        if self.failure:
            raise self.failure
        sync_record.write(alias, SyncRecord(utc_now(), Outcome.CHANGED, tables=("marketorders", "market_history")))
        return True


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "secrets.toml"
    path.write_text('[wcmktprod_turso]\nurl = "libsql://db.example"\ntoken = "hunter2"\n')
    monkeypatch.setenv("MARKET_SECRETS", str(path))
    return path


@pytest.fixture
def remote(tmp_path: Path, secrets: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    served(tmp_path, primary=Make().watch(34).sell(34, (5.0, 10)))
    found = Remote()
    monkeypatch.setattr(sync, "in_a_worker", found.worker)
    yield found
    found.gate.set()


def page() -> None:
    """What the router does in the sidebar."""
    from settings_service import get_market_configs
    from state import queries, sync
    from ui import sync_button

    market = get_market_configs()["primary"]
    queries.pin_versions()
    queries.pinned_version(market.database_alias)
    sync_button.show(lambda: sync.view(market), lambda: sync.begin(market))


def drawn() -> AppTest:
    return AppTest.from_function(page).run()


def words(app: AppTest) -> str:
    return " ".join([*(box.value for box in app.markdown), *(box.value for box in app.error), *(box.value for box in app.warning)])


def ended(app: AppTest) -> AppTest:
    flights = [thread for thread in threading.enumerate() if thread.name == f"sync-{MARKET.database_alias}"]
    for thread in flights:
        thread.join(10)
    return app.run()


def test_without_a_remote_there_is_no_button(remote: Remote, secrets: Path) -> None:
    secrets.write_text("")
    assert [button.label for button in drawn().button] == []


def test_a_click_returns_at_once_and_shows_how_far_it_is(remote: Remote) -> None:
    app = drawn().button(key="sync.start").click().run()
    assert [button.label for button in app.button] == []
    remote.under_way.wait(10)
    assert "Fetching orders" in str(app.run().get("progress")[0].proto)
    remote.gate.set()
    app = ended(app)
    assert "New: orders and price history." in words(app)
    assert [button.label for button in app.button] == ["Sync"]


def test_only_the_database_of_the_market_is_synced_when_nothing_else_has_a_remote(remote: Remote) -> None:
    remote.gate.set()
    ended(drawn().button(key="sync.start").click().run())
    assert remote.calls == [MARKET.database_alias]


def test_the_shared_databases_are_synced_with_the_market(remote: Remote, secrets: Path) -> None:
    secrets.write_text(
        secrets.read_text() + '[sde_turso]\nurl = "libsql://sde.example"\n[buildcost_turso]\nurl = "libsql://cost.example"\n'
    )
    remote.gate.set()
    ended(drawn().button(key="sync.start").click().run())
    assert sorted(remote.calls) == ["build_cost", "sde", MARKET.database_alias]


def test_a_failure_is_one_sentence_and_the_button_is_back(remote: Remote) -> None:
    remote.failure = SyncFailed("db.example refuses the connection.")
    remote.gate.set()
    app = ended(drawn().button(key="sync.start").click().run())
    assert "The sync failed; the old data stays. db.example refuses the connection." in words(app)
    assert [button.label for button in app.button] == ["Sync"]


def test_another_session_sees_neither_progress_nor_outcome(remote: Remote) -> None:
    mine, other = drawn(), drawn()
    mine.button(key="sync.start").click().run()
    assert [button.label for button in other.run().button] == ["Sync"]
    remote.gate.set()
    ended(mine)
    assert "New:" not in words(other.run())


def test_a_second_click_within_half_a_minute_is_answered_from_the_first(remote: Remote) -> None:
    remote.gate.set()
    ended(drawn().button(key="sync.start").click().run())
    app = ended(drawn().button(key="sync.start").click().run())
    assert "New: orders and price history." in words(app)
    assert remote.calls == [MARKET.database_alias]


def show_twice() -> None:
    """A page that is drawn, and then looked at again by the fragment's timer, after somebody else's sync."""
    import os
    import shutil

    from config import DatabaseConfig
    from settings_service import get_market_configs
    from state import queries, sync
    from ui import sync_button

    market = get_market_configs()["primary"]
    queries.pin_versions()
    queries.pinned_version(market.database_alias)
    path = DatabaseConfig(market.database_alias).path
    shutil.copyfile(path, f"{path}.new")
    os.replace(f"{path}.new", path)
    sync_button.show(lambda: sync.view(market), lambda: sync.begin(market))


def test_an_outcome_leaves_after_a_while_and_a_failure_stays(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    remote.gate.set()
    app = ended(drawn().button(key="sync.start").click().run())
    monkeypatch.setattr(sync, "utc_now", lambda: utc_now() + timedelta(minutes=3))
    assert "New:" not in words(app.run())
    sync_record.write(MARKET.database_alias, SyncRecord(utc_now() - timedelta(hours=1), Outcome.UNCHANGED))
    remote.failure = SyncFailed("db.example refuses the connection.")
    app = ended(app.button(key="sync.start").click().run())
    assert "The sync failed" in words(app)


def test_news_is_told_once(remote: Remote) -> None:
    app = AppTest.from_function(look_twice).run()
    assert app.markdown[0].value == "[(True, True), (True, False)]"


def look_twice() -> None:
    """Somebody publishes a replica between the drawing of a page and two looks of its timer."""
    import os
    import shutil

    import streamlit as st

    from config import DatabaseConfig
    from settings_service import get_market_configs
    from state import queries, sync

    market = get_market_configs()["primary"]
    queries.pin_versions()
    queries.pinned_version(market.database_alias)
    path = DatabaseConfig(market.database_alias).path
    shutil.copyfile(path, f"{path}.new")
    os.replace(f"{path}.new", path)
    looks = [sync.view(market), sync.view(market)]
    st.markdown(str([(look.new_data, look.is_news) for look in looks if look]))


def test_new_data_is_announced_to_who_looks_at_older_data(remote: Remote) -> None:
    assert [button.label for button in drawn().button] == ["Sync"]
    app = AppTest.from_function(show_twice).run()
    assert [button.label for button in app.button] == ["Sync", "New data available"]


class User(dict[str, object]):
    """What the identity provider says, as `st.user` has it."""

    @property
    def is_logged_in(self) -> bool:
        return bool(self)


ADMIN = '[admin]\nusers = ["Boss@example.org", "character:42"]\n[auth]\n'


@pytest.mark.parametrize(
    ("claims", "access"),
    [
        ({}, Access.SIGN_IN),
        ({"email": "boss@EXAMPLE.org"}, Access.ALLOWED),
        ({"email": "boss@example.org", "email_verified": True}, Access.ALLOWED),
        ({"email": "boss@example.org", "email_verified": False}, Access.DENIED),
        ({"email": "mallory@example.org", "sub": "7"}, Access.DENIED),
        ({"sub": "character:42"}, Access.ALLOWED),
        ({"name": "Boss@example.org"}, Access.DENIED),
    ],
)
def test_with_admins_only_who_is_named_may(
    remote: Remote, secrets: Path, monkeypatch: pytest.MonkeyPatch, claims: dict[str, object], access: Access
) -> None:
    secrets.write_text(secrets.read_text() + ADMIN)
    monkeypatch.setattr(st, "user", User(claims))
    assert sync.access() is access
    buttons = {Access.ALLOWED: ["Sync", "Sign out"], Access.SIGN_IN: ["Sign in to sync"], Access.DENIED: ["Sign out"]}
    assert [button.label for button in drawn().button] == buttons[access]


def test_a_session_that_lost_its_right_starts_nothing(remote: Remote, secrets: Path) -> None:
    app = drawn()
    secrets.write_text(secrets.read_text() + ADMIN)
    app.button(key="sync.start").click().run()
    assert remote.calls == []


@pytest.mark.parametrize("section", ["[admin]\n", "[admin]\nusers = 'x'\n", "[admin]\nusers = [5]\n", "admin = true\n"])
def test_admins_that_cannot_be_read_let_nobody_in(secrets: Path, section: str) -> None:
    secrets.write_text(section)
    with pytest.raises(SettingsError, match=r"section \[admin\] needs the key 'users'"):
        sync.access()


def test_the_schedule_is_for_what_is_there_and_has_a_remote(remote: Remote, secrets: Path) -> None:
    secrets.write_text(secrets.read_text() + '[wcmktnorth_turso]\nurl = "libsql://north.example"\n')
    assert list(sync._aliases_in_service()) == ["wcmktprod", "wcmktnorth"]
    DatabaseConfig("wcmktnorth").path.unlink()
    assert list(sync._aliases_in_service()) == ["wcmktprod"]


def test_an_arrival_wakes_the_schedule_once_per_session(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr("services.update_schedule.UpdateSchedule.start", lambda schedule: None)
    monkeypatch.setattr("services.update_schedule.UpdateSchedule.look_now", lambda schedule: looks.append(1))

    def arriving() -> None:
        from state import sync

        sync.arrive()

    AppTest.from_function(arriving).run().run()
    AppTest.from_function(arriving).run()
    assert len(looks) == 2
