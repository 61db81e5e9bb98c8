"""The words of a sync."""

import pytest

from domain.sync_view import Access, SyncOutcome, SyncView
from repositories.replicas.tables import MARKET_TABLES
from ui.sync_button import outcome_words, step_words


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("copying marketorders", "Fetching orders"),
        ("copying sdeTypes", "Fetching the rest"),
        ("deriving", "Working out the figures"),
        ("asking db.example:8080", "Asking db.example:8080"),
        ("", "Starting"),
    ],
)
def test_a_step_is_told_in_a_readers_words(step: str, words: str) -> None:
    assert step_words(step) == words


@pytest.mark.parametrize("table", [table.name for table in MARKET_TABLES])
def test_no_name_of_a_table_is_shown(table: str) -> None:
    view = SyncView(Access.ALLOWED, outcome=SyncOutcome.CHANGED, tables=(table,))
    assert "_" not in outcome_words(view)
    assert "_" not in step_words(f"copying {table}")


@pytest.mark.parametrize(
    ("view", "words"),
    [
        (SyncView(Access.ALLOWED, outcome=SyncOutcome.UNCHANGED), "Already up to date."),
        (SyncView(Access.ALLOWED, outcome=SyncOutcome.FAILED, failure="x"), "The sync failed; the old data stays."),
        (SyncView(Access.ALLOWED, outcome=SyncOutcome.CHANGED), "Fetched what is new."),
        (SyncView(Access.ALLOWED, outcome=SyncOutcome.CHANGED, tables=("marketorders",)), "New: orders."),
        (
            SyncView(Access.ALLOWED, outcome=SyncOutcome.CHANGED, tables=("marketorders", "updatelog", "marketstats", "jita_prices")),
            "New: orders, statistics and Jita prices.",
        ),
    ],
)
def test_an_outcome_is_one_sentence(view: SyncView, words: str) -> None:
    assert outcome_words(view) == words
