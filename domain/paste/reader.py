"""A whole paste: fits, lists, columns and names in one text, resolved against the known names in one lookup."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from domain.eft import EftFit, EmptySlot, is_header, read_fit
from domain.errors import InvalidInput
from domain.names import name_key, plain_line
from domain.paste.near import closest_names
from domain.paste.readings import Reading, entry_readings, is_empty_slot, list_readings, slot_label

MAX_CHARACTERS = 1_000_000
MAX_LINES = 10_000
MAX_LINE_LENGTH = 500
_MOST_SUGGESTIONS = 25


_BRACKETS = "A line in brackets is an empty slot."


class Names(Protocol):
    """Where names are looked up: once for all that a paste may hold, and once more for what was not found."""

    def find(self, keys: Collection[str]) -> Mapping[str, int]:
        """The type_id of each `name_key` that is a type's name in any language."""
        ...

    def resembling(self, keys: Sequence[str]) -> Iterable[str]:
        """Names that may be meant by keys that were not found."""
        ...


@dataclass(frozen=True, slots=True)
class PastedItem:
    """So many units of a type, and the number of the line that says so (from 1)."""

    type_id: int
    quantity: int
    line: int


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was not understood, why, and the name that may have been meant; it counts for nothing."""

    line: int
    text: str
    reason: str
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class PastedFit:
    """A fit: its hull (None when the name is unknown) and its items without the hull, in the order of the text.

    `is_complete` is False when a line of it was not understood: figures of the fit are then too good.
    """

    name: str
    hull_type_id: int | None
    items: tuple[PastedItem, ...]
    eft: EftFit
    is_complete: bool

    @property
    def quantities(self) -> dict[int, int]:
        """Units of each type in one fit, the hull first."""
        hull = [] if self.hull_type_id is None else [PastedItem(self.hull_type_id, 1, self.eft.line)]
        return total_quantities([*hull, *self.items])


@dataclass(frozen=True, slots=True)
class Paste:
    """What a paste holds: fits, items outside of fits, and the lines that were not understood, by line number.

    `list_is_complete` is False when one of these lines stands outside of the fits.
    """

    fits: tuple[PastedFit, ...]
    items: tuple[PastedItem, ...]
    problems: tuple[Problem, ...]
    mutated_modules: int = 0
    list_is_complete: bool = True

    @property
    def quantities(self) -> dict[int, int]:
        """Units of each type in the whole paste, in the order in which types are first met."""
        totals = total_quantities(self.items)
        for fit in self.fits:
            for type_id, quantity in fit.quantities.items():
                totals[type_id] = totals.get(type_id, 0) + quantity
        return totals


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that must mean something, and its readings; `fit` is the index of its fit, None for a line of a list."""

    number: int
    text: str
    readings: Sequence[Reading]
    fit: int | None = None
    is_hull: bool = False
    is_optional: bool = False


def total_quantities(items: Iterable[PastedItem]) -> dict[int, int]:
    """Units of each type over these items, in the order in which types are first met."""
    totals: dict[int, int] = {}
    for item in items:
        totals[item.type_id] = totals.get(item.type_id, 0) + item.quantity
    return totals


def read_paste(text: str, names: Names) -> Paste:
    """All that the text holds, in time that grows with its length.

    Raises:
        InvalidInput: the text is longer than anything a player would price.
    """
    if len(text) > MAX_CHARACTERS:
        raise InvalidInput(f"The paste has {len(text):,} characters; up to {MAX_CHARACTERS:,} are read. Price it in parts.")
    raw = text.splitlines()
    if len(raw) > MAX_LINES:
        raise InvalidInput(f"The paste has {len(raw):,} lines; up to {MAX_LINES:,} are read. Price it in parts.")
    fits, lines = _lines_of(raw)
    keys: dict[str, str] = {}
    for line in lines:
        for reading in line.readings:
            keys.update((name, "") for name, _ in reading.parts)
    keys = {name: name_key(name) for name in keys}
    found = names.find({key for key in keys.values() if key})
    type_ids = {name: found[key] for name, key in keys.items() if key in found}
    return _resolved(fits, lines, type_ids, names)


