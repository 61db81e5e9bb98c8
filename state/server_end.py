"""Lets a server that is told to stop do so at once: it waits for open responses, so long downloads are cut off first."""

import asyncio
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_open: set[asyncio.Task[object]] = set()


@contextmanager
def cut_off() -> Iterator[None]:
    """Around a long response: the task that sends it is cancelled when the server is told to stop."""
    task = asyncio.current_task()
    if task is None:
        raise RuntimeError("A response is sent by a task.")
    _open.add(task)
    try:
        yield
    finally:
        _open.discard(task)


@contextmanager
def told_by_signals() -> Iterator[None]:
    """Around the server's life, in its event loop: the signals that stop it cut off what is open, then do what they did before."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: handler for number in (signal.SIGINT, signal.SIGTERM) if callable(handler := signal.getsignal(number))}

    def stop(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(_cut_off_all)
        before[signal.Signals(number)](number, frame)

    for number in before:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _cut_off_all() -> None:
    for task in tuple(_open):
        task.cancel()
