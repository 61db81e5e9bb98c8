"""The data directory: one build per replica at a time, drafts beside the replica, publication by rename."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from domain.errors import SyncFailed

_LOCK_WAIT_S = 0.2


def make_directory(directory: Path) -> None:
    """Makes sure that the data directory is there and can be written.

    Raises:
        SyncFailed: it cannot.
    """
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SyncFailed(f"The data directory {directory} cannot be made: {_reason(error)}.") from error
    if not os.access(directory, os.W_OK | os.X_OK):
        raise SyncFailed(f"The data directory {directory} cannot be written.")


@contextlib.contextmanager
def build_lock(replica: Path) -> Iterator[None]:
    """Holds the right to build one replica, against every thread and process; whatever earlier builds left is removed.

    Raises:
        SyncFailed: somebody else is building it, or the data directory cannot be written.
    """
    with _lock(replica, "lock", _LOCK_WAIT_S, "is being built by another import at this moment; wait for it, then try again"):
        _remove_litter(replica)
        yield


@contextlib.contextmanager
def sync_lock(replica: Path, wait_s: float) -> Iterator[None]:
    """Holds the right to sync one replica; waits up to `wait_s` seconds for another sync of it.

    Raises:
        SyncFailed: the other sync took longer, or the data directory cannot be written.
    """
    with _lock(replica, "sync.lock", wait_s, f"was being synced elsewhere for more than {wait_s:,.0f} s"):
        yield


@contextlib.contextmanager
def _lock(replica: Path, suffix: str, wait_s: float, why_not: str) -> Iterator[None]:
    make_directory(replica.parent)
    lock = FileLock(replica.with_name(f".{replica.name}.{suffix}"), timeout=wait_s, thread_local=False)
    try:
        lock.acquire(poll_interval=0.05)
    except Timeout:
        raise SyncFailed(f"{replica.name} {why_not}.") from None
    except OSError as error:
        raise SyncFailed(f"The data directory {replica.parent} cannot be written: {_reason(error)}.") from error
    try:
        yield
    finally:
        # filelock compares inodes after locking, so a lock file may go while it is held. Windows refuses: there it stays.
        with contextlib.suppress(OSError):
            os.unlink(lock.lock_file)
        lock.release()


def draft_of(replica: Path) -> Path:
    """The file in which this process builds the replica."""
    return replica.with_name(f".{replica.name}.building-{os.getpid()}")


def clean(replica: Path) -> None:
    """Removes what a build or a sync that died left behind; does nothing while another one runs."""
    for lock in (build_lock(replica), sync_lock(replica, 0.0)):
        with contextlib.suppress(SyncFailed), lock:
            pass


def publish(draft: Path, replica: Path) -> None:
    """Puts a finished draft in service, whole or not at all, also when the power fails.

    Raises:
        SyncFailed: the rename failed; the old replica stays in service.
    """
    try:
        _sync_to_disk(draft)
        os.replace(draft, replica)
        _sync_to_disk(replica.parent)
    except OSError as error:
        raise SyncFailed(f"{replica.name} cannot be put in service: {_reason(error)}.") from error


def remove(draft: Path) -> None:
    """Removes a draft and what SQLite keeps beside it."""
    for file in (draft, draft.with_name(draft.name + "-journal")):
        with contextlib.suppress(OSError):
            file.unlink()


def _remove_litter(replica: Path) -> None:
    for file in replica.parent.glob(f".{replica.name}.building-*"):
        with contextlib.suppress(OSError):
            file.unlink()


def _sync_to_disk(path: Path) -> None:
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _reason(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
