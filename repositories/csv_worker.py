"""A process that writes the result of one query to its output as a CSV file, in pieces: `python -m repositories.csv_worker`.

The job comes as JSON on the input. Large files are made here, so that the app's process neither computes nor holds them.
"""

import json
import os
import sqlite3
import sys
import zlib
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from domain.csv_safety import csv_chunks

_GZIP_WINDOW = 31
_GZIP_LEVEL = 1
_NICENESS = 10


def csv_of(job: dict[str, Any]) -> Iterator[bytes]:
    """The pieces of the file: `database` is the URI of a SQLite file, `sql` its query, `with_bom` and `gzip` say how it is written."""
    with closing(sqlite3.connect(job["database"], uri=True)) as connection:
        cursor = connection.execute(job["sql"])
        columns = [column[0] for column in cursor.description]
        pieces = (piece.encode() for piece in csv_chunks(columns, cursor, with_bom=job["with_bom"]))
        yield from _compressed(pieces) if job["gzip"] else pieces


def _compressed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    gzip = zlib.compressobj(_GZIP_LEVEL, wbits=_GZIP_WINDOW)
    for piece in pieces:
        yield gzip.compress(piece)
    yield gzip.flush()


def main() -> int:
    """Do the job; 1 when the database cannot be read, with the reason on the error output."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    try:
        for piece in csv_of(json.load(sys.stdin)):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
    except sqlite3.Error as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Whoever asked has left; the interpreter must not try to write the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


if __name__ == "__main__":
    sys.exit(main())
