"""The client of the game's interface against a stand-in server on this machine."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.errors import DataUnavailable
from domain.industry_settings import EsiSettings
from repositories.esi import CostIndex, adjusted_prices, cost_indices
from tests.esi_server import StandIn, serve

PRICES = [{"type_id": 34, "adjusted_price": 4.25, "average_price": 4.1}, {"type_id": 35, "average_price": 20.0}]
SYSTEMS = [
    {
        "solar_system_id": 30000240,
        "cost_indices": [
            {"activity": "manufacturing", "cost_index": 0.0358},
            {"activity": "copying", "cost_index": 0.01},
            {"activity": "reaction", "cost_index": 0.02},
        ],
    },
    {"solar_system_id": 30002029, "cost_indices": [{"activity": "copying", "cost_index": 0.01}]},
]


@pytest.fixture
def esi() -> Iterator[StandIn]:
    with serve(StandIn(json.dumps(PRICES).encode())) as stand_in:
        yield stand_in


def settings(esi: StandIn, timeout_s: float = 5.0, enabled: bool = True) -> EsiSettings:
    return EsiSettings(enabled=enabled, base_url=esi.url, timeout_s=timeout_s, user_agent="test (someone@example.com)")


def test_prices_are_fetched_kept_and_read_back(esi: StandIn, tmp_path: Path) -> None:
    feed = adjusted_prices(settings(esi), tmp_path)
    assert feed.stored() is None
    assert feed.refresh().values == {34: 4.25}
    again = adjusted_prices(settings(esi), tmp_path).stored()
    assert again is not None
    assert again.values == {34: 4.25}
    assert datetime.now(UTC) - again.fetched_at < timedelta(minutes=1)
    assert esi.asked[0]["path"] == "/markets/prices/"
    assert esi.asked[0]["User-Agent"] == "test (someone@example.com)"
    assert [file.name for file in tmp_path.iterdir()] == ["esi_prices.json"]


def test_indices_are_read_by_activity_and_absent_ones_are_unknown(esi: StandIn, tmp_path: Path) -> None:
    esi.body = json.dumps(SYSTEMS).encode()
    found = cost_indices(settings(esi), tmp_path).refresh()
    assert found.values == {30000240: CostIndex(0.0358, 0.02), 30002029: CostIndex(None, None)}


def test_an_unchanged_answer_is_confirmed_by_its_etag_and_not_sent_again(esi: StandIn, tmp_path: Path) -> None:
    esi.etag = '"abc"'
    feed = adjusted_prices(settings(esi), tmp_path)
    feed.refresh()
    kept = tmp_path / "esi_prices.json"
    old = json.loads(kept.read_text()) | {"fetched_at": "2026-01-01T00:00:00+00:00"}
    kept.write_text(json.dumps(old))
    found = feed.refresh()
    assert esi.asked[1]["If-None-Match"] == '"abc"'
    assert found.values == {34: 4.25}
    assert datetime.now(UTC) - found.fetched_at < timedelta(minutes=1)


def test_the_version_changes_with_the_copy_on_disk(esi: StandIn, tmp_path: Path) -> None:
    feed = adjusted_prices(settings(esi), tmp_path)
    assert feed.version == ""
    feed.refresh()
    first = feed.version
    esi.body = json.dumps([{"type_id": 34, "adjusted_price": 5.0}]).encode()
    assert feed.refresh().values == {34: 5.0}
    assert feed.version not in ("", first)


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (b"oops", 503, "error 503"),
        (b"", 420, "error 420"),
        (b"<html>", 200, "cannot be understood"),
        (b"", 200, "cannot be understood"),
        (b'{"error": "x"}', 200, "cannot be understood"),
        (b"[1, 2]", 200, "cannot be understood"),
        (b'[{"type_id": "x", "adjusted_price": 1}]', 200, "cannot be understood"),
        (b'[{"type_id": 34, "adjusted_price": NaN}]', 200, "cannot be understood"),
        (b'[{"type_id": 34, "adjusted_price": -1}]', 200, "cannot be understood"),
        (b"[" * 100_000, 200, "cannot be understood"),
        (b"\xff\xfe\x00", 200, "cannot be understood"),
    ],
)
def test_a_failed_refresh_says_why_and_keeps_the_old_copy(esi: StandIn, tmp_path: Path, body: bytes, status: int, says: str) -> None:
    feed = adjusted_prices(settings(esi), tmp_path)
    feed.refresh()
    esi.body, esi.status = body, status
    with pytest.raises(DataUnavailable, match=says):
        feed.refresh()
    kept = feed.stored()
    assert kept is not None
    assert kept.values == {34: 4.25}
    assert [file.name for file in tmp_path.iterdir()] == ["esi_prices.json"]


@pytest.mark.parametrize("body", [b"[1, 2]", b'[{"solar_system_id": 1}]', b'[{"solar_system_id": 1, "cost_indices": [3]}]'])
def test_nonsense_about_systems_is_refused(esi: StandIn, tmp_path: Path, body: bytes) -> None:
    esi.body = body
    with pytest.raises(DataUnavailable, match="cannot be understood"):
        cost_indices(settings(esi), tmp_path).refresh()


def test_a_server_that_says_nothing_is_given_up(esi: StandIn, tmp_path: Path) -> None:
    esi.silent_s = 30
    started = time.monotonic()
    with pytest.raises(DataUnavailable, match=r"did not answer within 0\.3 seconds"):
        adjusted_prices(settings(esi, timeout_s=0.3), tmp_path).refresh()
    assert time.monotonic() - started < 3


def test_a_server_that_drips_is_given_up(esi: StandIn, tmp_path: Path) -> None:
    esi.drips = True
    started = time.monotonic()
    with pytest.raises(DataUnavailable, match="did not answer within"):
        adjusted_prices(settings(esi, timeout_s=0.3), tmp_path).refresh()
    assert time.monotonic() - started < 3


def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    nowhere = EsiSettings(base_url="http://127.0.0.1:9", timeout_s=2)
    with pytest.raises(DataUnavailable, match="cannot be reached"):
        adjusted_prices(nowhere, tmp_path).refresh()


def test_nothing_is_asked_when_the_interface_is_switched_off(esi: StandIn, tmp_path: Path) -> None:
    feed = adjusted_prices(settings(esi, enabled=False), tmp_path)
    assert not feed.refresh_when_due()
    with pytest.raises(DataUnavailable, match="switched off"):
        feed.refresh()
    assert esi.asked == []


def test_a_due_copy_is_fetched_in_the_background_and_only_once(esi: StandIn, tmp_path: Path) -> None:
    esi.silent_s = 0.3
    feed = adjusted_prices(settings(esi), tmp_path)
    started = time.monotonic()
    assert feed.refresh_when_due()
    assert feed.refresh_when_due()
    assert time.monotonic() - started < 0.25
    while feed.is_running:
        time.sleep(0.01)
    assert len(esi.asked) == 1
    assert feed.stored() is not None
    assert not feed.refresh_when_due()


def test_a_copy_of_yesterday_is_due_and_one_of_today_is_not(esi: StandIn, tmp_path: Path) -> None:
    feed = adjusted_prices(settings(esi), tmp_path)
    assert feed.is_due()
    feed.refresh()
    assert not feed.is_due(datetime.now(UTC) + timedelta(hours=23))
    assert feed.is_due(datetime.now(UTC) + timedelta(hours=25))


def test_after_a_failure_the_background_leaves_the_server_alone_for_a_while(esi: StandIn, tmp_path: Path) -> None:
    esi.status = 500
    feed = adjusted_prices(settings(esi), tmp_path)
    feed.refresh_when_due()
    while feed.is_running:
        time.sleep(0.01)
    assert not feed.refresh_when_due()
    assert len(esi.asked) == 1


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"fetched_at": "x", "values": {}}', '{"fetched_at": "2026-01-01", "values": {"a": 1}}'])
def test_a_damaged_copy_counts_as_none(esi: StandIn, tmp_path: Path, text: str) -> None:
    (tmp_path / "esi_prices.json").write_text(text)
    feed = adjusted_prices(settings(esi), tmp_path)
    assert feed.stored() is None
    assert feed.refresh().values == {34: 4.25}


def test_a_copy_that_cannot_be_written_is_one_sentence(esi: StandIn, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataUnavailable, match="cannot be kept"):
        adjusted_prices(settings(esi), tmp_path / "file").refresh()
