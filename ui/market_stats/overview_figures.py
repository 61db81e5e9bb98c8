"""The market, or one category of it, in one row of key figures."""

from domain.market_figures import DAYS_COMPARED, MarketOverview
from ui import key_figures
from ui.formatters import isk_full, isk_short, number, signed_percent
from ui.key_figures import KeyFigure


def show(overview: MarketOverview) -> None:
    """Draw sell-order value, orders, listed types and the ISK volume with its change."""
    key_figures.show(
        [
            KeyFigure(
                "Sell-order value",
                isk_short(overview.sell_value_isk),
                f"Price x units left, over all sell orders: {isk_full(overview.sell_value_isk)}.",
                f"in {number(overview.sell_orders)} sell orders",
            ),
            KeyFigure(
                "Orders",
                number(overview.orders),
                "Sell and buy orders on the market now.",
                f"{number(overview.sell_orders)} sell, {number(overview.buy_orders)} buy",
            ),
            KeyFigure(
                "Listed types",
                number(overview.listed_types),
                "Types with at least one sell or buy order, of all that are watched or ordered here.",
                f"of {number(overview.known_types)} known",
            ),
            _isk_volume(overview),
        ]
    )


def _isk_volume(overview: MarketOverview) -> KeyFigure:
    until = overview.history_until or "the newest of the history"
    made = (
        f"Average price x units sold, day by day, in the {DAYS_COMPARED} days up to {until}: "
        f"{isk_full(overview.isk_30d)}; in the {DAYS_COMPARED} days before: {isk_full(overview.isk_previous_30d)}. "
        "The history is that of the region."
    )
    change = overview.isk_change
    return KeyFigure(
        f"ISK volume, {DAYS_COMPARED} days",
        isk_short(overview.isk_30d),
        made,
        note=f"on {DAYS_COMPARED} d before" if change is not None else "nothing to compare with",
        change=signed_percent(change) if change is not None else None,
        is_good_up=True,
    )
