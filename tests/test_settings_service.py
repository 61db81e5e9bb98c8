"""settings.toml: what is right is typed, what is wrong is one sentence."""

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import tomli

from domain.db_update import DbUpdate
from domain.errors import SettingsError
from domain.freight import Freight
from domain.industry_settings import EsiSettings, IndustrySettings
from domain.price_settings import PriceSettings
from domain.ship_roles import Role
from settings_service import ROOT, get_all_market_configs, get_market_configs, get_settings, parse_settings


@pytest.fixture
def raw() -> dict[str, Any]:
    return copy.deepcopy(tomli.loads((ROOT / "settings.toml").read_text(encoding="utf8")))


def test_the_shipped_markets_are_those_of_the_coalition() -> None:
    markets = get_market_configs()
    assert list(markets) == ["primary", "deployment"]
    assert (markets["primary"].name, markets["primary"].short_name) == ("4-HWWF Keepstar", "4H")
    assert (markets["deployment"].database_alias, markets["deployment"].database_file) == ("wcmktnorth", "wcmktnorth2.db")
    assert get_all_market_configs() == markets


def test_shared_databases_are_made_before_the_markets() -> None:
    assert get_settings().served_aliases == ("sde", "build_cost", "wcmktprod", "wcmktnorth")


def test_the_environment_variable_chooses_the_default_database(raw: dict[str, Any]) -> None:
    assert parse_settings(raw).default_database == "wcmktprod"
    assert parse_settings(raw, "test").default_database == "wcmkttest"


def test_ships_have_the_role_of_their_list(raw: dict[str, Any]) -> None:
    raw["ship_roles"]["special_cases"]["475"] = "links"
    roles = parse_settings(raw).ship_roles
    assert roles.role_of(1, "Shield Logi", "Scythe", 26) is Role.LOGI
    assert roles.role_of(475, "Shield Logi", "Scythe", 26) is Role.LINKS


def test_without_ship_roles_the_ship_s_group_decides(raw: dict[str, Any]) -> None:
    del raw["ship_roles"]
    assert parse_settings(raw).ship_roles.role_of(1, "Guardian", "Guardian", 832) is Role.LOGI


def test_industry_and_the_games_interface_are_typed(raw: dict[str, Any]) -> None:
    raw["industry"] |= {"scc_surcharge": 0.05, "industry_skill": 4, "component_me": 9}
    raw["esi"] |= {"enabled": False, "base_url": "http://127.0.0.1:9/", "timeout_seconds": 2}
    found = parse_settings(raw)
    assert found.industry.scc_surcharge == Decimal("0.05")
    assert (found.industry.skills.industry, found.industry.component_me) == (4, 9)
    assert (found.esi.enabled, found.esi.base_url, found.esi.timeout_s) == (False, "http://127.0.0.1:9", 2.0)


def test_without_their_sections_industry_and_the_games_interface_have_defaults(raw: dict[str, Any]) -> None:
    del raw["industry"], raw["esi"]
    found = parse_settings(raw)
    assert found.industry == IndustrySettings()
    assert found.esi == EsiSettings()


def test_where_prices_come_from_is_typed_and_may_be_left_out(raw: dict[str, Any]) -> None:
    raw["prices"] |= {"enabled": False, "base_url": "http://127.0.0.1:9/a/", "timeout_seconds": 2, "cache_minutes": 5}
    assert parse_settings(raw).prices == PriceSettings(False, "http://127.0.0.1:9/a/", 2.0, 5)
    del raw["prices"]
    assert parse_settings(raw).prices == PriceSettings()


def test_the_schedule_is_typed_and_may_be_left_out(raw: dict[str, Any]) -> None:
    raw["db_update"] |= {"minutes_after_hour": 5, "frequency_minutes": 0, "answer_timeout_seconds": 1.5, "time_limit_minutes": 2}
    assert parse_settings(raw).db_update == DbUpdate(5, 0, 1.5, 120.0)
    del raw["db_update"]
    assert parse_settings(raw).db_update == DbUpdate()


def test_freight_is_typed_by_route_and_may_be_left_out(raw: dict[str, Any]) -> None:
    raw["freight"] = {"default_isk_per_m3": 700, "routes": {"jita": {"deployment": 900}}}
    freight = parse_settings(raw).freight
    assert (freight.isk_per_m3("jita", "deployment"), freight.isk_per_m3("jita", "primary")) == (900.0, 700.0)
    assert freight.isk_per_m3("primary", "deployment") == 700.0
    del raw["freight"]
    assert parse_settings(raw).freight == Freight()


def put(path: str, value: object) -> Any:
    def change(raw: dict[str, Any]) -> None:
        *sections, key = path.split("/")
        table = raw
        for section in sections:
            table = table[section]
        if value is None:
            del table[key]
        else:
            table[key] = value

    return change


