"""Doctrine Status and Doctrine Report at 80 fits of 20 items: first and repeated runs, an opened fit, a restock list of everything."""

import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from bench.report import line
from bench.server import serve
from bench.session import Run, Session
from settings_service import get_market_configs

FITS, ITEMS, DOCTRINES = 80, 20, 8
REPEATS = 15
AIM_MS = 150.0
SHIP_CATEGORY = 6


async def main(data_dir: Path) -> None:
    """Print every figure."""
    with tempfile.TemporaryDirectory() as scratch:
        for file in data_dir.glob("*.db"):
            shutil.copy(file, scratch)
        for market in get_market_configs().values():
            stage(Path(scratch) / market.database_file)
        with serve(Path(scratch)) as (base, _):
            await status_runs(base)
            await report_runs(base)


def stage(replica: Path) -> None:
    """Put 80 fits of 20 items each in place of the market's doctrines; the items come round, so that fits share them."""
    with closing(sqlite3.connect(replica)) as connection:
        ships = connection.execute("SELECT type_id, type_name FROM type_summary WHERE category_id = ?", (SHIP_CATEGORY,)).fetchall()
        items = connection.execute("SELECT type_id, type_name FROM type_summary WHERE category_id <> ?", (SHIP_CATEGORY,)).fetchall()
        for table in ("doctrines", "doctrine_fits", "ship_targets", "lead_ships"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of this file
        for fit in range(1, FITS + 1):
            ship_id, ship = ships[fit % len(ships)]
            name = f"Fit {fit} {ship}"
            listed = (f"Doctrine {fit % DOCTRINES}", name, ship_id, fit % DOCTRINES, fit, ship, 20, "both")
            connection.execute(
                "INSERT INTO doctrine_fits (doctrine_name, fit_name, ship_type_id, doctrine_id, fit_id, ship_name, target, market_flag) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                listed,
            )
            taken = [(ship_id, ship), *(items[(fit * 7 + place * 13) % len(items)] for place in range(ITEMS - 1))]
            rows = [(fit, ship_id, ship, type_id, type_name, 1 + place % 5) for place, (type_id, type_name) in enumerate(taken)]
            connection.executemany(
                "INSERT INTO doctrines (fit_id, ship_id, ship_name, type_id, type_name, fit_qty) VALUES (?, ?, ?, ?, ?, ?)", rows
            )
        connection.commit()


async def status_runs(base: str) -> None:
    """Runs of Doctrine Status."""
    async with Session(base, "doctrine_status") as visitor:
        line("status: first run of the server", [checked(visitor, await visitor.run())])
        assert f"Fits={FITS}" in visitor.words(), visitor.words()
        line("status: repeated run", [checked(visitor, await visitor.run()) for _ in range(REPEATS)], aim_ms=AIM_MS)
        visitor.set("doctrine_status.fits.all", True)
        line("status: everything ticked, restock list", [checked(visitor, await visitor.run())])
        line("status: the same, repeated", [checked(visitor, await visitor.run()) for _ in range(REPEATS)], aim_ms=AIM_MS)
    async with Session(base, "doctrine_status", "fit=7") as visitor:
        line("status: a fit opened by link", [checked(visitor, await visitor.run())])
        line("status: the same, repeated", [checked(visitor, await visitor.run()) for _ in range(REPEATS)], aim_ms=AIM_MS)
        visitor.set("doctrine_status.multiplier", 1.5)
        line("status: another multiplier, never seen", [checked(visitor, await visitor.run())], aim_ms=AIM_MS)


async def report_runs(base: str) -> None:
    """Runs of Doctrine Report."""
    async with Session(base, "doctrine_report") as visitor:
        line("report: first run", [checked(visitor, await visitor.run())])
        line("report: repeated run", [checked(visitor, await visitor.run()) for _ in range(REPEATS)], aim_ms=AIM_MS)


def checked(visitor: Session, run: Run) -> Run:
    """The run, when it ended well."""
    assert run.status == "FINISHED_SUCCESSFULLY", run.status
    assert not visitor.failures(), visitor.failures()
    return run
