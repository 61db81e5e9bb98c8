"""A real server on a free port and the system's Chromium."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from settings_service import ROOT

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
Serve = Callable[[Path], str]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker("browser")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless; skips where there is none, unless DEMAND_BROWSER is set.

    It ends with the module: while its driver is alive, an event loop runs that other tests trip over.
    """
    if CHROMIUM is None:
        if os.environ.get("DEMAND_BROWSER"):
            pytest.fail("DEMAND_BROWSER is set, and there is no Chromium on the PATH.")
        pytest.skip("there is no Chromium on the PATH")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def serve() -> Iterator[Serve]:
    """Start the app on a data directory; answers its address when it is healthy. Stopped after the module, by process id."""
    processes: list[subprocess.Popen[bytes]] = []

    def start(data_dir: Path) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1", "--server.port", str(port)]
        log = (data_dir / "server.log").open("wb")
        processes.append(subprocess.Popen(command, cwd=ROOT, env={**os.environ, "MARKET_DATA_DIR": str(data_dir)}, stdout=log, stderr=log))
        log.close()
        base = f"http://127.0.0.1:{port}"
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                if httpx.get(f"{base}/_stcore/health", timeout=2).text == "ok":
                    return base
            except httpx.TransportError:
                time.sleep(0.1)
        pytest.fail(f"The server did not answer within a minute: {(data_dir / 'server.log').read_text()[-2000:]}")

    yield start
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(timeout=20)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A new visitor, on a wide dark screen."""
    context = chromium.new_context(viewport={"width": 1500, "height": 1000}, color_scheme="dark", accept_downloads=True)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()
