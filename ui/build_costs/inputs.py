"""What to build, and how: the item and its blueprint on the page, places, prices and skills in the sidebar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from domain.build_quote import PriceBasis
from domain.industry import MAX_ME, MAX_RUNS, MAX_TE
from domain.industry_sites import Site
from ui.build_costs.phrases import basis_words

_RUNS_PX, _LEVEL_PX = 140, 104


@dataclass(frozen=True)
class InputKeys:
    """The session keys under which the choices live; the caller has settled them before."""

    item: str
    runs: str
    me: str
    te: str
    basis: str
    structures: str
    components: str
    industry: str
    advanced_industry: str
    reactions: str


def show_job(items: Mapping[int, str], is_reaction: bool, keys: InputKeys) -> None:
    """Draw item, runs, ME and TE; `items` are names by type_id. A reaction has no ME and TE to choose."""
    made = "A reaction formula cannot be researched." if is_reaction else "Of the blueprint; set to the usual when the item changes."
    with st.container(horizontal=True, gap="xsmall"):
        st.selectbox(
            "Item",
            list(items),
            index=None,
            format_func=items.__getitem__,
            key=keys.item,
            placeholder=f"Type a name, {len(items):,} items can be built",
            width="stretch",
        )
        with st.container(horizontal=True, gap="xsmall", width="content", wrap=False):
            st.number_input("Runs", 1, MAX_RUNS, step=1, key=keys.runs, width=_RUNS_PX, help="Runs of the blueprint; each makes its batch.")
            st.number_input(
                "ME", 0, MAX_ME, step=1, key=keys.me, disabled=is_reaction, width=_LEVEL_PX, help=f"Material efficiency. {made}"
            )
            st.number_input(
                "TE", 0, MAX_TE, step=2, key=keys.te, disabled=is_reaction, width=_LEVEL_PX, help=f"Time efficiency. {made}"
            )


def show_options(structures: Sequence[Site], short_name: str, keys: InputKeys) -> None:
    """Draw price basis, depth, structures and skills."""
    st.radio(
        "Materials at",
        list(PriceBasis),
        format_func=lambda basis: basis_words(basis, short_name),
        key=keys.basis,
        help=f"What a unit of a material is counted at. {short_name} price: 5 % of the sell orders here are at it or below.",
    )
    st.toggle(
        "Build components too",
        key=keys.components,
        help="Builds or reacts every material where that is cheaper than buying it, down to what cannot be made. "
        "Every listed structure may be used for it.",
    )
    names = {str(site.structure_id): f"{site.name} ({site.kind_name})" for site in structures}
    st.multiselect("Structures", list(names), format_func=names.__getitem__, key=keys.structures, placeholder="All structures")
    with st.expander("Skills"):
        for label, key in (("Industry", keys.industry), ("Advanced Industry", keys.advanced_industry), ("Reactions", keys.reactions)):
            st.number_input(label, 0, 5, step=1, key=key)
