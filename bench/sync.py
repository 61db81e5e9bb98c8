"""Syncs at production size from a real libSQL server on this machine: how long, and how much memory."""

import json
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import httpx
import psutil

from bench.collector import DAYS, TYPES, hourly_update, write_market
from bench.report import told
from bench.server import secrets_for
from repositories.replicas import jobs, runner
from repositories.replicas.sources.remote.address import parse_address
from repositories.replicas.sources.remote.packed import RemoteTable
from repositories.replicas.sources.remote.paging import pages
from repositories.replicas.sources.remote.snapshot import Snapshot
from repositories.replicas.sources.remote.wire import Patience, Wire
from settings_service import get_market_configs
from tests.remote.sqld import Sqld, binary

ROWS = TYPES * DAYS
COLUMNS = ("type_id", "date", "average", "highest", "lowest", "volume", "order_count")
MEMORY_LIMIT_MB = 300


async def main(data_dir: Path) -> None:
    """Print every figure."""
    if binary() is None:
        print("  not measured: there is no sqld, see .ci/fetch_sqld")
        return
    with tempfile.TemporaryDirectory() as scratch:
        directory = Path(scratch)
        original = write_market(directory / "market.db")
        with running(Sqld(directory / "speed", original)) as sqld:
            yardstick = dump_and_load(sqld, directory)
            ways_to_read(sqld)
            speed(sqld, directory, yardstick)


@contextmanager
def running(sqld: Sqld) -> Iterator[Sqld]:
    """The server, started and stopped."""
    yield sqld.start()
    sqld.stop()


def timed(action: Callable[[], object]) -> float:
    """The seconds an action takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def dump_and_load(sqld: Sqld, directory: Path) -> float:
    """The yardstick: the server's own dump, downloaded and loaded; seconds."""
    dump = directory / "dump.sql"

    def download() -> None:
        with httpx.stream("GET", f"{sqld.url}/dump", timeout=120) as response, dump.open("wb") as file:
            for part in response.iter_bytes():
                file.write(part)

    def load() -> None:
        with closing(sqlite3.connect(directory / "loaded.db", isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(dump.read_text(encoding="utf8"))

    seconds = timed(download), timed(load)
    told("the server's dump: download, load", f"{seconds[0]:.1f} s, {seconds[1]:.1f} s")
    return sum(seconds)


def ways_to_read(sqld: Sqld) -> None:
    """The history, read in every way the server offers; nothing is stored."""
    for name, way in (
        ("packed pages", packed),
        ("rows as the protocol spells them", spelled),
        ("cursor", cursor),
        ("client library", library),
    ):
        rows = 0

        def read(way: Callable[[Sqld], int] = way) -> None:
            nonlocal rows
            rows = way(sqld)

        seconds = timed(read)
        told(f"{ROWS:,} rows: {name}", f"{seconds:.1f} s" if rows == ROWS else "not installed")


def packed(sqld: Sqld) -> int:
    """The way the worker takes."""
    wire = Wire(parse_address(sqld.url, None), Patience())
    rows = sum(page.count for page, _ in pages(Snapshot(wire), RemoteTable("market_history", COLUMNS)))
    wire.close()
    return rows


def spelled(sqld: Sqld) -> int:
    """One JSON object per value, in pages of 20,000 rows."""
    rows, last = 0, 0
    with httpx.Client(timeout=60, headers={"accept-encoding": "identity"}) as client:
        while True:
            sql = f"SELECT rowid, {', '.join(COLUMNS)} FROM market_history WHERE rowid > {last} ORDER BY rowid LIMIT 20000"
            body = {"requests": [{"type": "execute", "stmt": {"sql": sql}}, {"type": "close"}]}
            page = client.post(f"{sqld.url}/v2/pipeline", json=body).json()["results"][0]["response"]["result"]["rows"]
            if not page:
                return rows
            rows, last = rows + len(page), int(page[-1][0]["value"])


def cursor(sqld: Sqld) -> int:
    """One stream of lines, one line per row."""
    body = {"batch": {"steps": [{"stmt": {"sql": f"SELECT {', '.join(COLUMNS)} FROM market_history"}}]}}
    with httpx.stream("POST", f"{sqld.url}/v3/cursor", json=body, timeout=60, headers={"accept-encoding": "identity"}) as response:
        return sum(json.loads(line).get("type") == "row" for line in response.iter_lines())


def library(sqld: Sqld) -> int:
    """The vendor's client, in pages of 20,000 rows; 0 where it is not installed."""
    try:
        import libsql  # noqa: PLC0415 - of the development group only
    except ImportError:
        return 0
    connection = libsql.connect(sqld.url)
    rows, last = 0, 0
    while True:
        sql = f"SELECT rowid, {', '.join(COLUMNS)} FROM market_history WHERE rowid > ? ORDER BY rowid LIMIT 20000"
        page = connection.execute(sql, (last,)).fetchall()
        if not page:
            return rows
        rows, last = rows + len(page), page[-1][0]


def speed(sqld: Sqld, directory: Path, yardstick: float) -> None:
    """A first sync, one after an hourly update, and one with nothing new; each in a worker, its start included."""
    alias = next(iter(get_market_configs().values())).database_alias
    os.environ["MARKET_DATA_DIR"] = str(directory / "data")
    os.environ["MARKET_SECRETS"] = str(secrets_for(directory / "secrets.toml", {alias: sqld.url}))
    seconds, _, memory = one_sync(alias)
    told("first sync", f"{seconds:.1f} s", f"{1.5 * yardstick:.1f} s", seconds < 1.5 * yardstick)
    told("  memory of its worker at the most", f"{memory:.0f} MB", f"{MEMORY_LIMIT_MB} MB", memory < MEMORY_LIMIT_MB)
    for _ in range(3):
        sqld.execute(*hourly_update())
        seconds, _, memory = one_sync(alias)
        told("sync after an hourly update", f"{seconds:.1f} s, {memory:.0f} MB", "3 s", seconds < 3)
    for _ in range(3):
        _, after_start, _ = one_sync(alias)
        told("sync with nothing new, after the worker's start", f"{after_start:.3f} s", "0.3 s", after_start < 0.3)


def one_sync(alias: str) -> tuple[float, float, float]:
    """Seconds in all, seconds after the worker had started, and the most memory it had in MB."""
    first_word: list[float] = []
    most, over = [0.0], threading.Event()

    def watch() -> None:
        workers: list[psutil.Process] = []
        while not over.wait(0.1):
            with suppress(psutil.Error):
                workers = workers or [child for child in psutil.Process().children() if "repositories.replicas.worker" in child.cmdline()]
                most[0] = max([most[0], *(worker.memory_info().rss / 1e6 for worker in workers)])

    watcher = threading.Thread(target=watch)
    watcher.start()
    start = time.perf_counter()
    runner.run(jobs.remote(alias), lambda step, fraction: first_word.append(time.perf_counter()))
    end = time.perf_counter()
    over.set()
    watcher.join()
    return end - start, end - first_word[0], most[0]
