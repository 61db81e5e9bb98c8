"""The filters of the matrix and the order of its rows."""

import pytest

from domain.doctrine import Status
from domain.doctrine_answers import FitStatus
from domain.markets_answers import Cell, MatrixRow
from domain.markets_view import MatrixFilter, shown_rows
from domain.ship_roles import Role


def cell(fits: int | None, wanted: int | None, status: Status) -> Cell:
    share = fits / wanted if fits is not None and wanted else None
    return Cell(FitStatus(1, "", 1, "", "", Role.DPS, (), fits, fits, wanted, wanted, share, status, None, (), None))


def row(fit_id: int, name: str, ship: str, group: str, doctrine: str, **cells: Cell) -> MatrixRow:
    return MatrixRow(fit_id, name, 1, ship, group, (doctrine,), cells)


GOOD, ATTENTION, UNKNOWN = cell(10, 10, Status.GOOD), cell(5, 10, Status.ATTENTION), cell(3, None, Status.UNKNOWN)
FEROX = row(1, "Rail Fleet", "Ferox", "Battlecruiser", "line", here=GOOD, north=ATTENTION)
SCYTHE = row(2, "Shield Logi", "Scythe", "Cruiser", "line", here=GOOD, north=Cell())
SABRE = row(3, "Bubbles", "Sabre", "Interdictor", "tackle", here=UNKNOWN, north=Cell(reason="gone"))
ROWS = (SABRE, SCYTHE, FEROX)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (MatrixFilter(), [FEROX, SCYTHE, SABRE]),
        (MatrixFilter(doctrine="tackle"), [SABRE]),
        (MatrixFilter(ship_groups=["Cruiser", "Interdictor"]), [SCYTHE, SABRE]),
        (MatrixFilter(statuses=[Status.ATTENTION]), [FEROX]),
        (MatrixFilter(short_somewhere=True), [FEROX]),
        (MatrixFilter(words="fleet FEROX"), [FEROX]),
        (MatrixFilter(words="ferox logi"), []),
    ],
)
def test_rows_are_filtered_and_the_one_furthest_from_a_target_comes_first(asked: MatrixFilter, found: list[MatrixRow]) -> None:
    assert list(shown_rows(ROWS, asked)) == found
