"""The figures of a market and of one of its types, as the pages show them; None is unknown, 0 is none."""

from dataclasses import dataclass
from datetime import date

SHIP_CATEGORY_ID = 6
DAYS_COMPARED = 30


def relative_change(now: float | None, before: float | None) -> float | None:
    """How much `now` is above `before`, as a fraction; None when either is unknown or `before` is not above 0."""
    if now is None or before is None or before <= 0:
        return None
    return now / before - 1.0


@dataclass(frozen=True)
class MarketOverview:
    """A market, or one category of it, in a few figures.

    `isk_30d` is the ISK traded in the last 30 days of the history, `isk_previous_30d` in the 30 days
    before; None where the history does not reach back that far. `history_until` is its newest day.
    """

    sell_value_isk: float
    sell_orders: int
    buy_orders: int
    listed_types: int
    known_types: int
    isk_30d: float | None
    isk_previous_30d: float | None
    history_until: date | None

    @property
    def orders(self) -> int:
        """All orders, sell and buy."""
        return self.sell_orders + self.buy_orders

    @property
    def isk_change(self) -> float | None:
        """The last 30 days against the 30 days before, as a fraction; None when that cannot be said."""
        return relative_change(self.isk_30d, self.isk_previous_30d)


@dataclass(frozen=True)
class TypeFigures:
    """One type on one market: orders, trade and Jita's price, in units and ISK.

    `price` is the 5th percentile of the sell orders. The averages of volume are units per day over all
    30 (7) days, sales or not; those of price are ISK per unit sold. `units_30d` is None where the
    market has no history of the type and does not watch it.
    """

    type_id: int
    type_name: str
    group_name: str | None
    category_id: int | None
    category_name: str | None
    stock: int
    sell_orders: int
    buy_orders: int
    lowest_sell: float | None
    highest_buy: float | None
    price: float | None
    units_30d: int | None
    avg_daily_volume_30d: float | None
    avg_daily_volume_7d: float | None
    avg_price_30d: float | None
    avg_price_7d: float | None
    days_of_stock: float | None
    jita_sell: float | None
    jita_buy: float | None

    @property
    def is_ship(self) -> bool:
        """Whether the type is a hull."""
        return self.category_id == SHIP_CATEGORY_ID

    @property
    def has_known_sales(self) -> bool:
        """Whether the market has a history of the type, or watches it: only then no sales means that nothing was sold."""
        return self.units_30d is not None

    @property
    def sold_nothing(self) -> bool:
        """Whether it is known that nothing was sold in the last 30 days."""
        return self.units_30d == 0

    @property
    def against_jita(self) -> float | None:
        """The lowest sell against Jita's sell price, as a fraction above it; None when either is unknown."""
        return relative_change(self.lowest_sell, self.jita_sell)
