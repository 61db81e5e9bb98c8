"""Names in markdown: as they are, whatever they hold."""

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~:$-])")


def escaped(words: str) -> str:
    """The words for a place where markdown is read."""
    return _SPECIAL.sub(r"\\\1", words)
