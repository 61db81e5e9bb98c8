"""Names in sentences."""

from collections.abc import Sequence

_NAMES_SHOWN = 12


def names_in_words(names: Sequence[str]) -> str:
    """Names in a row, the first dozen of them."""
    more = len(names) - _NAMES_SHOWN
    return ", ".join(names[:_NAMES_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def counted(number: int, noun: str) -> str:
    """A number of things: 1 item, 2 items."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
