"""An opened fit: its picture, name, key figures and EFT text; and where a fit is that is not here."""

from collections.abc import Callable, Mapping

import streamlit as st

from domain.doctrine_answers import FitDetail, FitElsewhere, FitStatus
from ui import formatters, key_figures, pictures
from ui.key_figures import KeyFigure
from ui.markdown import escaped
from ui.palette import STATUS_SIGN
from ui.status import MADE
from ui.words import counted, names_in_words

_PICTURE_PX = 48


def show(detail: FitDetail, on_close: Callable[[], None] | None, key: str) -> None:
    """Draw the head of the fit; a click on its cross, which it has where there is an `on_close`, calls that."""
    fit = detail.status
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if fit.ship_type_id is not None:
            pictures.show(fit.ship_type_id, is_ship=True, size_px=_PICTURE_PX, alt=fit.ship_name)
        about = " · ".join((fit.ship_name, fit.ship_group, *fit.doctrines))
        st.markdown(f"**{escaped(fit.fit_name)}**  \n:gray[{escaped(about)}]", width="stretch")
        with st.popover("EFT", icon=":material/content_copy:", help="The fit as text, for the game and the fitting tools."):
            st.code(detail.eft, language=None, height=360)
        if on_close is not None:
            st.button("Close", icon=":material/close:", on_click=on_close, key=f"{key}.close")
    key_figures.show(_figures(fit))


def elsewhere(found: FitElsewhere, market_name: str, market_names: Mapping[str, str], page_file: str) -> None:
    """Say where a fit is staged that is not staged here, and offer to switch to a market that has it."""
    where = ", ".join(market_names[key] for key in found.market_keys)
    said = f"It is staged in {where}." if where else "It is staged in no market: its market flag names none."
    st.info(f"“{escaped(found.fit_name)}” ({escaped(found.ship_name)}) is not staged in {market_name}. {said}", icon=":material/alt_route:")
    for key in found.market_keys:
        params = {"market": key, "fit": str(found.fit_id)}
        st.page_link(page_file, label=f"Open it in {market_names[key]}", icon=":material/open_in_new:", query_params=params)


def _figures(fit: FitStatus) -> list[KeyFigure]:
    target = "no target" if fit.wanted is None else f"target {fit.wanted:,}"
    figures = [
        KeyFigure("Fits available", formatters.number(fit.fits), "Complete fits that the sell orders allow, hull included.", target),
        KeyFigure("Hulls", formatters.number(fit.hulls), "Hulls for sale."),
        KeyFigure("Of target", formatters.percent(fit.share, 0), MADE, f"{STATUS_SIGN[fit.status]} {fit.status}"),
        KeyFigure("ISK per fit", formatters.isk_short(fit.cost_isk), _cost_made(fit), _partial(fit)),
    ]
    if fit.bottleneck is not None:
        limit = fit.bottleneck
        short = "no target" if limit.short is None else f"{limit.short:,} short" if limit.short else "none short"
        figures.append(
            KeyFigure(
                "Bottleneck", short, "The item that allows the fewest fits, and its units missing for the target.", escaped(limit.type_name)
            )
        )
    return figures


def _cost_made(fit: FitStatus) -> str:
    made = f"Quantity x price over all items, at the price of the cheapest equivalent in stock: {formatters.isk_full(fit.cost_isk)}."
    return f"{made} Without a price, and left out: {escaped(names_in_words(fit.unpriced))}." if fit.unpriced else made


def _partial(fit: FitStatus) -> str | None:
    return f"partial: {counted(len(fit.unpriced), 'item')} without a price" if fit.unpriced else None
