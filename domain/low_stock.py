"""What is low: how long the stock of each type lasts, which types are shown, and how many units they lack."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.doctrine_answers import Doctrine
from domain.errors import NotFound
from domain.restock import RestockRow
from domain.stock_filters import StockFilters

CRITICAL_UP_TO_DAYS = 3.0
SALES_DAYS = 30
TECH_II_META_GROUP, FACTION_META_GROUP = 2, 4


class StockStatus(StrEnum):
    """How long a type lasts; the value is the word that is shown."""

    CRITICAL = "critical"
    LOW = "low"
    UNSOLD = "no sales"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class StockedType:
    """A type that the market should hold: watched, or in a fit that is staged there.

    `stock` and `units_30d` are units for sale and units sold in 30 days (None: unknown), of the type alone; `pool_stock` and
    `pool_units_30d` count its equivalents too. `doctrine_need` is what all staged fits take of it at their targets,
    `pool_doctrine_need` likewise. `fit_ids` are the fits that take it. Prices are ISK per unit, None when unknown.
    """

    type_id: int
    type_name: str
    group_name: str | None
    category_id: int | None
    category_name: str | None
    meta_group_id: int | None
    volume_m3: float | None
    price: float | None
    jita_sell: float | None
    stock: int
    units_30d: int | None
    pool_id: int
    pool_stock: int
    pool_units_30d: int | None
    doctrine_need: int
    pool_doctrine_need: int
    fit_ids: tuple[int, ...]
    equivalents: tuple[str, ...]

    @property
    def daily_volume(self) -> float | None:
        """Units of the type alone that are sold in a day, over 30 days; None when unknown."""
        return None if self.units_30d is None else self.units_30d / SALES_DAYS

    @property
    def pool_daily_volume(self) -> float | None:
        """Units that are sold in a day, equivalents included; None when unknown."""
        return None if self.pool_units_30d is None else self.pool_units_30d / SALES_DAYS

    @property
    def days_of_stock(self) -> float | None:
        """Stock / average daily volume, equivalents included in both; None when nothing was sold or that is unknown."""
        return self.pool_stock * SALES_DAYS / self.pool_units_30d if self.pool_units_30d else None

    def status(self) -> StockStatus:
        """Critical up to 3 days; anything that lasts longer and is shown is low."""
        days = self.days_of_stock
        if days is None:
            return StockStatus.UNKNOWN if self.pool_units_30d is None else StockStatus.UNSOLD
        return StockStatus.CRITICAL if days <= CRITICAL_UP_TO_DAYS else StockStatus.LOW


@dataclass(frozen=True)
class Stock:
    """Everything that a market should hold, with the doctrines staged there and the names of their fits by fit_id.

    `has_history` is whether the market has a history at all: without one nobody knows how long anything lasts.
    """

    types: tuple[StockedType, ...]
    doctrines: tuple[Doctrine, ...]
    fit_names: Mapping[int, str]
    has_history: bool

    @property
    def categories(self) -> tuple[str, ...]:
        """The names of the categories, by name."""
        return tuple(sorted({kind.category_name for kind in self.types if kind.category_name}, key=str.casefold))

    def fits_of(self, doctrine: str | None) -> dict[int, str]:
        """Names by fit_id of the fits of a doctrine, or of all staged fits (None).

        Raises:
            NotFound: the doctrine is not staged here.
        """
        if doctrine is None:
            return dict(self.fit_names)
        found = next((staged for staged in self.doctrines if staged.name == doctrine), None)
        if found is None:
            raise NotFound(f"The doctrine “{doctrine}” is not staged in this market.")
        return {fit_id: self.fit_names[fit_id] for fit_id in found.fit_ids}

    def names_of_fits(self, kind: StockedType) -> tuple[str, ...]:
        """The names of the fits that take a type."""
        return tuple(self.fit_names[fit_id] for fit_id in kind.fit_ids)


@dataclass(frozen=True, slots=True)
class StockTotals:
    """Key figures over types that are shown; `out` of them have no stock, equivalents included."""

    critical: int
    low: int
    out: int
    unsold: int


def low_stock(stock: Stock, asked: StockFilters) -> tuple[StockedType, ...]:
    """The types that are low: what runs out first comes first; what was not sold last, when it is asked for at all.

    A type is low when its stock lasts `limit_days` or less.

    Raises:
        NotFound: the doctrine or the fit is not staged here.
    """
    wanted_fits = _wanted_fits(stock, asked)

    def is_shown(kind: StockedType) -> bool:
        days = kind.days_of_stock
        return (asked.with_unsold if days is None else days <= asked.limit_days) and _is_asked_for(kind, asked, wanted_fits)

    return tuple(sorted(filter(is_shown, stock.types), key=_urgency))


def _wanted_fits(stock: Stock, asked: StockFilters) -> Collection[int] | None:
    if asked.doctrine is None and asked.fit_id is None:
        return stock.fit_names.keys() if asked.doctrine_items_only else None
    fits = stock.fits_of(asked.doctrine)
    if asked.fit_id is None:
        return fits.keys()
    if asked.fit_id not in fits:
        raise NotFound("The fit is not staged in this market, or not in this doctrine.")
    return (asked.fit_id,)


def _is_asked_for(kind: StockedType, asked: StockFilters, wanted_fits: Collection[int] | None) -> bool:
    if asked.categories and kind.category_name not in asked.categories:
        return False
    if wanted_fits is not None and not any(fit_id in wanted_fits for fit_id in kind.fit_ids):
        return False
    asked_meta = {TECH_II_META_GROUP: asked.tech_ii_only, FACTION_META_GROUP: asked.faction_only}
    return not any(asked_meta.values()) or asked_meta.get(kind.meta_group_id or 0, False)


def _urgency(kind: StockedType) -> tuple[bool, bool, float, float, str]:
    days = kind.days_of_stock
    unknown = kind.pool_units_30d is None
    return (days is None, unknown, days or 0.0, -(kind.pool_daily_volume or 0.0), kind.type_name.casefold())


def stock_totals(types: Iterable[StockedType]) -> StockTotals:
    """The key figures of these types."""
    types = tuple(types)
    statuses = [kind.status() for kind in types]
    return StockTotals(
        critical=statuses.count(StockStatus.CRITICAL),
        low=statuses.count(StockStatus.LOW),
        out=sum(kind.pool_stock == 0 for kind in types),
        unsold=statuses.count(StockStatus.UNSOLD),
    )


def need_for(days: int, kind: StockedType) -> int:
    """Units that a type and its equivalents need so that they last `days` days, what is in stock included.

    Average daily volume x days, rounded up; for a doctrine item at least what the staged fits take together.
    """
    sales = -(-(kind.pool_units_30d or 0) * days // SALES_DAYS)
    return max(sales, kind.pool_doctrine_need)


def restock_rows(chosen: Sequence[StockedType], days: int) -> tuple[RestockRow, ...]:
    """What is missing of the chosen types so that they last `days` days; `needed` and what is missing count equivalents once.

    missing = `need_for` - stock, never below 0. Of chosen equivalents those that lack most themselves are brought first.
    """
    by_pool: dict[int, list[StockedType]] = {}
    for kind in chosen:
        by_pool.setdefault(kind.pool_id, []).append(kind)
    missing: dict[int, int] = {}
    for members in by_pool.values():
        missing.update(_missing_in_pool(members, days))
    return tuple(_row(kind, need_for(days, kind), missing[kind.type_id]) for kind in chosen)


def _missing_in_pool(members: Sequence[StockedType], days: int) -> dict[int, int]:
    left = max(0, need_for(days, members[0]) - members[0].pool_stock)
    short = {kind.type_id: _own_shortfall(kind, days) for kind in members}
    in_order = sorted(short, key=lambda type_id: (-short[type_id], type_id))
    missing = {}
    for type_id in in_order:
        missing[type_id] = min(short[type_id], left)
        left -= missing[type_id]
    # What equivalents lack that were not chosen is brought as the one that lacks most.
    missing[in_order[0]] += left
    return missing


def _own_shortfall(kind: StockedType, days: int) -> int:
    sales = -(-(kind.units_30d or 0) * days // SALES_DAYS)
    return max(0, max(sales, kind.doctrine_need) - kind.stock)


def _row(kind: StockedType, needed: int, missing: int) -> RestockRow:
    return RestockRow(
        type_id=kind.type_id,
        type_name=kind.type_name,
        needed=needed,
        stock_own=kind.stock,
        stock_pooled=kind.pool_stock,
        missing=missing,
        volume_m3=kind.volume_m3,
        jita_sell=kind.jita_sell,
        local_price=kind.price,
    )
