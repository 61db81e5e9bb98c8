"""What must be brought: the joint need of several fits, and a list of it with volume and prices."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.doctrine import FitItem, PooledStock, quantity_by_type


@dataclass(frozen=True, slots=True)
class TypeNeed:
    """Units of one type: needed for all chosen fits together, for sale (own, and pooled over equivalents), and missing."""

    type_id: int
    needed: int
    stock_own: int
    stock_pooled: int
    missing: int


@dataclass(frozen=True, slots=True)
class RestockRow:
    """One line of a restock list.

    `volume_m3` is the packaged volume of one unit, `jita_sell` and `local_price` are ISK per unit;
    None is unknown. `missing` is what is to be brought.
    """

    type_id: int
    type_name: str
    needed: int
    stock_own: int
    stock_pooled: int
    missing: int
    volume_m3: float | None
    jita_sell: float | None
    local_price: float | None


@dataclass(frozen=True, slots=True)
class Total:
    """A sum over a list, and the names of the lines that could not be added; the value is None when none could."""

    value: float | None
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RestockTotals:
    """The sums over what is missing: m³ packaged, ISK at Jita sell, ISK at local price."""

    types: int
    units: int
    volume_m3: Total
    jita_isk: Total
    local_isk: Total


def restock_need(wanted: Iterable[tuple[Iterable[FitItem], int]], stock: PooledStock) -> tuple[TypeNeed, ...]:
    """What is missing until all the fits are there together; `wanted` is the items of a fit and how many of that fit.

    Types shared by fits add up, and the stock of a pool is subtracted once. A type's own stock serves its own
    need first; what its equivalents have beyond theirs then covers the smallest shortfalls of the pool first, so
    that the list names few types. Over a pool, missing = need - stock, or 0. Types in the order they are first met,
    also those of which nothing is missing.
    """
    needed: dict[int, int] = {}
    for items, fits in wanted:
        for type_id, quantity in quantity_by_type(items).items():
            needed[type_id] = needed.get(type_id, 0) + quantity * max(0, fits)
    by_pool: dict[int, list[int]] = {}
    for type_id in needed:
        by_pool.setdefault(stock.pool_id(type_id), []).append(type_id)
    missing: dict[int, int] = {}
    for type_ids in by_pool.values():
        missing.update(_missing_in_pool({type_id: needed[type_id] for type_id in type_ids}, stock))
    return tuple(TypeNeed(type_id, units, stock.own(type_id), stock.pooled(type_id), missing[type_id]) for type_id, units in needed.items())


def _missing_in_pool(needed: dict[int, int], stock: PooledStock) -> dict[int, int]:
    short = {type_id: max(0, units - stock.own(type_id)) for type_id, units in needed.items()}
    served = sum(min(units, stock.own(type_id)) for type_id, units in needed.items())
    spare = stock.pooled(next(iter(needed))) - served
    for type_id in sorted(short, key=lambda type_id: (short[type_id], type_id)):
        covered = min(spare, short[type_id])
        short[type_id] -= covered
        spare -= covered
    return short


def missing_rows(rows: Iterable[RestockRow]) -> tuple[RestockRow, ...]:
    """The lines of which something is missing: what a restock list shows, in this order."""
    return tuple(row for row in rows if row.missing > 0)


def restock_totals(rows: Sequence[RestockRow]) -> RestockTotals:
    """The sums over the lines of which something is missing."""
    rows = missing_rows(rows)
    return RestockTotals(
        types=len(rows),
        units=sum(row.missing for row in rows),
        volume_m3=_total((row.type_name, row.missing, row.volume_m3) for row in rows),
        jita_isk=_total((row.type_name, row.missing, row.jita_sell) for row in rows),
        local_isk=_total((row.type_name, row.missing, row.local_price) for row in rows),
    )


def _total(lines: Iterable[tuple[str, int, float | None]]) -> Total:
    lines = tuple(lines)
    known = [units * each for _, units, each in lines if each is not None]
    unknown = tuple(name for name, _, each in lines if each is None)
    return Total(None if unknown and not known else float(sum(known)), unknown)
