"""What is fresh and what is stale, per alias."""

import json
from datetime import UTC, date, datetime

from domain.freshness import DataSource, Freshness
from repositories.replicas import meta


def freshness(alias: str) -> Freshness:
    """Source and age of the served replica of an alias.

    Raises:
        DataUnavailable: there is no replica, or it cannot be read.
    """
    facts = meta.read(alias)
    data_at, history_until = facts.get("data_at"), facts.get("history_until")
    return Freshness(
        source=DataSource(facts["source"]),
        source_detail=facts["source_detail"],
        data_at=datetime.fromisoformat(data_at) if data_at else None,
        built_at=datetime.fromisoformat(facts["built_at"]).astimezone(UTC).replace(tzinfo=None),
        history_until=date.fromisoformat(history_until) if history_until else None,
        problems=tuple(json.loads(facts["problems"])),
    )
