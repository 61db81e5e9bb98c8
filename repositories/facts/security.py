"""The security class of solar systems, from the facts file security.json.gz."""

import gzip
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import accumulate

from domain.industry_sites import Security


def find_security(system_id: int | None) -> Security | None:
    """The class of a system, wormholes being null; None for a system that the facts do not know."""
    return None if system_id is None else _classes().get(system_id)


@cache
def _classes() -> Mapping[int, Security]:
    raw = json.loads(gzip.decompress((files(__package__) / "security.json.gz").read_bytes()))
    return {system_id: security for security in Security for system_id in accumulate(raw[security.value])}
