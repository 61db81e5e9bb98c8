"""Where a database is: its file, how to read it, and the address of its remote original."""

import os
import sqlite3
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import tomli

from domain.errors import SettingsError
from settings_service import ROOT, get_settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

DEFAULT_ALIAS = "wcmkt"
_SHARED_SECRETS = {"sde": ("sde_turso", "sdelite_turso"), "build_cost": ("build_cost_turso", "buildcost_turso")}


def data_dir() -> Path:
    """The directory of the served replicas: MARKET_DATA_DIR, else `data/` beside the app."""
    return Path(os.environ.get("MARKET_DATA_DIR") or ROOT / "data")


def secrets_path() -> Path:
    """The secrets file: .streamlit/secrets.toml beside the app, or what MARKET_SECRETS names."""
    return Path(os.environ.get("MARKET_SECRETS") or ROOT / ".streamlit" / "secrets.toml")


def read_secrets() -> Mapping[str, Any]:
    """All sections of the secrets file; empty when there is no such file, which is a normal state.

    Raises:
        SettingsError: the file is there, and cannot be read or is not TOML.
    """
    path = secrets_path()
    if not path.is_file():
        return {}
    try:
        return tomli.loads(path.read_text(encoding="utf8"))
    except (OSError, UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        # The parser quotes the line it stumbled over, which may be a token: keep its words out.
        raise SettingsError(f"The secrets file {path.name} cannot be read ({type(error).__name__}).") from None


@cache
def _read_only_engine(path: Path) -> "Engine":
    # Half of the time that a worker takes to start would go into this import, and workers need no engine.
    from sqlalchemy import NullPool, create_engine  # noqa: PLC0415

    uri = f"file:{quote(str(path))}?mode=ro&immutable=1"
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(uri, uri=True, check_same_thread=False), poolclass=NullPool)


class DatabaseConfig:
    """One database by its alias in `[db_paths]`; "wcmkt" is the default market of the environment.

    `path` is the served replica's file in the data directory, whether it is there or not.

    Raises:
        ValueError: the alias is unknown; the sentence lists the known ones.
    """

    def __init__(self, alias: str) -> None:
        settings = get_settings()
        if alias == DEFAULT_ALIAS:
            alias = settings.default_database
        if alias not in settings.db_paths:
            known = ", ".join(sorted({*settings.db_paths, DEFAULT_ALIAS}))
            raise ValueError(f"Unknown database alias '{alias}'; known are: {known}.")
        self.alias = alias
        self.path = data_dir() / settings.db_paths[alias]
        self._secret_keys = tuple(
            market.turso_secret_key for market in settings.markets.values() if market.database_alias == alias
        ) + _SHARED_SECRETS.get(alias, (f"{alias}_turso",))

    @property
    def engine(self) -> "Engine":
        """A read-only engine on the served replica.

        It opens the file anew for each connection, so that it follows a replica that was published
        since; a connection that is open keeps reading the file it opened.
        """
        return _read_only_engine(self.path)

    @property
    def remote_url(self) -> str | None:
        """The address of the remote original; None without credentials."""
        return self._secret("url")

    @property
    def remote_token(self) -> str | None:
        """The token for the remote original; None where there is none. Keep it out of messages and logs."""
        return self._secret("token")

    def _secret(self, field: str) -> str | None:
        secrets = read_secrets()
        for key in self._secret_keys:
            section = secrets.get(key)
            if isinstance(section, dict) and section.get("url"):
                value = section.get(field)
                return str(value) if value else None
        return None
