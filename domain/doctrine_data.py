"""What a market's replica knows of doctrines: which fits are listed where, what they consist of, and their types' figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.doctrine import FitItem


@dataclass(frozen=True, slots=True)
class ListedFit:
    """One fit in one doctrine, of any market. `position` is its place in the list.

    `doctrine_name` is the collector's name, `friendly_name` the one for people, None without one; `ship_target`
    is the fit's own target, `doctrine_target` that of this line.
    """

    position: int
    fit_id: int
    fit_name: str | None
    doctrine_id: int | None
    doctrine_name: str | None
    friendly_name: str | None
    ship_type_id: int | None
    ship_name: str | None
    doctrine_target: int | None
    ship_target: int | None
    market_flag: str | None


@dataclass(frozen=True, slots=True)
class Composition:
    """What a fit consists of, line by line, and the ship these lines say it is."""

    ship_type_id: int | None
    ship_name: str | None
    items: tuple[FitItem, ...]


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """A type on one market. `stock` is units for sale; prices are ISK per unit, `volume_m3` is packaged, None is unknown.

    `avg_daily_volume` is units per day over 30 days; `slot` is where it is fitted or carried, None for neither.
    """

    type_id: int
    type_name: str
    group_id: int | None
    group_name: str | None
    category_name: str | None
    slot: str | None
    volume_m3: float | None
    stock: int
    lowest_sell: float | None
    price: float | None
    avg_daily_volume: float | None
    jita_sell: float | None


@dataclass(frozen=True, slots=True)
class DoctrineData:
    """All of it, read at once: compositions by fit_id, figures and pools by type_id, lead ships by doctrine name."""

    listed: tuple[ListedFit, ...]
    compositions: Mapping[int, Composition]
    figures: Mapping[int, ItemFigures]
    pools: Mapping[int, int]
    lead_ships: Mapping[str, int]
