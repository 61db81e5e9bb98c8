import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.paste.quantities import MOST, read_quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5), ("x5", 5), ("X5", 5), ("5x", 5), ("×5", 5), ("х5", 5), ("x 5", 5), ("5 x", 5), ("+5", 5), ("007", 7),
        ("1,234", 1234), ("1.234", 1234), ("1'234", 1234), ("1 234", 1234), ("1,234,567", 1234567), ("12 345 678", 12345678),
        ("x1,234", 1234), ("2147483647", MOST), ("2,147,483,647", MOST),
    ],
)  # fmt: skip
def test_a_quantity_is_read_as_players_write_it(text, value):
    quantity = read_quantity(text)
    assert quantity is not None
    assert (quantity.value, quantity.fault) == (value, None)


@pytest.mark.parametrize(
    "text", ["0", "000", "-1", "-1,234", "x-5", "x0", "1.5", "12,50", "1,23,456", "1,234.56", "1234,567", "2147483648", "9" * 400]
)
def test_a_quantity_that_cannot_be_is_a_fault_and_not_a_number(text):
    quantity = read_quantity(text)
    assert quantity is not None
    assert quantity.value == 0
    assert quantity.fault is not None
    assert quantity.fault.startswith("The quantity ")
    assert len(quantity.fault) < 100


@pytest.mark.parametrize(
    "text", ["", "x", "10MN", "Tritanium", "5 Tritanium", "1 23", "12 34", "1 2 3", "5 m3", "1 000 000 000 000", "0 500", "."]
)
def test_what_is_no_quantity_is_left_to_be_a_name(text):
    assert read_quantity(text) is None


@given(st.integers(1, MOST), st.sampled_from([",", ".", "'", " ", ""]))
def test_every_grouping_of_a_number_is_that_number(number, separator):
    quantity = read_quantity(f"{number:,}".replace(",", separator))
    assert quantity is not None
    assert (quantity.value, quantity.fault) == (number, None)