def _lines_of(raw: Sequence[str]) -> tuple[list[EftFit], list[_Line]]:
    fits: list[EftFit] = []
    starts = [index for index, line in enumerate(raw) if len(line) <= MAX_LINE_LENGTH and is_header(line)]
    lines = list(_list_lines(raw[: starts[0]] if starts else raw))
    for start, end in pairwise([*starts, len(raw)]):
        fits.append(read_fit(raw[start:end], start + 1))
        lines += _fit_lines(fits[-1], len(fits) - 1, raw)
    return fits, lines


def _list_lines(raw: Sequence[str]) -> Iterator[_Line]:
    for number, text in enumerate(raw, 1):
        label = slot_label(text) if len(text) <= MAX_LINE_LENGTH else None
        if text.strip() and plain_line(text) and not (label is not None and is_empty_slot(label)):
            yield _Line(number, text, list_readings(text) if len(text) <= MAX_LINE_LENGTH else ())


def _fit_lines(fit: EftFit, index: int, raw: Sequence[str]) -> Iterator[_Line]:
    mutations = {mutation.number: mutation for mutation in fit.mutations}
    yield _Line(fit.line, raw[fit.line - 1], [Reading(((fit.hull, 1),))], index, is_hull=True)
    for entry in fit.entries:
        text = raw[entry.line - 1]
        if len(text) > MAX_LINE_LENGTH:
            yield _Line(entry.line, text, (), index)
        elif isinstance(entry, EmptySlot):
            yield _Line(entry.line, text, [Reading(((entry.label, 0),), _BRACKETS)], index, is_optional=is_empty_slot(entry.label))
        else:
            mutation = mutations.get(entry.mutation) if entry.mutation is not None else None
            yield _Line(entry.line, text, entry_readings(text, entry, mutation), index)


def _resolved(fits: list[EftFit], lines: list[_Line], type_ids: Mapping[str, int], names: Names) -> Paste:
    items: dict[int | None, list[PastedItem]] = {index: [] for index in (None, *range(len(fits)))}
    hulls: dict[int, int] = {}
    unclear: list[tuple[_Line, Reading | None]] = []
    for line in lines:
        reading = next((each for each in line.readings if all(name in type_ids for name, _ in each.parts)), None)
        if reading is None or reading.fault:
            if not (reading is None and line.is_optional):
                unclear.append((line, reading))
        elif line.is_hull and line.fit is not None:
            hulls[line.fit] = type_ids[reading.name]
        else:
            items[line.fit] += [PastedItem(type_ids[name], quantity, line.number) for name, quantity in reading.parts]
    broken = {line.fit for line, _ in unclear}
    pasted = [PastedFit(fit.name, hulls.get(at), tuple(items[at]), fit, at not in broken) for at, fit in enumerate(fits)]
    mutated = sum(getattr(entry, "mutation", None) is not None for fit in fits for entry in fit.entries)
    return Paste(tuple(pasted), tuple(items[None]), _problems(unclear, type_ids, names), mutated, None not in broken)


def _problems(unclear: Sequence[tuple[_Line, Reading | None]], type_ids: Mapping[str, int], names: Names) -> tuple[Problem, ...]:
    unknown = {line.number: _unknown_name(line, type_ids) for line, reading in unclear if reading is None and line.readings}
    wanted = list(dict.fromkeys(unknown.values()))[:_MOST_SUGGESTIONS]
    near = closest_names(wanted, names.resembling([name_key(name) for name in wanted])) if wanted else {}
    problems = []
    for line, reading in unclear:
        name = unknown.get(line.number, "")
        if reading is not None:
            reason = reading.fault or ""
        elif not line.readings:
            reason = f"The line is longer than {MAX_LINE_LENGTH} characters."
        else:
            reason = f"No type is called “{name[:80]}”."
        problems.append(Problem(line.number, plain_line(line.text[:MAX_LINE_LENGTH]), reason, near.get(name)))
    return tuple(sorted(problems, key=lambda problem: problem.line))


def _unknown_name(line: _Line, type_ids: Mapping[str, int]) -> str:
    """The name that the line most likely means: without its quantity, and of two names the one that is not known."""
    first, *others = line.readings
    shorter = (reading for reading in others if len(reading.name) < len(first.name))
    reading = first if len(first.parts) > 1 else next(shorter, first)
    return next((name for name, _ in reading.parts if name not in type_ids), reading.name)
