"""EFT, the text form of a fit that the game and the fitting tools exchange: the app's one parser and one writer.

Nothing here knows types: a line is read by its form alone, so that names of any language, and names that do not
exist, survive reading and writing. The racks are told apart by blank lines, as in the text itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from domain.errors import InvalidInput
from domain.names import plain_line

RACKS = ("low", "med", "high", "rig", "subsystem", "service")
MOST_SLOTS = {"low": 8, "med": 8, "high": 8, "rig": 3, "subsystem": 4, "service": 8}
OFFLINE = "/OFFLINE"
_DIGITS = frozenset("0123456789")


@dataclass(frozen=True)
class FittedModule:
    """One line that is one thing: a module with the charge loaded in it, or an implant, or a booster.

    `mutation` is the number of the fit's mutation that changed it; None for an ordinary one. `line` is where it stood.
    """

    name: str
    charge: str | None = None
    offline: bool = False
    mutation: int | None = None
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", plain_line(self.name))
        object.__setattr__(self, "charge", plain_line(self.charge or "") or None)


@dataclass(frozen=True)
class EmptySlot:
    """A slot without a module; `label` is what the text says between the brackets, such as "Empty High slot"."""

    label: str
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "label", plain_line(self.label))


@dataclass(frozen=True)
class Stack:
    """A line with an amount: drones, fighters, cargo. `mutation` as for a module."""

    name: str
    quantity: int
    mutation: int | None = None
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", plain_line(self.name))


Entry = FittedModule | EmptySlot | Stack


@dataclass(frozen=True)
class Mutation:
    """What made a module: the base type, then the mutaplasmid's and the attributes' lines as they stand."""

    number: int
    base: str
    details: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "base", plain_line(self.base))
        object.__setattr__(self, "details", tuple(plain_line(detail) for detail in self.details))


@dataclass(frozen=True)
class EftFit:
    """A fit as its text says it: the hull, and blocks of lines that blank lines divide."""

    hull: str
    name: str
    blocks: tuple[tuple[Entry, ...], ...] = ()
    mutations: tuple[Mutation, ...] = ()
    line: int = field(default=0, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hull", plain_line(self.hull))
        object.__setattr__(self, "name", plain_line(self.name))
        object.__setattr__(self, "blocks", tuple(tuple(block) for block in self.blocks if block))

    @property
    def entries(self) -> Iterator[Entry]:
        """Every line of the fit in its order, empty slots included."""
        return (entry for block in self.blocks for entry in block)


@dataclass(frozen=True)
class FitItem:
    """What a database knows of a fit's item. `slot` is the SDE's word ("high", "drone", "charge", …), None when unknown."""

    name: str
    quantity: int
    slot: str | None = None


def is_header(line: str) -> bool:
    """Whether the line begins a fit: "[Hull, Name]". A comma tells it from "[Empty High slot]"."""
    text = plain_line(line)
    return text.startswith("[") and text.endswith("]") and "," in text


def parse_eft(text: str) -> EftFit:
    """The one fit that the text holds.

    Raises:
        InvalidInput: the text does not begin with a fit's header, or holds more than one fit.
    """
    fits = parse_eft_fits(text)
    if len(fits) != 1:
        raise InvalidInput(f"The text holds {len(fits)} fits where one is expected.")
    return fits[0]


def parse_eft_fits(text: str) -> list[EftFit]:
    """Every fit of the text, in order; a fit ends where the next header begins.

    Raises:
        InvalidInput: there is text before the first header.
    """
    lines = text.splitlines()
    starts = [index for index, line in enumerate(lines) if is_header(line)]
    before = lines[: starts[0]] if starts else lines
    if any(plain_line(line) for line in before):
        raise InvalidInput('A fit begins with its header, "[Hull, Name of the fit]".')
    return [read_fit(lines[start:end], start + 1) for start, end in pairwise([*starts, len(lines)])]


def read_fit(lines: Sequence[str], first_line: int = 1) -> EftFit:
    """The fit of these lines, the first of which is its header and has the number `first_line` in the text."""
    hull, _, name = plain_line(lines[0])[1:-1].partition(",")
    blocks: list[list[Entry]] = [[]]
    mutations: list[tuple[int, str, list[str], int]] = []
    for number, raw in enumerate(lines[1:], first_line + 1):
        line = plain_line(raw)
        start = _mutation_start(line)
        if start:
            mutations.append((*start, [], number))
        elif mutations and len(mutations[-1][2]) < 2 and _is_detail(line):
            mutations[-1][2].append(line)
        elif line:
            blocks[-1].append(read_entry(line, number))
        elif blocks[-1]:
            blocks.append([])
    found = tuple(Mutation(number, base, tuple(details), line) for number, base, details, line in mutations)
    return EftFit(hull, name, tuple(tuple(block) for block in blocks), found, first_line)


def read_entry(text: str, number: int = 0) -> Entry:
    """One line of a fit by its form: "[…]" is an empty slot, "… xN" a stack, all else a module with or without a charge."""
    line = plain_line(text)
    if line.startswith("[") and line.endswith("]"):
        return EmptySlot(line[1:-1], number)
    line, mutation = _split_reference(line)
    stack = _split_amount(line)
    if stack:
        return Stack(*stack, mutation, number)
    offline = line.upper().endswith(OFFLINE)
    name, _, charge = (line[: -len(OFFLINE)] if offline else line).partition(",")
    return FittedModule(name, charge, offline, mutation, number) if name.strip() else FittedModule(line, None, False, mutation, number)


def write_eft(fit: EftFit) -> str:
    """The fit's text, which the parser reads back as an equal fit: one blank line between racks, two around stacks."""
    text = f"[{fit.hull}, {fit.name}]"
    previous: tuple[Entry, ...] = ()
    for block in fit.blocks:
        wide = _has_stack(previous) or (bool(previous) and _has_stack(block))
        text += ("\n\n\n" if wide else "\n\n") + "\n".join(_entry_line(entry) for entry in block)
        previous = block
    if fit.mutations:
        text += "\n\n\n" + "\n".join(_mutation_text(mutation) for mutation in fit.mutations)
    return text + "\n"


