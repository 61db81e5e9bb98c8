from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from domain.build_quote import BuildQuote, BuildRequest, PriceBasis, SiteCost, Sourced, TypeInfo, TypePrices, ValueSource
from domain.build_tree import Market, Place, Recipe, plan_build
from domain.industry import MANUFACTURING, Blueprint, Modifiers, Skills, item_value_isk, job_fees, materials_cost_isk, plan_job
from domain.industry_sites import Security, Site
from ui.build_costs.breakdown import fees_table, materials_table
from ui.build_costs.head import figures, partial_words, place_words
from ui.build_costs.phrases import basis_words, duration, source_words
from ui.build_costs.places import places_table
from ui.build_costs.tree import tree_table
from ui.charts.build_costs import MOST_STRUCTURES, site_costs_figure

TRITANIUM, RIFTER, PLATE = 34, 587, 100
BLUEPRINT = Blueprint(691, MANUFACTURING, 3_600, RIFTER, 1, ((TRITANIUM, 1_000), (PLATE, 2)))
PRICES = {TRITANIUM: TypePrices(4.0, 3.5, 5.0), PLATE: TypePrices(500.0), RIFTER: TypePrices(10_000.0, 9_000.0, 12_000.0)}
TYPES = {
    TRITANIUM: TypeInfo(TRITANIUM, "Tritanium", 18, 4, None, 0.01),
    PLATE: TypeInfo(PLATE, "Plate", 334, 17, None, 1.0),
    RIFTER: TypeInfo(RIFTER, "Rifter", 25, 6, None, 2_500.0),
}


def cost(number: int, index: str | None, unpriced: bool = False, runs: int = 10) -> SiteCost:
    known = None if index is None else Decimal(index)
    site = Site(number, f"Yard {number}", 1, "Amamake", "Azbel", None, Security.LOW, Decimal("0.01"), (), (), known)
    place = Modifiers(index=known, tax=Decimal("0.01"))
    job = plan_job(BLUEPRINT, runs, 0, 0, place, Skills(0, 0, 0))
    isk, missing = materials_cost_isk(job, {} if unpriced else {TRITANIUM: 4.0, PLATE: 500.0})
    value, unvalued = item_value_isk(BLUEPRINT, runs, {} if unpriced else {TRITANIUM: 4.0, PLATE: 500.0})
    return SiteCost(site, job, job_fees(value, place), isk, missing, (), 720, None, unvalued)


def quote(*sites: SiteCost) -> BuildQuote:
    request = BuildRequest(RIFTER, 10, 0, 0, PriceBasis.JITA_SELL)
    at = Sourced(ValueSource.COLLECTOR, datetime(2026, 11, 20, 11, 20))
    return BuildQuote(request, TYPES[RIFTER], BLUEPRINT, sites, (), TYPES, PRICES, at, at)


def test_places_are_listed_with_their_cost_and_profit():
    first, second = cost(1, "0.01"), cost(2, "0.05")
    table = places_table(quote(first, second), second)
    # materials 50,000; item value 50,000: index 500, tax 500, surcharge 2,000
    assert list(table["total"]) == [53_000.0, 55_000.0]
    assert list(table["mark"]) == ["", "▸"]
    assert list(table["profit"]) == [12_000.0 - 5_300.0, 12_000.0 - 5_500.0]
    assert list(table["index"]) == [1.0, 5.0]
    assert list(table["security"]) == ["low", "low"]


def test_unknown_costs_are_missing_and_not_zero():
    nothing = cost(1, None, unpriced=True)
    table = places_table(quote(nothing), nothing)
    assert table[["unit", "total", "materials", "fees", "profit", "index"]].isna().all(axis=None)
    assert list(table["known"]) == ["partial"]
    assert fees_table(quote(nothing), nothing)["isk"].isna().all()
    assert figures(quote(nothing), nothing, "4H")[0].value == "–"


def test_an_unknown_tax_is_a_dash_and_makes_the_total_partial():
    one = cost(1, "0.01")
    untaxed = replace(one, site=replace(one.site, tax=None), fees=job_fees(50_000, Modifiers(index=Decimal("0.01"), tax=None)))
    fees = fees_table(quote(untaxed), untaxed).set_index("part")
    assert fees.loc["Facility tax", "rate"] == "–"
    assert fees["isk"].isna().tolist() == [False, False, False, True, False, False]
    assert partial_words(quote(untaxed), untaxed) == "The total is partial: the facility tax is not on record."
    assert figures(quote(untaxed), untaxed, "4H")[0].label == "Cost per unit, partial"


def test_materials_are_listed_with_what_is_missing_first():
    one = cost(1, "0.01")
    unpriced = replace(quote(one), prices={**PRICES, PLATE: TypePrices()})
    table = materials_table(unpriced, one)
    assert list(table["material"]) == ["Plate", "Tritanium"]
    assert table["isk"].isna().tolist() == [True, False]
    assert table["isk"].iloc[1] == 40_000
    assert table["volume"].tolist() == [20.0, 100.0]
    assert table["share"].iloc[1] == pytest.approx(40_000 / 53_000 * 100)


