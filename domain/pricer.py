"""What pasted items and fits are worth, here ("Local") and in Jita, and how many of them can be bought now."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.doctrine import FitCost, FitItem, PooledStock, fit_cost, fits_available
from domain.paste.reader import Paste, total_quantities
from domain.restock import RestockRow, Total, restock_need

LIST_TITLE = "List"


@dataclass(frozen=True, slots=True)
class JitaPrice:
    """Jita's prices of a type in ISK per unit, None where nobody asks or bids; `as_of` is when they were read (naive UTC)."""

    sell: float | None
    buy: float | None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class JitaAnswer:
    """What a service says now: prices by type_id, how many types it is still asked for, and why others are not known."""

    prices: Mapping[int, JitaPrice] = field(default_factory=dict)
    waiting: int = 0
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class TypeOnMarket:
    """A type on one market. Prices are ISK per unit, `volume_m3` is packaged, `stock` is units for sale; None is unknown.

    `price` is the 5th percentile of the sell orders, `highest_buy` the best bid. `sold_nothing` tells "no sales" from an unknown
    `avg_daily_volume` (units per day over 30 days). `jita` is what the market's own database knows of Jita.
    """

    type_id: int
    type_name: str
    category_id: int | None = None
    volume_m3: float | None = None
    stock: int = 0
    price: float | None = None
    highest_buy: float | None = None
    avg_daily_volume: float | None = None
    days_of_stock: float | None = None
    sold_nothing: bool = False
    jita: JitaPrice = JitaPrice(None, None)


@dataclass(frozen=True, slots=True)
class MarketSnapshot:
    """All that one market says of the types of an appraisal and of their equivalents, by type_id.

    `pools` gives the pool of equivalents of each type that has one; `doctrine_fits` names the fits staged here that use a type.
    A type in none of them is known to nobody.
    """

    types: Mapping[int, TypeOnMarket]
    pools: Mapping[int, int] = field(default_factory=dict)
    doctrine_fits: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def type(self, type_id: int) -> TypeOnMarket:
        """The type; without a name and unknown in all figures when nobody knows it."""
        return self.types.get(type_id) or TypeOnMarket(type_id, f"Type {type_id}")

    def without_jita(self, type_ids: Iterable[int]) -> tuple[int, ...]:
        """Those of the types, of which the market's own database has no Jita sell price, that exist."""
        return tuple(type_id for type_id in type_ids if type_id in self.types and self.types[type_id].jita.sell is None)

    def unknown(self, type_ids: Iterable[int]) -> tuple[int, ...]:
        """Those of the types that nobody knows."""
        return tuple(type_id for type_id in type_ids if type_id not in self.types)

    def stock(self, with_equivalents: bool) -> PooledStock:
        """What is for sale, pooled over equivalents or each type for itself."""
        return PooledStock({type_id: found.stock for type_id, found in self.types.items()}, self.pools if with_equivalents else None)

    def with_jita(self, prices: Mapping[int, JitaPrice]) -> "MarketSnapshot":
        """The same with Jita's prices from elsewhere, where the market's own database has none."""
        types = dict(self.types)
        for type_id, other in prices.items():
            own = types[type_id].jita if type_id in types else JitaPrice(None, None)
            if type_id in types and own.sell is None:
                jita = JitaPrice(other.sell, other.buy if own.buy is None else own.buy, other.as_of)
                types[type_id] = replace(types[type_id], jita=jita)
        return replace(self, types=types)


@dataclass(frozen=True, slots=True)
class PricedItem:
    """So many units of a type and their prices in ISK per unit; None is unknown."""

    found: TypeOnMarket
    quantity: int
    doctrine_fits: tuple[str, ...] = ()

    @property
    def local_sell(self) -> float | None:
        """What one costs here."""
        return self.found.price

    @property
    def local_buy(self) -> float | None:
        """What one brings here at once."""
        return self.found.highest_buy

    @property
    def jita_sell(self) -> float | None:
        """What one costs in Jita."""
        return self.found.jita.sell

    @property
    def jita_buy(self) -> float | None:
        """What one brings in Jita at once."""
        return self.found.jita.buy

    def total(self, each: float | None) -> float | None:
        """`each` times the quantity; None when unknown."""
        return None if each is None else each * self.quantity

    def to_dict(self) -> dict[str, object]:
        """One row of a table or a file; "Local" stands for the market, whose short name the page puts there."""
        return {
            "Type ID": self.found.type_id,
            "Item": self.found.type_name,
            "Quantity": self.quantity,
            "Local Sell": self.local_sell,
            "Local Buy": self.local_buy,
            "Local Sell Total": self.total(self.local_sell),
            "Local Buy Total": self.total(self.local_buy),
            "Jita Sell": self.jita_sell,
            "Jita Buy": self.jita_buy,
            "Jita Sell Total": self.total(self.jita_sell),
            "Jita Buy Total": self.total(self.jita_buy),
            "Local Stock": self.found.stock,
            "Volume m³": self.total(self.found.volume_m3),
            "Sold per Day": self.found.avg_daily_volume,
            "Days of Stock": self.found.days_of_stock,
            "Doctrine Fits": ", ".join(self.doctrine_fits),
        }


