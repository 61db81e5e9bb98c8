"""Syncing as this session sees it, and the one schedule of the server."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import streamlit as st

from config import DatabaseConfig, data_dir, read_secrets
from domain.errors import AppError, DataUnavailable, SettingsError
from domain.market_config import MarketConfig
from domain.sync_view import Access, SyncOutcome, SyncView
from repositories import sync_record
from repositories.reading import replica_version
from repositories.sync_record import Outcome, utc_now
from services.sync_service import Flight, SyncService, in_a_worker
from services.update_schedule import UpdateSchedule
from settings_service import SHARED_ALIASES, get_settings
from state import queries

_ASKED_KEY = "sync.asked"
_ARRIVED_KEY = "sync.arrived"
_TOLD_KEY = "sync.told"
SHOWN_FOR = timedelta(minutes=2)
_OUTCOMES = {Outcome.CHANGED: SyncOutcome.CHANGED, Outcome.UNCHANGED: SyncOutcome.UNCHANGED, Outcome.FAILED: SyncOutcome.FAILED}


@st.cache_resource(show_spinner=False)
def _service(directory: str) -> SyncService:
    return SyncService(in_a_worker(get_settings().db_update.time_limit_s), may_sync=has_remote)


@st.cache_resource(show_spinner=False)
def _schedule(directory: str) -> UpdateSchedule:
    return UpdateSchedule(_service(directory), _aliases_in_service, lambda: get_settings().db_update)


def start_schedule() -> UpdateSchedule:
    """Has the server keep to its schedule, until that is stopped."""
    schedule = _schedule(str(data_dir()))
    schedule.start()
    return schedule


def arrive() -> None:
    """Has the server's schedule look at once when this session is new; nobody waits for it."""
    if not st.session_state.get(_ARRIVED_KEY):
        st.session_state[_ARRIVED_KEY] = True
        _schedule(str(data_dir())).look_now()


def has_remote(alias: str) -> bool:
    """Whether secrets.toml says where the remote original of an alias is."""
    return DatabaseConfig(alias).remote_url is not None


def begin(market: MarketConfig) -> None:
    """Start a sync of `market` and of what it leans on, or join the one that runs; returns at once.

    Whoever may not is left without one: the button is not drawn for them.
    """
    if access() is Access.ALLOWED and has_remote(market.database_alias):
        flight = _service(str(data_dir())).start(market.database_alias, SHARED_ALIASES)
        st.session_state.setdefault(_ASKED_KEY, {})[market.database_alias] = flight


def view(market: MarketConfig) -> SyncView | None:
    """How syncing `market` stands for this session; None when it has no remote.

    Raises:
        SettingsError: the secrets are not usable.
    """
    alias = market.database_alias
    if not has_remote(alias):
        return None
    asked: dict[str, Flight] = st.session_state.get(_ASKED_KEY, {})
    flight, last = asked.get(alias), sync_record.read(alias)
    found = SyncView(access(), checked_at=last.checked_at if last else None, user=_user())
    if flight and flight.result is None:
        return replace(found, running=(flight.fraction, flight.step))
    version = _newer_version(alias)
    found = replace(found, new_data=version is not None, is_news=version is not None and _is_news(alias, version))
    result = flight.result if flight else None
    if result is None or (not result.failure and utc_now() - result.checked_at > SHOWN_FOR):
        return found
    return replace(found, outcome=_OUTCOMES[result.outcome], tables=result.tables, failure=result.failure)


def access() -> Access:
    """Whether the reader of this session may start a sync: everybody, unless secrets.toml names who may.

    Raises:
        SettingsError: [admin] is there, and does not say who.
    """
    secrets = read_secrets()
    if "admin" not in secrets:
        return Access.ALLOWED
    section = secrets["admin"]
    users = section.get("users") if isinstance(section, dict) else None
    if not isinstance(users, list) or not all(isinstance(user, str) and user for user in users):
        raise SettingsError("secrets.toml: section [admin] needs the key 'users', a list of e-mail addresses or subjects.")
    if not getattr(st.user, "is_logged_in", False):
        return Access.SIGN_IN if "auth" in secrets else Access.DENIED
    return Access.ALLOWED if _names() & {user.casefold() for user in users} else Access.DENIED


def _user() -> str | None:
    """Whom to show as signed in; None for nobody."""
    if not getattr(st.user, "is_logged_in", False):
        return None
    return str(st.user.get("email") or st.user.get("name") or st.user.get("sub"))


def _names() -> set[str]:
    """What the identity provider says this reader is; an address it has not verified counts for nothing."""
    claims = [st.user.get("sub")]
    if st.user.get("email_verified", True):
        claims.append(st.user.get("email"))
    return {claim.casefold() for claim in claims if isinstance(claim, str) and claim}


def _newer_version(alias: str) -> str | None:
    """The version in service when this page was drawn from another one."""
    try:
        version = replica_version(alias)
        return version if version != queries.pinned_version(alias) else None
    except DataUnavailable:
        return None


def _is_news(alias: str, version: str) -> bool:
    """Whether this session hears of this version for the first time; from now on it has."""
    told: dict[str, str] = st.session_state.setdefault(_TOLD_KEY, {})
    is_news, told[alias] = told.get(alias) != version, version
    return is_news


def _aliases_in_service() -> Sequence[str]:
    """What the schedule is for: every replica that has a remote; missing ones are made at the start."""
    try:
        return [alias for alias in get_settings().served_aliases if has_remote(alias) and DatabaseConfig(alias).path.exists()]
    except AppError:
        return []
