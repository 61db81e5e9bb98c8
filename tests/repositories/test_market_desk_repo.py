"""What the comparison of markets reads of one replica."""

from pathlib import Path

import pytest

from domain.errors import DataUnavailable
from repositories.market_desk_repo import MarketDeskRepository
from repositories.reading import ReplicaReader
from tests.make import Make, served

RIFTER, GUN, LOOSE, PLEX = 587, 500, 501, 44992


@pytest.fixture
def repository(tmp_path: Path) -> MarketDeskRepository:
    make = Make()
    make.watch(PLEX, "PLEX")
    make.fit(1, "Tackle", ship=(RIFTER, "Rifter"), items={GUN: 3}, flag="both", target=5)
    make.sell(GUN, (20.0, 5), (10.0, 7)).sell(LOOSE, (1.0, 2)).buy(GUN, (5.0, 100))
    make.jita(GUN, 9.0, 8.0)
    make.history(PLEX, units=[30] * 30)
    served(tmp_path, primary=make)
    return MarketDeskRepository(ReplicaReader("wcmktprod"))


def test_sell_orders_stand_by_type_with_the_cheapest_first(repository: MarketDeskRepository) -> None:
    assert repository.get_data().levels == {GUN: ((10.0, 7), (20.0, 5)), LOOSE: ((1.0, 2),)}


def test_every_type_of_the_market_has_figures_in_a_fit_or_not(repository: MarketDeskRepository) -> None:
    figures = repository.get_data().doctrines.figures
    assert set(figures) == {RIFTER, GUN, LOOSE, PLEX}
    assert (figures[GUN].stock, figures[GUN].jita_sell) == (12, 9.0)
    assert (figures[LOOSE].stock, figures[LOOSE].avg_daily_volume) == (2, None)
    assert figures[PLEX].avg_daily_volume == 30.0
    assert figures[RIFTER].slot == "ship"


def test_doctrines_of_all_markets_and_totals_come_along(repository: MarketDeskRepository) -> None:
    data = repository.get_data()
    assert [line.fit_id for line in data.doctrines.listed] == [1]
    assert (data.orders, data.sell_value_isk) == (4, 5 * 20.0 + 7 * 10.0 + 2.0)


def test_an_empty_market_has_nothing_and_that_is_no_failure(repository: MarketDeskRepository) -> None:
    data = MarketDeskRepository(ReplicaReader("wcmktnorth")).get_data()
    assert (data.levels, data.orders, data.sell_value_isk) == ({}, 0, 0.0)


def test_a_replica_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataUnavailable, match="wcmktprod.db"):
        MarketDeskRepository(ReplicaReader("wcmktprod")).get_data()
