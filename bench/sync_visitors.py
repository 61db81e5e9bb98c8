"""Whether anybody waits for a sync: twenty visitors of Market Stats, without one, beside one of both markets, beside one that hangs."""

import asyncio
import itertools
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bench.collector import write_market
from bench.market_stats import PAGE, busiest_types, checked
from bench.report import percentile, told
from bench.server import secrets_for, serve
from bench.session import Session
from domain.market_config import MarketConfig
from repositories import sync_record
from repositories.sync_record import Outcome, utc_now
from settings_service import ROOT, get_market_configs
from tests.remote.sqld import Sqld, binary

VISITORS, ROUNDS = 20, 3
# Seconds between two clicks of one visitor, and the clicks each makes in one go.
PACES = ((3.0, 9), (1.0, 26))
# Visitors arrive within so many seconds; what is clicked in them is not counted.
ARRIVAL_S = 2.0
FRESH_S = 3.0
LIMIT = 1.5


@dataclass(frozen=True)
class Click:
    """When a visitor clicked (seconds of the process's clock), and the milliseconds until the page stood."""

    at: float
    ms: float


@dataclass
class Times:
    """Milliseconds of the clicks: without a sync, beside both markets' syncs, beside a silent server, just after the syncs."""

    alone: list[float] = field(default_factory=list)
    busy: list[float] = field(default_factory=list)
    hung: list[float] = field(default_factory=list)
    fresh: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Remotes:
    """The addresses that secrets.toml can lead to: two servers with the same data, and one that accepts and never answers."""

    secrets: Path
    servers: Sequence[Sqld]
    silent: str

    def point_to(self, url: str) -> None:
        """Writes secrets.toml for all markets."""
        secrets_for(self.secrets, {market.database_alias: url for market in get_market_configs().values()})


async def main(data_dir: Path) -> None:
    """Print every figure."""
    if binary() is None:
        print("  not measured: there is no sqld, see .ci/fetch_sqld")
        return
    with tempfile.TemporaryDirectory() as scratch, closing(socket.create_server(("127.0.0.1", 0))) as silent:
        directory = Path(scratch)
        original = write_market(directory / "market.db")
        servers = [Sqld(directory / f"remote-{number}", original, aside=True).start() for number in range(2)]
        try:
            remotes = Remotes(directory / "secrets.toml", servers, f"http://127.0.0.1:{silent.getsockname()[1]}")
            await beside_syncs(directory, remotes)
        finally:
            for server in servers:
                server.stop()


async def beside_syncs(directory: Path, remotes: Remotes) -> None:
    """Every pace on one server of the app, which syncs by click alone."""
    data = directory / "data"
    remotes.point_to(remotes.servers[0].url)
    os.environ |= {"MARKET_DATA_DIR": str(data), "MARKET_SECRETS": str(remotes.secrets), "MARKET_SETTINGS": str(unscheduled(directory))}
    subprocess.run([sys.executable, "init_db.py"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    with serve(data) as (base, _):
        types = busiest_types(data, 200)
        # Another address each time, so that everything is copied.
        others = itertools.cycle(reversed(remotes.servers))
        for think_s, clicks in PACES:
            times = Times()
            await visits(base, types, think_s, clicks)
            for _ in range(ROUNDS):
                times.alone += [click.ms for click in await visits(base, types, think_s, clicks)]
                remotes.point_to(remotes.silent)
                seen, (start, end) = await asyncio.gather(visits(base, types, think_s, clicks), syncs(base, Outcome.FAILED))
                times.hung += between(start, end, seen)
                remotes.point_to(next(others).url)
                seen, (start, end) = await asyncio.gather(visits(base, types, think_s, clicks), syncs(base, Outcome.CHANGED))
                times.busy += between(start, end, seen)
                times.fresh += between(end, end + FRESH_S, seen)
            report(think_s, times)


def unscheduled(directory: Path) -> Path:
    """The settings, without a schedule of syncs."""
    text = (ROOT / "settings.toml").read_text(encoding="utf8").replace("frequency_minutes = 60", "frequency_minutes = 0")
    path = directory / "settings.toml"
    path.write_text(text, encoding="utf8")
    return path


async def visits(base: str, types: list[int], think_s: float, clicks: int) -> list[Click]:
    """Every click of twenty visitors, each on an item by chance."""

    async def visit(number: int) -> list[Click]:
        rng = random.Random(number)
        seen = []
        await asyncio.sleep(ARRIVAL_S * number / VISITORS)
        async with Session(base, PAGE) as visitor:
            await visitor.run()
            for _ in range(clicks):
                await asyncio.sleep(think_s * rng.uniform(0.5, 1.5))
                visitor.go(PAGE, f"market=primary&item={rng.choice(types)}")
                at = time.perf_counter()
                seen.append(Click(at, checked(visitor, await visitor.run()).ms))
        return seen

    start = time.perf_counter()
    clicks_of_all = await asyncio.gather(*(visit(number) for number in range(VISITORS)))
    return [click for seen in clicks_of_all for click in seen if click.at > start + ARRIVAL_S]


async def syncs(base: str, outcome: Outcome) -> tuple[float, float]:
    """When all have arrived, a click on Sync in each market; when they were clicked, and when both syncs had ended."""
    await asyncio.sleep(ARRIVAL_S)
    markets = list(get_market_configs().values())
    for market in markets:
        record_of(market).unlink(missing_ok=True)  # within half a minute the last result would be the answer
    async with AsyncExitStack() as stack:
        admins = [await stack.enter_async_context(Session(base, PAGE, f"market={market.key}")) for market in markets]
        for admin in admins:
            await admin.run()
        start, since = time.perf_counter(), utc_now()
        for admin in admins:
            admin.set("sync.start", True)
            await admin.run()
        for market in markets:
            ended = await end_of_sync(market, since)
            assert ended is outcome, ended
        return start, time.perf_counter()


async def end_of_sync(market: MarketConfig, since: datetime) -> Outcome:
    """How the sync ended that was begun at `since`."""
    while True:
        record = sync_record.read(market.database_alias)
        if record and record.checked_at >= since:
            return record.outcome
        await asyncio.sleep(0.1)


def record_of(market: MarketConfig) -> Path:
    """The file that tells of the market's last sync."""
    return Path(os.environ["MARKET_DATA_DIR"]) / f".{market.database_file}.sync.json"


def between(start: float, end: float, clicks: list[Click]) -> list[float]:
    """Milliseconds of the clicks in a span of time."""
    return [click.ms for click in clicks if start <= click.at <= end]


def report(think_s: float, times: Times) -> None:
    """The 95th percentiles, and whether a sync makes visitors wait."""
    alone = percentile(times.alone, 0.95)
    told(f"p95, {VISITORS} visitors, a click each {think_s:g} s", f"{alone:.0f} ms ({len(times.alone)} clicks)")
    others = (
        ("while both markets are synced whole", times.busy),
        ("while a silent server is waited for", times.hung),
        (f"in the {FRESH_S:g} s after the syncs", times.fresh),
    )
    for what, seen in others:
        p95 = percentile(seen, 0.95)
        told(f"  {what}", f"{p95:.0f} ms ({len(seen)} clicks)", f"{LIMIT * alone:.0f} ms", p95 <= LIMIT * alone)
