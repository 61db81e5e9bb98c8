"""When each table was written, here and there."""

from datetime import datetime
from pathlib import Path

from repositories import sync_record
from repositories.sync_record import Outcome, SyncRecord
from sync_state import update_wcmkt_state
from tests.make import Make, served

NOON = datetime(2026, 11, 20, 12, 0)


def test_the_newest_line_of_the_log_counts_and_each_alias_has_its_own(tmp_path: Path) -> None:
    north = Make(updated="2026-11-20 08:00:00")
    served(tmp_path, primary=Make(updated="2026-11-20 10:00:00").log("marketorders", "2026-11-20 11:00:00"), deployment=north)
    assert update_wcmkt_state("wcmktprod").local == {"marketorders": datetime(2026, 11, 20, 11, 0)}
    assert update_wcmkt_state("wcmktnorth").local == {"marketorders": datetime(2026, 11, 20, 8, 0)}


def test_what_the_remote_said_last_is_kept_per_alias(tmp_path: Path) -> None:
    served(tmp_path, primary=Make(updated="2026-11-20 10:00:00"))
    said = {"marketorders": "2026-11-20 11:00:00", "jita_prices": "2026-11-20T11:00:00+00:00", "odd": "yesterday"}
    sync_record.write("wcmktprod", SyncRecord(NOON, Outcome.FAILED, "It broke.", remote_updates=said))
    state = update_wcmkt_state("wcmktprod")
    assert state.remote == {"marketorders": datetime(2026, 11, 20, 11, 0), "jita_prices": datetime(2026, 11, 20, 11, 0)}
    assert state.behind == {"marketorders", "jita_prices"}
    assert state.last_sync is not None
    assert state.last_sync.failure == "It broke."
    assert update_wcmkt_state("wcmktnorth").remote == {}


def test_a_database_without_a_log_or_without_a_file_has_no_times(tmp_path: Path) -> None:
    assert update_wcmkt_state("wcmktprod").local == {}
    served(tmp_path)
    assert update_wcmkt_state("sde").local == {}
    assert update_wcmkt_state("sde").last_sync is None
