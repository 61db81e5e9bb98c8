"""The databases are made once for the server, and a failure is said and tried again."""

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import init_db
from settings_service import ROOT, get_settings
from state import startup

Listener = Callable[[str, float, str], None]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MARKET_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def gate(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Makes every file of the data directory when it is opened."""
    opened = threading.Event()

    def make_ready(listener: Listener) -> list[str]:
        listener("sde", 0.5, "copying sdeTypes")
        opened.wait(10)
        for alias in get_settings().served_aliases:
            (data_dir / get_settings().db_paths[alias]).touch()
        return []

    monkeypatch.setattr(init_db, "make_ready", make_ready)
    yield opened
    opened.set()


def test_everyone_waits_for_one_attempt_and_sees_its_progress(gate: threading.Event) -> None:
    first, second = startup.making(), startup.making()
    assert first is second
    assert first is not None
    assert not first.is_over
    assert first.steps == {"sde": (0.5, "copying sdeTypes")}
    gate.set()
    deadline = time.monotonic() + 5
    while startup.making() is not None:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_failure_is_kept_for_the_reader_and_tried_again_later(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def fail(listener: Listener) -> list[str]:
        calls.append(1)
        return ["The disk is full.", "The disk is full."]

    monkeypatch.setattr(init_db, "make_ready", fail)
    attempt = startup.making()
    assert attempt is not None
    assert attempt.is_over
    assert attempt.failures == ["The disk is full."]
    assert startup.making() is attempt
    monkeypatch.setattr(startup, "RETRY_AFTER_S", 0.0)
    assert startup.making() is not attempt
    assert len(calls) == 2


def test_a_mistake_in_the_settings_ends_the_server_with_its_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "settings.toml").read_text(encoding="utf8").replace('short_name = "B9"', 'short_name = "4H"')
    (tmp_path / "settings.toml").write_text(text, encoding="utf8")
    startup.check_settings()
    monkeypatch.setenv("MARKET_SETTINGS", str(tmp_path / "settings.toml"))
    with pytest.raises(SystemExit, match=r"\[markets.primary\] and \[markets.deployment\] have the same 'short_name'"):
        startup.check_settings()
