"""Starts the process that makes a CSV file of a table, and hands on its pieces as they come."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncGenerator

from config import DatabaseConfig
from domain.errors import DataUnavailable
from repositories.export_repo import TableExport
from settings_service import ROOT

MOST_AT_ONCE = 8
TIME_LIMIT_S = 900.0
_PIECE_BYTES = 1 << 16
_running: set[Process] = set()


async def csv_stream(export: TableExport, *, with_bom: bool, gzip: bool) -> AsyncGenerator[bytes, None]:
    """The file in pieces; the process ends with the generator, whoever ends it, and after a quarter of an hour at the latest.

    Raises:
        DataUnavailable: the replica is missing or cannot be read, or too many files are being made already.
    """
    path = DatabaseConfig(export.alias).path
    if not path.is_file():
        raise DataUnavailable(f"The database {path.name} is not there.")
    job = {"database": f"{path.resolve().as_uri()}?mode=ro&immutable=1", "sql": export.sql, "with_bom": with_bom, "gzip": gzip}
    process = await _started(job)
    deadline = asyncio.get_running_loop().call_later(TIME_LIMIT_S, _kill, process)
    try:
        assert process.stdout is not None and process.stderr is not None  # noqa: S101 - asked for at its start
        while piece := await process.stdout.read(_PIECE_BYTES):
            yield piece
        reason = (await process.stderr.read()).decode(errors="replace").strip()
        if await process.wait():
            raise DataUnavailable(f"The database {path.name} cannot be read: {reason.splitlines()[-1] if reason else 'it took too long'}.")
    finally:
        deadline.cancel()
        _kill(process)
        await process.wait()
        _running.discard(process)


async def _started(job: dict[str, object]) -> Process:
    if len(_running) >= MOST_AT_ONCE:
        raise DataUnavailable("Too many files are being made just now. Try again in a minute.")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "repositories.csv_worker", stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=ROOT
    )
    _running.add(process)
    assert process.stdin is not None  # noqa: S101 - asked for
    process.stdin.write(json.dumps(job).encode())
    process.stdin.close()
    return process


def _kill(process: Process) -> None:
    if process.returncode is None:
        process.kill()
