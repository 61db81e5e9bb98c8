"""Markets: runs of every section at three markets of production size with 80 fits each, plans and fleets never asked before."""

import asyncio
import os
import tempfile
from pathlib import Path

from bench.doctrines import stage
from bench.market_stats import checked
from bench.report import line
from bench.server import make_demo, serve
from bench.session import Run, Session
from settings_service import ROOT, get_market_configs

PAGE = "markets"
AIM_MS = 150
REPEATS = 15
THIRD_MARKET = """
[markets.forward]
    name = "C-J6MT Keepstar"
    short_name = "CJ"
    region_id = 10000050
    system_id = 30003704
    structure_id = 1049588174021
    database_alias = "wcmktforward"
    database_file = "wcmktforward.db"
    turso_secret_key = "wcmktforward_turso"

[db_paths]
    "wcmktforward" = "wcmktforward.db"
"""
SECTIONS = {
    "matrix": "",
    "matrix, priced stock and tenth fit": "priced=120&nth=10",
    "items": "section=items",
    "planner": "section=planner",
    "planner, cargo and budget": "section=planner&cargo=300000&budget=5000",
    "fleet": "section=fleet&fleet=40x1,8x3,5x5",
}


async def main(_: Path) -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as scratch:
        settings = Path(scratch) / "settings.toml"
        text = (ROOT / "settings.toml").read_text(encoding="utf8").replace("\n[db_paths]\n", THIRD_MARKET)
        settings.write_text(text, encoding="utf8")
        os.environ["MARKET_SETTINGS"] = str(settings)
        try:
            print(f"  three markets made in {make_demo(Path(scratch)):.1f} s")
            for market in get_market_configs().values():
                stage(Path(scratch) / market.database_file)
            with serve(Path(scratch)) as (base, process):
                idle = process.memory_info().rss
                await first_visit(base)
                for name, query in SECTIONS.items():
                    await repeated(base, name, query)
                await new_questions(base)
                await twenty_at_once(base)
                print(f"  {'memory: idle, after all runs':44s} {idle / 1e6:.0f} MB, {process.memory_info().rss / 1e6:.0f} MB")
        finally:
            del os.environ["MARKET_SETTINGS"]


async def first_visit(base: str) -> None:
    """The first run of the server, and a market switch."""
    async with Session(base, "") as visitor:
        line("first run of the server", [checked(visitor, await visitor.run())])
        switches = []
        for name in ("B-9C24 Keepstar", "C-J6MT Keepstar", "4-HWWF Keepstar") * 2:
            visitor.set("market.selector", name)
            switches.append(checked(visitor, await visitor.run()))
        line("market switch", switches, AIM_MS)


async def repeated(base: str, name: str, query: str) -> None:
    """Repeated runs of one section."""
    async with Session(base, PAGE, query=query) as visitor:
        line(f"new visitor, {name}", [checked(visitor, await visitor.run())])
        line(f"repeated run, {name}", [checked(visitor, await visitor.run()) for _ in range(REPEATS)], AIM_MS)


async def new_questions(base: str) -> None:
    """Plans and fleets that nobody asked for before."""
    async with Session(base, PAGE, query="section=planner") as visitor:
        await visitor.run()
        runs = []
        for step in range(REPEATS):
            visitor.set("markets.cargo", 20_000.0 + 15_000.0 * step)
            runs.append(checked(visitor, await visitor.run()))
        line("planner, another cargo each time", runs, AIM_MS)
    async with Session(base, PAGE, query="section=fleet&fleet=40x1,8x3") as visitor:
        await visitor.run()
        runs = []
        for step in range(REPEATS):
            visitor.set("markets.fleet.ships.1", 41 + step)
            runs.append(checked(visitor, await visitor.run()))
        line("fleet, another size each time", runs, AIM_MS)


async def twenty_at_once(base: str) -> None:
    """Twenty visitors who click without a pause, each with plans of their own."""

    async def visit(number: int) -> list[Run]:
        runs = []
        async with Session(base, PAGE) as visitor:
            await visitor.run()
            for step in range(5):
                visitor.go(PAGE, f"section=planner&cargo={1000 * (number * 7 + step + 1)}")
                runs.append(checked(visitor, await visitor.run()))
        return runs

    runs = [run for visit_runs in await asyncio.gather(*(visit(number) for number in range(20))) for run in visit_runs]
    line("twenty visitors without a pause", runs)
