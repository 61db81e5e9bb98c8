"""Answers on the doctrines of one market: what can be bought complete, what limits it, what must be brought."""

from collections.abc import Collection, Iterable, Mapping

from domain.doctrine import required_fits
from domain.doctrine_answers import (
    ConcurrentCapacity,
    Doctrine,
    DoctrineReport,
    FitDetail,
    FitElsewhere,
    FitStatus,
    FitUse,
    ItemCard,
)
from domain.errors import NotFound
from domain.market_config import MarketConfig
from domain.market_flag import staged_in
from domain.restock import RestockRow, TypeNeed, restock_need
from domain.ship_roles import ShipRoles
from repositories.doctrine_repo import DoctrineRepository
from services import doctrine_report, fit_answers
from services.doctrine_book import DoctrineBook


class DoctrineService:
    """The doctrines that `market` stages, from its own replica alone; every answer is read anew and can be kept.

    Every method raises DataUnavailable when the replica cannot be read. `multiplier` scales all targets.
    """

    def __init__(self, market: MarketConfig, repository: DoctrineRepository, roles: ShipRoles, market_keys: Iterable[str]) -> None:
        self._market = market
        self._repository = repository
        self._roles = roles
        self._market_keys = tuple(market_keys)

    def book(self) -> DoctrineBook:
        """All that the answers are made of, for services that need more than one of them."""
        return DoctrineBook(self._repository.get_data(), self._market.key)

    def list_doctrines(self) -> tuple[Doctrine, ...]:
        """The doctrines of which at least one fit is staged here, by title."""
        return self.book().doctrines

    def fit_statuses(self, multiplier: float = 1.0) -> tuple[FitStatus, ...]:
        """Every fit that is staged here, once, as listed."""
        book = self.book()
        return tuple(fit_answers.status_of(book, fit, multiplier, self._roles) for fit in book.fits.values())

    def get_fit(self, fit_id: int, multiplier: float = 1.0) -> FitDetail:
        """One fit with all its items.

        Raises:
            NotFound: the fit is not staged here; `find_fit_elsewhere` knows where it is.
        """
        book = self.book()
        return fit_answers.detail_of(book, book.fit(fit_id), multiplier, self._roles)

    def find_fit_elsewhere(self, fit_id: int) -> FitElsewhere | None:
        """Where a fit is staged that is not staged here; None when no doctrine of any market lists it."""
        lines = [line for line in self._repository.get_data().listed if line.fit_id == fit_id]
        if not lines:
            return None
        keys = {key for line in lines for key in staged_in(line.market_flag, self._market_keys)}
        ship_name = lines[0].ship_name or "Unknown ship"
        return FitElsewhere(fit_id, lines[0].fit_name or ship_name, ship_name, tuple(key for key in self._market_keys if key in keys))

    def list_items(self) -> dict[int, str]:
        """Names by type_id of all that is in a fit staged here or may stand in for it, by name."""
        book = self.book()
        names = {member: book.name(member) for type_id in book.used for member in book.stock.members(type_id)}
        return dict(sorted(names.items(), key=lambda item: item[1].casefold()))

    def fit_uses(self) -> Mapping[int, tuple[FitUse, ...]]:
        """The fits staged here that use a type or an equivalent of it, by type_id; every type of a doctrine of any market is there."""
        book = self.book()
        return {type_id: fit_answers.uses_of(book, type_id) for type_id in book.type_ids}

    def item_card(self, type_id: int) -> ItemCard:
        """A type at a glance.

        Raises:
            NotFound: it is in no doctrine, nor an equivalent of one that is.
        """
        book = self.book()
        if not book.knows(type_id):
            raise NotFound(f"Type {type_id} is in no doctrine.")
        return fit_answers.card_of(book, type_id)

    def restock(
        self, fit_ids: Collection[int], multiplier: float = 1.0, items: Mapping[int, Collection[int]] | None = None
    ) -> tuple[RestockRow, ...]:
        """What is missing until all these fits meet their targets together, and the types of which nothing is.

        `items` adds single types of further fits: type_ids by fit_id. Fits without a target ask for nothing; fits that are not
        staged here are left out.
        """
        book = self.book()
        wanted = [(fit, fit.items) for fit_id in sorted(set(fit_ids)) if (fit := book.fits.get(fit_id))]
        for fit_id, type_ids in (items or {}).items():
            if fit_id not in fit_ids and (fit := book.fits.get(fit_id)):
                wanted.append((fit, tuple(item for item in fit.items if item.type_id in type_ids)))
        needs = restock_need([(lines, required_fits(fit.target, multiplier) or 0) for fit, lines in wanted], book.stock)
        return tuple(_restock_row(book, need) for need in needs)

    def report(self, doctrine_name: str, multiplier: float = 1.0) -> DoctrineReport:
        """A doctrine's fits by role.

        Raises:
            NotFound: no fit of the doctrine is staged here.
        """
        book = self.book()
        return doctrine_report.report_of(book, book.doctrine(doctrine_name), multiplier, self._roles)

    def concurrent(self, doctrine_name: str, multiplier: float = 1.0) -> ConcurrentCapacity:
        """A doctrine's fits counted alone and together, the shared stock given out once.

        Raises:
            NotFound: no fit of the doctrine is staged here.
        """
        book = self.book()
        return doctrine_report.capacity_of(book, book.doctrine(doctrine_name), multiplier)


def _restock_row(book: DoctrineBook, need: TypeNeed) -> RestockRow:
    figures = book.figures(need.type_id)
    return RestockRow(
        type_id=need.type_id,
        type_name=figures.type_name,
        needed=need.needed,
        stock_own=need.stock_own,
        stock_pooled=need.stock_pooled,
        missing=need.missing,
        volume_m3=figures.volume_m3,
        jita_sell=figures.jita_sell,
        local_price=figures.price,
    )
