"""A remote original for the tests: a real server behind a proxy, and the credentials that lead to it."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from config import DatabaseConfig, data_dir
from repositories.replicas import syncing
from repositories.replicas.sources.remote import paging
from repositories.replicas.sources.remote.wire import Patience
from tests.make import Make
from tests.remote.faults import FaultProxy
from tests.remote.sqld import Keys, Sqld, binary_or_skip

ALIAS = "wcmktprod"
SECTION = "wcmktprod_turso"


def market() -> Make:
    """A market with 1,200 days of sales, some orders and a fit; its history takes several of the tests' small pages."""
    make = Make()
    for type_id in range(34, 46):
        make.watch(type_id).stats(type_id, price=5.25, min_price=5.0).jita(type_id, 4.9, 4.7)
        make.sell(type_id, (5.0, 1000), (5.5, 200)).buy(type_id, (4.0, 50)).history(type_id, units=[day + type_id for day in range(100)])
    make.fit(1, "Armor Rifter", items={34: 2, 35: 1}, lead=True).equivalents([34, 35])
    return make.log("marketstats").log("market_history").log("doctrines").log("jita_prices")


class Remote:
    """One alias with a remote: `sqld` is the server, `proxy` stands in front of it, secrets.toml leads to the proxy."""

    def __init__(self, directory: Path, sqld: Sqld, proxy: FaultProxy) -> None:
        self.sqld = sqld
        self.proxy = proxy
        self._secrets = directory / "secrets.toml"
        self.point_to(proxy.url)

    def point_to(self, url: str, token: str | None = None, section: str = SECTION) -> None:
        """Writes secrets.toml."""
        token_line = f'token = "{token}"\n' if token is not None else ""
        self._secrets.write_text(f'[{section}]\nurl = "{url}"\n{token_line}')
        os.environ["MARKET_SECRETS"] = str(self._secrets)

    def update(self, *statements: str) -> None:
        """Writes to the remote as the collector does: the tables, and the log."""
        self.sqld.execute("BEGIN", *statements, "UPDATE updatelog SET timestamp = datetime(timestamp, '+1 hour')", "COMMIT")


@pytest.fixture(scope="session")
def sqld_program() -> str:
    """The server's program."""
    return binary_or_skip()


@pytest.fixture(scope="session")
def market_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collector's file of `market()`, made once."""
    return market().write(tmp_path_factory.mktemp("market") / "market.db")


@pytest.fixture
def remote(sqld_program: str, market_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Remote]:
    """A server that holds `market()`, read in small pages."""
    monkeypatch.setattr(paging, "FIRST_PAGE_ROWS", 100)
    monkeypatch.setattr(paging, "LARGEST_PAGE_ROWS", 200)
    monkeypatch.setattr(syncing, "Patience", lambda silence_s: Patience(silence_s=silence_s, pause_s=0.02))
    monkeypatch.setenv("MARKET_SECRETS", "")
    sqld = Sqld(tmp_path / "sqld", market_file).start()
    proxy = FaultProxy(sqld.port).start()
    yield Remote(tmp_path, sqld, proxy)
    proxy.stop()
    sqld.stop()


@pytest.fixture
def keys() -> Keys:
    """The keys of a server that wants tokens."""
    return Keys()


def content(path: Path | None = None) -> dict[str, list[tuple[object, ...]]]:
    """All rows of a replica by table, without what it says of its own making; `path` is that of `ALIAS` if not given."""
    with closing(sqlite3.connect(f"file:{path or DatabaseConfig(ALIAS).path}?mode=ro&immutable=1", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        tables = {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}
    del tables["replica_meta"]
    return tables


def assert_sound() -> None:
    """The replica in service is whole, and nothing is left of any attempt."""
    path = DatabaseConfig(ALIAS).path
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert {file.name for file in data_dir().iterdir()} <= {path.name, f".{path.name}.sync.json"}
