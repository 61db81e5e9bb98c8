"""What materials and products cost: in Jita, and on one market."""

import json
from collections.abc import Iterable

from domain.build_quote import TypePrices
from repositories.reading import ReplicaReader

_PRICES = """
SELECT ids.value AS type_id, nullif(max(j.sell_price, 0), 0) AS jita_sell, nullif(max(j.buy_price, 0), 0) AS jita_buy, t.price AS local
FROM json_each(:ids) ids
LEFT JOIN jita_prices j ON j.type_id = ids.value
LEFT JOIN type_summary t ON t.type_id = ids.value
"""


class BuildPriceRepository:
    """Prices as one market's replica has them."""

    def __init__(self, market: ReplicaReader) -> None:
        self._market = market

    def list_prices(self, type_ids: Iterable[int]) -> dict[int, TypePrices]:
        """The prices of types by type id; None where unknown, a Jita price of zero being unknown."""
        rows = self._market.rows(_PRICES, {"ids": json.dumps(list(type_ids))})
        return {row["type_id"]: TypePrices(row["jita_sell"], row["jita_buy"], row["local"]) for row in rows}