def test_the_parts_of_the_fees_have_their_rates():
    one = cost(1, "0.0375")
    table = fees_table(quote(one), one)
    assert list(table["rate"][1:5]) == ["3.75 %", "0.0 %", "1.00 %", "4.0 %"]
    assert table["isk"].iloc[-1] == table["isk"].iloc[1:-1].sum()


def test_a_fee_without_an_index_is_unknown():
    one = cost(1, None)
    table = fees_table(quote(one), one)
    assert table["rate"][1] == "–"
    assert table["isk"][1:3].isna().all()
    assert partial_words(quote(one), one) == "The total is partial: the system has no cost index."


def test_what_the_total_lacks_is_named():
    one = cost(1, "0.01", unpriced=True)
    assert partial_words(quote(one), one) == (
        "The total is partial: no price for Tritanium, Plate, so that the job cost is too low as well."
    )
    valued = replace(cost(1, "0.01"), unvalued=(PLATE,))
    assert partial_words(quote(valued), valued) == "The total is partial: the job cost is too low without a value for Plate."
    assert partial_words(quote(cost(1, "0.01")), cost(1, "0.01")) is None


def test_the_price_of_the_market_is_named_by_its_short_name():
    one = cost(1, "0.01")
    labels = [figure.label for figure in figures(quote(one), one, "4H")]
    assert labels[1:3] == ["4H price:", "Jita price:"]


def test_a_loss_is_shown_as_one():
    one = cost(1, "0.01")
    poor = replace(quote(one), prices={**PRICES, RIFTER: TypePrices(None, None, 5_000.0)})
    local, jita = figures(poor, one, "4H")[1:3]
    assert local.change == "-300.00"
    assert local.is_good_up
    assert (jita.value, jita.change, jita.note) == ("–", None, "no price")


def test_the_place_is_called_cheapest_only_where_it_is():
    first, second = cost(1, "0.01"), cost(2, "0.05")
    assert place_words(quote(first, second), first) == "cheapest of 2 structures: Yard 1 in Amamake"
    assert place_words(quote(first, second), second) == "Yard 2 in Amamake"


def test_the_tree_is_indented_and_says_how_each_component_is_had():
    recipes = {PLATE: Recipe(Blueprint(1, MANUFACTURING, 60, PLATE, 1, ((TRITANIUM, 10),)), 0, 0, (Place("Yard", Modifiers()),))}
    plan = plan_build([(PLATE, 2)], recipes, Market({TRITANIUM: 4.0, PLATE: 500.0}, {}), Skills())
    table = tree_table(quote(), plan.rows())
    assert list(table["component"]) == ["Plate", "\u2003└ Tritanium"]
    assert list(table["way"]) == ["build", "buy"]
    assert list(table["isk"]) == [80.0, 80.0]
    assert table["buy"].tolist() == [500.0, 4.0]
    assert table["place"][0] == "Yard"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "–"),
        (45, "45 s"),
        (720, "12 min"),
        (3_600, "1 h 0 min"),
        (19_584, "5 h 26 min"),
        (86_400, "1 d 0 h"),
        (90_000_000, "1,041 d 16 h"),
    ],
)
def test_durations_are_words(seconds, words):
    assert duration(seconds) == words


def test_the_basis_is_named_by_the_market():
    assert [basis_words(basis, "4H") for basis in PriceBasis] == ["Jita sell", "Jita buy", "4H price"]


def test_sources_say_their_age():
    now = datetime(2026, 11, 20, 14, 20)
    stored = Sourced(ValueSource.COLLECTOR, datetime(2026, 11, 20, 11, 20))
    assert source_words(stored, now) == "the collector, 2026-11-20 11:20 EVE, 3 h ago"
    assert source_words(Sourced(ValueSource.COLLECTOR), now) == "the collector, age unknown"
    assert source_words(Sourced(ValueSource.JITA), now) == "Jita's prices instead"


def test_the_chart_has_a_dot_per_structure_and_only_the_prices_in_sight():
    sites = [cost(number, f"0.0{number}") for number in range(1, 4)]
    near = replace(quote(*sites), prices={**PRICES, RIFTER: TypePrices(5_370.0, None, 12_000.0)})
    traces = site_costs_figure(near, sites[1], "4H").data
    assert [trace.name for trace in traces] == ["Jita price 5,370.00", "cost per unit"]
    assert list(traces[-1].x) == [5_300.0, 5_350.0, 5_400.0]
    assert len(set(traces[-1].marker.color)) == 2


def test_the_chart_shows_the_cheapest_of_very_many():
    sites = [cost(number, "0.01") for number in range(1, 100)]
    assert len(site_costs_figure(quote(*sites), sites[0], "4H").data[-1].x) == MOST_STRUCTURES
