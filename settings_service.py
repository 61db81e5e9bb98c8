"""settings.toml as typed settings; every mistake in it is one sentence that names section and key."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import tomli

from domain.db_update import DbUpdate
from domain.errors import SettingsError
from domain.freight import Freight
from domain.industry import MAX_ME, MAX_TE, Skills
from domain.industry_settings import EsiSettings, IndustrySettings
from domain.market_config import DEFAULT_MARKET_KEY, MarketConfig
from domain.planner.sources import JITA
from domain.price_settings import PriceSettings
from domain.ship_roles import Role, ShipRoles

ROOT = Path(__file__).resolve().parent
SHARED_ALIASES = ("sde", "build_cost")


@dataclass(frozen=True)
class Settings:
    """All of settings.toml, checked.

    `markets` is keyed by market key in the file's order, `db_paths` by alias;
    `default_database` is the alias that "wcmkt" stands for in this environment;
    `stale_after_minutes` is the age of orders, in minutes, from which they count as old; `ship_roles` is
    empty when the file has no such section, `industry`, `esi`, `prices`, `db_update` and `freight` hold their defaults then.
    """

    markets: Mapping[str, MarketConfig]
    db_paths: Mapping[str, str]
    default_database: str
    stale_after_minutes: int
    ship_roles: ShipRoles = ShipRoles()
    industry: IndustrySettings = IndustrySettings()
    esi: EsiSettings = EsiSettings()
    prices: PriceSettings = PriceSettings()
    db_update: DbUpdate = DbUpdate()
    freight: Freight = Freight()

    @property
    def served_aliases(self) -> tuple[str, ...]:
        """The aliases the app reads: the shared databases first, then each market's."""
        return SHARED_ALIASES + tuple(market.database_alias for market in self.markets.values())


class Section:
    """One table of settings.toml that answers with typed values or with the sentence that says what is wrong."""

    def __init__(self, name: str, values: object) -> None:
        if not isinstance(values, dict):
            raise SettingsError(f"settings.toml: section [{name}] is missing.")
        self.name = name
        self.values: dict[str, Any] = values

    def get(self, key: str, kind: type) -> Any:
        """The value of `key`; raises SettingsError when it is missing, empty or not of `kind`."""
        if key not in self.values:
            raise SettingsError(f"settings.toml: section [{self.name}] has no key '{key}'.")
        value = self.values[key]
        if not isinstance(value, kind) or isinstance(value, bool) != (kind is bool):
            raise SettingsError(f"settings.toml: key '{key}' in section [{self.name}] must be of type {_TOML_NAME[kind]}, not {value!r}.")
        if value == "":
            raise SettingsError(f"settings.toml: key '{key}' in section [{self.name}] is empty.")
        return value

    def positive(self, key: str) -> int:
        """A whole number above 0; raises SettingsError otherwise."""
        value: int = self.get(key, int)
        if value <= 0:
            raise SettingsError(f"settings.toml: key '{key}' in section [{self.name}] must be above 0, not {value}.")
        return value

    def number(self, key: str, default: float, low: float, high: float) -> Any:
        """A number from `low` to `high`, whole when `default` is; `default` when the key is missing; raises SettingsError."""
        value = self.values.get(key, default)
        kinds = int if isinstance(default, int) else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:
            what = "whole number" if kinds is int else "number"
            raise SettingsError(
                f"settings.toml: key '{key}' in section [{self.name}] must be a {what} from {low:g} to {high:g}, not {value!r}."
            )
        return value

    def refuse_others(self, *known: str) -> None:
        """Raise SettingsError when the section has a key that is none of `known`."""
        unknown = sorted(set(self.values) - set(known))
        if unknown:
            raise SettingsError(f"settings.toml: section [{self.name}] has a key '{unknown[0]}'; known are: {', '.join(known)}.")


_TOML_NAME = {str: "text", int: "whole number", float: "number", dict: "table", bool: "true/false", list: "list"}


def settings_path() -> Path:
    """The settings file: settings.toml beside the app, or what MARKET_SETTINGS names."""
    return Path(os.environ.get("MARKET_SETTINGS") or ROOT / "settings.toml")


def get_settings() -> Settings:
    """The settings of this process; read once, and again when the file is changed.

    Raises:
        SettingsError: the file is missing, is not TOML, or holds a mistake.
    """
    path = settings_path()
    try:
        changed_ns = path.stat().st_mtime_ns
    except OSError:
        raise SettingsError(f"The settings file {path} cannot be read.") from None
    return _load(path, changed_ns, os.environ.get("MARKET_ENV", ""))


def get_market_configs() -> dict[str, MarketConfig]:
    """Every market by its key, in the order of settings.toml."""
    return dict(get_settings().markets)


def get_all_market_configs() -> dict[str, MarketConfig]:
    """The same as `get_market_configs`, under the name that the rest of the coalition's tools use."""
    return get_market_configs()


