"""Markets for tests, made by hand: what they sell, stage and sold."""

from collections.abc import Mapping, Sequence

from domain.doctrine import FitItem
from domain.doctrine_data import Composition, DoctrineData, ItemFigures, ListedFit
from domain.market_config import MarketConfig
from domain.order_books import Level
from repositories.market_desk_repo import DeskData
from services.market_desk import MarketDesk, Unreadable

FEROX, SCYTHE, GUN, PIRATE_GUN, AMMO, CAP = 16227, 631, 3146, 3147, 222, 555
NAMES = {FEROX: "Ferox", SCYTHE: "Scythe", GUN: "Gun II", PIRATE_GUN: "Pirate Gun", AMMO: "Ammo", CAP: "Cap Booster"}
VOLUMES = {FEROX: 15_000.0, SCYTHE: 10_000.0, GUN: 10.0, PIRATE_GUN: 10.0, AMMO: 0.1}
JITA = {FEROX: 50e6, SCYTHE: 10e6, GUN: 1e6, AMMO: 100.0}
FEROX_FIT, SCYTHE_FIT = 1, 2
FITS = {FEROX_FIT: (FEROX, {FEROX: 1, GUN: 5, AMMO: 1000}), SCYTHE_FIT: (SCYTHE, {SCYTHE: 1, GUN: 1})}


def market(key: str) -> MarketConfig:
    return MarketConfig(key, f"{key.capitalize()} Keepstar", key[:2].upper(), 1, 2, 3, f"wc{key}", f"wc{key}.db", f"{key}_turso")


def desk(
    key: str,
    books: Mapping[int, Sequence[Level]],
    targets: Mapping[int, int | None],
    sales: Mapping[int, float | None] | None = None,
    flags: Mapping[int, str] | None = None,
    jita: Mapping[int, float] | None = None,
    pools: Mapping[int, int] | None = None,
    not_known: Sequence[int] = (),
) -> MarketDesk:
    """A market that stages the fits of `targets`, unless `flags` says where; nothing was sold unless `sales` says so.

    It has no record of the types `not_known`.
    """
    listed = tuple(
        ListedFit(place, fit_id, f"{NAMES[FITS[fit_id][0]]} Fleet", 7, "Line", "Line of Battle", *_ship(fit_id), None, target, flag)
        for place, (fit_id, target) in enumerate(targets.items())
        for flag in [(flags or {}).get(fit_id, key)]
    )
    figures = {
        type_id: _figures(type_id, books.get(type_id, ()), sales or {}, JITA if jita is None else jita)
        for type_id in NAMES
        if type_id not in not_known
    }
    compositions = {fit_id: Composition(ship, NAMES[ship], _items(items)) for fit_id, (ship, items) in FITS.items()}
    data = DoctrineData(listed, compositions, figures, pools or {}, {})
    value = sum(price * units for book in books.values() for price, units in book)
    levels = {type_id: tuple(sorted(book)) for type_id, book in books.items()}
    return MarketDesk(market(key), DeskData(data, levels, value, sum(map(len, books.values()))))


def unreadable(key: str) -> Unreadable:
    return Unreadable(market(key), f"The database wc{key}.db is not there.")


def _ship(fit_id: int) -> tuple[int, str]:
    return FITS[fit_id][0], NAMES[FITS[fit_id][0]]


def _items(items: Mapping[int, int]) -> tuple[FitItem, ...]:
    return tuple(FitItem(type_id, quantity) for type_id, quantity in items.items())


def _figures(type_id: int, book: Sequence[Level], sales: Mapping[int, float | None], jita: Mapping[int, float]) -> ItemFigures:
    lowest = min((price for price, _ in book), default=None)
    slot, group = ("ship", "Cruiser") if type_id in (FEROX, SCYTHE) else (None, "Gun")
    stock = sum(units for _, units in book)
    volume = VOLUMES.get(type_id)
    return ItemFigures(
        type_id, NAMES[type_id], 1, group, "Module", slot, volume, stock, lowest, lowest, sales.get(type_id, 0.0), jita.get(type_id)
    )
