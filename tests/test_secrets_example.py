"""The example of a secrets file is one that works."""

from pathlib import Path

import pytest
import tomli

from config import DatabaseConfig
from repositories.replicas.sources.remote.address import parse_address
from settings_service import ROOT, get_settings

EXAMPLE = ROOT / ".streamlit" / "secrets.toml.example"


@pytest.mark.parametrize("alias", get_settings().served_aliases)
def test_every_served_database_has_its_section(alias: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKET_SECRETS", str(EXAMPLE))
    url = DatabaseConfig(alias).remote_url
    assert url is not None
    assert parse_address(url, None).url.startswith("https://")
    assert DatabaseConfig(alias).remote_token is None


def test_what_is_commented_out_is_right_too(tmp_path: Path) -> None:
    lines = EXAMPLE.read_text(encoding="utf8").splitlines()
    start = lines.index("# [admin]")
    settings = [
        line.removeprefix("# ") for line in lines[start:] if line.startswith(("# [", "# users", "# redirect", "# client", "# server_"))
    ]
    sections = tomli.loads("\n".join(settings))
    assert sections["admin"]["users"] == ["admin@example.org"]
    assert {"redirect_uri", "client_id", "client_secret", "server_metadata_url"} <= set(sections["auth"])
