"""The rows of the files that are answers: doctrine fits, and what is low."""

from collections.abc import Iterator
from typing import Protocol

from domain.doctrine import item_limits
from domain.exports import CsvRows, MarketFile, low_stock_rows
from domain.low_stock import Stock, low_stock
from domain.stock_filters import StockFilters
from services.doctrine_book import DoctrineBook, StagedFit

FIT_COLUMNS = (
    "Fit",
    "Fit ID",
    "Ship",
    "Doctrines",
    "Target",
    "Fits available",
    "Item",
    "Type ID",
    "Slot",
    "Group",
    "Quantity",
    "Stock",
    "Stock with equivalents",
    "Fits from stock",
    "Price",
    "Jita sell",
    "Equivalents",
)


class Doctrines(Protocol):
    """What the service asks of the doctrine service."""

    def book(self) -> DoctrineBook: ...


class Stocks(Protocol):
    """What the service asks of the low stock service."""

    def stock(self) -> Stock: ...


class ExportService:
    """Files about one market; every method raises DataUnavailable when the replica cannot be read."""

    def __init__(self, doctrines: Doctrines, stocks: Stocks) -> None:
        self._doctrines = doctrines
        self._stocks = stocks

    def fits(self, doctrine: str | None = None, fit_id: int | None = None) -> CsvRows:
        """The items of one fit, of a doctrine's fits, or of every fit that is staged here, one row for each.

        Raises:
            NotFound: the doctrine or the fit is not staged here.
        """
        book = self._doctrines.book()
        if fit_id is not None:
            fits = [book.fit(fit_id)]
            what = f"fit_{fits[0].fit_name}"
        elif doctrine is not None:
            found = book.doctrine(doctrine)
            fits = [book.fits[each] for each in found.fit_ids]
            what = f"{MarketFile.FITS}_{found.title}"
        else:
            fits, what = list(book.fits.values()), str(MarketFile.FITS)
        return CsvRows(what, FIT_COLUMNS, [row for fit in fits for row in _fit_rows(book, fit)])

    def low_stock(self, asked: StockFilters) -> CsvRows:
        """What is low, as the page Low Stock shows it.

        Raises:
            NotFound: the doctrine or the fit is not staged here.
        """
        stock = self._stocks.stock()
        return low_stock_rows(stock, low_stock(stock, asked))


def _fit_rows(book: DoctrineBook, fit: StagedFit) -> Iterator[tuple[object, ...]]:
    limits = item_limits(fit.items, book.stock)
    available = min((limit.fits for limit in limits), default=None)
    for limit in limits:
        figures = book.figures(limit.type_id)
        others = ", ".join(other.type_name for other in book.equivalents(limit.type_id))
        yield (
            *(fit.fit_name, fit.fit_id, fit.ship_name, ", ".join(fit.doctrines), fit.target, available),
            *(figures.type_name, limit.type_id, figures.slot, figures.group_name, limit.quantity),
            *(limit.stock_own, limit.stock_pooled, limit.fits, figures.price, figures.jita_sell, others),
        )
