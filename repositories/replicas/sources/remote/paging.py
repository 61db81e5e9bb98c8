"""A remote table page by page: the next page is fetched while the last one is being stored."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from domain.errors import SyncFailed
from repositories.replicas.sources.remote.packed import Page, RemoteTable, unpack
from repositories.replicas.sources.remote.snapshot import Snapshot
from repositories.replicas.sources.remote.wire import Refusal

FIRST_PAGE_ROWS = 10_000
LARGEST_PAGE_ROWS = 50_000
_PAGE_BYTES = 4 << 20
_PAGE_S = 5.0


def pages(snapshot: Snapshot, table: RemoteTable) -> Iterator[tuple[Page, float]]:
    """All rows of a table, each page with the fraction of the table that is read by then; two pages at most are in memory.

    Raises:
        SyncFailed, RemoteMoved: as `Snapshot.ask`.
    """
    reader = _Reader(snapshot, table)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="remote-page") as pool:
        coming = pool.submit(reader.fetch, None, FIRST_PAGE_ROWS)
        while True:
            page, limit, seconds = coming.result()
            if page.count < limit:
                yield page, 1.0
                return
            fraction = reader.fraction(page)
            coming = pool.submit(reader.fetch, page.place, fitting_rows(page, seconds))
            yield page, fraction


class _Reader:
    def __init__(self, snapshot: Snapshot, table: RemoteTable) -> None:
        self._snapshot = snapshot
        self._table = table
        self._ends: tuple[int, int] | None = None

    def fetch(self, place: int | None, limit: int) -> tuple[Page, int, float]:
        """The page after `place`, how many rows were asked for in the end, and the seconds it took."""
        while True:
            start = time.monotonic()
            result = self._snapshot.ask(self._table.page(place, limit))[0]
            if not isinstance(result, Refusal):
                return unpack(self._table, place, result), limit, time.monotonic() - start
            if not result.too_large or limit == 1:
                raise SyncFailed(f"Table '{self._table.name}' cannot be read on the server: {result.message}.")
            limit = max(1, limit // 4)

    def fraction(self, page: Page) -> float:
        """How much of the table is read when `page` is, judged by row ids; 0 where it cannot be told."""
        if self._ends is None:
            ends = self._snapshot.ask(self._table.ends())[0]
            known = not isinstance(ends, Refusal) and ends.rows and all(isinstance(end, int) for end in ends.rows[0])
            self._ends = (int(str(ends.rows[0][0])), int(str(ends.rows[0][1]))) if known and not isinstance(ends, Refusal) else (0, 0)
        first, last = self._ends
        return min(1.0, max(0.0, (page.place - first) / (last - first))) if last > first else 0.0


def fitting_rows(page: Page, seconds: float) -> int:
    """How many rows to ask for after a page that took so long: about 4 MB, for servers refuse answers of more than 10, and about 5 s."""
    size = min(_PAGE_BYTES, page.size / max(seconds, 0.001) * _PAGE_S)
    return max(1, min(LARGEST_PAGE_ROWS, int(page.count * size / max(page.size, 1)), page.count * 10))