@cache
def _load(path: Path, changed_ns: int, environment: str) -> Settings:
    try:
        with path.open("rb") as file:
            raw = tomli.load(file)
    except tomli.TOMLDecodeError as error:
        raise SettingsError(f"settings.toml is not valid TOML: {error}.") from error
    return parse_settings(raw, environment)


def parse_settings(raw: Mapping[str, Any], environment: str = "") -> Settings:
    """Settings from the parsed file; `environment` overrides `[environment] name` when not empty.

    Raises:
        SettingsError: a key is missing, of the wrong type, or contradicts another.
    """
    paths = _db_paths(Section("db_paths", raw.get("db_paths")))
    markets = _markets(raw.get("markets"), paths)
    return Settings(
        markets=markets,
        db_paths=paths,
        default_database=_default_database(Section("environment", raw.get("environment")), environment, paths),
        stale_after_minutes=Section("freshness", raw.get("freshness")).positive("stale_after_minutes"),
        ship_roles=_ship_roles(Section("ship_roles", raw.get("ship_roles", {}))),
        industry=_industry(Section("industry", raw.get("industry", {}))),
        esi=_esi(Section("esi", raw.get("esi", {}))),
        prices=_prices(Section("prices", raw.get("prices", {}))),
        db_update=_db_update(Section("db_update", raw.get("db_update", {}))),
        freight=_freight(Section("freight", raw.get("freight", {})), markets),
    )


def _db_paths(section: Section) -> dict[str, str]:
    paths = {alias: section.get(alias, str) for alias in section.values}
    for alias in SHARED_ALIASES:
        section.get(alias, str)
    seen: dict[str, str] = {}
    for alias, file in paths.items():
        if Path(file).name != file:
            raise SettingsError(f"settings.toml: key '{alias}' in section [db_paths] must be a plain file name, not '{file}'.")
        if file in seen:
            raise SettingsError(f"settings.toml: keys '{seen[file]}' and '{alias}' in section [db_paths] name one file, '{file}'.")
        seen[file] = alias
    return paths


def _markets(raw: object, paths: Mapping[str, str]) -> dict[str, MarketConfig]:
    if not isinstance(raw, dict) or not raw:
        raise SettingsError("settings.toml: section [markets] is missing; it needs one [markets.<key>] section per market.")
    markets = {key: _market(key, Section(f"markets.{key}", values), paths) for key, values in raw.items()}
    if DEFAULT_MARKET_KEY not in markets:
        raise SettingsError(f"settings.toml: section [markets.{DEFAULT_MARKET_KEY}] is missing; it is the market that opens first.")
    for field in ("database_alias", "short_name", "name"):
        _require_unique(markets, field)
    return markets


def _market(key: str, section: Section, paths: Mapping[str, str]) -> MarketConfig:
    if key == "both":
        raise SettingsError("settings.toml: section [markets.both] cannot be: the flag 'both' stands for every market.")
    if key == JITA:
        raise SettingsError(f"settings.toml: section [markets.{JITA}] cannot be: '{JITA}' stands for Jita itself in section [freight].")
    values = {field.name: section.get(field.name, _field_kind(field.type)) for field in fields(MarketConfig) if field.name != "key"}
    market = MarketConfig(key=key, **values)
    if market.database_alias not in paths:
        raise SettingsError(
            f"settings.toml: key 'database_alias' in section [{section.name}] names '{market.database_alias}', "
            "which has no path in section [db_paths]."
        )
    if market.database_file != paths[market.database_alias]:
        raise SettingsError(
            f"settings.toml: key 'database_file' in section [{section.name}] is '{market.database_file}', "
            f"but section [db_paths] says '{paths[market.database_alias]}' for '{market.database_alias}'."
        )
    return market


def _field_kind(annotation: object) -> type:
    return int if annotation in (int, "int") else str


def _require_unique(markets: Mapping[str, MarketConfig], field: str) -> None:
    seen: dict[str, str] = {}
    for key, market in markets.items():
        value = getattr(market, field)
        if value in seen:
            raise SettingsError(f"settings.toml: sections [markets.{seen[value]}] and [markets.{key}] have the same '{field}', '{value}'.")
        seen[value] = key


def _default_database(section: Section, environment: str, paths: Mapping[str, str]) -> str:
    name = environment or section.get("name", str)
    databases = Section("environment.databases", section.get("databases", dict))
    alias: str = databases.get(name, str)
    if alias not in paths:
        raise SettingsError(
            f"settings.toml: key '{name}' in section [environment.databases] names '{alias}', which has no path in section [db_paths]."
        )
    return alias


