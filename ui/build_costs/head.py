"""What a unit costs in one structure, against what it sells for."""

from collections.abc import Sequence

import streamlit as st

from domain.build_quote import BuildQuote, SiteCost
from ui import key_figures, pictures
from ui.build_costs.phrases import basis_words, duration
from ui.formatters import UNKNOWN, isk_full, isk_short, number, signed_percent, volume_m3
from ui.key_figures import KeyFigure
from ui.markdown import escaped
from ui.words import counted

_PICTURE_PX, _SHIP, _NAMES_SHOWN = 48, 6, 6


def show(quote: BuildQuote, cost: SiteCost, short_name: str) -> None:
    """Draw item and place, the key figures, and what they lack."""
    product = quote.product
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        pictures.show(product.type_id, is_ship=product.category_id == _SHIP, size_px=_PICTURE_PX, alt=product.name)
        st.subheader(f"{escaped(product.name)} :small[:gray[{escaped(place_words(quote, cost))}]]", anchor=False)
    key_figures.show(figures(quote, cost, short_name))
    warning = partial_words(quote, cost)
    if warning:
        st.warning(escaped(warning), icon=":material/warning:")
    for sentence in (*cost.left_out, *quote.notes):
        st.caption(escaped(sentence))


def place_words(quote: BuildQuote, cost: SiteCost) -> str:
    """Where the figures hold: "cheapest of 24 structures: Yard 3 in Amamake"."""
    cheapest = quote.sites[0] is cost and len(quote.sites) > 1
    return f"{f'cheapest of {len(quote.sites)} structures: ' if cheapest else ''}{cost.site.name} in {cost.site.system_name}"


def figures(quote: BuildQuote, cost: SiteCost, short_name: str) -> list[KeyFigure]:
    """Cost, prices with profit, ISK per hour, time and volume."""
    prices, at = quote.product_prices, basis_words(quote.request.basis, short_name)
    made = (
        f"Materials at {at} and job cost: {isk_full(cost.per_unit_isk)} per unit, {isk_full(cost.per_run_isk)} per run, "
        f"{isk_full(cost.total_isk)} in all for {number(cost.job.produced)} units of {number(cost.job.runs)} runs."
    )
    local_hour, jita_hour = (cost.profit_per_hour_isk(price) for price in (prices.local, prices.jita_sell))
    hour = f"Profit of all units / hours of the job. At the {short_name} price: {isk_full(local_hour)}. In Jita: {isk_full(jita_hour)}."
    return [
        KeyFigure("Cost per unit" if cost.is_complete else "Cost per unit, partial", _known(cost, cost.per_unit_isk), made, _in_all(cost)),
        _price(f"{short_name} price:", prices.local, cost, f"The price on {short_name}: 5 % of the sell orders are at it or below."),
        _price("Jita price:", prices.jita_sell, cost, f"Jita's sell price; its buy price is {isk_full(prices.jita_buy)}."),
        KeyFigure(f"ISK per hour, {short_name}", isk_short(local_hour), hour, f"Jita {isk_short(jita_hour)}"),
        _time(cost),
        KeyFigure(
            "m³ in",
            volume_m3(quote.volume_in_m3(cost)),
            "Packaged volume of all that is bought, and below it of all that is made.",
            f"out {volume_m3(quote.volume_out_m3(cost))}",
        ),
    ]


def partial_words(quote: BuildQuote, cost: SiteCost) -> str | None:
    """What the total lacks; None when it lacks nothing."""
    lacks = []
    if cost.missing:
        too_low = ", so that the job cost is too low as well" if cost.unvalued else ""
        lacks.append(f"no price for {_names(quote, cost.missing)}{too_low}")
    elif cost.unvalued:
        lacks.append(f"the job cost is too low without a value for {_names(quote, cost.unvalued)}")
    if cost.fees.system_isk is None:
        lacks.append("the system has no cost index")
    if cost.fees.facility_tax_isk is None:
        lacks.append("the facility tax is not on record")
    return f"The total is partial: {'; '.join(lacks)}." if lacks else None


def _names(quote: BuildQuote, type_ids: Sequence[int]) -> str:
    names = [quote.name(type_id) for type_id in type_ids]
    more = len(names) - _NAMES_SHOWN
    return ", ".join(names[:_NAMES_SHOWN]) + (f" and {counted(more, 'other')}" if more > 0 else "")


def _in_all(cost: SiteCost) -> str:
    return f"{_known(cost, cost.total_isk)} for {number(cost.job.produced)}"


def _known(cost: SiteCost, isk: float) -> str:
    return UNKNOWN if cost.is_unknown else isk_short(isk)


def _price(label: str, price: float | None, cost: SiteCost, made: str) -> KeyFigure:
    profit = cost.profit_per_unit_isk(price)
    if price is None or profit is None:
        return KeyFigure(label, isk_short(price), f"{made} {isk_full(price)}.", "no price" if price is None else "profit unknown")
    words = f"{made} {isk_full(price)}. Profit per unit, before taxes on the sale: {isk_full(profit)}."
    change = f"{'+' if profit > 0 else ''}{isk_short(profit)}"
    margin = signed_percent(profit / cost.per_unit_isk) if cost.per_unit_isk > 0 else UNKNOWN
    return KeyFigure(label, isk_short(price), words, f"profit, {margin}", change, is_good_up=True)


def _time(cost: SiteCost) -> KeyFigure:
    limit = f"A job may run for 30 days: {number(cost.runs_per_job)} runs."
    made = f"One job after the other, with blueprint, structure, rigs and skills. {limit}"
    if cost.plan and cost.plan.jobs:
        others = sum(one.job.time_s for one in cost.plan.jobs if one.job)
        made += f" The {len(cost.plan.jobs)} jobs for components run for {duration(others)} more."
    note = f"{number(cost.jobs)} jobs: 30 days at most" if cost.jobs > 1 else f"{duration(cost.job.time_s // cost.job.runs)} per run"
    return KeyFigure("Time", duration(cost.job.time_s), made, note)
