import pytest

from domain.depth import DepthStep, sell_depth


def test_each_step_holds_all_units_up_to_its_price():
    depth = sell_depth([(12.0, 5), (10.0, 3), (11.0, 2)], None)
    assert depth.steps == (DepthStep(10.0, 3, 30.0), DepthStep(11.0, 5, 52.0), DepthStep(12.0, 10, 112.0))


def test_orders_at_one_price_are_one_step():
    assert sell_depth([(10.0, 3), (10.0, 4)], None).steps == (DepthStep(10.0, 7, 70.0),)


def test_no_orders_have_no_depth():
    depth = sell_depth([], 5.0)
    assert (depth.steps, depth.view_limit, depth.units_beyond_view) == ((), None, 0)


def test_an_absurd_price_is_beyond_the_view_and_counted():
    depth = sell_depth([(10.0, 3), (12.0, 4), (1_000.0, 6)], None)
    assert depth.view_limit == 30.0
    assert depth.units_beyond_view == 6
    assert depth.highest_in_view == 12.0


def test_the_view_reaches_to_a_jita_price_that_is_higher():
    depth = sell_depth([(10.0, 3), (100.0, 4)], 40.0)
    assert depth.view_limit is None
    assert depth.units_beyond_view == 0


@pytest.mark.parametrize("jita", [None, 1.0])
def test_prices_close_together_are_all_in_view(jita):
    assert sell_depth([(10.0, 3), (29.0, 4)], jita).view_limit is None
