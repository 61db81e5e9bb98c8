"""Answers on what runs out: everything a market should hold, with its equivalents and the fits that take it."""

from collections.abc import Iterable
from typing import Protocol

from domain.doctrine import PooledStock, required_fits
from domain.doctrine_answers import ItemCard
from domain.errors import NotFound
from domain.low_stock import SALES_DAYS, Stock, StockedType
from domain.market_figures import SHIP_CATEGORY_ID
from domain.restock import restock_need
from repositories.low_stock_repo import HeldType
from services import fit_answers
from services.doctrine_book import DoctrineBook


class Types(Protocol):
    """What the service asks of the repository."""

    def list_types(self) -> list[HeldType]: ...
    def list_pools(self) -> dict[int, int]: ...
    def has_history(self) -> bool: ...


class Doctrines(Protocol):
    """What the service asks of the doctrine service."""

    def book(self) -> DoctrineBook: ...


class LowStockService:
    """What one market should hold; every answer is read anew and can be kept."""

    def __init__(self, types: Types, doctrines: Doctrines) -> None:
        self._types = types
        self._doctrines = doctrines

    def stock(self) -> Stock:
        """Every type that is watched or in a fit staged here; types without any order are in it, with stock 0.

        Raises:
            DataUnavailable: the replica cannot be read.
        """
        held = {kind.type_id: kind for kind in self._types.list_types()}
        book = self._doctrines.book()
        pools = _Pools(held, self._types.list_pools(), book)
        return Stock(
            types=tuple(pools.stocked(kind, book) for kind in held.values() if kind.is_watched or kind.type_id in book.used),
            doctrines=book.doctrines,
            fit_names={fit.fit_id: fit.fit_name for fit in book.fits.values()},
            has_history=self._types.has_history(),
        )

    def item_card(self, type_id: int) -> ItemCard:
        """A type at a glance.

        Raises:
            NotFound: the market does not know it.
            DataUnavailable: the replica cannot be read.
        """
        book = self._doctrines.book()
        if book.knows(type_id):
            return fit_answers.card_of(book, type_id)
        kind = next((kind for kind in self._types.list_types() if kind.type_id == type_id), None)
        if kind is None:
            raise NotFound(f"This market knows no type with the number {type_id}.")
        return _card(kind)


def _card(kind: HeldType) -> ItemCard:
    """The card of a type that is in no doctrine, nor an equivalent of anything."""
    return ItemCard(
        type_id=kind.type_id,
        type_name=kind.type_name,
        group_name=kind.group_name or fit_answers.UNKNOWN_GROUP,
        is_ship=kind.category_id == SHIP_CATEGORY_ID,
        price=kind.price,
        lowest_sell=kind.lowest_sell,
        stock_own=kind.stock,
        stock_pooled=kind.stock,
        days=kind.stock * SALES_DAYS / kind.units_30d if kind.units_30d else None,
        jita_sell=kind.jita_sell,
        equivalents=(),
        uses=(),
    )


class _Pools:
    """Stock, sales and doctrine need of every type, and of its pool of equivalents."""

    def __init__(self, held: dict[int, HeldType], pools: dict[int, int], book: DoctrineBook) -> None:
        self._held = held
        self._stock = PooledStock({type_id: kind.stock for type_id, kind in held.items()}, pools)
        wanted = [(fit.items, required_fits(fit.target) or 0) for fit in book.fits.values()]
        self._needed = {need.type_id: need.needed for need in restock_need(wanted, self._stock)}

    def stocked(self, kind: HeldType, book: DoctrineBook) -> StockedType:
        type_id = kind.type_id
        members = self._stock.members(type_id)
        return StockedType(
            type_id=type_id,
            type_name=kind.type_name,
            group_name=kind.group_name,
            category_id=kind.category_id,
            category_name=kind.category_name,
            meta_group_id=kind.meta_group_id,
            volume_m3=kind.volume_m3,
            price=kind.price,
            jita_sell=kind.jita_sell,
            stock=kind.stock,
            units_30d=kind.units_30d,
            pool_id=self._stock.pool_id(type_id),
            pool_stock=self._stock.pooled(type_id),
            pool_units_30d=_sum_of_known(self._held[member].units_30d for member in members if member in self._held),
            doctrine_need=self._needed.get(type_id, 0),
            pool_doctrine_need=sum(self._needed.get(member, 0) for member in members),
            fit_ids=tuple(fit.fit_id for fit, _ in book.used.get(type_id, ())),
            equivalents=tuple(self._held[member].type_name for member in members if member != type_id and member in self._held),
        )


def _sum_of_known(units: Iterable[int | None]) -> int | None:
    units = tuple(units)
    known = sum(count for count in units if count is not None)
    # Nothing known to be sold is no proof that nothing was, as long as one of them is unknown.
    return None if known == 0 and None in units else known
