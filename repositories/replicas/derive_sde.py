"""What a served SDE holds beyond the collector's tables: one wide row of facts per type, and an index of names."""

import sqlite3

from repositories.facts.slots import slot_of
from repositories.facts.volumes import packaged_volume_m3
from repositories.replicas import derive_names, schema

_TYPE_FACTS = """
INSERT INTO type_facts
SELECT t.typeID, coalesce(t.typeName, 'Type ' || t.typeID), t.groupID, t.groupName, t.categoryID, t.categoryName,
    coalesce(t.metaGroupID, m.metaGroupID), coalesce(t.metaGroupName, g.metaGroupName), t.volume,
    coalesce(t.repackagedVolume, packaged_volume(t.typeID, t.groupID), t.volume),
    slot_of(t.typeID, t.groupID, t.categoryID)
FROM sdeTypes t
LEFT JOIN invMetaTypes m ON m.typeID = t.typeID
LEFT JOIN invMetaGroups g ON g.metaGroupID = m.metaGroupID
"""


def derive(target: sqlite3.Connection) -> None:
    """Fills the derived tables of the SDE and makes its indexes; packaged volumes and slots come from the project's facts."""
    for ddl in schema.SDE_DERIVED:
        target.execute(ddl)
    target.create_function("packaged_volume", 2, packaged_volume_m3, deterministic=True)
    target.create_function("slot_of", 3, slot_of, deterministic=True)
    target.execute(_TYPE_FACTS)
    derive_names.derive(target)
    for index in schema.SDE_INDEXES:
        target.execute(index)
