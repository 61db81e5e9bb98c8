from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import sync_state
from domain.errors import DataUnavailable
from tests.make import Make, served


def test_age_is_that_of_the_orders_newest_entry_in_the_log(tmp_path: Path) -> None:
    make = Make(updated=None).log("marketorders", "2026-11-20 10:00:00").log("MarketOrders", "2026-11-20 11:00:00")
    served(tmp_path, primary=make.log("marketorders", "2026-11-19 23:00:00").log("doctrines", "2026-11-20 12:00:00"))
    assert sync_state.freshness("wcmktprod").data_at == datetime(2026, 11, 20, 11, 0)


def test_without_a_log_the_statistics_tell_the_age(tmp_path: Path) -> None:
    served(tmp_path, primary=Make(updated=None).stats(34, price=5.0, last_update="2026-11-20 09:30:00.5"))
    assert sync_state.freshness("wcmktprod").data_at == datetime(2026, 11, 20, 9, 30)


def test_age_is_unknown_where_nothing_tells_it(tmp_path: Path) -> None:
    served(tmp_path, primary=Make(updated=None))
    found = sync_state.freshness("wcmktprod")
    assert found.data_at is None
    assert found.history_until is None


def test_source_build_and_history_are_told(tmp_path: Path) -> None:
    served(tmp_path, primary=Make().history(34, units=[1, None], until=date(2026, 11, 19)))
    found = sync_state.freshness("wcmktprod")
    assert (found.source, found.source_detail) == ("files", "originals/wcmktprod.db")
    assert found.history_until == date(2026, 11, 18)
    assert timedelta(0) <= datetime.now(UTC).replace(tzinfo=None) - found.built_at < timedelta(minutes=1)


def test_missing_replica_is_an_error_that_names_it(own_data_directory: Path) -> None:
    with pytest.raises(DataUnavailable, match=r"^The database wcmktprod\.db is not there\.$"):
        sync_state.freshness("wcmktprod")
