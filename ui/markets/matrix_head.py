"""The filters of the matrix, and what can be done with the fits that are ticked."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from domain.doctrine import Status
from ui import priced_stock
from ui.words import counted


def filters(doctrines: Mapping[str, str], ship_groups: Sequence[str], keys: Mapping[str, str]) -> None:
    """Draw the filters, titles of doctrines by name and ship groups, and the controls of priced stock.

    The choices live under the session keys, by the name of the filter, which the caller has settled before.
    """
    titles = dict(doctrines)
    st.selectbox("Doctrine", list(titles), index=None, format_func=titles.get, key=keys["doctrine"], placeholder="All doctrines")
    st.pills("Status in any market", [str(status) for status in Status], selection_mode="multi", key=keys["status"])
    st.multiselect("Ship group", list(ship_groups), key=keys["group"], placeholder="All ship groups")
    st.toggle("Short somewhere", key=keys["short"], help="Only fits of which some market has fewer than its target.")
    priced_stock.show(keys["priced"], keys["nth"])


def nothing_shown(is_filtered: bool) -> None:
    """Say why there are no rows."""
    st.info("No fit matches these filters." if is_filtered else "No doctrine is staged in any market that can be read.")


def actions(ticked: int, shown: int, market_name: str, on_plan: Callable[[], None], on_fleet: Callable[[], None], key: str) -> None:
    """Draw the buttons that carry the ticked fits, or else all that are staged in the market, to the planner."""
    label = f"Plan a restock of {market_name}, for {counted(ticked, 'fit') if ticked else 'all fits there'}"
    st.button(label, type="primary", icon=":material/local_shipping:", on_click=on_plan, key=f"{key}.plan")
    if ticked:
        st.button("Check a fleet of them", icon=":material/groups:", on_click=on_fleet, key=f"{key}.check")
        return
    about = f"{counted(shown, 'fit')}. Tick some to plan for them alone; click a market's figure to open the fit there."
    st.markdown(f":small[:gray[{about}]]")
