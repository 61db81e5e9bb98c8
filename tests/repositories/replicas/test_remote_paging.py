"""How large a page of a remote table is."""

import pytest

from repositories.replicas.sources.remote.packed import Page
from repositories.replicas.sources.remote.paging import fitting_rows

MB = 1 << 20


@pytest.mark.parametrize(
    ("rows", "size", "seconds", "expected"),
    [
        (10_000, MB, 0.1, 40_000),
        (10_000, MB // 4, 0.1, 50_000),
        (10_000, 8 * MB, 0.1, 5_000),
        (10_000, MB, 50.0, 1_000),
        (10_000, 100 * MB, 1e6, 1),
        (100, 1_000, 0.0, 1_000),
    ],
    ids=["4 MB", "at most 50,000 rows", "less than before", "a slow line", "never none", "grows tenfold at most"],
)
def test_a_page_is_as_large_as_server_and_line_allow(rows: int, size: int, seconds: float, expected: int) -> None:
    assert fitting_rows(Page(rows, 0, [], size), seconds) == expected
