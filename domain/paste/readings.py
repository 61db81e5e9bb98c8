"""What one line may mean: every reading of its form, the likeliest first; which one holds is for the names to say.

A line of n tokens has at most about a dozen readings, each found by splitting and counting: no pattern is searched,
so the work grows with the length of the line and with nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.eft import EmptySlot, FittedModule, Mutation, Stack, read_entry
from domain.names import plain_line, unified
from domain.paste.quantities import MOST, Quantity, peel_end, peel_start, read_quantity

# The word in each of the game's languages: en, de, fr, es, ru, then zh and ja in one, ko.
_EMPTY = ("empty", "leer", "vide", "vac", "пуст", "空", "비어", "빈 ")

COPY_FAULT = "A blueprint copy cannot be sold on the market, so it has no price."


@dataclass(frozen=True, slots=True)
class Reading:
    """One meaning of a line: these names, each so many times; `fault` says why it cannot be used although it was meant so."""

    parts: tuple[tuple[str, int], ...]
    fault: str | None = None

    @property
    def name(self) -> str:
        """The first name."""
        return self.parts[0][0]


def list_readings(text: str) -> list[Reading]:
    """The readings of a line of a list: columns between tabs, else name and quantity in either order, else a line of a fit."""
    line = unified(text)
    found = list(_column_readings(line)) if "\t" in line else []
    plain = plain_line(line)
    found += _plain_readings(plain)
    entry = read_entry(plain)
    if isinstance(entry, FittedModule) and (entry.charge or entry.offline or entry.mutation is not None):
        found.append(_fitted(entry))
    return found


def entry_readings(text: str, entry: FittedModule | Stack, mutation: Mutation | None) -> list[Reading]:
    """The readings of a line inside a fit: first what its form says, then all that a line of a list may be.

    A mutated module counts as the type it was made from. A charge counts once for each module that it is loaded in.
    """
    name = mutation.base if mutation else entry.name
    if isinstance(entry, Stack):
        first = [_stack(other, entry.quantity) for other in _with_plain(name, entry.name)]
    else:
        first = [_fitted(entry, other) for other in _with_plain(name, entry.name)]
    return [*first, *list_readings(text)]


def is_empty_slot(label: str) -> bool:
    """Whether the words between brackets say "empty" in one of the game's eight languages, as in "[Empty High slot]"."""
    return any(word in label.casefold() for word in _EMPTY)


def slot_label(line: str) -> str | None:
    """What stands between the brackets of "[Empty High slot]"; None for a line of another form."""
    entry = read_entry(line)
    return entry.label if isinstance(entry, EmptySlot) else None


def _with_plain(name: str, written: str) -> Sequence[str]:
    return (name,) if name == written else (name, written)


def _stack(name: str, quantity: int) -> Reading:
    if quantity < 1:
        return Reading(((name, 0),), f"The quantity {quantity} is below 1.")
    return Reading(((name, quantity),), None if quantity <= MOST else f"The quantity {quantity:,} is above {MOST:,}.")


def _fitted(entry: FittedModule, name: str | None = None) -> Reading:
    loaded = ((entry.charge, 1),) if entry.charge else ()
    return Reading(((name or entry.name, 1), *loaded))


def _column_readings(line: str) -> Iterator[Reading]:
    """Copies of inventories and contracts: the name's column, then the quantity's (empty for a single thing), then others."""
    cells = [plain_line(cell) for cell in line.split("\t")]
    while cells and not cells[0]:
        del cells[0]
    if not cells:
        return
    name, second, *others = cells if len(cells) > 1 else [cells[0], ""]
    quantity, leading = read_quantity(second), read_quantity(name)
    if leading and second and not quantity:
        yield from _counted(second, leading)
    elif not second or quantity:
        is_copy = any(cell.upper().startswith("BLUEPRINT COPY") for cell in others)
        yield from [Reading(((name, 1),), COPY_FAULT)] if is_copy else _counted(name, quantity or Quantity(1))
    elif any(read_quantity(cell) for cell in others):
        yield Reading(((name, 0),), f"The second column, “{second[:40]}”, is not a quantity.")
    else:
        yield Reading(((name, 1),))


def _plain_readings(line: str) -> Iterator[Reading]:
    yield from _counted(line, Quantity(1))
    tokens = line.split(" ")
    for taken, quantity in peel_start(tokens):
        yield from _counted(" ".join(tokens[taken:]), quantity)
    for taken, quantity in peel_end(tokens):
        yield from _counted(" ".join(tokens[:-taken]), quantity)


def _counted(name: str, quantity: Quantity) -> Iterator[Reading]:
    yield Reading(((name, quantity.value),), quantity.fault)
    folded = name.casefold()
    if folded.endswith(" (original)"):
        yield Reading(((name[: -len(" (original)")], quantity.value),), quantity.fault)
    elif folded.endswith(" (copy)"):
        yield Reading(((name[: -len(" (copy)")], quantity.value),), COPY_FAULT)
