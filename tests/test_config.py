"""DatabaseConfig: alias to file, engine and remote address."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from config import DatabaseConfig, read_secrets
from domain.errors import SettingsError


@pytest.fixture
def secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "secrets.toml"
    monkeypatch.setenv("MARKET_SECRETS", str(path))
    return path


def test_the_file_lies_in_the_data_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKET_DATA_DIR", str(tmp_path))
    assert DatabaseConfig("wcmktnorth").path == tmp_path / "wcmktnorth2.db"


def test_wcmkt_is_the_default_database_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert DatabaseConfig("wcmkt").alias == "wcmktprod"
    monkeypatch.setenv("MARKET_ENV", "test")
    assert DatabaseConfig("wcmkt").alias == "wcmkttest"


def test_an_unknown_alias_lists_the_known_ones() -> None:
    with pytest.raises(ValueError, match="nowhere.*build_cost, sde, wcmkt, wcmktnorth, wcmktprod, wcmkttest"):
        DatabaseConfig("nowhere")


def test_no_secrets_file_is_a_normal_state(secrets: Path) -> None:
    assert read_secrets() == {}
    assert DatabaseConfig("wcmktprod").remote_url is None
    assert DatabaseConfig("wcmktprod").remote_token is None


@pytest.mark.parametrize(
    ("section", "alias"),
    [
        ("wcmktprod_turso", "wcmktprod"),
        ("sde_turso", "sde"),
        ("sdelite_turso", "sde"),
        ("buildcost_turso", "build_cost"),
        ("wcmkttest_turso", "wcmkttest"),
    ],
)
def test_the_remote_address_comes_from_the_section_of_the_alias(secrets: Path, section: str, alias: str) -> None:
    secrets.write_text(f'[{section}]\nurl = "libsql://here"\ntoken = "abc"\n')
    assert DatabaseConfig(alias).remote_url == "libsql://here"
    assert DatabaseConfig(alias).remote_token == "abc"


def test_a_remote_without_a_token_has_none(secrets: Path) -> None:
    secrets.write_text('[wcmktprod_turso]\nurl = "http://127.0.0.1:1"\n')
    assert DatabaseConfig("wcmktprod").remote_token is None


def test_a_broken_secrets_file_never_shows_its_lines(secrets: Path) -> None:
    secrets.write_text('[wcmktprod_turso]\ntoken = "very-secret\n')
    with pytest.raises(SettingsError) as caught:
        read_secrets()
    assert "very-secret" not in str(caught.value)


def test_the_engine_cannot_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKET_DATA_DIR", str(tmp_path))
    writer = sqlite3.connect(tmp_path / "wcmktprod.db")
    writer.executescript("CREATE TABLE t (x); INSERT INTO t VALUES (1)")
    writer.close()
    with DatabaseConfig("wcmktprod").engine.connect() as connection:
        assert connection.execute(text("SELECT x FROM t")).scalar_one() == 1
        with pytest.raises(OperationalError, match="readonly"):
            connection.execute(text("INSERT INTO t VALUES (2)"))
