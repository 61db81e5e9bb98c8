"""What the header of an SQLite file says before SQLite is asked."""

from pathlib import Path

_MAGIC = b"SQLite format 3\0"
_HEADER_SIZE = 100


def complaint(path: Path) -> str | None:
    """The end of a sentence on why a file is no whole SQLite database; None when nothing is wrong with its header and size.

    Raises:
        OSError: the file cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER_SIZE)
    size = path.stat().st_size
    if not header:
        return "is empty"
    if not header.startswith(_MAGIC):
        return "is not an SQLite database"
    expected = _expected_size(header)
    return f"is cut short: it holds {size:,} bytes of {expected:,}" if size < expected else None


def is_in_wal_mode(path: Path) -> bool:
    """Whether changes to the file go to a log beside it first."""
    with path.open("rb") as file:
        return file.read(20)[18:] == b"\2\2"


def _expected_size(header: bytes) -> int:
    """The bytes that the file should have at least; the count of pages in the header holds when its two change counters agree."""
    if len(header) < _HEADER_SIZE:
        return _HEADER_SIZE
    page_size = int.from_bytes(header[16:18], "big")
    counted = header[24:28] == header[92:96]
    return (65536 if page_size == 1 else page_size) * int.from_bytes(header[28:32], "big") if counted else _HEADER_SIZE
