"""A sync of one alias: ask the remote what is new, build what changed, ask again; one at a time over all processes."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field

from config import DatabaseConfig
from domain.errors import DataUnavailable, SyncFailed
from repositories import sync_record
from repositories.replicas import disk, meta
from repositories.replicas.build import Built, Progress, build, ignore_progress
from repositories.replicas.sources.base import ServedUnreadable
from repositories.replicas.sources.remote.address import parse_address
from repositories.replicas.sources.remote.snapshot import RemoteMoved
from repositories.replicas.sources.remote.source import RemoteSource, Served
from repositories.replicas.sources.remote.wire import Patience
from repositories.replicas.tables import tables_of
from repositories.sync_record import Outcome, SyncRecord, utc_now
from settings_service import get_settings

ROUNDS = 4


@dataclass
class _Sync:
    alias: str
    progress: Progress
    copied: list[str] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    remote_updates: Mapping[str, str] = field(default_factory=dict)
    built: Built | None = None

    def run(self) -> None:
        """Builds until the log of the remote says what the replica says, a few times at most."""
        use_served = True
        for _ in range(ROUNDS):
            served = served_replica(self.alias) if use_served else None
            with closing(open_remote(self.alias, served)) as source:
                try:
                    self.progress(f"asking {source.detail}", 0.0)
                    if source.is_unchanged(by_its_log=self.built is not None):
                        self.remote_updates = source.remote_updates
                        return
                    self.built = build(self.alias, source, self.progress)
                except RemoteMoved:
                    continue
                except ServedUnreadable:
                    use_served = False
                    continue
            use_served = True
            self.copied += [name for name in source.copied if name not in self.copied]
            self.moved += [name for name in source.moved if name not in self.moved]
            self.remote_updates = source.remote_updates
        if self.built is None:
            raise SyncFailed(f"{source.detail} was written to faster than it could be read; the old data stays.")


def sync(alias: str, progress: Progress = ignore_progress) -> tuple[Built | None, tuple[str, ...]]:
    """Brings the replica of `alias` to what its remote has, in this process; None when it was so already, else what was built.

    The second value names the tables that came from the remote. Waits for a sync of the same alias that another process has begun.

    Raises:
        SyncFailed: with the sentence that names the cause; the old replica is in service.
        SettingsError: the credentials are not usable.
    """
    begun = _Sync(alias, progress)
    with disk.sync_lock(DatabaseConfig(alias).path, get_settings().db_update.time_limit_s):
        try:
            begun.run()
        except SyncFailed as error:
            sync_record.write(alias, SyncRecord(utc_now(), Outcome.FAILED, str(error), remote_updates=begun.remote_updates))
            raise
        outcome = Outcome.CHANGED if begun.built else Outcome.UNCHANGED
        sync_record.write(alias, SyncRecord(utc_now(), outcome, "", tuple(begun.moved), begun.remote_updates))
    return begun.built, tuple(begun.copied)


def open_remote(alias: str, served: Served | None) -> RemoteSource:
    """The remote of an alias, by the credentials in secrets.toml.

    Raises:
        SyncFailed: there are none.
        SettingsError: they are not usable.
    """
    config = DatabaseConfig(alias)
    url = config.remote_url
    if not url:
        raise SyncFailed(f"secrets.toml has no address of a remote for {config.path.name}.")
    patience = Patience(silence_s=get_settings().db_update.answer_timeout_s)
    return RemoteSource(tables_of(alias), parse_address(url, config.remote_token), patience, served)


def served_replica(alias: str) -> Served | None:
    """The replica in service; None where there is none that can be built upon."""
    try:
        facts = meta.read(alias)
    except DataUnavailable:
        return None
    return Served(DatabaseConfig(alias).path, facts, meta.is_current(alias, facts))

