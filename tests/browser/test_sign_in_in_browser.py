"""Signing in, with a provider that is real to the server: who is named may sync, others may not."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import settle
from tests.browser.identity_provider import CLIENT_ID, IdentityProvider
from tests.make import Make, served
from tests.remote.sqld import free_port


@pytest.fixture
def provider(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[IdentityProvider]:
    """A provider that secrets.toml leads to, beside a remote that refuses connections; one admin is named."""
    found = IdentityProvider(sub="42", email="boss@example.org", email_verified=True).start()
    secrets = tmp_path / "secrets.toml"
    secrets.write_text(
        f"""
[wcmktprod_turso]
url = "http://127.0.0.1:{free_port()}"
[admin]
users = ["Boss@example.org"]
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "a long text that nobody knows"
client_id = "{CLIENT_ID}"
client_secret = "between the two"
server_metadata_url = "{found.url}/.well-known/openid-configuration"
"""
    )
    monkeypatch.setenv("MARKET_SECRETS", str(secrets))
    monkeypatch.setenv("STREAMLIT_SECRETS_FILES", str(secrets))
    served(tmp_path, primary=Make().watch(34, "Tritanium").sell(34, (5.0, 1000)))
    yield found
    found.stop()


def test_an_admin_signs_in_syncs_and_signs_out(page: Page, serve, provider: IdentityProvider, tmp_path: Path) -> None:
    page.goto(f"{serve(tmp_path / 'data')}/market_stats?item=34")
    settle(page)
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar.get_by_role("button", name="Sync", exact=True)).to_have_count(0)
    sidebar.get_by_role("button", name="Sign in to sync").click()
    sync = sidebar.get_by_role("button", name="Sync", exact=True)
    expect(sync).to_be_visible()
    settle(page)
    sync.click()
    expect(sidebar.get_by_text("refuses the connection.")).to_be_visible()
    sidebar.get_by_role("button", name="Sign out").click()
    expect(sidebar.get_by_role("button", name="Sign in to sync")).to_be_visible()
    expect(sync).to_have_count(0)


def test_who_is_signed_in_and_not_named_has_no_button(page: Page, serve, provider: IdentityProvider, tmp_path: Path) -> None:
    provider.claims = {"sub": "7", "email": "boss@example.org", "email_verified": False}
    page.goto(f"{serve(tmp_path / 'data')}/market_stats")
    settle(page)
    sidebar = page.get_by_test_id("stSidebar")
    sidebar.get_by_role("button", name="Sign in to sync").click()
    expect(sidebar.get_by_text("Only admins may sync.")).to_be_visible()
    expect(sidebar.get_by_role("button", name="Sync", exact=True)).to_have_count(0)
