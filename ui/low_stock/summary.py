"""How bad it is: the key figures of what is shown."""

from domain.low_stock import CRITICAL_UP_TO_DAYS, StockTotals
from domain.stock_filters import StockFilters
from ui import key_figures
from ui.formatters import number, percent
from ui.key_figures import KeyFigure


def show(totals: StockTotals, asked: StockFilters, known: int) -> None:
    """Draw the counts of the items that are shown; `known` is how many there are in all, low or not."""
    limit, critical = asked.limit_days, min(asked.limit_days, CRITICAL_UP_TO_DAYS)
    made = "Items that are shown, by how long their stock lasts at the average daily volume of 30 days."
    figures = [
        KeyFigure("Critical", number(totals.critical), made, f"{critical:g} days or less"),
        KeyFigure("Low", number(totals.low), made, f"more, up to {limit:g} days" if limit > critical else "with this limit: none"),
        KeyFigure("Out of stock", number(totals.out), "Neither they nor an equivalent is for sale.", "nothing for sale"),
        KeyFigure(
            "Share of all",
            percent((totals.critical + totals.low) / known if known else None, 0),
            "Critical and low ones shown, of all that is watched here or in a doctrine fit.",
            f"{number(totals.critical + totals.low)} of {number(known)} items",
        ),
    ]
    if asked.with_unsold:
        figures.append(KeyFigure("No sales", number(totals.unsold), "Items of which nothing was sold in 30 days.", "in 30 days"))
    key_figures.show(figures)


def nothing(asked: StockFilters, market_name: str, has_history: bool) -> str:
    """Why no item is shown, as a sentence."""
    if not has_history:
        return (
            f"{market_name} has no market history yet, so nobody can tell how long anything lasts. "
            "Tick “Items without sales too” to see what is in stock."
        )
    if asked == StockFilters(limit_days=asked.limit_days):
        return f"Everything that is watched here lasts longer than {asked.limit_days:g} days."
    return f"Nothing that these filters ask for lasts {asked.limit_days:g} days or less."
