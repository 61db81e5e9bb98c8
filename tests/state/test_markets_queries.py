"""Reads over all markets: one that cannot be read spoils none of the others, and nothing stale is shown."""

from pathlib import Path

import pytest

from config import DatabaseConfig
from domain.errors import DataUnavailable
from domain.markets_answers import Cell, Matrix
from domain.priced_stock import PriceQuestion
from services.restock_planning import PlanRequest
from settings_service import get_market_configs
from state import markets_queries
from state.queries import pin_versions
from tests.make import Make, served

RIFTER = 587
PRIMARY, DEPLOYMENT = get_market_configs().values()


def market(rifters: int) -> Make:
    make = Make().watch(RIFTER, "Rifter", volume_m3=2500.0).sell(RIFTER, (100.0, rifters)).jita(RIFTER, 90.0, 80.0)
    return make.fit(1, "Tackle", ship=(RIFTER, "Rifter"), flag="both", target=10)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    directory = served(tmp_path, primary=market(4), deployment=market(12))
    pin_versions()
    return directory


def cells(found: Matrix) -> list[tuple[int | None, str | None]]:
    return [(cell.fit.fits if cell.fit else None, cell.reason) for cell in found.rows[0].cells.values()]


def test_a_market_whose_file_is_gone_is_unknown_and_the_other_is_not(data: Path) -> None:
    DatabaseConfig(DEPLOYMENT.database_alias).path.unlink()
    pin_versions()
    assert cells(markets_queries.matrix()) == [(4, None), (None, "The database wcmktnorth2.db is not there.")]
    assert [headline.reason for headline in markets_queries.headlines()] == [None, "The database wcmktnorth2.db is not there."]
    assert markets_queries.freshness()["deployment"] is None
    with pytest.raises(DataUnavailable, match="B-9C24 Keepstar"):
        markets_queries.plan(PlanRequest("deployment"))
    assert markets_queries.plan(PlanRequest("primary")).unreadable == {"B-9C24 Keepstar": "The database wcmktnorth2.db is not there."}


def test_a_market_that_comes_back_is_shown_again(data: Path, tmp_path: Path) -> None:
    path = DatabaseConfig(DEPLOYMENT.database_alias).path
    path.rename(tmp_path / "away")
    pin_versions()
    assert cells(markets_queries.matrix())[1][0] is None
    (tmp_path / "away").rename(path)
    pin_versions()
    assert cells(markets_queries.matrix()) == [(4, None), (12, None)]


def test_a_new_replica_is_noticed_by_every_answer(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cells(markets_queries.matrix()) == [(4, None), (12, None)]
    served(tmp_path / "later", primary=market(9), deployment=market(12))
    (tmp_path / "later/data" / PRIMARY.database_file).rename(data / PRIMARY.database_file)
    monkeypatch.setenv("MARKET_DATA_DIR", str(data))
    pin_versions()
    assert cells(markets_queries.matrix()) == [(9, None), (12, None)]
    assert markets_queries.headlines()[0].at_target == 0
    assert markets_queries.plan(PlanRequest("primary")).needed_units == 1


def test_each_market_is_read_once_for_all_answers(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    markets_queries.matrix()
    monkeypatch.setattr("state.registry.get_market_desk_service", lambda market: pytest.fail(f"{market.key} is read again"))
    markets_queries.headlines()
    markets_queries.items()
    markets_queries.plan(PlanRequest("primary"))
    markets_queries.fleet(((1, 5),))
    assert markets_queries.priced(PRIMARY, PriceQuestion(percent=100))[1].fits == 0


def test_a_matrix_without_any_replica_is_empty(tmp_path: Path) -> None:
    pin_versions()
    assert markets_queries.matrix() == Matrix((), {})
    assert markets_queries.items().empty


def test_the_oldest_of_the_data_counts(data: Path) -> None:
    moment = markets_queries.oldest_data(["primary", "deployment"])
    assert moment is not None and moment.isoformat() == "2026-11-20T11:20:00"
    assert markets_queries.oldest_data([]) is None


def test_an_unstaged_cell_is_neither_known_nor_unknown() -> None:
    assert (Cell().fit, Cell().reason, Cell().is_short) == (None, None, False)
