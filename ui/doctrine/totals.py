"""The key figures over the fits that are shown."""

import streamlit as st

from domain.doctrine import Status
from domain.doctrine_view import FitTotals
from ui import key_figures
from ui.key_figures import KeyFigure
from ui.status import MADE


def show(totals: FitTotals, staged: int) -> None:
    """Draw how many fits there are of each status; `staged` is how many there are without filters."""
    figures = [
        KeyFigure("Fits", f"{totals.fits:,}", "Fits that the filters leave, of those staged in this market.", f"of {staged:,} staged")
    ]
    figures += [_figure(status, totals) for status in (Status.CRITICAL, Status.ATTENTION, Status.GOOD)]
    if totals.by_status[Status.UNKNOWN]:
        figures.append(_figure(Status.UNKNOWN, totals))
    empty = KeyFigure(
        "Not one complete", f"{totals.empty:,}", "Fits of which not a single complete one can be bought.", _share(totals.empty, totals)
    )
    key_figures.show([*figures, empty])


def nothing_shown() -> None:
    """Say that the filters leave nothing."""
    st.info("No fit matches these filters.")


def _figure(status: Status, totals: FitTotals) -> KeyFigure:
    count = totals.by_status[status]
    return KeyFigure(status.capitalize(), f"{count:,}", MADE, _share(count, totals))


def _share(count: int, totals: FitTotals) -> str | None:
    return f"{count / totals.fits:.0%} of them" if totals.fits else None
