from dataclasses import replace

import pytest

from domain.doctrine import Status
from domain.doctrine_answers import FitStatus
from domain.doctrine_view import FitFilter, fit_totals, shown_fits
from domain.ship_roles import Role

FEROX = FitStatus(1, "Ferox", 16227, "Ferox", "Combat Battlecruiser", Role.DPS, ("A",), 8, 9, 10, 10, 0.8, Status.ATTENTION, 1e8, (), None)
DRAKE = replace(FEROX, fit_id=2, fit_name="Drake", share=0.1, fits=1, status=Status.CRITICAL)
SABRE = replace(FEROX, fit_id=3, fit_name="Sabre", ship_group="Interdictor", share=2.0, fits=20, status=Status.GOOD)
HERETIC = replace(SABRE, fit_id=4, fit_name="Heretic", share=None, target=None, fits=0, status=Status.UNKNOWN)
FITS = (HERETIC, SABRE, FEROX, DRAKE)


def test_fits_are_grouped_by_ship_group_the_furthest_from_its_target_first_and_unknown_last():
    assert [fit.fit_name for fit in shown_fits(FITS, FitFilter())] == ["Drake", "Ferox", "Sabre", "Heretic"]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        (FitFilter(doctrine_fit_ids=(1, 3)), ["Ferox", "Sabre"]),
        (FitFilter(using_fit_ids=()), []),
        (FitFilter(statuses=(Status.CRITICAL, Status.UNKNOWN)), ["Drake", "Heretic"]),
        (FitFilter(ship_groups=("Interdictor",)), ["Sabre", "Heretic"]),
        (FitFilter(doctrine_fit_ids=(2, 4), statuses=(Status.CRITICAL,), ship_groups=("Interdictor",)), []),
    ],
)
def test_every_filter_must_take_a_fit(asked, names):
    assert [fit.fit_name for fit in shown_fits(FITS, asked)] == names


def test_the_totals_count_fits_by_status_and_those_without_a_complete_one():
    totals = fit_totals(FITS)

    assert (totals.fits, totals.empty) == (4, 1)
    assert totals.by_status == {Status.CRITICAL: 1, Status.ATTENTION: 1, Status.GOOD: 1, Status.UNKNOWN: 1}