def _ship_roles(section: Section) -> ShipRoles:
    by_ship: dict[str, Role] = {}
    for role in Role:
        for ship in section.get(role.value, list) if role.value in section.values else []:
            if not isinstance(ship, str) or not ship.strip():
                raise SettingsError(f"settings.toml: key '{role.value}' in section [ship_roles] must list names of ships, not {ship!r}.")
            first = by_ship.setdefault(ship.strip().casefold(), role)
            if first is not role:
                raise SettingsError(f"settings.toml: '{ship}' is in two lists of section [ship_roles], '{first}' and '{role}'.")
    section.refuse_others(*Role, "special_cases")
    cases = Section("ship_roles.special_cases", section.values.get("special_cases", {}))
    return ShipRoles(by_ship, {fit: _role(cases, fit) for fit in cases.values})


def _role(section: Section, fit: str) -> Role:
    name: str = section.get(fit, str)
    if name not in set(Role):
        raise SettingsError(f"settings.toml: key '{fit}' in section [{section.name}] must be one of {', '.join(Role)}, not '{name}'.")
    return Role(name)


def _industry(section: Section) -> IndustrySettings:
    usual = IndustrySettings()
    section.refuse_others(
        "scc_surcharge",
        "industry_skill",
        "advanced_industry_skill",
        "reactions_skill",
        "component_me",
        "component_te",
        "invented_me",
        "invented_te",
    )
    return IndustrySettings(
        scc_surcharge=Decimal(str(section.number("scc_surcharge", float(usual.scc_surcharge), 0, 1))),
        skills=Skills(
            industry=section.number("industry_skill", usual.skills.industry, 0, 5),
            advanced_industry=section.number("advanced_industry_skill", usual.skills.advanced_industry, 0, 5),
            reactions=section.number("reactions_skill", usual.skills.reactions, 0, 5),
        ),
        component_me=section.number("component_me", usual.component_me, 0, MAX_ME),
        component_te=section.number("component_te", usual.component_te, 0, MAX_TE),
        invented_me=section.number("invented_me", usual.invented_me, 0, MAX_ME),
        invented_te=section.number("invented_te", usual.invented_te, 0, MAX_TE),
    )


def _esi(section: Section) -> EsiSettings:
    usual = EsiSettings()
    section.refuse_others("enabled", "base_url", "timeout_seconds", "cache_hours", "user_agent")
    return EsiSettings(
        enabled=section.get("enabled", bool) if "enabled" in section.values else usual.enabled,
        base_url=_address(section, usual.base_url).rstrip("/"),
        timeout_s=float(section.number("timeout_seconds", usual.timeout_s, 0.1, 120)),
        cache_hours=section.number("cache_hours", usual.cache_hours, 1, 24 * 30),
        user_agent=section.get("user_agent", str) if "user_agent" in section.values else usual.user_agent,
    )


def _prices(section: Section) -> PriceSettings:
    usual = PriceSettings()
    section.refuse_others("enabled", "base_url", "timeout_seconds", "cache_minutes")
    return PriceSettings(
        enabled=section.get("enabled", bool) if "enabled" in section.values else usual.enabled,
        base_url=_address(section, usual.base_url),
        timeout_s=float(section.number("timeout_seconds", usual.timeout_s, 0.1, 60)),
        cache_minutes=section.number("cache_minutes", usual.cache_minutes, 1, 7 * 24 * 60),
    )


def _address(section: Section, usual: str) -> str:
    url: str = section.get("base_url", str) if "base_url" in section.values else usual
    if not url.startswith(("https://", "http://")):
        raise SettingsError(f"settings.toml: key 'base_url' in section [{section.name}] must be an http address, not '{url}'.")
    return url


def _db_update(section: Section) -> DbUpdate:
    usual = DbUpdate()
    section.refuse_others("minutes_after_hour", "frequency_minutes", "answer_timeout_seconds", "time_limit_minutes")
    return DbUpdate(
        minutes_after_hour=section.number("minutes_after_hour", usual.minutes_after_hour, 0, 59),
        frequency_minutes=section.number("frequency_minutes", usual.frequency_minutes, 0, 7 * 24 * 60),
        answer_timeout_s=float(section.number("answer_timeout_seconds", usual.answer_timeout_s, 0.1, 120)),
        time_limit_s=60.0 * section.number("time_limit_minutes", usual.time_limit_s / 60, 0.1, 24 * 60),
    )


def _freight(section: Section, markets: Mapping[str, MarketConfig]) -> Freight:
    section.refuse_others("default_isk_per_m3", "routes")
    routes = Section("freight.routes", section.values.get("routes", {}))
    routes.refuse_others(JITA, *markets)
    return Freight(
        default_isk_per_m3=float(section.number("default_isk_per_m3", Freight().default_isk_per_m3, 0, 1e9)),
        routes={place: _rates(Section(f"freight.routes.{place}", routes.values[place]), markets) for place in routes.values},
    )


def _rates(section: Section, markets: Mapping[str, MarketConfig]) -> dict[str, float]:
    section.refuse_others(*markets)
    return {key: float(section.number(key, 0.0, 0, 1e9)) for key in section.values}