MISTAKES = {
    "a market without a name": (put("markets/primary/name", None), "[markets.primary]", "'name'"),
    "an empty short name": (put("markets/primary/short_name", ""), "[markets.primary]", "'short_name'"),
    "a region that is text": (put("markets/deployment/region_id", "x"), "[markets.deployment]", "'region_id'"),
    "a name that is a number": (put("markets/deployment/name", 5), "[markets.deployment]", "'name'"),
    "a switch for a number": (put("markets/deployment/region_id", True), "[markets.deployment]", "'region_id'"),
    "two markets with one alias": (
        lambda raw: raw["markets"]["deployment"].update(database_alias="wcmktprod", database_file="wcmktprod.db"),
        "[markets.deployment]",
        "'database_alias'",
    ),
    "two markets with one short name": (put("markets/deployment/short_name", "4H"), "[markets.primary]", "'short_name'"),
    "an alias without a path": (put("markets/deployment/database_alias", "nowhere"), "[markets.deployment]", "'database_alias'"),
    "a file that differs from its path": (put("markets/deployment/database_file", "x.db"), "[markets.deployment]", "'database_file'"),
    "no markets": (put("markets", None), "[markets]", "missing"),
    "no default market": (lambda raw: raw["markets"].pop("primary"), "[markets.primary]", "missing"),
    "a market called both": (lambda raw: raw["markets"].update(both=raw["markets"]["primary"]), "[markets.both]", "every market"),
    "no shared database": (put("db_paths/sde", None), "[db_paths]", "'sde'"),
    "a path that is a number": (put("db_paths/sde", 5), "[db_paths]", "'sde'"),
    "a path outside the data directory": (put("db_paths/sde", "../sde.db"), "[db_paths]", "'sde'"),
    "two aliases of one file": (put("db_paths/sde", "buildcost.db"), "[db_paths]", "buildcost.db"),
    "an environment without a database": (put("environment/name", "stage"), "[environment.databases]", "'stage'"),
    "a limit of zero": (put("freshness/stale_after_minutes", 0), "[freshness]", "'stale_after_minutes'"),
    "no freshness": (put("freshness", None), "[freshness]", "missing"),
    "a role that is no list": (put("ship_roles/logi", "Scythe"), "[ship_roles]", "'logi'"),
    "a ship that is a number": (put("ship_roles/logi", [631]), "[ship_roles]", "'logi'"),
    "a ship in two lists": (put("ship_roles/links", ["Scythe"]), "[ship_roles]", "'Scythe'"),
    "a role nobody knows": (put("ship_roles/tackle", ["Sabre"]), "[ship_roles]", "'tackle'"),
    "a fit with a role nobody knows": (put("ship_roles/special_cases/475", "tackle"), "[ship_roles.special_cases]", "'475'"),
    "a fit whose role is a number": (put("ship_roles/special_cases/475", 5), "[ship_roles.special_cases]", "'475'"),
    "a surcharge in per cent": (put("industry/scc_surcharge", 4), "[industry]", "'scc_surcharge'"),
    "a sixth level of a skill": (put("industry/industry_skill", 6), "[industry]", "'industry_skill'"),
    "a level that is a switch": (put("industry/reactions_skill", True), "[industry]", "'reactions_skill'"),
    "a key of industry that nobody knows": (put("industry/scc", 0.04), "[industry]", "'scc'"),
    "an address that is none": (put("esi/base_url", "esi.evetech.net"), "[esi]", "'base_url'"),
    "a time limit of zero": (put("esi/timeout_seconds", 0), "[esi]", "'timeout_seconds'"),
    "an hour of 61 minutes": (put("db_update/minutes_after_hour", 61), "[db_update]", "'minutes_after_hour'"),
    "a sync without end": (put("db_update/time_limit_minutes", 0), "[db_update]", "'time_limit_minutes'"),
    "a key of the update that nobody knows": (put("db_update/minute", 5), "[db_update]", "'minute'"),
    "prices from nowhere": (put("prices/base_url", "fuzzwork"), "[prices]", "'base_url'"),
    "prices kept for no time": (put("prices/cache_minutes", 0), "[prices]", "'cache_minutes'"),
    "a key of the prices that nobody knows": (put("prices/url", "x"), "[prices]", "'url'"),
    "a market called jita": (lambda raw: raw["markets"].update(jita=raw["markets"]["primary"]), "[markets.jita]", "Jita itself"),
    "freight that is no number": (put("freight/default_isk_per_m3", "dear"), "[freight]", "'default_isk_per_m3'"),
    "freight from nowhere": (put("freight/routes/amarr", {"primary": 1}), "[freight.routes]", "'amarr'"),
    "freight to nowhere": (put("freight/routes/jita", {"amarr": 1}), "[freight.routes.jita]", "'amarr'"),
    "freight below nothing": (put("freight/routes/jita/primary", -1), "[freight.routes.jita]", "'primary'"),
    "a key of freight that nobody knows": (put("freight/rate", 5), "[freight]", "'rate'"),
    "a switch that is text": (put("esi/enabled", "yes"), "[esi]", "'enabled'"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_one_sentence_that_names_section_and_key(raw: dict[str, Any], mistake: str) -> None:
    change, section, key = MISTAKES[mistake]
    change(raw)
    with pytest.raises(SettingsError) as caught:
        parse_settings(raw)
    assert section in str(caught.value)
    assert key in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_toml_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "settings.toml").write_text("[markets\n")
    monkeypatch.setenv("MARKET_SETTINGS", str(tmp_path / "settings.toml"))
    with pytest.raises(SettingsError, match="not valid TOML"):
        get_settings()


def test_a_missing_file_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MARKET_SETTINGS", str(tmp_path / "gone.toml"))
    with pytest.raises(SettingsError, match="cannot be read"):
        get_settings()
