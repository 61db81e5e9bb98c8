"""The doctrines of one market as its flag stages them: fits with items and targets, stock pooled once, figures by type."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.doctrine import FitItem, FitsAvailable, PooledStock, fit_target, fits_available, quantity_by_type
from domain.doctrine_answers import Doctrine, Equivalent
from domain.doctrine_data import Composition, DoctrineData, ItemFigures, ListedFit
from domain.errors import NotFound
from domain.market_flag import is_staged

NO_DOCTRINE = "No doctrine"


@dataclass(frozen=True, slots=True)
class StagedFit:
    """A fit that is staged here, once, however many doctrines list it.

    `items` holds the hull, and is empty when the composition is unknown; `target` is the fit's own, else the
    largest that one of its doctrines asks for here. `position` is where it is listed first;
    `available` is counted alone, as if no other fit took anything.
    """

    fit_id: int
    fit_name: str
    position: int
    ship_type_id: int | None
    ship_name: str
    doctrines: tuple[str, ...]
    target: int | None
    items: tuple[FitItem, ...]
    available: FitsAvailable


class DoctrineBook:
    """One market's doctrines, worked out once from what its replica holds; never changed afterwards.

    `fits` are by fit_id, as listed; `used` has, by type_id, the fits that take the type and how many.
    """

    def __init__(self, data: DoctrineData, market_key: str) -> None:
        self._data = data
        self.stock = PooledStock({type_id: figures.stock for type_id, figures in data.figures.items()}, data.pools)
        self.prices = {type_id: figures.price for type_id, figures in data.figures.items()}
        here = [line for line in data.listed if is_staged(line.market_flag, market_key)]
        self.fits = {fit_id: self._staged_fit(lines) for fit_id, lines in _by_fit(here).items()}
        self.doctrines = self._doctrines(here)
        self.used: dict[int, list[tuple[StagedFit, int]]] = {}
        for fit in self.fits.values():
            for type_id, quantity in quantity_by_type(fit.items).items():
                self.used.setdefault(type_id, []).append((fit, quantity))

    def fit(self, fit_id: int) -> StagedFit:
        """A fit that is staged here.

        Raises:
            NotFound: it is not staged here.
        """
        if fit_id not in self.fits:
            raise NotFound(f"Fit {fit_id} is not staged in this market.")
        return self.fits[fit_id]

    def doctrine(self, name: str) -> Doctrine:
        """A doctrine that is staged here, by its name.

        Raises:
            NotFound: no fit of it is staged here.
        """
        found = next((doctrine for doctrine in self.doctrines if doctrine.name == name), None)
        if found is None:
            raise NotFound(f"The doctrine “{name}” is not staged in this market.")
        return found

    def figures(self, type_id: int) -> ItemFigures:
        """What is known of a type of a doctrine; an unnamed type without stock where nothing is."""
        known = self._data.figures.get(type_id)
        return known or ItemFigures(type_id, f"Type {type_id}", None, None, None, None, None, 0, None, None, None, None)

    def knows(self, type_id: int) -> bool:
        """Whether the type is in a doctrine of any market, or an equivalent of one."""
        return type_id in self._data.figures

    @property
    def type_ids(self) -> Iterable[int]:
        """The types that are in a doctrine of any market, and their equivalents."""
        return self._data.figures.keys()

    def name(self, type_id: int) -> str:
        """The type's name."""
        return self.figures(type_id).type_name

    def names(self, type_ids: Iterable[int]) -> tuple[str, ...]:
        """The types' names."""
        return tuple(self.name(type_id) for type_id in type_ids)

    def equivalents(self, type_id: int) -> tuple[Equivalent, ...]:
        """What may stand in for the type, the type itself left out."""
        others = (self.figures(member) for member in self.stock.members(type_id) if member != type_id)
        return tuple(Equivalent(other.type_id, other.type_name, other.stock, other.price) for other in others)

    def pooled_days(self, type_id: int) -> float | None:
        """Days that the stock lasts, stock and sales pooled over equivalents; None when nothing is sold or it is unknown."""
        sales = [self.figures(member).avg_daily_volume for member in self.stock.members(type_id)]
        daily = sum(units for units in sales if units is not None)
        return self.stock.pooled(type_id) / daily if daily > 0 else None

    def uses(self, type_id: int) -> list[tuple[StagedFit, int, int]]:
        """The fits that take the type or an equivalent: the fit, the type it takes, and how many; the type itself first."""
        members = sorted(self.stock.members(type_id), key=lambda member: member != type_id)
        return [(fit, member, quantity) for member in members for fit, quantity in self.used.get(member, ())]

    def _staged_fit(self, lines: list[ListedFit]) -> StagedFit:
        first = lines[0]
        known = self._data.compositions.get(first.fit_id, Composition(None, None, ()))
        ship_type_id = known.ship_type_id if known.ship_type_id is not None else first.ship_type_id
        ship_name = known.ship_name or first.ship_name or (self.name(ship_type_id) if ship_type_id is not None else "Unknown ship")
        items = _with_hull(known.items, ship_type_id)
        targets = [line.doctrine_target for line in lines if line.doctrine_target is not None]
        return StagedFit(
            fit_id=first.fit_id,
            fit_name=first.fit_name or ship_name,
            position=first.position,
            ship_type_id=ship_type_id,
            ship_name=ship_name,
            doctrines=tuple(dict.fromkeys(_title(line) for line in lines)),
            target=fit_target(first.ship_target, max(targets, default=None)),
            items=items,
            available=fits_available(items, self.stock),
        )

    def _doctrines(self, here: list[ListedFit]) -> tuple[Doctrine, ...]:
        by_name: dict[str, list[ListedFit]] = {}
        for line in here:
            by_name.setdefault(_name(line), []).append(line)
        titles = [_title(lines[0]) for lines in by_name.values()]
        found = [
            self._doctrine(name, title if titles.count(title) == 1 else f"{title} ({name})", lines)
            for (name, lines), title in zip(by_name.items(), titles, strict=True)
        ]
        return tuple(sorted(found, key=lambda doctrine: doctrine.title.casefold()))

    def _doctrine(self, name: str, title: str, lines: list[ListedFit]) -> Doctrine:
        fit_ids = tuple(dict.fromkeys(line.fit_id for line in lines))
        lead = self._data.lead_ships.get(name, self.fits[fit_ids[0]].ship_type_id)
        return Doctrine(name, title, lead, self.name(lead) if lead is not None else None, fit_ids)


def _by_fit(lines: Iterable[ListedFit]) -> dict[int, list[ListedFit]]:
    by_fit: dict[int, list[ListedFit]] = {}
    for line in lines:
        by_fit.setdefault(line.fit_id, []).append(line)
    return by_fit


def _name(line: ListedFit) -> str:
    return line.doctrine_name or line.friendly_name or NO_DOCTRINE


def _title(line: ListedFit) -> str:
    return line.friendly_name or _name(line)


def _with_hull(items: tuple[FitItem, ...], ship_type_id: int | None) -> tuple[FitItem, ...]:
    if not items or ship_type_id is None or any(item.type_id == ship_type_id and item.quantity > 0 for item in items):
        return items
    return (FitItem(ship_type_id, 1), *items)
