"""Demo data at production size, and the app's server on it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import psutil

from settings_service import ROOT

PRODUCTION_SCALE = "2"


def make_demo(data_dir: Path) -> float:
    """Build demo data at production size and return the seconds it took."""
    start = time.perf_counter()
    command = [sys.executable, "init_db.py", "--demo", "--scale", PRODUCTION_SCALE]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "MARKET_DATA_DIR": str(data_dir)}, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


@contextmanager
def serve(data_dir: Path, **environment: str) -> Iterator[tuple[str, psutil.Process]]:
    """The app on `data_dir`: its address and its process; stopped at the end."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1", "--server.port", str(port)]
    env = {**os.environ, "MARKET_DATA_DIR": str(data_dir), **environment}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        wait_until_healthy(base)
        yield base, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_healthy(base: str, limit_s: float = 60) -> None:
    """Wait for the server's health address; TimeoutError after `limit_s`."""
    deadline = time.monotonic() + limit_s
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{base}/_stcore/health", timeout=2).text == "ok":
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError(f"{base} did not answer within {limit_s:.0f} s.")


def secrets_for(path: Path, urls: Mapping[str, str]) -> Path:
    """A secrets file with the addresses of remotes, by alias."""
    path.write_text("".join(f'[{alias}_turso]\nurl = "{url}"\n' for alias, url in urls.items()), encoding="utf8")
    return path
