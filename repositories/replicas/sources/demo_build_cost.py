"""The demo's `build_cost`: structures with real rigs, and the industry indices of their systems."""

from collections.abc import Mapping
from datetime import date

from repositories.replicas.sources.demo_tables import Rows, moment, randomness


def tables(seed: int, when: date) -> Mapping[str, Rows]:
    """Every table of the demo's `build_cost`."""
    random = randomness(seed, "build_cost")
    _ = random
    return {
        "structures": Rows(
            (
                "system",
                "structure",
                "system_id",
                "structure_id",
                "rig_1",
                "rig_2",
                "rig_3",
                "structure_type",
                "structure_type_id",
                "tax",
                "region",
                "region_id",
            ),
            [],
        ),
        "industry_index": Rows(("solar_system_id", "manufacturing", "reaction"), []),
        "rigs": Rows(("type_id", "type_name", "icon_id"), []),
        "updatelog": Rows(("id", "table_name", "timestamp"), [(1, "structures", moment(when, 90))]),
    }
