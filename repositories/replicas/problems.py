"""What is wrong with the data of a market, in sentences that are true."""

import sqlite3

from domain.market_flag import unknown_flags
from repositories.replicas.tables import MARKET_TABLES
from settings_service import get_market_configs

NO_SDE = "There was no SDE when this market was built: sizes of types are unknown, and names and groups where the market has none."

_SHOWN = 5
_NAMELESS = """
SELECT type_id FROM type_summary
WHERE type_name = 'Type ' || type_id AND type_id NOT IN (SELECT type_id FROM temp.type_facts WHERE type_name IS NOT NULL)
ORDER BY type_id
"""


def of_market(target: sqlite3.Connection) -> list[str]:
    """The problems of a market's data; empty when there are none."""
    rules = (_empty_tables, _unknown_flags, _history_of_the_future, _fits_without_items, _nameless)
    return [problem for rule in rules for problem in rule(target)]


def _empty_tables(target: sqlite3.Connection) -> list[str]:
    names = [table.name for table in MARKET_TABLES if table.required]
    return [f"Table '{name}' is empty." for name in names if not target.execute(f'SELECT EXISTS (SELECT 1 FROM "{name}")').fetchone()[0]]  # noqa: S608


def _unknown_flags(target: sqlite3.Connection) -> list[str]:
    counts = dict(target.execute("SELECT market_flag, count(*) FROM doctrine_fits GROUP BY market_flag"))
    unknown = unknown_flags(counts, get_market_configs())
    return [f"{_counted(counts[flag], 'doctrine fit has', 'doctrine fits have')} the unknown market flag '{flag}'." for flag in unknown]


def _history_of_the_future(target: sqlite3.Connection) -> list[str]:
    """A day that has not been yet would leave the last 30 days empty, which nobody could explain."""
    newest = target.execute("SELECT max(date) FROM daily_isk").fetchone()[0]
    logged = target.execute("SELECT date(max(timestamp)) FROM updatelog").fetchone()[0]
    return [f"The history runs until {newest}, beyond the last update on {logged}."] if newest and logged and newest > logged else []


def _fits_without_items(target: sqlite3.Connection) -> list[str]:
    rows = target.execute("SELECT DISTINCT fit_id FROM doctrine_fits WHERE fit_id NOT IN (SELECT fit_id FROM doctrines) ORDER BY fit_id")
    fits = [str(fit_id) for (fit_id,) in rows]
    return [f"{_counted(len(fits), 'doctrine fit has', 'doctrine fits have')} no items: fit {_listed(fits)}."] if fits else []


def _nameless(target: sqlite3.Connection) -> list[str]:
    rows = target.execute(_NAMELESS)
    types = [str(type_id) for (type_id,) in rows]
    return [f"{_counted(len(types), 'type has', 'types have')} no name in any table: {_listed(types)}."] if types else []


def _listed(items: list[str]) -> str:
    return ", ".join(items[:_SHOWN]) + (f" and {len(items) - _SHOWN:,} more" if len(items) > _SHOWN else "")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
