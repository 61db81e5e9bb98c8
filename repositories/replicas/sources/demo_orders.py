"""The demo's order books: what is for sale and what is wanted, with gaps, cheap tops and overpriced ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import numpy.typing as npt

from repositories.facts.static_data import StaticType
from repositories.replicas.sources.demo_items import Items

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Order = tuple[int, int, int, str, int, str, float, int]

_DURATIONS = np.array([90, 90, 90, 90, 365, 30, 30, 14, 7, 3])
_OLDEST_DAYS = 80
_SELL_SHARE, _ROUNDS = 0.79, 4
_GAPS = 0.06
_MATERIAL, _SHIP = 4, 6


@dataclass(frozen=True)
class Book:
    """The orders of a market, and of each type (by its row in the items) the sell prices in rising order and the stock."""

    orders: list[Order]
    sells: list[list[float]]
    stock: list[int]


def demo_orders(
    items: Items,
    price: Floats,
    units: Floats,
    stock: Mapping[int, int],
    orders: int,
    first_id: int,
    when: date,
    random: np.random.Generator,
) -> Book:
    """About so many orders around the `price` of each type.

    `stock` fixes what is for sale of some types, by type id; of the others it follows their sales.
    """
    gaps = (random.random(len(units)) < _GAPS) & np.array([one.category_id != _MATERIAL for one in items.types])
    amounts = np.where(gaps, 0.0, _usual_stock(units, random)).astype(np.int64)
    amounts = np.array([stock.get(one.type_id, usual) for one, usual in zip(items.types, amounts.tolist(), strict=True)])
    counts = _counts(items, price * units, amounts, orders, random)
    book = Book([], [], [])
    for row, one in enumerate(items.types):
        sells = _sell_prices(price[row], int(counts[row]), random)
        volumes = _shares(int(amounts[row]), int(counts[row]), random)
        buys = _buy_prices(price[row], random.poisson(0.5 if one.category_id == _SHIP else counts[row] * 0.3), random)
        wanted = 1 + random.poisson(1 + min(units[row], 1e7) * 0.4, len(buys))
        _append(book.orders, first_id, 0, one, sells, volumes, when, random)
        _append(book.orders, first_id, 1, one, buys, wanted, when, random)
        book.sells.append(sorted(sells.tolist()))
        book.stock.append(int(volumes.sum()))
    return book


def ticked(prices: Floats) -> Floats:
    """Prices with four significant digits and at most two decimals, as the game takes them for orders."""
    prices = np.maximum(prices, 0.01)
    steps = np.maximum(10.0 ** (np.floor(np.log10(prices)) - 3), 0.01)
    return np.asarray(np.round(np.round(prices / steps) * steps, 2))


def _counts(items: Items, turnover: Floats, amounts: Integers, orders: int, random: np.random.Generator) -> Integers:
    """How many sell orders each type has: more for what is traded for much ISK, at most one per unit."""
    weight = (np.log10(np.maximum(turnover, 1e5)) - 3.5) * random.lognormal(0.0, 0.5, len(turnover))
    weight[items.watched :] *= 0.5
    counts = weight
    for _ in range(_ROUNDS):
        weight = weight * orders * _SELL_SHARE / counts.sum()
        counts = np.minimum(amounts, np.maximum(1, np.round(weight)))
    return counts.astype(np.int64)


def _usual_stock(units: Floats, random: np.random.Generator) -> Floats:
    """Days of stock differ widely; what never sells lies there in small numbers."""
    days = random.lognormal(2.6, 1.1, len(units))
    return np.where(units > 0, np.ceil(units * days), random.integers(0, 6, len(units)))


def _sell_prices(price: float, count: int, random: np.random.Generator) -> Floats:
    """A ladder from just below the usual price upwards; now and then an order at several times the price."""
    steps = random.exponential(0.016, count).cumsum() + random.normal(-0.01, 0.02)
    prices = price * (1 + steps)
    overpriced = random.random(count) < 0.04
    overpriced[:1] = False
    return ticked(np.where(overpriced, price * random.uniform(2.0, 12.0, count), np.maximum(prices, price * 0.7)))


def _buy_prices(price: float, count: int, random: np.random.Generator) -> Floats:
    best = price * random.uniform(0.72, 0.93)
    prices = best * (1 - random.exponential(0.03, count).cumsum())
    return ticked(np.where(random.random(count) < 0.06, price * 0.01, np.maximum(prices, price * 0.05)))


def _shares(amount: int, count: int, random: np.random.Generator) -> Integers:
    """`amount` in `count` lots of at least 1."""
    if count == 0:
        return np.zeros(0, np.int64)
    lots = random.dirichlet(np.full(count, 1.2)) * (amount - count)
    shares = 1 + np.floor(lots).astype(np.int64)
    shares[0] += amount - int(shares.sum())
    return shares


def _append(
    orders: list[Order],
    first_id: int,
    is_buy: int,
    one: StaticType,
    prices: Floats,
    volumes: Integers,
    when: date,
    random: np.random.Generator,
) -> None:
    durations = _DURATIONS[random.integers(0, len(_DURATIONS), len(prices))]
    ages = random.uniform(0.01, 0.97, len(prices)) * np.minimum(durations, _OLDEST_DAYS) * 86_400
    midnight = datetime(when.year, when.month, when.day, tzinfo=UTC)
    for price, volume, duration, age in zip(prices.tolist(), volumes.tolist(), durations.tolist(), ages.tolist(), strict=True):
        issued = (midnight - timedelta(seconds=int(age))).strftime("%Y-%m-%d %H:%M:%S")
        orders.append((first_id + 7 * len(orders), is_buy, one.type_id, one.name, duration, issued, price, volume))
