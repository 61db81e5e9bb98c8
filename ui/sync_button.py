"""The Sync button with its progress and its outcome, and the notice of new data."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import streamlit as st

from domain.sync_view import Access, SyncOutcome, SyncView
from ui import formatters
from ui.boundary import boundary

BUSY_S, IDLE_S = 0.5, 30.0
_TABLES = {
    "marketorders": "orders",
    "market_history": "price history",
    "marketstats": "statistics",
    "doctrines": "doctrines",
    "doctrine_fits": "doctrine fits",
    "ship_targets": "targets",
    "lead_ships": "lead ships",
    "watchlist": "watchlist",
    "module_equivalents": "equivalents",
    "jita_prices": "Jita prices",
}
_STEPS = {
    "": "Starting",
    "checking": "Reading what is there",
    "deriving": "Working out the figures",
    "verifying": "Verifying",
    "publishing": "Putting it in service",
}

Poll = Callable[[], SyncView | None]


def show(poll: Poll, start: Callable[[], None]) -> None:
    """Draw the button for a market with a remote, for who may click it; nothing is drawn without a remote.

    `poll` tells how things stand; `start` begins a sync and returns at once.
    """
    with boundary():
        view = poll()
        if view is not None:
            (_busy if view.running else _idle)(poll, start)


def step_words(step: str) -> str:
    """What a sync is doing, in a reader's words."""
    if step.startswith("copying "):
        table = step.removeprefix("copying ")
        return f"Fetching {_TABLES.get(table, 'the rest')}"
    return _STEPS.get(step, step[:1].upper() + step[1:])


def outcome_words(view: SyncView) -> str:
    """How a sync ended, in a sentence; a failure's own sentence stands beside it."""
    if view.outcome is SyncOutcome.FAILED:
        return "The sync failed; the old data stays."
    if view.outcome is SyncOutcome.UNCHANGED:
        return "Already up to date."
    names = [_TABLES[table] for table in view.tables if table in _TABLES]
    return f"New: {_listed(names)}." if names else "Fetched what is new."


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _draw(poll: Poll, start: Callable[[], None], was_running: bool) -> None:
    with boundary():
        view = poll()
        if view is None:
            return
        if (view.running is not None) != was_running:
            st.rerun()
        if view.running:
            fraction, step = view.running
            st.progress(min(max(fraction, 0.0), 1.0), text=step_words(step))
            return
        _draw_button(view, start)
        if view.user:
            st.button("Sign out", icon=":material/logout:", type="tertiary", on_click=st.logout, key="sync.sign_out", help=view.user)
        if view.outcome:
            _draw_outcome(view)
        if view.is_news:
            st.toast("New data available: it is there with your next click.", icon=":material/fiber_new:")
        if view.new_data and st.button("New data available", icon=":material/fiber_new:", type="tertiary", key="sync.new_data"):
            st.rerun()


def _draw_button(view: SyncView, start: Callable[[], None]) -> None:
    if view.access is Access.DENIED:
        if view.user:
            st.caption("Only admins may sync.")
        return
    if view.access is Access.SIGN_IN:
        st.button("Sign in to sync", icon=":material/login:", on_click=st.login, key="sync.sign_in", width="stretch")
        return
    now = datetime.now(UTC).replace(tzinfo=None)
    checked = f"Last asked {formatters.age(view.checked_at, now)}." if view.checked_at else "Not asked yet."
    st.button("Sync", icon=":material/sync:", on_click=start, key="sync.start", width="stretch", help=f"Fetch what is new. {checked}")


def _draw_outcome(view: SyncView) -> None:
    if view.outcome is SyncOutcome.FAILED:
        st.error(f"{outcome_words(view)} {view.failure}", icon=":material/error:")
        return
    st.markdown(f":small[{outcome_words(view)}]")
    if view.failure:
        st.warning(view.failure, icon=":material/warning:")


@st.fragment(run_every=BUSY_S)
def _busy(poll: Poll, start: Callable[[], None]) -> None:
    _draw(poll, start, was_running=True)


@st.fragment(run_every=IDLE_S)
def _idle(poll: Poll, start: Callable[[], None]) -> None:
    _draw(poll, start, was_running=False)
