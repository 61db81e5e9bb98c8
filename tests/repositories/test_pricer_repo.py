import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from config import DatabaseConfig
from domain.errors import DataUnavailable
from domain.pricer import JitaPrice, TypeOnMarket
from repositories.pricer_repo import DoctrineUse, PricerRepository
from repositories.reading import ReplicaReader
from settings_service import get_market_configs
from tests.make import Make, served


@pytest.fixture
def repository(tmp_path: Path) -> PricerRepository:
    market = Make().watch(34, "Tritanium", category=(4, "Material"), volume_m3=0.01).sell(34, (5.0, 100), (6.0, 50)).buy(34, (4.0, 10))
    market.history(34, units=[30, 60]).jita(34, 4.5, 0)
    market.type(35, "Pyerite", packaged_m3=0.02).equivalents([34, 36]).equivalents([36, 37])
    market.fit(fit_id=7, name="Tackle", items={34: 2}, flag=None).fit(fit_id=8, name="Brawler", items={34: 1, 36: 3}, flag="deployment")
    served(tmp_path, primary=market)
    return PricerRepository(ReplicaReader(get_market_configs()["primary"].database_alias), ReplicaReader("sde"))


def test_a_type_of_the_market_comes_with_all_its_figures(repository):
    assert repository.get_types([34]) == {
        34: TypeOnMarket(
            34, "Tritanium", 4, 0.01, stock=150, price=5.05, highest_buy=4.0, avg_daily_volume=3.0, days_of_stock=50.0, sold_nothing=False,
            jita=JitaPrice(4.5, None, datetime(2026, 11, 20, 11, 20)),
        )
    }  # fmt: skip


def test_a_type_that_the_market_does_not_know_comes_from_the_sde_and_an_unknown_one_is_left_out(repository):
    assert repository.get_types([35, 999]) == {35: TypeOnMarket(35, "Pyerite", 7, 0.02)}


def test_a_volume_that_the_market_does_not_know_is_that_of_the_sde(repository):
    with sqlite3.connect(DatabaseConfig("wcmktprod").path) as market:
        market.execute("UPDATE type_summary SET volume_m3 = NULL WHERE type_id = 34")
    market.close()
    found = repository.get_types([34])[34]
    assert (found.volume_m3, found.stock, found.jita.sell) == (0.01, 150, 4.5)


def test_pools_name_all_their_members(repository):
    assert repository.get_pools([37, 35]) == {34: 34, 36: 34, 37: 34}


def test_uses_in_doctrines_are_those_of_every_market(repository):
    assert repository.list_doctrine_uses([34]) == [DoctrineUse(34, 7, "Tackle", None), DoctrineUse(34, 8, "Brawler", "deployment")]
    assert repository.list_doctrine_uses([35]) == []


def test_a_missing_market_is_data_that_is_unavailable(own_data_directory):
    with pytest.raises(DataUnavailable):
        PricerRepository(ReplicaReader("wcmkttest"), ReplicaReader("sde")).get_types([34])
