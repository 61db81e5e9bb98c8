"""One market as the comparison of markets needs it: its doctrines, figures and order books, or why they cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from domain.doctrine import required_fits
from domain.doctrine_data import ItemFigures
from domain.market_config import MarketConfig
from domain.order_books import OrderBooks
from domain.priced_stock import PriceAnswer, PricedFits, PricedStock, PriceQuestion, walked_fit
from repositories.market_desk_repo import DeskData
from services.doctrine_book import DoctrineBook, StagedFit


class DeskSource(Protocol):
    """What the desk asks of the repository."""

    def get_data(self) -> DeskData: ...


@dataclass(frozen=True)
class Unreadable:
    """A market whose data cannot be read; `reason` is the sentence that says why."""

    market: MarketConfig
    reason: str


class MarketDesk:
    """What one market's replica says, worked out once; never changed afterwards, so that all visitors may share it."""

    def __init__(self, market: MarketConfig, data: DeskData) -> None:
        self.market = market
        self.book = DoctrineBook(data.doctrines, market.key)
        self.books = OrderBooks(data.levels, self.book.stock)
        self.sell_value_isk = data.sell_value_isk
        self.orders = data.orders
        self._doctrines = data.doctrines

    @property
    def figures(self) -> Mapping[int, ItemFigures]:
        """The figures of every type that the market knows, by type_id."""
        return self._doctrines.figures

    @property
    def pools(self) -> Mapping[int, int]:
        """The pool of each type that has equivalents."""
        return self._doctrines.pools

    @property
    def fits(self) -> Mapping[int, StagedFit]:
        """The fits that are staged here, by fit_id."""
        return self.book.fits

    def book_said_of(self, market_key: str) -> DoctrineBook:
        """What this replica says is staged in another market: fits and doctrines; the stock in it is not that market's."""
        return DoctrineBook(self._doctrines, market_key)

    def demand(self, multiplier: float) -> dict[int, int]:
        """Units by pool that all fits staged here take at their targets x multiplier; 0 asks for nothing."""
        units: dict[int, int] = {}
        for fit in self.fits.values():
            fits = required_fits(fit.target, multiplier) or 0
            for item in fit.items if fits else ():
                pool_id = self.book.stock.pool_id(item.type_id)
                units[pool_id] = units.get(pool_id, 0) + max(0, item.quantity) * fits
        return units

    def daily_sales(self) -> dict[int, float | None]:
        """Units sold per day over 30 days by type; None where that is unknown."""
        return {type_id: figures.avg_daily_volume for type_id, figures in self.figures.items()}

    def priced(self, question: PriceQuestion) -> dict[int, PriceAnswer]:
        """What fits near Jita's price there are, and what the Nth one costs, by fit_id of all that are staged here."""
        stock = self.book.stock
        jita_sell = {type_id: figures.jita_sell for type_id, figures in self.figures.items()}
        near = PricedStock(self.books, stock, jita_sell, question.share) if question.share is not None else None
        answers = {}
        for fit in self.fits.values():
            walked = walked_fit(fit.items, self.books, stock, question.number) if question.number else None
            count = near.fits(fit.items) if near else PricedFits(None)
            answers[fit.fit_id] = PriceAnswer(count.fits, walked.isk if walked else None, self.book.names(count.unjudged))
        return answers


class MarketDeskService:
    """Opens the desk of one market."""

    def __init__(self, market: MarketConfig, source: DeskSource) -> None:
        self._market = market
        self._source = source

    def desk(self) -> MarketDesk:
        """The market as it is now.

        Raises:
            DataUnavailable: its replica is missing or cannot be read.
        """
        return MarketDesk(self._market, self._source.get_data())
