"""What is wrong with the data of a market, in sentences that are true."""

import sqlite3

from repositories.replicas.tables import MARKET_TABLES
from settings_service import get_market_configs

_SHOWN = 5
_NAMELESS = """
SELECT type_id FROM type_summary
WHERE type_name = 'Type ' || type_id AND type_id NOT IN (SELECT type_id FROM temp.type_facts WHERE type_name IS NOT NULL)
ORDER BY type_id
"""


def of_market(target: sqlite3.Connection) -> list[str]:
    """The problems of a market's data; empty when there are none."""
    return [*_empty_tables(target), *_unknown_flags(target), *_fits_without_items(target), *_nameless(target)]


def _empty_tables(target: sqlite3.Connection) -> list[str]:
    names = [table.name for table in MARKET_TABLES if table.required]
    return [f"Table '{name}' is empty." for name in names if not target.execute(f'SELECT EXISTS (SELECT 1 FROM "{name}")').fetchone()[0]]  # noqa: S608


def _unknown_flags(target: sqlite3.Connection) -> list[str]:
    known = {*get_market_configs(), "both"}
    flags = target.execute("SELECT market_flag, count(DISTINCT fit_id) FROM doctrine_fits WHERE market_flag IS NOT NULL GROUP BY market_flag")
    return [f"{_counted(count, 'doctrine fit has', 'doctrine fits have')} the unknown market flag '{flag}'." for flag, count in flags if flag not in known]


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
