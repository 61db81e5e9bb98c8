"""A served replica as its own source: its copy of the collector's tables, derived anew."""

import json
from collections.abc import Mapping

from config import DatabaseConfig
from repositories.replicas import meta
from repositories.replicas.sources.files import FileSource


class ReplicaSource(FileSource):
    """The replica in service; what it said of its original, it says again."""

    def __init__(self, alias: str) -> None:
        super().__init__(DatabaseConfig(alias).path)
        self._facts = meta.read(alias)
        self.kind = self._facts["source"]
        self.detail = self._facts["source_detail"]
        self.notes = json.loads(self._facts.get("left_out", "[]"))

    def meta(self) -> Mapping[str, str]:
        """See `Source`."""
        return {key: value for key, value in self._facts.items() if key not in meta.OWN_KEYS}


def replica_source(alias: str) -> ReplicaSource:
    """The replica of `alias` as a source.

    Raises:
        DataUnavailable: it is not there, or cannot be read.
    """
    return ReplicaSource(alias)
