"""How a type's name is compared: one key for every spelling that a reader may paste."""

import unicodedata

_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201b": "'", "\u00b4": "'", "\u0060": "'", "\u201c": '"', "\u201d": '"'})
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD))


def plain_line(text: str) -> str:
    """One line without invisible characters, its blanks (also non-breaking ones) made single spaces; tabs are blanks too."""
    return " ".join(text.translate(_INVISIBLE).split())


def unified(text: str) -> str:
    """The text with plain quotes, and NFKC: full-width letters, digits and brackets become plain ones, odd blanks spaces."""
    return unicodedata.normalize("NFKC", text.translate(_QUOTES))


def name_key(name: str) -> str:
    """The form under which names are compared: unified, case folded, single spaces.

    The asterisk that the client sets beside names of another language is dropped. "" for a name of blanks.
    """
    return plain_line(unicodedata.normalize("NFKC", unified(name).casefold())).strip("*").strip()
