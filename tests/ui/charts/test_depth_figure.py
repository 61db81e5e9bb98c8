from domain.depth import sell_depth
from ui.charts.depth import depth_figure

ORDERS = [(10.0, 3), (12.0, 4)]


def test_stock_adds_up_by_rising_price():
    steps = depth_figure(sell_depth(ORDERS, None), None).data[0]
    assert steps.x.tolist()[:3] == [10.0, 10.0, 12.0]
    assert steps.y.tolist()[:3] == [0, 3, 7]
    assert steps.line.shape == "hv"


def test_the_last_step_reaches_the_edge_of_the_view():
    figure = depth_figure(sell_depth(ORDERS, None), None)
    assert figure.data[0].x[-1] == figure.layout.xaxis.range[1]
    assert figure.data[0].y[-1] == 7


def test_hover_says_how_many_units_and_what_they_cost_together():
    assert "7 units for 78.00 ISK together" in depth_figure(sell_depth(ORDERS, None), None).data[0].customdata


def test_jita_is_a_dashed_line_within_the_view():
    figure = depth_figure(sell_depth(ORDERS, 9.0), 9.0)
    line = figure.data[1]
    assert (line.name, line.line.dash, list(line.x)) == ("Jita sell 9.00", "dash", [9.0, 9.0])
    assert figure.layout.xaxis.range[0] < 9.0


def test_an_unknown_jita_price_has_no_line():
    assert len(depth_figure(sell_depth(ORDERS, None), None).data) == 1


def test_an_absurd_price_is_out_of_view():
    figure = depth_figure(sell_depth([*ORDERS, (5_000.0, 1)], None), None)
    assert figure.layout.xaxis.range[1] < 13


def test_a_single_order_is_drawn():
    low, high = depth_figure(sell_depth([(10.0, 3)], None), None).layout.xaxis.range
    assert low < 10.0 < high


def test_no_orders_draw_nothing():
    assert len(depth_figure(sell_depth([], 9.0), 9.0).data[0].x) == 0
