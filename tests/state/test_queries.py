"""Cached reads: keyed by market, version and arguments, and never of two replicas in one run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from config import data_dir
from domain.errors import DataUnavailable, ReplicaReplaced
from domain.market_config import MarketConfig
from settings_service import get_market_configs
from state import queries
from state.queries import pin_versions, replica_read

PRIMARY, DEPLOYMENT = get_market_configs().values()


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[MarketConfig, str], None]:
    """Publish a file that says `text` as the market's replica, by rename; everything here happens in one visitor's run."""
    monkeypatch.setenv("MARKET_DATA_DIR", str(tmp_path))
    monkeypatch.setattr(queries, "get_script_run_ctx", lambda suppress_warning: object())

    def write(market: MarketConfig, text: str) -> None:
        new = tmp_path / "new"
        new.write_text(text)
        new.rename(tmp_path / market.database_file)

    for market in (PRIMARY, DEPLOYMENT):
        write(market, "first")
    pin_versions()
    return write


Publish = Callable[[MarketConfig, str], None]


def read_file(market: MarketConfig) -> str:
    return f"{market.key} {(data_dir() / market.database_file).read_text()}"


def test_a_read_runs_once_per_market_and_version(publish: Publish) -> None:
    calls: list[str] = []

    @replica_read(max_entries=4)
    def answer(market: MarketConfig) -> str:
        calls.append(market.key)
        return read_file(market)

    assert [answer(PRIMARY), answer(PRIMARY), answer(DEPLOYMENT)] == ["primary first", "primary first", "deployment first"]
    assert calls == ["primary", "deployment"]
    publish(PRIMARY, "second")
    pin_versions()
    assert answer(PRIMARY) == "primary second"
    assert calls == ["primary", "deployment", "primary"]


def test_two_reads_with_the_same_arguments_do_not_share_an_answer(publish: Publish) -> None:
    @replica_read(max_entries=4)
    def one(market: MarketConfig, type_id: int) -> str:
        return f"one {type_id}"

    @replica_read(max_entries=4)
    def other(market: MarketConfig, type_id: int) -> str:
        return f"other {type_id}"

    assert (one(PRIMARY, 34), other(PRIMARY, 34), one(PRIMARY, 35)) == ("one 34", "other 34", "one 35")


def test_within_one_run_nothing_is_read_of_a_second_replica(publish: Publish) -> None:
    @replica_read(max_entries=4)
    def early(market: MarketConfig) -> str:
        return read_file(market)

    @replica_read(max_entries=4)
    def late(market: MarketConfig) -> str:
        return read_file(market) + " late"

    early(PRIMARY)
    publish(PRIMARY, "second")
    assert early(PRIMARY) == "primary first"
    with pytest.raises(ReplicaReplaced):
        late(PRIMARY)
    pin_versions()
    assert (early(PRIMARY), late(PRIMARY)) == ("primary second", "primary second late")


def test_a_new_shared_database_is_noticed_too(publish: Publish, tmp_path: Path) -> None:
    (tmp_path / "sdelite.db").write_text("old names")

    @replica_read(max_entries=4, also=("sde",))
    def named(market: MarketConfig) -> str:
        return (tmp_path / "sdelite.db").read_text()

    assert named(PRIMARY) == "old names"
    (tmp_path / "sdelite.db").write_text("newer names")
    pin_versions()
    assert named(PRIMARY) == "newer names"


def test_a_failed_read_is_not_remembered(publish: Publish) -> None:
    failures = [DataUnavailable("torn")]

    @replica_read(max_entries=4)
    def fragile(market: MarketConfig) -> str:
        if failures:
            raise failures.pop()
        return "well again"

    with pytest.raises(DataUnavailable):
        fragile(PRIMARY)
    assert fragile(PRIMARY) == "well again"


def test_a_missing_replica_is_an_error(publish: Publish, tmp_path: Path) -> None:
    (tmp_path / PRIMARY.database_file).unlink()
    pin_versions()
    with pytest.raises(DataUnavailable, match="wcmktprod.db"):
        queries.pinned_version(PRIMARY.database_alias)


def test_outside_a_visitors_run_the_replica_served_now_is_read(publish: Publish, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "get_script_run_ctx", lambda suppress_warning: None)
    before = queries.pinned_version(PRIMARY.database_alias)
    publish(PRIMARY, "second")
    assert queries.pinned_version(PRIMARY.database_alias) != before


def test_an_argument_that_the_cache_would_leave_out_is_refused() -> None:
    with pytest.raises(TypeError, match="_site"):

        @replica_read(max_entries=4)
        def read(market: MarketConfig, type_id: int, _site: str) -> str:
            return f"{type_id} {_site}"


def test_every_argument_is_part_of_the_key(publish: Publish) -> None:
    @replica_read(max_entries=8)
    def read(market: MarketConfig, type_id: int, site: str = "", *, runs: int = 1) -> str:
        return f"{type_id} {site} {runs}"

    assert [read(PRIMARY, 1), read(PRIMARY, 2), read(PRIMARY, 2, "a"), read(PRIMARY, 2, site="b"), read(PRIMARY, 2, "a", runs=3)] == [
        "1  1",
        "2  1",
        "2 a 1",
        "2 b 1",
        "2 a 3",
    ]
