"""A doctrine at a glance: lead ship, title, key figures."""

from collections.abc import Sequence

import streamlit as st

from domain.doctrine import Status
from domain.doctrine_answers import ConcurrentCapacity, Doctrine, DoctrineReport
from ui import formatters, key_figures, pictures
from ui.key_figures import KeyFigure
from ui.markdown import escaped

_PICTURE_PX = 64


def choose(doctrines: Sequence[Doctrine], key: str) -> None:
    """Draw the choice of doctrine, which lives under the session key `key`; the caller has settled it before."""
    titles = {doctrine.name: doctrine.title for doctrine in doctrines}
    st.selectbox("Doctrine", list(titles), format_func=titles.__getitem__, key=key)


def show(report: DoctrineReport, capacity: ConcurrentCapacity) -> None:
    """Draw the lead ship and what the whole doctrine amounts to."""
    doctrine = report.doctrine
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        if doctrine.lead_ship_id is not None:
            pictures.show(doctrine.lead_ship_id, is_ship=True, size_px=_PICTURE_PX, alt=doctrine.lead_ship_name or "Lead ship")
        about = f"Lead ship: {doctrine.lead_ship_name or 'unknown'}"
        st.markdown(f"**{escaped(doctrine.title)}**  \n:gray[{escaped(about)}]")
    key_figures.show(_figures(report, capacity))


def _figures(report: DoctrineReport, capacity: ConcurrentCapacity) -> list[KeyFigure]:
    statuses = [fit.status for section in report.sections for fit in section.fits]
    with_target = [fit for fit in statuses if fit.wanted is not None]
    at_target = [fit for fit in with_target if fit.fits is not None and fit.wanted is not None and fit.fits >= fit.wanted]
    critical = sum(fit.status is Status.CRITICAL for fit in statuses)
    alone = sum(fit.alone or 0 for fit in capacity.fits)
    together = sum(fit.together or 0 for fit in capacity.fits)
    ranked = sorted((fit for fit in statuses if fit.share is not None), key=lambda fit: fit.share or 0.0)
    figures = [
        KeyFigure("Fits", f"{len(statuses):,}", "Fits of this doctrine that are staged in this market.", f"{critical:,} critical"),
        KeyFigure("At target", f"{len(at_target):,} of {len(with_target):,}", "Fits that meet their target, each counted alone."),
        KeyFigure(
            "Ships together",
            f"{together:,}",
            "Complete ships of all fits when what they share is given out once.",
            f"{alone:,} counted alone",
        ),
    ]
    if ranked:
        made = "The fit that is furthest from its target."
        figures.append(KeyFigure("Furthest from target", formatters.percent(ranked[0].share, 0), made, escaped(ranked[0].fit_name)))
    return figures
