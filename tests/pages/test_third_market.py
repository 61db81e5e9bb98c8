"""A third market needs a section of the settings and a path; then every page works with it."""

from pathlib import Path

import pytest

from domain.market_config import MarketConfig
from settings_service import ROOT, get_market_configs
from state.navigation import PAGES
from tests.make import Make, served

RIFTER, GUN = 587, 484
SECTION = """
[markets.forward]
    name = "C-J6MT Keepstar"
    short_name = "CJ"
    region_id = 10000050
    system_id = 30003704
    structure_id = 1049588174021
    database_alias = "wcmktforward"
    database_file = "wcmktforward.db"
    turso_secret_key = "wcmktforward_turso"

[db_paths]
    "wcmktforward" = "wcmktforward.db"
"""


def stocked(rifters: int) -> Make:
    make = Make().watch(RIFTER, "Rifter", group=(25, "Frigate"), category=(6, "Ship")).watch(GUN, "Gun II")
    make.sell(RIFTER, (500_000.0, rifters)).sell(GUN, (1_000.0, 90)).jita(RIFTER, 400_000.0, 390_000.0).history(RIFTER, units=[2] * 30)
    return make.fit(1, "Tackle", ship=(RIFTER, "Rifter"), items={GUN: 3}, doctrine="Roam", flag="both", target=10)


@pytest.fixture
def forward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MarketConfig:
    settings = (ROOT / "settings.toml").read_text(encoding="utf8").replace("\n[db_paths]\n", SECTION)
    (tmp_path / "settings.toml").write_text(settings, encoding="utf8")
    monkeypatch.setenv("MARKET_SETTINGS", str(tmp_path / "settings.toml"))
    served(tmp_path, primary=stocked(5), deployment=stocked(12), forward=stocked(7))
    return get_market_configs()["forward"]


@pytest.mark.parametrize("page", [entry.path for entry in PAGES])
def test_every_page_works_in_a_third_market(visit, forward: MarketConfig, page: str) -> None:
    app = visit(page, market="forward")
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert app.selectbox(key="market.selector").value == "forward"
    assert app.query_params["market"] == "forward"
    assert any(forward.name in title.value for title in app.title)


@pytest.mark.parametrize("section", ["matrix", "items", "fleet"])
def test_the_comparison_shows_the_third_market_too(visit, forward: MarketConfig, section: str) -> None:
    app = visit("markets", market="forward", section=section, fleet="6x1", item=str(RIFTER))
    assert not app.exception
    assert [metric.value for metric in app.metric if metric.label == "Fits at target"] == ["0 of 1", "0 of 1", "1 of 1"]
    shown = " ".join(f"{list(table.value.columns)} {table.value.to_dict()}" for table in app.dataframe)
    assert "forward" in shown or forward.name in shown


def test_it_gives_and_takes_in_the_planner_at_the_usual_rate(visit, forward: MarketConfig) -> None:
    app = visit("markets", market="primary", section="planner")
    assert app.number_input(key="markets.rate.forward.primary").value == 1000.0
    app = visit("markets", market="forward", section="planner")
    assert app.number_input(key="markets.rate.jita.forward").value == 1000.0
    assert "Rifter\t3" in [code.value for code in app.code]
