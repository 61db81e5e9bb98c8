"""Quantities as players and clients of any language write them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST = 2_147_483_647
_DIGITS = frozenset("0123456789")
_SEPARATORS = frozenset(".,'")
_NUMERIC = _DIGITS | _SEPARATORS | frozenset("+-")
_TIMES = frozenset("xX\u00d7\u0445\u0425")
_MOST_GROUPS = 4


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity that was meant; `fault` says why it cannot be used, and `value` is 0 then."""

    value: int
    fault: str | None = None


def is_times(token: str) -> bool:
    """Whether the token is the sign between a number and a name: an x in Latin or Cyrillic, or a multiplication sign."""
    return len(token) == 1 and token in _TIMES


def read_quantity(text: str) -> Quantity | None:
    """The quantity that the text is: "5", "x5", "5x", "1,234", "1.234", "1'234", "1 234"; None when it is something else.

    A separator groups three digits, whatever it is: "1.234" is 1234. Zero, less than zero, parts, and more than the game's
    largest stack are faults.
    """
    tokens = text.split()
    if len(tokens) > 1 and is_times(tokens[0]):
        tokens = tokens[1:]
    elif len(tokens) > 1 and is_times(tokens[-1]):
        tokens = tokens[:-1]
    if not 0 < len(tokens) <= _MOST_GROUPS:
        return None
    return _read_token(tokens[0]) if len(tokens) == 1 else _read_groups(tokens)


def peel_end(tokens: Sequence[str]) -> Iterator[tuple[int, Quantity]]:
    """Every quantity the line may end with, and how many tokens it takes; the shortest first, so that names stay whole."""
    for taken in range(1, min(_MOST_GROUPS, len(tokens) - 1) + 1):
        quantity = _read_token(tokens[-1]) if taken == 1 else _read_groups(tokens[-taken:])
        if quantity:
            yield taken, quantity
            if len(tokens) - taken > 1 and is_times(tokens[-taken - 1]):
                yield taken + 1, quantity


def peel_start(tokens: Sequence[str]) -> Iterator[tuple[int, Quantity]]:
    """Every quantity the line may begin with, as in `peel_end`."""
    for taken in range(1, min(_MOST_GROUPS, len(tokens) - 1) + 1):
        quantity = _read_token(tokens[0]) if taken == 1 else _read_groups(tokens[:taken])
        if quantity:
            yield taken, quantity
            if len(tokens) - taken > 1 and is_times(tokens[taken]):
                yield taken + 1, quantity


def _read_token(token: str) -> Quantity | None:
    text = token
    if len(text) > 1 and text[0] in _TIMES:
        text = text[1:]
    elif len(text) > 1 and text[-1] in _TIMES:
        text = text[:-1]
    if not _NUMERIC.issuperset(text) or _DIGITS.isdisjoint(text):
        return None
    digits = text.lstrip("+-")
    if text.startswith("-"):
        return Quantity(0, f"The quantity {text[:20]} is below 1.")
    separators = _SEPARATORS.intersection(digits)
    groups = digits.split(next(iter(separators))) if len(separators) == 1 else [digits]
    if len(groups) > 1 and not _are_groups(groups) or not _DIGITS.issuperset("".join(groups)):
        return Quantity(0, f"The quantity {text[:20]} is not a whole number.")
    return _checked("".join(groups))


def _read_groups(tokens: Sequence[str]) -> Quantity | None:
    groups = list(tokens)
    if groups[0][:1] in _TIMES:
        groups[0] = groups[0][1:]
    return _checked("".join(groups)) if _are_groups(groups) else None


def _are_groups(groups: Sequence[str]) -> bool:
    first, *others = groups
    return 1 <= len(first) <= 3 and _DIGITS.issuperset("".join(groups)) and first[0] != "0" and all(len(group) == 3 for group in others)


def _checked(digits: str) -> Quantity:
    digits = digits.lstrip("0")
    if not digits:
        return Quantity(0, "The quantity 0 is below 1.")
    if len(digits) > 10 or int(digits) > MOST:
        shown = digits if len(digits) <= 12 else digits[:12] + "…"
        return Quantity(0, f"The quantity {shown} is above {MOST:,}, the largest stack there can be.")
    return Quantity(int(digits))
