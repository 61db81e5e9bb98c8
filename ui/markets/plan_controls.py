"""What the planner is asked: destination, fits, limits, sources and freight."""

from collections.abc import Mapping
from typing import Protocol

import streamlit as st

from domain.markets_view import PlanLimit

_DESTINATION_PX, _LIMIT_PX = 210, 150


class Asked(Protocol):
    """What the inputs offer: names of markets by key, of fits and of places by id; and the session keys of the inputs.

    The caller has settled the choices under these keys. `rate_keys` are by place.
    """

    @property
    def markets(self) -> Mapping[str, str]: ...
    @property
    def fits(self) -> Mapping[int, str]: ...
    @property
    def places(self) -> Mapping[str, str]: ...
    @property
    def keys(self) -> Mapping[str, str]: ...
    @property
    def rate_keys(self) -> Mapping[str, str]: ...


def show(asked: Asked) -> None:
    """Draw the inputs."""
    markets, fits = asked.markets, asked.fits
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox("Destination", list(markets), format_func=markets.__getitem__, key=asked.keys["to"], width=_DESTINATION_PX)
        st.multiselect(
            "Fits", list(fits), format_func=fits.__getitem__, key=asked.keys["fits"], placeholder=f"All {len(fits):,} that are staged there"
        )
        st.number_input(
            "Cargo, m³", 0.0, PlanLimit.CARGO_M3, None, 1000.0, "%.0f", asked.keys["cargo"], "Packaged volume of all that is brought.",
            placeholder="no limit", width=_LIMIT_PX,
        )  # fmt: skip
        st.number_input(
            "Budget, million ISK", 0.0, PlanLimit.BUDGET_MILLIONS, None, 100.0, "%.0f", asked.keys["budget"],
            "For the goods and their freight.", placeholder="no limit", width=_LIMIT_PX,
        )  # fmt: skip
        with st.popover("Sources and freight", icon=":material/tune:"):
            _sources(asked)


def _sources(asked: Asked) -> None:
    st.number_input(
        "Targets x", 0.1, PlanLimit.TIMES, step=0.1, format="%.1f", key=asked.keys["times"],
        help="Fill the destination to this multiple of its targets.",
    )  # fmt: skip
    st.multiselect(
        "Bring from", list(asked.places), format_func=asked.places.__getitem__, key=asked.keys["sources"], placeholder="Everywhere"
    )
    st.number_input(
        "Other markets keep their targets x", 0.0, PlanLimit.TIMES, step=0.1, format="%.1f", key=asked.keys["keep_targets"],
        help="What all fits staged in a market take at their targets, times this, stays there.",
    )  # fmt: skip
    st.number_input(
        "… and days of their sales", 0.0, PlanLimit.DAYS, step=1.0, format="%.0f", key=asked.keys["keep_days"],
        help="Besides, this many days of a market's average daily sales stay there.",
    )  # fmt: skip
    for place, name in asked.places.items():
        st.number_input(
            f"Freight from {name}, ISK per m³", 0.0, PlanLimit.ISK_PER_M3, step=50.0, format="%.0f", key=asked.rate_keys[place],
            help="From the settings, until you change it.",
        )  # fmt: skip
