"""How a type's name is compared: one key for every spelling that a reader may paste."""

import unicodedata

_INVISIBLE: dict[int, str] = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD), "")
_PLAIN = {**_INVISIBLE, **dict.fromkeys((0x2018, 0x2019, 0x201B, 0x00B4, 0x0060), "'"), 0x201C: '"', 0x201D: '"'}


def plain_line(text: str) -> str:
    """One line without invisible characters, its blanks (also non-breaking ones) made single spaces; tabs are blanks too."""
    return " ".join(text.translate(_INVISIBLE).split())


def unified(text: str) -> str:
    """The text with plain quotes and nothing invisible, and NFKC: full-width letters, digits and brackets become plain ones."""
    return unicodedata.normalize("NFKC", text.translate(_PLAIN))


def name_key(name: str) -> str:
    """The form under which names are compared: unified, case folded, single spaces.

    The asterisk that the client sets beside names of another language is dropped. "" for a name of blanks.
    """
    folded = unified(name).casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKC", folded)
    return " ".join(folded.split()).strip("*").strip()
