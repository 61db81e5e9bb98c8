"""A server that is told to stop does so, whoever still downloads."""

import asyncio
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from settings_service import ROOT
from state import server_end

# A server of its own, with a response that would go on for an hour.
SERVER = """
import asyncio, sys
from contextlib import asynccontextmanager
import uvicorn
from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Route
from state import server_end

class Endless(StreamingResponse):
    async def __call__(self, scope, receive, send):
        with server_end.cut_off():
            await super().__call__(scope, receive, send)

async def pieces():
    for _ in range(3600):
        yield b"piece"
        await asyncio.sleep(1)

@asynccontextmanager
async def lifespan(_):
    with server_end.told_by_signals():
        yield
        open(sys.argv[1] + ".ended", "w").close()

app = Starlette(routes=[Route("/", lambda _: Endless(pieces()))], lifespan=lifespan)
server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))

async def main():
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.01)
    open(sys.argv[1], "w").write(str(server.servers[0].sockets[0].getsockname()[1]))
    await serving

asyncio.run(main())
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_long_download_does_not_keep_the_server(tmp_path: Path, number: signal.Signals) -> None:
    told = tmp_path / "port"
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(told)], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        while not (told.exists() and told.read_text()):
            assert process.poll() is None
            time.sleep(0.05)
        with pytest.raises(httpx.RemoteProtocolError), httpx.stream("GET", f"http://127.0.0.1:{told.read_text()}/", timeout=10) as answer:
            lines = answer.iter_bytes()
            assert next(lines) == b"piece"
            process.send_signal(number)
            list(lines)
        process.wait(timeout=5)
        assert Path(f"{told}.ended").exists()
    finally:
        process.kill()
        process.wait()


def test_without_a_signal_nothing_is_cut_off_and_handlers_come_back() -> None:
    async def respond() -> tuple[bool, bool]:
        before = signal.getsignal(signal.SIGINT)
        with server_end.told_by_signals(), server_end.cut_off():
            await asyncio.sleep(0)
            told = signal.getsignal(signal.SIGINT) != before
        return told, signal.getsignal(signal.SIGINT) == before

    assert asyncio.run(respond()) == (True, True)


def test_a_server_in_a_thread_leaves_the_signals_alone() -> None:
    async def respond() -> object:
        with server_end.told_by_signals():
            return signal.getsignal(signal.SIGTERM)

    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        with ThreadPoolExecutor(1) as threads:
            assert threads.submit(asyncio.run, respond()).result(10) == signal.getsignal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
