"""The demo's market databases: one schema, one set of types and doctrines, and a market of its own for each."""

from collections.abc import Iterator, Mapping, Set
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from domain.market_config import DEFAULT_MARKET_KEY, MarketConfig
from repositories.facts.blueprints import list_blueprints
from repositories.facts.static_data import static_types
from repositories.replicas.sources.demo_doctrines import doctrine_tables
from repositories.replicas.sources.demo_fits import demo_equivalents
from repositories.replicas.sources.demo_history import History, demo_history
from repositories.replicas.sources.demo_items import Items, demo_items
from repositories.replicas.sources.demo_orders import Book, demo_orders, ticked
from repositories.replicas.sources.demo_prices import price_of
from repositories.replicas.sources.demo_stock import doctrine_stock
from repositories.replicas.sources.demo_tables import Rows, moment, randomness

_DAYS, _ORDERS, _FIRST_ORDER = 365, 12_500, 6_800_000_000
_SHORTEST_DAYS, _LONGEST_DAYS = 60, 1095
_LOGGED = {
    "marketorders": 0, "marketstats": 1, "doctrines": 2, "market_history": 55, "jita_prices": 25, "watchlist": 4000, "doctrine_fits": 4000,
    "ship_targets": 4000, "lead_ships": 4000, "module_equivalents": 9000,
}  # fmt: skip
_NAMED = ("group_id", "group_name", "category_id", "category_name")
_ORDER = ("order_id", "is_buy_order", "type_id", "type_name", "duration", "issued", "price", "volume_remain")
_HISTORY = ("type_id", "date", "average", "highest", "lowest", "volume", "order_count")
_STATS = (
    "type_id", "total_volume_remain", "min_price", "price", "avg_price", "avg_volume", "type_name", *_NAMED,
    "days_remaining", "last_update",
)  # fmt: skip


def tables(market: MarketConfig, scale: float, seed: int, when: date) -> Mapping[str, Rows]:
    """Every table of one market at the first minute of the day `when` (UTC)."""
    items = demo_items(scale, seed)
    random = randomness(seed, market.key)
    dearer, share = _character(market.key, seed)
    price = items.base * dearer * random.lognormal(0.0, 0.05, len(items.base))
    units = items.units * share * random.lognormal(0.0, 0.4, len(items.units))
    days = min(max(round(_DAYS * scale), _SHORTEST_DAYS), _LONGEST_DAYS)
    history = demo_history(price, units, days, when - timedelta(days=1), randomness(seed, market.key, "history"))
    stock = doctrine_stock(market.key, randomness(seed, market.key, "stock"))
    first_id = _FIRST_ORDER + market.structure_id % 997 * 1_000_000
    book = demo_orders(items, price, units, stock, round(_ORDERS * scale), first_id, when, randomness(seed, market.key, "orders"))
    stats = list(_stats(items, history, book, when))
    watched = [(one.type_id, one.name, *items.named(row)) for row, one in enumerate(items.types[: items.watched])]
    return {
        "marketorders": Rows(_ORDER, book.orders),
        "market_history": Rows(_HISTORY, list(history.rows(items.ids))),
        "marketstats": Rows(_STATS, stats),
        "watchlist": Rows(("type_id", "type_name", *_NAMED), watched),
        "jita_prices": _jita(items, seed, when),
        "module_equivalents": _equivalents(items),
        "updatelog": _updatelog(when),
        **doctrine_tables(
            market.key, dict(zip(items.ids, (dict(zip(_STATS, row, strict=True)) for row in stats), strict=False)), when, random
        ),
    }


def _character(key: str, seed: int) -> tuple[float, float]:
    """How much dearer than Jita a market is, and its share of the trade: its own for each market."""
    if key == DEFAULT_MARKET_KEY:
        return 1.09, 1.0
    random = randomness(seed, "character", key)
    return 1.16 + random.uniform(0.0, 0.1), random.uniform(0.35, 0.6)


def _stats(items: Items, history: History, book: Book, when: date) -> Iterator[tuple[object, ...]]:
    """What the collector computes of each watched type, with its flaws: whole units a day, and 30 days where that is none."""
    units, average = history.units_of_last(30), history.average_of_last(30)
    for row, one in enumerate(items.types[: items.watched]):
        sells, stock = book.sells[row], book.stock[row]
        daily = int(units[row]) // 30
        days = 30.0 if daily == 0 else round(stock / daily, 1)
        lowest = sells[0] if sells else None
        fifth = round(float(np.percentile(sells, 5)), 2) if sells else None
        usual = None if np.isnan(average[row]) else round(float(average[row]), 2)
        yield one.type_id, stock, lowest, fifth, usual, daily, one.name, *items.named(row), days, moment(when, _LOGGED["marketstats"])


def _jita(items: Items, seed: int, when: date) -> Rows:
    """Jita's prices, the same in every market's database; a few types are missing, a few have no price."""
    random = randomness(seed, "jita")
    sells: npt.NDArray[np.float64] = ticked(items.base * random.lognormal(0.0, 0.03, len(items.base)))
    buys = ticked(sells * random.uniform(0.8, 0.97, len(sells)))
    fate = random.random(len(sells))
    written = moment(when, _LOGGED["jita_prices"])
    rows = [
        (one.type_id, 0.0, 0.0, written) if fate[row] < 0.006 else (one.type_id, float(sells[row]), float(buys[row]), written)
        for row, one in enumerate(items.types)
        if fate[row] < 0.97
    ]
    rows += _jita_materials({one.type_id for one in items.types}, seed, written)
    return Rows(("type_id", "sell_price", "buy_price", "last_updated"), rows)


def _jita_materials(but: Set[int], seed: int, written: str) -> Iterator[tuple[int, float, float, str]]:
    """Jita's prices of what blueprints ask for beyond the types that the coalition watches, the planets' and moons' goods above all."""
    random = randomness(seed, "jita materials")
    others = {material for blueprint in list_blueprints() for material, _ in blueprint.materials} - but
    known = sorted(type_id for type_id in others if type_id in static_types())
    sells = ticked(np.array([price_of(type_id) for type_id in known]) * random.lognormal(0.0, 0.03, len(known)))
    buys = ticked(sells * random.uniform(0.8, 0.97, len(known)))
    for type_id, sell, buy in zip(known, sells.tolist(), buys.tolist(), strict=True):
        yield type_id, sell, buy, written


def _equivalents(items: Items) -> Rows:
    names = {one.type_id: one.name for one in items.types}
    members = [(number, type_id) for number, group in enumerate(demo_equivalents(), start=1) for type_id in group]
    rows = [(place, number, type_id, names[type_id]) for place, (number, type_id) in enumerate(members, start=1)]
    return Rows(("id", "equiv_group_id", "type_id", "type_name"), rows)


def _updatelog(when: date) -> Rows:
    """When each table was written last, and for the tables of every update also the time before."""
    entries = [(table, moment(when, minutes + 60)) for table, minutes in _LOGGED.items() if minutes < 60]
    entries += [(table, moment(when, minutes)) for table, minutes in _LOGGED.items()]
    return Rows(("id", "table_name", "timestamp"), [(place, *entry) for place, entry in enumerate(entries, start=1)])
