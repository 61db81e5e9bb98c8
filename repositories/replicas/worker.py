"""The process that builds one replica: it reads a job from standard input and tells how it goes on standard output.

Its argument is the process that it works for, and ends with.
One JSON object per line: {"event": "progress", "alias", "step", "fraction"}, and at the end
{"event": "done", "alias", "is_new", "rows", "problems"} or {"event": "error", "alias", "message"}.
"""

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable

from domain.errors import AppError
from repositories.replicas.jobs import Job, perform

_PARENT_CHECK_S = 0.5


def main() -> int:
    """Does the job on standard input; 0 when it went well, 1 otherwise, also when the parent left before it said what to do."""
    _belong_to(int(sys.argv[1]) if len(sys.argv) > 1 else os.getppid())
    line = sys.stdin.readline()
    if not line:
        return 1
    job = Job.from_line(line)
    if job.kind == "remote":
        _step_aside()

    def tell(event: str, **facts: object) -> None:
        sys.stdout.write(json.dumps({"event": event, "alias": job.alias, **facts}) + "\n")
        sys.stdout.flush()

    try:
        return work(job, tell)
    except BrokenPipeError:
        # The parent has gone: nobody is left to be told, not even at the last flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def work(job: Job, tell: Callable[..., None]) -> int:
    """Does one job in this process; `tell` takes the event and what belongs to it."""
    try:
        built = perform(job, lambda step, fraction: tell("progress", step=step, fraction=round(fraction, 3)))
    except AppError as error:
        tell("error", message=str(error))
        return 1
    tell("done", is_new=built is not None, rows=built.rows if built else 0, problems=built.problems if built else [])
    return 0


def _step_aside() -> None:
    """Takes only processor time that nobody else wants, where the system can do that: a sync runs while visitors click."""
    try:
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    except (AttributeError, OSError):
        if hasattr(os, "nice"):
            os.nice(15)


def _belong_to(parent: int) -> None:
    """Leaves the keyboard to the parent, and the world when the parent has left it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name == "posix":
        threading.Thread(target=_die_with, args=(parent,), daemon=True).start()


def _die_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_PARENT_CHECK_S)
    os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
