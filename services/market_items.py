"""Any type over all markets: stock, days, prices against Jita and against the cheapest market."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from domain.doctrine_data import ItemFigures
from domain.market_figures import relative_change
from services.fit_answers import SHIP_SLOT
from services.market_desk import MarketDesk
from services.markets_service import Side, readable

SHARED = {"type_id": "int64", "type_name": "str", "group_name": "str", "category_name": "str", "is_ship": "bool", "in_fits": "bool"}
MEASURES = ("stock", "days", "lowest_sell", "price", "against_jita", "against_cheapest")


def items_table(sides: Sequence[Side]) -> pd.DataFrame:
    """One row per type that any market knows, by name.

    Columns: those of `SHARED` (`in_fits`: a fit staged in a market that can be read takes it), jita_sell, and `<market key>.<measure>` for
    each of `MEASURES`. Prices are ISK per unit, `price` the 5th percentile; `days` is the stock over the average daily sales; the
    differences are fractions of the lowest sell price above Jita's sell and above the lowest of all markets. Missing is
    unknown; a market that can be read and does not know a type has a stock of 0 of it.
    """
    desks = readable(sides)
    known: dict[int, ItemFigures] = {}
    for desk in reversed(desks):
        known.update(desk.figures)
    used = {type_id for desk in desks for type_id in desk.book.used}
    jita = {type_id: jita_sell(desks, type_id) for type_id in known}
    frame = pd.DataFrame(
        {
            "type_id": list(known),
            "type_name": [figures.type_name for figures in known.values()],
            "group_name": [figures.group_name for figures in known.values()],
            "category_name": [figures.category_name for figures in known.values()],
            "is_ship": [figures.slot == SHIP_SLOT for figures in known.values()],
            "in_fits": [type_id in used for type_id in known],
        }
    ).astype(SHARED)
    frame["jita_sell"] = pd.Series(list(jita.values()), dtype="float64")
    lowest = {type_id: _lowest(desks, type_id) for type_id in known}
    for side in sides:
        here = side if isinstance(side, MarketDesk) else None
        for measure, values in _measures(here, jita, lowest).items():
            frame[f"{side.market.key}.{measure}"] = pd.Series(values, dtype="Int64" if measure == "stock" else "float64")
    return frame.sort_values("type_name", key=lambda names: names.str.casefold(), ignore_index=True)


def jita_sell(desks: Sequence[MarketDesk], type_id: int) -> float | None:
    """Jita's sell price as the first of the markets that has one knows it."""
    prices = (desk.figures[type_id].jita_sell for desk in desks if type_id in desk.figures)
    return next((price for price in prices if price is not None), None)


def _lowest(desks: Sequence[MarketDesk], type_id: int) -> float | None:
    prices = [desk.figures[type_id].lowest_sell for desk in desks if type_id in desk.figures]
    return min((price for price in prices if price is not None), default=None)


def _measures(desk: MarketDesk | None, jita: dict[int, float | None], lowest: dict[int, float | None]) -> dict[str, list[Any]]:
    if desk is None:
        return {measure: [None] * len(jita) for measure in MEASURES}
    found = [desk.figures.get(type_id) for type_id in jita]
    lowest_here = [figures.lowest_sell if figures else None for figures in found]
    return {
        "stock": [figures.stock if figures else 0 for figures in found],
        "days": [_days(figures) if figures else None for figures in found],
        "lowest_sell": lowest_here,
        "price": [figures.price if figures else None for figures in found],
        "against_jita": [relative_change(here, there) for here, there in zip(lowest_here, jita.values(), strict=True)],
        "against_cheapest": [relative_change(here, there) for here, there in zip(lowest_here, lowest.values(), strict=True)],
    }


def _days(figures: ItemFigures) -> float | None:
    return figures.stock / figures.avg_daily_volume if figures.avg_daily_volume else None
