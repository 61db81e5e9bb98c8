"""One type: picture, name and key figures."""

import streamlit as st

from domain.market_figures import TypeFigures
from ui import key_figures, pictures
from ui.formatters import daily_volume, days_of_stock, isk_full, isk_short, number, signed_percent
from ui.key_figures import KeyFigure
from ui.markdown import escaped

_PICTURE_PX = 48
_HISTORY = "counted back from the newest day of the market's history, which is that of the region"


def show(item: TypeFigures) -> None:
    """Draw the name with its picture, and the figures in one row."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", wrap=False):
        pictures.show(item.type_id, is_ship=item.is_ship, size_px=_PICTURE_PX, alt=item.type_name)
        st.subheader(_title(item), anchor=False)
    key_figures.show([_lowest_sell(item), _percentile(item), _stock(item), _days(item), _daily_volume(item), _average_price(item)])


def _title(item: TypeFigures) -> str:
    place = " · ".join(name for name in (item.group_name, item.category_name) if name)
    return f"{escaped(item.type_name)} :small[:gray[{escaped(place)}]]" if place else escaped(item.type_name)


def _lowest_sell(item: TypeFigures) -> KeyFigure:
    made = f"The cheapest sell order: {isk_full(item.lowest_sell)}. Jita's lowest sell: {isk_full(item.jita_sell)}."
    if item.against_jita is None:
        note = "no price in Jita" if item.jita_sell is None else f"Jita {isk_short(item.jita_sell)}"
        return KeyFigure("Lowest sell", isk_short(item.lowest_sell), made, note)
    return KeyFigure("Lowest sell", isk_short(item.lowest_sell), made, "against Jita", signed_percent(item.against_jita))


def _percentile(item: TypeFigures) -> KeyFigure:
    made = f"5 % of the sell orders are at this price or below: {isk_full(item.price)}. Other pages call it the price of this type."
    return KeyFigure("5th percentile", isk_short(item.price), made, f"Jita {isk_short(item.jita_sell)}")


def _stock(item: TypeFigures) -> KeyFigure:
    made = "Units left in all sell orders of this type."
    return KeyFigure("Stock", number(item.stock), made, f"{number(item.sell_orders)} sell, {number(item.buy_orders)} buy orders")


def _days(item: TypeFigures) -> KeyFigure:
    made = f"Stock ÷ units sold per day over 30 days, {_HISTORY}. Unknown, and not zero, when nothing was sold."
    return KeyFigure("Days of stock", days_of_stock(item.days_of_stock, sold_nothing=item.sold_nothing), made, _days_note(item))


def _days_note(item: TypeFigures) -> str:
    if not item.has_known_sales:
        return "sales unknown"
    if item.sold_nothing:
        return "in the last 30 days"
    return "sold out" if item.stock == 0 else "at 30-day sales"


def _daily_volume(item: TypeFigures) -> KeyFigure:
    made = f"Units sold in the last 30 days ÷ 30, days without sales included, {_HISTORY}. Below it the same over 7 days."
    return KeyFigure("Units per day, 30 d", daily_volume(item.avg_daily_volume_30d), made, f"7 d: {daily_volume(item.avg_daily_volume_7d)}")


def _average_price(item: TypeFigures) -> KeyFigure:
    made = (
        f"ISK paid ÷ units sold in the last 30 days, {_HISTORY}: {isk_full(item.avg_price_30d)}. "
        f"Below it the same over 7 days: {isk_full(item.avg_price_7d)}."
    )
    return KeyFigure("Average price, 30 d", isk_short(item.avg_price_30d), made, f"7 d: {isk_short(item.avg_price_7d)}")
