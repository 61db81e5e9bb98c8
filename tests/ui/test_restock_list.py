from domain.restock import RestockRow
from ui.restock_list import restock_table, restock_widths


def row(missing: int, volume_m3: float | None = 1.0, price: float | None = 1_000.0) -> RestockRow:
    return RestockRow(34, "Tritanium", missing, 0, 0, missing, volume_m3, price, price)


def test_a_long_figure_below_short_ones_has_the_width_that_it_needs():
    short = restock_widths(restock_table([row(1)] * 200))
    long = restock_widths(restock_table([row(1)] * 200 + [row(3_735_544_114)]))
    assert {name for name in short if long[name] > short[name]} == {"missing", "needed", "volume", "jita", "local"}


def test_a_list_without_any_price_or_volume_has_widths_too():
    assert set(restock_widths(restock_table([row(1, None, None)])).values()) == {76, 110}
