"""Where things can be built: the structures of the coalition with their rigs, taxes and systems."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from domain.industry_sites import Rig, Site, StructureKind
from repositories.facts.rigs import find_rig, plain, rigs_by_id, structure_kinds
from repositories.facts.security import find_security
from repositories.reading import ReplicaReader

_NO_RIG = ("", "0", "none", "null")
_SITES = """
SELECT s.structure_id, s.structure, s.system, s.system_id, s.rig_1, s.rig_2, s.rig_3, s.structure_type, s.structure_type_id, s.tax,
       i.manufacturing, i.reaction
FROM structures s LEFT JOIN industry_index i ON i.solar_system_id = s.system_id
ORDER BY s.structure COLLATE NOCASE, s.structure_id
"""
_UPDATED = """
SELECT coalesce(max(CASE WHEN lower(table_name) IN (:table_name, 'buildcost', 'build_cost') THEN timestamp END), max(timestamp)) AS at
FROM updatelog
"""


class BuildCostRepository:
    """The build costs' replica, with the facts of the game laid beside it."""

    def __init__(self, reader: ReplicaReader) -> None:
        self._reader = reader

    def list_sites(self) -> tuple[Site, ...]:
        """Every structure by name. Rigs are known by their name, else by the name's type id in the table of rigs."""
        named = self._reader.rows("SELECT type_id, type_name FROM rigs WHERE type_name > ''")
        listed = {plain(row["type_name"]): row["type_id"] for row in named}
        return tuple(_site(row, listed) for row in self._reader.rows(_SITES))

    def find_indices_time(self) -> datetime | None:
        """When the collector last wrote the cost indices (naive UTC); None where its log does not say."""
        return self._written("industry_index")

    def find_adjusted_time(self) -> datetime | None:
        """The same for the adjusted prices."""
        return self._written("adjusted_prices")

    def _written(self, table_name: str) -> datetime | None:
        row = self._reader.row(_UPDATED, {"table_name": table_name})
        return datetime.fromisoformat(row["at"]) if row and row["at"] else None

    def list_adjusted_prices(self) -> dict[int, float]:
        """Adjusted prices by type id as the collector has them; empty where it collects none."""
        if self._reader.row("SELECT 1 FROM sqlite_master WHERE name = 'adjusted_prices'") is None:
            return {}
        rows = self._reader.rows("SELECT type_id, adjusted_price FROM adjusted_prices WHERE adjusted_price >= 0")
        return {row["type_id"]: row["adjusted_price"] for row in rows}


def _site(row: Mapping[str, Any], listed: Mapping[str, int]) -> Site:
    names = [name for name in (str(row[f"rig_{n}"] or "").strip() for n in (1, 2, 3)) if name.lower() not in _NO_RIG]
    rigs = {name: _rig(name, listed) for name in names}
    kind = _kind(row["structure_type_id"], row["structure_type"])
    return Site(
        structure_id=row["structure_id"],
        name=row["structure"] or f"Structure {row['structure_id']}",
        system_id=row["system_id"],
        system_name=row["system"] or "an unknown system",
        kind_name=row["structure_type"] or (kind.name if kind else "unknown structure"),
        kind=kind,
        security=find_security(row["system_id"]),
        tax=_fraction(row["tax"]),
        rigs=tuple(rig for rig in rigs.values() if rig is not None),
        unknown_rigs=tuple(name for name, rig in rigs.items() if rig is None),
        manufacturing_index=_fraction(row["manufacturing"]),
        reaction_index=_fraction(row["reaction"]),
    )


def _rig(name: str, listed: Mapping[str, int]) -> Rig | None:
    return find_rig(name) or rigs_by_id().get(listed.get(plain(name), 0))


def _kind(type_id: int | None, name: str | None) -> StructureKind | None:
    kinds = structure_kinds()
    if type_id is not None and type_id in kinds:
        return kinds[type_id]
    return next((kind for kind in kinds.values() if name and plain(kind.name) == plain(name)), None)


def _fraction(value: float | None) -> Decimal | None:
    return None if value is None or value < 0 else Decimal(str(value))
