"""What one market says of any types: their figures, equivalents and the doctrine fits that use them."""

from collections.abc import Collection
from typing import Protocol

from domain.market_config import MarketConfig
from domain.market_flag import is_staged
from domain.pricer import MarketSnapshot, TypeOnMarket
from repositories.pricer_repo import DoctrineUse


class Types(Protocol):
    """What the service asks of the repository."""

    def get_types(self, type_ids: Collection[int]) -> dict[int, TypeOnMarket]: ...
    def get_pools(self, type_ids: Collection[int]) -> dict[int, int]: ...
    def list_doctrine_uses(self, type_ids: Collection[int]) -> list[DoctrineUse]: ...


class PricerService:
    """The figures of one market for any types."""

    def __init__(self, market: MarketConfig, types: Types) -> None:
        self._market = market
        self._types = types

    def snapshot(self, type_ids: Collection[int]) -> MarketSnapshot:
        """All that this market says of these types and of their equivalents.

        Raises:
            DataUnavailable: its replica or the SDE's cannot be read.
        """
        pools = self._types.get_pools(type_ids)
        fits: dict[int, dict[int, str]] = {}
        for use in self._types.list_doctrine_uses(type_ids):
            if is_staged(use.market_flag, self._market.key):
                fits.setdefault(use.type_id, {}).setdefault(use.fit_id, use.fit_name)
        return MarketSnapshot(
            types=self._types.get_types({*type_ids, *pools}),
            pools=pools,
            doctrine_fits={type_id: tuple(names.values()) for type_id, names in fits.items()},
        )
