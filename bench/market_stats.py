"""Market Stats: time to ready from nothing, runs with and without an item, market switch, bytes and memory."""

import asyncio
import sqlite3
import tempfile
import time
from pathlib import Path

from bench.report import line
from bench.server import serve
from bench.session import Run, Session
from settings_service import get_market_configs

PAGE = "market_stats"
SELECTOR = "market.selector"
REPEATS = 15


async def main(data_dir: Path) -> None:
    """Print every figure."""
    await time_to_ready()
    with serve(data_dir) as (base, process):
        idle = process.memory_info().rss
        await page_runs(base, data_dir)
        await twenty_at_once(base, data_dir)
        print(f"  {'memory: idle, after all runs':44s} {idle / 1e6:.0f} MB, {process.memory_info().rss / 1e6:.0f} MB")


async def time_to_ready() -> None:
    """From an empty data directory to the first page with figures on it."""
    with tempfile.TemporaryDirectory() as empty:
        start = time.perf_counter()
        with serve(Path(empty)) as (base, _):
            async with Session(base, PAGE) as visitor:
                await visitor.run()
                while not any("Market Stats" in words for words in visitor.words()):
                    await visitor.run()
        print(f"  {'from nothing to the first page (demo)':44s} {time.perf_counter() - start:.1f} s   aim 10 s")


def busiest_types(data_dir: Path, limit: int) -> list[int]:
    """The types of the default market with most history: the dearest pages."""
    market = next(iter(get_market_configs().values()))
    with sqlite3.connect(data_dir / market.database_file) as connection:
        sql = "SELECT type_id FROM type_summary WHERE is_watched AND is_listed ORDER BY units_30d DESC LIMIT ?"
        return [row[0] for row in connection.execute(sql, (limit,))]


async def page_runs(base: str, data_dir: Path) -> None:
    """First and repeated runs of one visitor."""
    async with Session(base, PAGE) as visitor:
        line("first run of the server, without item", [checked(visitor, await visitor.run())])
        line("repeated run, without item", [checked(visitor, await visitor.run()) for _ in range(REPEATS)], aim_ms=100)
        switches = []
        for _ in range(3):
            for market in reversed(list(get_market_configs().values())):
                visitor.set(SELECTOR, market.name)
                switches.append(checked(visitor, await visitor.run()))
                assert any(market.name in words for words in visitor.words())
        line("market switch, never shown before", switches[:1], aim_ms=150)
        line("market switch, shown before", switches[1:], aim_ms=150)
    async with Session(base, PAGE) as visitor:
        await visitor.run()
        line("new visitor, without item", [checked(visitor, await visitor.run())])
    first, repeated = [], []
    for type_id in busiest_types(data_dir, 10):
        async with Session(base, PAGE, query=f"market=primary&item={type_id}") as visitor:
            first.append(checked(visitor, await visitor.run()))
            repeated += [checked(visitor, await visitor.run()) for _ in range(3)]
    line("link to an item, never shown before", first)
    line("repeated run, with item", repeated, aim_ms=80)


async def twenty_at_once(base: str, data_dir: Path) -> None:
    """Twenty visitors who click without a pause, each on other items."""
    types = busiest_types(data_dir, 60)

    async def visit(number: int) -> list[Run]:
        runs = []
        async with Session(base, PAGE) as visitor:
            await visitor.run()
            for step in range(5):
                visitor.go(PAGE, f"market=primary&item={types[(number * 7 + step) % len(types)]}")
                runs.append(checked(visitor, await visitor.run()))
        return runs

    runs = [run for visit_runs in await asyncio.gather(*(visit(number) for number in range(20))) for run in visit_runs]
    line("twenty visitors without a pause", runs)


def checked(visitor: Session, run: Run) -> Run:
    """The run, when it ended well and shows no error."""
    assert run.status == "FINISHED_SUCCESSFULLY", run.status
    assert not visitor.failures(), visitor.failures()
    return run
