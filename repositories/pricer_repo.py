"""What one market and the SDE know of any types, however many, in a handful of queries."""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain.pricer import JitaPrice, TypeOnMarket
from repositories.reading import ReplicaReader

_ON_MARKET = """
SELECT t.type_id, t.type_name, t.category_id, t.volume_m3, t.stock, t.price, t.highest_buy, t.avg_daily_volume_30d, t.days_of_stock,
       t.units_30d, t.jita_sell, t.jita_buy, j.last_updated
FROM json_each(:ids) k CROSS JOIN type_summary t ON t.type_id = k.value LEFT JOIN jita_prices j ON j.type_id = t.type_id
"""
_FACTS = """
SELECT f.type_id, f.type_name, f.category_id, f.packaged_volume_m3 AS volume_m3
FROM json_each(:ids) k CROSS JOIN type_facts f ON f.type_id = k.value
"""
_POOLS = """
SELECT type_id, pool_id FROM equivalent_pool
WHERE pool_id IN (SELECT p.pool_id FROM json_each(:ids) k CROSS JOIN equivalent_pool p ON p.type_id = k.value)
"""
_USES = """
SELECT DISTINCT d.type_id, d.fit_id, coalesce(f.fit_name, f.ship_name, 'Fit ' || d.fit_id) AS fit_name, f.market_flag
FROM json_each(:ids) k CROSS JOIN doctrines d ON d.type_id = k.value JOIN doctrine_fits f ON f.fit_id = d.fit_id
WHERE d.fit_qty > 0 ORDER BY f.id
"""


@dataclass(frozen=True, slots=True)
class DoctrineUse:
    """A type in a doctrine fit of any market."""

    type_id: int
    fit_id: int
    fit_name: str
    market_flag: str | None


class PricerRepository:
    """Types by id, from one market's replica, and from the SDE's where the market does not know them."""

    def __init__(self, market: ReplicaReader, sde: ReplicaReader) -> None:
        self._market = market
        self._sde = sde

    def get_types(self, type_ids: Collection[int]) -> dict[int, TypeOnMarket]:
        """The types that the market or the SDE knows; those that neither knows are left out.

        A volume that the market lacks is the SDE's.
        """
        ids = {"ids": json.dumps(sorted(type_ids))}
        known = {row["type_id"]: _on_market(row) for row in self._market.rows(_ON_MARKET, ids)}
        others = [type_id for type_id in type_ids if type_id not in known or known[type_id].volume_m3 is None]
        for row in self._sde.rows(_FACTS, {"ids": json.dumps(others)}):
            fact = TypeOnMarket(**row)
            known[fact.type_id] = replace(known.get(fact.type_id, fact), volume_m3=fact.volume_m3)
        return known

    def get_pools(self, type_ids: Collection[int]) -> dict[int, int]:
        """The pool of each of these types that has equivalents, and of these equivalents."""
        rows = self._market.rows(_POOLS, {"ids": json.dumps(sorted(type_ids))})
        return {row["type_id"]: row["pool_id"] for row in rows}

    def list_doctrine_uses(self, type_ids: Collection[int]) -> list[DoctrineUse]:
        """The fits that use these types, of every market, as listed."""
        return [DoctrineUse(**row) for row in self._market.rows(_USES, {"ids": json.dumps(sorted(type_ids))})]


def _on_market(row: dict[str, Any]) -> TypeOnMarket:
    updated = datetime.fromisoformat(row["last_updated"]) if row["last_updated"] else None
    return TypeOnMarket(
        type_id=row["type_id"],
        type_name=row["type_name"],
        category_id=row["category_id"],
        volume_m3=row["volume_m3"],
        stock=row["stock"],
        price=row["price"],
        highest_buy=row["highest_buy"],
        avg_daily_volume=row["avg_daily_volume_30d"],
        days_of_stock=row["days_of_stock"],
        sold_nothing=row["units_30d"] == 0,
        jita=JitaPrice(row["jita_sell"], row["jita_buy"], updated),
    )
