"""When a sync is due."""

from datetime import datetime, timedelta

import pytest

from domain.db_update import DbUpdate

NOON = datetime(2026, 11, 20, 12, 0)


@pytest.mark.parametrize(
    ("now", "slot"),
    [
        (NOON, NOON - timedelta(minutes=40)),
        (NOON + timedelta(minutes=19, seconds=59), NOON - timedelta(minutes=40)),
        (NOON + timedelta(minutes=20), NOON + timedelta(minutes=20)),
        (datetime(2026, 11, 20, 0, 5), datetime(2026, 11, 19, 23, 20)),
    ],
)
def test_the_hourly_slot_is_some_minutes_past_the_hour(now: datetime, slot: datetime) -> None:
    assert DbUpdate(minutes_after_hour=20, frequency_minutes=60).newest_slot(now) == slot


def test_a_half_hourly_schedule_has_two_slots_an_hour() -> None:
    plan = DbUpdate(minutes_after_hour=20, frequency_minutes=30)
    assert plan.newest_slot(NOON + timedelta(minutes=55)) == NOON + timedelta(minutes=50)


def test_a_check_after_the_slot_is_good_until_the_next_one() -> None:
    plan = DbUpdate(minutes_after_hour=20, frequency_minutes=60)
    checked = NOON + timedelta(minutes=21)
    assert not plan.is_due(NOON + timedelta(minutes=79), checked)
    assert plan.is_due(NOON + timedelta(minutes=80), checked)


def test_what_was_never_checked_is_due() -> None:
    assert DbUpdate().is_due(NOON, None)


def test_a_check_in_the_future_counts_for_nothing() -> None:
    assert DbUpdate().is_due(NOON, NOON + timedelta(days=1))


def test_without_a_frequency_nothing_is_ever_due() -> None:
    assert not DbUpdate(frequency_minutes=0).is_due(NOON, None)
