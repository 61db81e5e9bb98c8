"""Files made by a process of their own: whole, told apart from failures, and ended with whoever asked."""

import asyncio
import gzip
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from config import DatabaseConfig
from domain.errors import DataUnavailable
from repositories import csv_stream as module
from repositories.csv_stream import csv_stream
from repositories.export_repo import TableExport

ROWS = 20_000


@pytest.fixture
def export(own_data_directory: Path) -> TableExport:
    own_data_directory.mkdir()
    with closing(sqlite3.connect(DatabaseConfig("sde").path)) as connection, connection:
        connection.execute("CREATE TABLE kinds (number INTEGER PRIMARY KEY, name TEXT)")
        connection.executemany("INSERT INTO kinds VALUES (?, ?)", [(number, f"Type {number}") for number in range(ROWS)])
    return TableExport("kinds", "sde", "SELECT * FROM kinds")


async def whole(export: TableExport, packed: bool = False) -> list[bytes]:
    return [piece async for piece in csv_stream(export, with_bom=False, gzip=packed)]


def run(work: Callable[[], Awaitable[object]]) -> object:
    async def limited() -> object:
        return await asyncio.wait_for(work(), 30)

    return asyncio.run(limited())


def workers() -> list[psutil.Process]:
    return [child for child in psutil.Process().children() if "repositories.csv_worker" in " ".join(child.cmdline())]


def test_the_pieces_are_the_file(export: TableExport) -> None:
    pieces = asyncio.run(whole(export))
    lines = b"".join(pieces).splitlines()
    assert len(pieces) > 1
    assert (lines[0], lines[-1], len(lines)) == (b'"number","name"', b'19999,"Type 19999"', ROWS + 1)
    assert gzip.decompress(b"".join(asyncio.run(whole(export, packed=True)))) == b"".join(pieces)


def test_a_database_that_is_not_there_is_said() -> None:
    with pytest.raises(DataUnavailable, match=r"sdelite\.db is not there"):
        asyncio.run(whole(TableExport("x", "sde", "SELECT 1")))


def test_a_torn_database_is_said(export: TableExport) -> None:
    DatabaseConfig("sde").path.write_bytes(b"this is no database" * 100)
    with pytest.raises(DataUnavailable, match=r"sdelite\.db cannot be read: file is not a database"):
        asyncio.run(whole(export))


def test_a_missing_table_is_said(export: TableExport) -> None:
    with pytest.raises(DataUnavailable, match="no such table: gone"):
        asyncio.run(whole(TableExport("x", "sde", "SELECT * FROM gone")))


def test_the_process_ends_with_whoever_leaves_early(export: TableExport) -> None:
    async def leave_early() -> None:
        pieces = csv_stream(export, with_bom=False, gzip=False)
        await anext(pieces)
        assert len(workers()) == 1
        await pieces.aclose()

    run(leave_early)
    assert workers() == []


def test_the_process_ends_at_the_time_limit(export: TableExport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TIME_LIMIT_S", 0.5)

    async def dawdle() -> None:
        async for _ in csv_stream(export, with_bom=False, gzip=False):
            await asyncio.sleep(1)

    with pytest.raises(DataUnavailable, match="took too long"):
        run(dawdle)
    assert workers() == []


def test_too_many_at_once_are_asked_to_wait(export: TableExport, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_AT_ONCE", 1)

    async def two_at_once() -> None:
        first, second = (csv_stream(export, with_bom=False, gzip=False) for _ in range(2))
        await anext(first)
        with pytest.raises(DataUnavailable, match="Try again"):
            await anext(second)
        await first.aclose()
        third = csv_stream(export, with_bom=False, gzip=False)
        assert (await anext(third)).startswith(b'"number"')
        await third.aclose()

    run(two_at_once)
