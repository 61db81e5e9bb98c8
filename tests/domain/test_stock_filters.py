"""An address asks for exactly the filters that it was made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.stock_filters import StockFilters, filters_of, parse_limit_days

names = st.text(st.characters(exclude_characters=",", exclude_categories=("Cs",)), min_size=1, max_size=20)
filters = st.builds(
    StockFilters,
    limit_days=st.integers(0, 365).map(float),
    categories=st.lists(names, max_size=3).map(tuple),
    doctrine=st.none() | names,
    fit_id=st.none() | st.integers(0, 10**9),
    doctrine_items_only=st.booleans(),
    tech_ii_only=st.booleans(),
    faction_only=st.booleans(),
    with_unsold=st.booleans(),
)


@given(filters)
def test_filters_come_back_from_an_address(asked: StockFilters) -> None:
    assert filters_of(asked.to_params()) == asked


def test_what_is_as_usual_is_not_in_the_address() -> None:
    assert StockFilters().to_params() == {}
    assert StockFilters(limit_days=3, tech_ii_only=True).to_params() == {"days": "3", "tech2": "yes"}


def test_parameters_that_are_no_filters_do_not_count() -> None:
    assert filters_of({"market": "primary", "bom": "yes"}) == StockFilters()


@pytest.mark.parametrize("text", ["", "x", "-1", "366", "nan", "inf", "1e9"])
def test_a_limit_that_is_none_is_refused(text: str) -> None:
    assert parse_limit_days(text) is None
    with pytest.raises(InvalidInput, match="number of days"):
        filters_of({"days": text})


@pytest.mark.parametrize("text", ["x", "-1", "1.5", "²", "9" * 5000])
def test_a_fit_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="number of a fit"):
        filters_of({"fit": text})
