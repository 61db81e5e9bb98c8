"""What can be downloaded: the files by name, and the rows of those that are answers rather than tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.low_stock import Stock, StockedType


class MarketFile(StrEnum):
    """A file about one market; the value is its name in addresses and file names."""

    ORDERS = "orders"
    STATS = "stats"
    HISTORY = "history"
    FITS = "fits"
    LOW_STOCK = "low_stock"


STATIC_DATA_FILE = "sde"

# Every table of the static data that may be downloaded, with what it holds.
SDE_TABLES = {
    "sdeTypes": "Types with group, category, volume and meta group",
    "invTypes": "Types",
    "invGroups": "Groups of types",
    "invCategories": "Categories of groups",
    "invMetaTypes": "Types and the meta group they are in",
    "invMetaGroups": "Meta groups: Tech I, Tech II, Faction, …",
    "localizations": "Names of types in eight languages",
    "group_localizations": "Names of groups in eight languages",
    "category_localizations": "Names of categories in eight languages",
    "industryActivity": "Blueprints: activities and their times",
    "industryActivityMaterials": "Blueprints: materials",
    "industryActivityProducts": "Blueprints: products",
}


@dataclass(frozen=True, slots=True)
class CsvRows:
    """A heading and its rows; `what` names them in the file's name. None is unknown."""

    what: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


LOW_STOCK_COLUMNS = (
    "Item",
    "Type ID",
    "Status",
    "Days of stock",
    "Stock",
    "Stock with equivalents",
    "Sold per day",
    "Sold per day with equivalents",
    "Price",
    "Jita sell",
    "Group",
    "Category",
    "Fits",
    "Equivalents",
)


def low_stock_rows(stock: Stock, types: Iterable[StockedType]) -> CsvRows:
    """The rows of Low Stock as the page shows them, in its order; days of stock are empty where nothing was sold."""
    return CsvRows(MarketFile.LOW_STOCK, LOW_STOCK_COLUMNS, [_low_stock_row(stock, kind) for kind in types])


def _low_stock_row(stock: Stock, kind: StockedType) -> tuple[object, ...]:
    units = (kind.stock, kind.pool_stock, kind.daily_volume, kind.pool_daily_volume)
    words = (kind.group_name, kind.category_name, ", ".join(stock.names_of_fits(kind)), ", ".join(kind.equivalents))
    return (kind.type_name, kind.type_id, str(kind.status()), kind.days_of_stock, *units, kind.price, kind.jita_sell, *words)
