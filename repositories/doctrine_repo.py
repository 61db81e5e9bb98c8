"""Reads of doctrines: all that a market's replica knows of them, in a handful of queries."""

from typing import Any

from domain.doctrine import FitItem
from domain.doctrine_data import Composition, DoctrineData, ItemFigures, ListedFit
from repositories.facts.slots import slot_of
from repositories.reading import ReplicaReader

_LISTED = """
SELECT fits.id AS position, fits.fit_id, coalesce(fits.fit_name, targets.fit_name) AS fit_name, fits.doctrine_id, fits.doctrine_name,
       fits.friendly_name, fits.ship_type_id, fits.ship_name, fits.target AS doctrine_target, targets.ship_target, fits.market_flag
FROM doctrine_fits AS fits LEFT JOIN ship_targets AS targets ON targets.fit_id = fits.fit_id
ORDER BY fits.id
"""
_ITEMS = "SELECT fit_id, ship_id, ship_name, type_id, fit_qty FROM doctrines ORDER BY fit_id, id"
_FIGURES = """
SELECT type_id, type_name, group_id, group_name, category_id, category_name, volume_m3, stock, lowest_sell, price,
       avg_daily_volume_30d AS avg_daily_volume, jita_sell
FROM type_summary
WHERE type_id IN (SELECT type_id FROM doctrines UNION SELECT ship_type_id FROM doctrine_fits UNION SELECT type_id FROM equivalent_pool)
"""
_POOLS = "SELECT type_id, pool_id FROM equivalent_pool"
_LEAD_SHIPS = """
SELECT fits.doctrine_name, lead.lead_ship
FROM lead_ships AS lead JOIN doctrine_fits AS fits ON fits.doctrine_name = lead.doctrine_name OR fits.doctrine_id = lead.doctrine_id
WHERE fits.doctrine_name IS NOT NULL AND lead.lead_ship IS NOT NULL
ORDER BY lead.doctrine_name = fits.doctrine_name, lead.id DESC
"""


class DoctrineRepository:
    """The doctrine tables of one market's replica, those of all markets' fits included."""

    def __init__(self, reader: ReplicaReader) -> None:
        self._reader = reader

    def get_data(self) -> DoctrineData:
        """Everything about doctrines and the types in them; empty where the market has no doctrines.

        Raises:
            DataUnavailable: the replica is missing or cannot be read.
        """
        return DoctrineData(
            listed=tuple(ListedFit(**row) for row in self._reader.rows(_LISTED)),
            compositions=_compositions(self._reader.rows(_ITEMS)),
            figures={row["type_id"]: _figures(row) for row in self._reader.rows(_FIGURES)},
            pools={row["type_id"]: row["pool_id"] for row in self._reader.rows(_POOLS)},
            lead_ships={row["doctrine_name"]: row["lead_ship"] for row in self._reader.rows(_LEAD_SHIPS)},
        )


def _compositions(rows: list[dict[str, Any]]) -> dict[int, Composition]:
    lines: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        lines.setdefault(row["fit_id"], []).append(row)
    return {fit_id: _composition(items) for fit_id, items in lines.items()}


def _composition(rows: list[dict[str, Any]]) -> Composition:
    ship = next((row for row in rows if row["ship_id"] is not None), rows[0])
    return Composition(ship["ship_id"], ship["ship_name"], tuple(FitItem(row["type_id"], row["fit_qty"]) for row in rows))


def _figures(row: dict[str, Any]) -> ItemFigures:
    category_id = row.pop("category_id")
    return ItemFigures(slot=slot_of(row["type_id"], row["group_id"], category_id), **row)
