from collections.abc import Collection

from domain.pricer import TypeOnMarket
from repositories.pricer_repo import DoctrineUse
from services.pricer_service import PricerService
from settings_service import get_market_configs


class FakeTypes:
    """Knows three types, two of them equivalents, and two fits of different markets."""

    def get_types(self, type_ids: Collection[int]) -> dict[int, TypeOnMarket]:
        return {type_id: TypeOnMarket(type_id, f"Type {type_id}") for type_id in type_ids if type_id in (1, 2, 3)}

    def get_pools(self, type_ids: Collection[int]) -> dict[int, int]:
        return {1: 1, 2: 1} if {1, 2} & set(type_ids) else {}

    def list_doctrine_uses(self, type_ids: Collection[int]) -> list[DoctrineUse]:
        return [
            DoctrineUse(1, 10, "Tackle", None),
            DoctrineUse(1, 10, "Tackle", "both"),
            DoctrineUse(1, 11, "Brawler", "deployment"),
            DoctrineUse(3, 12, "Logi", "both"),
        ]


def test_a_snapshot_holds_equivalents_too():
    snapshot = PricerService(get_market_configs()["primary"], FakeTypes()).snapshot([1, 3, 99])
    assert set(snapshot.types) == {1, 2, 3}
    assert snapshot.pools == {1: 1, 2: 1}


def test_doctrine_use_is_that_of_the_market_alone():
    uses = {key: PricerService(market, FakeTypes()).snapshot([1, 3]).doctrine_fits for key, market in get_market_configs().items()}
    assert uses == {"primary": {1: ("Tackle",), 3: ("Logi",)}, "deployment": {1: ("Tackle", "Brawler"), 3: ("Logi",)}}
