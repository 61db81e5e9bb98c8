"""Lists that the game's Multibuy window takes."""

from collections.abc import Iterable

TYPES_PER_BLOCK = 100


def multibuy_blocks(lines: Iterable[tuple[str, int]], types_per_block: int = TYPES_PER_BLOCK) -> tuple[str, ...]:
    """Blocks to paste one after the other: a line is the type's name, a tab, and plain digits.

    Lines of one name add up; what is not above 0 is left out. No block for an empty list.
    """
    units_by_name: dict[str, int] = {}
    for name, units in lines:
        name = " ".join(name.split())
        units_by_name[name] = units_by_name.get(name, 0) + units
    text = [f"{name}\t{units}" for name, units in units_by_name.items() if name and units > 0]
    return tuple("\n".join(text[start : start + types_per_block]) for start in range(0, len(text), types_per_block))
