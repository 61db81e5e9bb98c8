"""Where a type can be had, and at what cost on arrival."""

from domain.planner.sources import JITA, Offers, first_units, ladder


def test_the_ladder_climbs_by_what_a_unit_costs_on_arrival() -> None:
    offers = Offers({"north": [(90.0, 5), (130.0, 5)], "south": [(95.0, 3)]}, jita_sell=100.0)
    rungs = ladder(offers, volume_m3=2.0, rates={"north": 10.0, "south": 4.0, JITA: 7.0})
    assert [(rung.place, rung.landed, rung.units) for rung in rungs] == [("south", 103.0, 3), ("north", 110.0, 5), (JITA, 114.0, None)]


def test_nothing_is_above_jita_which_has_no_end() -> None:
    rungs = ladder(Offers({"north": [(200.0, 5)]}, 100.0), 1.0, {"north": 0.0, JITA: 0.0})
    assert [rung.place for rung in rungs] == [JITA]


def test_jita_comes_first_where_the_cost_is_the_same() -> None:
    rungs = ladder(Offers({"north": [(100.0, 5)]}, 100.0), 1.0, {"north": 1.0, JITA: 1.0})
    assert [rung.place for rung in rungs] == [JITA]


def test_without_a_jita_price_the_markets_are_all_there_is() -> None:
    offers = Offers({"north": [(90.0, 5), (130.0, 5)]}, None)
    assert [rung.units for rung in ladder(offers, 1.0, {"north": 0.0})] == [5, 5]
    assert offers.units(20) == 10
    assert offers.units(4) == 4


def test_the_reference_price_is_the_lowest_without_freight() -> None:
    assert Offers({"north": [(90.0, 5)]}, 100.0).reference_isk() == 90.0
    assert Offers({}, 100.0).reference_isk() == 100.0
    assert Offers({}, None).reference_isk() == 0.0


def test_the_first_units_of_a_book_are_its_cheapest() -> None:
    book = [(1.0, 10), (2.0, 10), (3.0, 10)]
    assert first_units(book, 15) == ((1.0, 10), (2.0, 5))
    assert first_units(book, 0) == ()
    assert first_units(book, 99) == tuple(book)
