"""A click on Sync, on a real server, with a real remote."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from repositories import sync_record
from repositories.replicas.syncing import sync
from repositories.sync_record import Outcome, SyncRecord, utc_now
from settings_service import ROOT
from tests.browser.driver import settle
from tests.make import Make, served
from tests.remote.sqld import Sqld, binary_or_skip

pytestmark = pytest.mark.remote

ALIAS = "wcmktprod"


@pytest.fixture
def remote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sqld]:
    """A market with one type, synced once; nothing is synced without a click."""
    binary_or_skip()
    make = Make().watch(34, "Tritanium").sell(34, (5.0, 1000)).history(34, units=[3] * 40)
    sqld = Sqld(tmp_path / "sqld", make.write(tmp_path / "market.db")).start()
    settings = (ROOT / "settings.toml").read_text(encoding="utf8").replace("frequency_minutes = 60", "frequency_minutes = 0")
    (tmp_path / "settings.toml").write_text(settings, encoding="utf8")
    (tmp_path / "secrets.toml").write_text(f'[wcmktprod_turso]\nurl = "{sqld.url}"\n')
    monkeypatch.setenv("MARKET_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("MARKET_SECRETS", str(tmp_path / "secrets.toml"))
    served(tmp_path, primary=make)
    sync(ALIAS)
    yield sqld
    sqld.stop()


def let_time_pass() -> None:
    """Half a minute after the last sync a click asks the remote again."""
    sync_record.write(ALIAS, SyncRecord(utc_now() - timedelta(minutes=1), Outcome.UNCHANGED))


def test_a_click_brings_what_is_new_and_says_so(page: Page, serve, remote: Sqld, tmp_path: Path) -> None:
    let_time_pass()
    page.goto(f"{serve(tmp_path / 'data')}/market_stats?item=34")
    settle(page)
    sidebar = page.get_by_test_id("stSidebar")
    expect(page.get_by_test_id("stMetric").first).to_contain_text("5.00")
    remote.execute("UPDATE marketorders SET price = 7", "UPDATE updatelog SET timestamp = datetime(timestamp, '+1 hour')")
    sidebar.get_by_role("button", name="Sync").click()
    expect(sidebar.get_by_text("New: orders.")).to_be_visible()
    settle(page)
    expect(page.get_by_test_id("stMetric").first).to_contain_text("7.00")

    let_time_pass()
    sidebar.get_by_role("button", name="Sync").click()
    expect(sidebar.get_by_text("Already up to date.")).to_be_visible()

    let_time_pass()
    remote.stop()
    sidebar.get_by_role("button", name="Sync").click()
    expect(sidebar.get_by_text("refuses the connection.")).to_be_visible()
    expect(page.get_by_test_id("stMetric").first).to_contain_text("7.00")
