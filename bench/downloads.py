"""Downloads: a history of 900,000 rows and more, what it does to the server's memory, and to another visitor's clicks."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import httpx
import psutil

from bench.market_stats import busiest_types, checked
from bench.report import line, percentile
from bench.server import serve
from bench.session import Run, Session
from settings_service import get_market_configs

ROWS = 900_000
CLICKS = 60
MB = 1e6


async def main(data_dir: Path) -> None:
    """Print every figure."""
    market = next(iter(get_market_configs().values()))
    with sqlite3.connect(data_dir / market.database_file) as connection:
        rows = connection.execute("SELECT count(*) FROM market_history").fetchone()[0]
    print(f"  {'rows of the history':44s} {rows:,}   aim {ROWS:,} at least: {'met' if rows >= ROWS else 'MISSED'}")
    with serve(data_dir) as (base, process):
        address = f"{base}/export/history.csv?market={market.key}"
        await low_stock_runs(base)
        await another_visitor(base, data_dir, lambda: False)  # So that all that is measured has been read before.
        clicks = await another_visitor(base, data_dir, lambda: False)
        line("clicks of a visitor, nobody downloads", clicks)
        idle = memory(process)
        for encoding in ("gzip", "identity"):
            await one_download(base, data_dir, address, encoding, process, idle, median(run.ms for run in clicks))
        print(f"  {'memory: idle, after all downloads':44s} {idle / MB:.0f} MB, {memory(process) / MB:.0f} MB")


async def low_stock_runs(base: str) -> None:
    """The pages themselves: first and repeated runs, and a filter that is changed."""
    for page in ("low_stock", "downloads"):
        async with Session(base, page) as visitor:
            line(f"{page}: first run", [checked(visitor, await visitor.run())])
            line(f"{page}: repeated run", [checked(visitor, await visitor.run()) for _ in range(10)])
    async with Session(base, "low_stock") as visitor:
        await visitor.run()
        changed = []
        for days in range(1, 11):
            visitor.set("low_stock.days", float(days))
            changed.append(checked(visitor, await visitor.run()))
        line("low_stock: another limit of days", changed)


async def one_download(base: str, data_dir: Path, address: str, encoding: str, process: psutil.Process, idle: int, usual_ms: float) -> None:
    """The file once, while a visitor clicks."""
    found: dict[str, float] = {}
    with watched_memory(process) as peak:
        thread = threading.Thread(target=download, args=(address, encoding, found))
        thread.start()
        clicks = await another_visitor(base, data_dir, lambda: not thread.is_alive())
        thread.join()
    print(
        f"  {f'download ({encoding})':44s} {found['s']:.1f} s, first byte after {found['first_s'] * 1e3:.0f} ms, "
        f"{found['sent'] / MB:.1f} MB sent, {found['rows']:,.0f} rows"
    )
    line("clicks of a visitor meanwhile", clicks, aim_ms=usual_ms * 1.5)
    print(f"  {'  slower by (median, p95)':44s} {slower(clicks, usual_ms)}")
    above = peak() - idle
    print(f"  {'memory above idle, the worker included':44s} {above / MB:.0f} MB   aim 100 MB: {'met' if above < 100 * MB else 'MISSED'}")


def slower(clicks: list[Run], usual_ms: float) -> str:
    """How much slower the clicks were than usual."""
    times = [run.ms for run in clicks]
    return f"{median(times) / usual_ms - 1:+.0%}, {percentile(times, 0.95) / usual_ms - 1:+.0%} on the usual median"


def download(address: str, encoding: str, found: dict[str, float]) -> None:
    """Read the file as fast as it comes, without keeping it; runs in a thread of its own."""
    start = time.perf_counter()
    lines = 0
    with httpx.stream("GET", address, headers={"Accept-Encoding": encoding}, timeout=120) as answer:
        answer.raise_for_status()
        for piece in answer.iter_bytes():
            found.setdefault("first_s", time.perf_counter() - start)
            lines += piece.count(b"\n")
        found["sent"] = answer.num_bytes_downloaded
    found["rows"] = lines - 1
    found["s"] = time.perf_counter() - start


async def another_visitor(base: str, data_dir: Path, is_over: Callable[[], bool]) -> list[Run]:
    """Clicks on one item after the other, with a short rest between them, until `is_over`, or for a while."""
    types = busiest_types(data_dir, CLICKS)
    runs: list[Run] = []
    async with Session(base, "market_stats") as visitor:
        await visitor.run()
        while len(runs) < CLICKS and not is_over():
            visitor.go("market_stats", f"market=primary&item={types[len(runs)]}")
            runs.append(checked(visitor, await visitor.run()))
            await asyncio.sleep(0.05)
    return runs


def memory(process: psutil.Process) -> int:
    """Memory of the server and of the processes it has started, in bytes."""
    total = 0
    for each in (process, *process.children(recursive=True)):
        try:
            total += each.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total


@contextmanager
def watched_memory(process: psutil.Process) -> Iterator[Callable[[], int]]:
    """Looks at the memory ten times a second; the value answers the most that was seen."""
    over, seen = threading.Event(), [memory(process)]

    def look() -> None:
        while not over.wait(0.1):
            seen.append(memory(process))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield lambda: max(seen)
    finally:
        over.set()
        thread.join()
