"""The demo: a source of every replica for an installation without secrets and without data files."""

import sqlite3
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from datetime import date as day

from domain.market_config import MarketConfig
from repositories.facts.static_data import static_build
from repositories.replicas.contract import Table, quoted
from repositories.replicas.sources import demo_build_cost, demo_market, demo_sde
from repositories.replicas.sources.base import FillProgress
from repositories.replicas.sources.demo_tables import Rows
from settings_service import get_market_configs


class DemoSource:
    """One replica's demo content; made when it is first asked for, the same for the same seed, scale and date."""

    kind = "demo"

    def __init__(self, detail: str, facts: Mapping[str, str], make: Callable[[], Mapping[str, Rows]]) -> None:
        self.detail = detail
        self.notes: list[str] = []
        self.kept_history = None
        self._facts = facts
        self._make = make
        self._content: dict[str, Rows] | None = None

    def columns(self) -> Mapping[str, Sequence[str]]:
        """The columns of each table, by lower-case table name."""
        return {name: rows.columns for name, rows in self._tables().items()}

    def fill(self, table: Table, target: sqlite3.Connection, progress: FillProgress) -> int:
        """Inserts the rows of one table, which need no normalising; returns how many."""
        found = self._tables()[table.name.lower()]
        names = ", ".join(map(quoted, found.columns))
        places = ", ".join("?" * len(found.columns))
        target.executemany(f"INSERT INTO main.{quoted(table.name)} ({names}) VALUES ({places})", found.rows)  # noqa: S608 - quoted names
        progress(1.0)
        return len(found.rows)

    def meta(self) -> Mapping[str, str]:
        """Seed, scale and date of the demo."""
        return self._facts

    def close(self) -> None:
        """Lets go of the rows."""
        self._content = None

    def _tables(self) -> dict[str, Rows]:
        if self._content is None:
            self._content = {name.lower(): rows for name, rows in self._make().items()}
        return self._content


def demo_source(alias: str, scale: float = 1, seed: int = 1, date: day | None = None) -> DemoSource:
    """The demo of one alias.

    `scale` multiplies the size of markets: 1 is 600 watched types, 12,500 orders and 365 days of history each, 2 is 1,200,
    25,000 and 730. `date` is the day at whose first minute (UTC) the data is from; today when not given.
    """
    when = date or datetime.now(UTC).date()
    facts = {"demo_seed": str(seed), "demo_scale": f"{scale:g}", "demo_date": when.isoformat()}
    detail = f"static data of build {static_build()}" if alias == "sde" else f"seed {seed}, {when.isoformat()}"
    return DemoSource(detail, facts, _content_of(alias, scale, seed, when))


def _content_of(alias: str, scale: float, seed: int, when: day) -> Callable[[], Mapping[str, Rows]]:
    if alias == "sde":
        return demo_sde.tables
    if alias == "build_cost":
        return lambda: demo_build_cost.tables(seed, when)
    return lambda: demo_market.tables(_market_of(alias), scale, seed, when)


def _market_of(alias: str) -> MarketConfig:
    """The market whose database has the alias; a market of its own for an alias of no market, such as the tests'."""
    for market in get_market_configs().values():
        if market.database_alias == alias:
            return market
    number = zlib.crc32(alias.encode())
    return MarketConfig(
        key=alias,
        name=alias,
        short_name=alias,
        region_id=0,
        system_id=0,
        structure_id=number,
        database_alias=alias,
        database_file="",
        turso_secret_key="",
    )