def fit_from_items(hull: str, name: str, items: Iterable[FitItem]) -> EftFit:
    """A fit from names, amounts and slots alone, its racks in EFT order, then drones, fighters and cargo.

    The hull may be among the items; it stands in the header. More modules than any hull has slots for are spares: they
    go to the cargo, as do charges, implants and whatever has no slot.
    """
    racks: dict[str, list[Entry]] = {slot: [] for slot in (*RACKS, "drone", "fighter", "cargo")}
    for item in items:
        is_hull = plain_line(item.name) == plain_line(hull)
        free = MOST_SLOTS[item.slot] - len(racks[item.slot]) if item.slot in MOST_SLOTS else 0
        fitted = min(item.quantity, free)
        spare = item.quantity - fitted - is_hull
        if item.slot in MOST_SLOTS:
            racks[item.slot] += [FittedModule(item.name)] * fitted
        if spare > 0:
            racks[item.slot if item.slot in ("drone", "fighter") else "cargo"].append(Stack(item.name, spare))
    return EftFit(hull, name, tuple(tuple(rack) for rack in racks.values()))


def _entry_line(entry: Entry) -> str:
    if isinstance(entry, EmptySlot):
        return f"[{entry.label}]"
    reference = f" [{entry.mutation}]" if entry.mutation is not None else ""
    if isinstance(entry, Stack):
        return f"{entry.name} x{entry.quantity}{reference}"
    charge = f", {entry.charge}" if entry.charge else ""
    return f"{entry.name}{charge}{f' {OFFLINE}' if entry.offline else ''}{reference}"


def _mutation_text(mutation: Mutation) -> str:
    return "\n".join([f"[{mutation.number}] {mutation.base}", *(f"  {detail}" for detail in mutation.details)])


def _has_stack(block: tuple[Entry, ...]) -> bool:
    return any(isinstance(entry, Stack) for entry in block)


def _split_reference(line: str) -> tuple[str, int | None]:
    """The line without a mutation's number at its end, "Name [3]", and that number."""
    head, bracket, tail = line.rpartition(" [")
    number = _whole(tail[:-1]) if bracket and tail.endswith("]") else None
    return (head, number) if number is not None else (line, None)


def _split_amount(line: str) -> tuple[str, int] | None:
    name, _, tail = line.rpartition(" ")
    amount = _whole(tail[1:]) if tail[:1] in ("x", "X", "\u00d7") else None
    return (name, amount) if name and amount is not None else None


def _mutation_start(line: str) -> tuple[int, str] | None:
    """The number and base of a mutation's first line, "[1] Base"; None for any other line."""
    head, bracket, base = line.partition("] ")
    number = _whole(head[1:]) if bracket and head.startswith("[") else None
    return (number, base) if number is not None else None


def _is_detail(line: str) -> bool:
    return bool(line) and not line.startswith("[") and _split_amount(line) is None


def _whole(text: str) -> int | None:
    """The number that these at most nine digits are; None for anything else."""
    return int(text) if 0 < len(text) <= 9 and _DIGITS.issuperset(text) else None