@dataclass(frozen=True, slots=True)
class PricerResult:
    """The priced items of an appraisal, each type once, in the order of the paste."""

    items: tuple[PricedItem, ...]

    @property
    def totals(self) -> dict[str, Total]:
        """The sums, by the name of the column; `unknown` names the items that are not in a sum."""
        columns: dict[str, Callable[[PricedItem], float | None]] = {
            "Local Sell Total": lambda item: item.local_sell,
            "Local Buy Total": lambda item: item.local_buy,
            "Jita Sell Total": lambda item: item.jita_sell,
            "Jita Buy Total": lambda item: item.jita_buy,
            "Volume m³": lambda item: item.found.volume_m3,
        }
        return {name: self._total(each) for name, each in columns.items()}

    def get_totals_dict(self) -> dict[str, float | None]:
        """The sums alone; None where no item has a price."""
        return {name: total.value for name, total in self.totals.items()}

    def to_rows(self) -> list[dict[str, object]]:
        """A row for each item."""
        return [item.to_dict() for item in self.items]

    def _total(self, each: Callable[[PricedItem], float | None]) -> Total:
        known = [total for item in self.items if (total := item.total(each(item))) is not None]
        unknown = tuple(item.found.type_name for item in self.items if each(item) is None)
        return Total(None if unknown and not known else float(sum(known)), unknown)


@dataclass(frozen=True, slots=True)
class Bundle:
    """What is bought as one: a fit with its hull, or a list as a whole. `quantities` is units by type in one of it.

    `is_complete` is False when part of the text was not understood.
    """

    title: str
    quantities: Mapping[int, int]
    hull_type_id: int | None = None
    is_fit: bool = False
    is_complete: bool = True

    @property
    def items(self) -> tuple[FitItem, ...]:
        """The contents as the rules on fits take them."""
        return tuple(FitItem(type_id, quantity) for type_id, quantity in self.quantities.items())


@dataclass(frozen=True, slots=True)
class BundleAnswer:
    """How many of a bundle one market sells complete, what limits it, and what one costs.

    `fits` is None when nothing of it was understood. `short` is the units of the bottleneck that are missing for as many as were
    asked for. `local` takes the cheapest equivalent in stock where equivalents count; `jita` never does.
    """

    bundle: Bundle
    fits: int | None
    bottleneck: str | None
    short: int | None
    local: FitCost
    jita: FitCost


def bundles_of(paste: Paste) -> tuple[Bundle, ...]:
    """What a paste asks to be bought as one: each fit, and the lines outside of fits together; nothing that is empty."""
    fits = (Bundle(fit.name or fit.eft.hull, fit.quantities, fit.hull_type_id, True, fit.is_complete) for fit in paste.fits)
    listed = Bundle(LIST_TITLE, total_quantities(paste.items), is_complete=paste.list_is_complete)
    return tuple(bundle for bundle in (*fits, listed) if bundle.quantities)


def all_quantities(bundles: Iterable[Bundle]) -> dict[int, int]:
    """Units of each type over all the bundles, in the order in which types are first met."""
    totals: dict[int, int] = {}
    for bundle in bundles:
        for type_id, quantity in bundle.quantities.items():
            totals[type_id] = totals.get(type_id, 0) + quantity
    return totals


def price_items(quantities: Mapping[int, int], snapshot: MarketSnapshot, times: int = 1) -> PricerResult:
    """Every type of an appraisal priced; `times` multiplies all quantities."""
    return PricerResult(
        tuple(
            PricedItem(snapshot.type(type_id), quantity * times, snapshot.doctrine_fits.get(type_id, ()))
            for type_id, quantity in quantities.items()
        )
    )


def answer_bundle(bundle: Bundle, snapshot: MarketSnapshot, with_equivalents: bool, times: int = 1) -> BundleAnswer:
    """What one market says of a bundle of which `times` are wanted."""
    stock = snapshot.stock(with_equivalents)
    found = fits_available(bundle.items, stock)
    limit = found.bottleneck
    local_prices = {type_id: known.price for type_id, known in snapshot.types.items()}
    jita_prices = {type_id: known.jita.sell for type_id, known in snapshot.types.items()}
    return BundleAnswer(
        bundle=bundle,
        fits=found.fits,
        bottleneck=snapshot.type(limit.type_id).type_name if limit else None,
        short=limit.short_for(times) if limit else None,
        local=fit_cost(bundle.items, local_prices, stock),
        jita=fit_cost(bundle.items, jita_prices, PooledStock({})),
    )


def missing_rows(bundles: Iterable[Bundle], snapshot: MarketSnapshot, with_equivalents: bool, times: int) -> tuple[RestockRow, ...]:
    """What must be brought until `times` of every bundle can be bought together, and of what nothing must."""
    needs = restock_need([(bundle.items, times) for bundle in bundles], snapshot.stock(with_equivalents))
    found = ((need, snapshot.type(need.type_id)) for need in needs)
    return tuple(
        RestockRow(
            type_id=need.type_id,
            type_name=known.type_name,
            needed=need.needed,
            stock_own=need.stock_own,
            stock_pooled=need.stock_pooled,
            missing=need.missing,
            volume_m3=known.volume_m3,
            jita_sell=known.jita.sell,
            local_price=known.price,
        )
        for need, known in found
    )
