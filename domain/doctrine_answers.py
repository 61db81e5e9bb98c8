"""What the doctrine pages show: ready figures in ISK, units and m³; None is unknown."""

from dataclasses import dataclass

from domain.doctrine import Status
from domain.ship_roles import Role


@dataclass(frozen=True, slots=True)
class Doctrine:
    """A doctrine as it is staged in one market; `name` is what links say, `title` what people read.

    `fit_ids` are the fits staged here, as listed. `lead_ship_id` is the ship of its picture, None when it has none.
    """

    name: str
    title: str
    lead_ship_id: int | None
    lead_ship_name: str | None
    fit_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LimitingItem:
    """An item of a fit and how it limits it: complete fits it allows, and units short for the target (None without one)."""

    type_id: int
    type_name: str
    fits: int
    stock_pooled: int
    short: int | None


@dataclass(frozen=True, slots=True)
class FitStatus:
    """One fit in one market.

    `fits` is None when its composition is unknown. `wanted` is the target x multiplier in whole fits;
    `share` = fits / (target x multiplier), 1.0 on target, not capped. `cost_isk` leaves out the types named
    in `unpriced`. `doctrines` are the titles of the doctrines that list it here.
    """

    fit_id: int
    fit_name: str
    ship_type_id: int | None
    ship_name: str
    ship_group: str
    role: Role
    doctrines: tuple[str, ...]
    fits: int | None
    hulls: int | None
    target: int | None
    wanted: int | None
    share: float | None
    status: Status
    cost_isk: float | None
    unpriced: tuple[str, ...]
    bottleneck: LimitingItem | None


@dataclass(frozen=True, slots=True)
class Equivalent:
    """A type that may stand in for another: its own units for sale and ISK per unit."""

    type_id: int
    type_name: str
    stock: int
    price: float | None


@dataclass(frozen=True, slots=True)
class FitItemRow:
    """One item of a fit.

    `fits` is what the pooled stock allows; `short` the units missing for the target, None without one.
    `price` is what the item costs in the fit (the cheapest equivalent in stock), `own_price` its own.
    `days` is the stock over the daily sales, both pooled; None when nothing is sold or it is unknown.
    `equivalents` are the other types of the pool.
    """

    type_id: int
    type_name: str
    group_name: str
    slot: str | None
    is_hull: bool
    quantity: int
    stock_own: int
    stock_pooled: int
    fits: int
    short: int | None
    price: float | None
    own_price: float | None
    jita_sell: float | None
    days: float | None
    volume_m3: float | None
    equivalents: tuple[Equivalent, ...]


@dataclass(frozen=True, slots=True)
class FitDetail:
    """A fit opened: its status, every item, the scarcest first, and its EFT text."""

    status: FitStatus
    items: tuple[FitItemRow, ...]
    eft: str


@dataclass(frozen=True, slots=True)
class FitUse:
    """A fit that uses a type, or through `via` (None for the type itself) an equivalent of it; complete fits as in `FitStatus`."""

    fit_id: int
    fit_name: str
    ship_type_id: int | None
    ship_name: str
    quantity: int
    via: str | None
    fits: int | None


@dataclass(frozen=True, slots=True)
class ItemCard:
    """A type at a glance: the popover of an item. Figures as in `FitItemRow`."""

    type_id: int
    type_name: str
    group_name: str
    is_ship: bool
    price: float | None
    lowest_sell: float | None
    stock_own: int
    stock_pooled: int
    days: float | None
    jita_sell: float | None
    equivalents: tuple[Equivalent, ...]
    uses: tuple[FitUse, ...]


@dataclass(frozen=True, slots=True)
class ReportFit:
    """A fit on the report, with the three items that limit it most."""

    status: FitStatus
    lowest: tuple[LimitingItem, ...]


@dataclass(frozen=True, slots=True)
class RoleSection:
    """The fits of one role and their totals.

    `fits_available` counts each fit alone, `wanted` is the sum of targets x multiplier; both add up what is known, and
    are None when nothing is. `at_target` of the fits with a target meet it, `with_target` have one.
    """

    role: Role
    fits: tuple[ReportFit, ...]
    fits_available: int | None
    wanted: int | None
    at_target: int
    with_target: int


@dataclass(frozen=True, slots=True)
class DoctrineReport:
    """A doctrine's fits by role, in the order of `Role`; roles without a fit are left out."""

    doctrine: Doctrine
    sections: tuple[RoleSection, ...]


@dataclass(frozen=True, slots=True)
class ConcurrentFit:
    """A fit counted alone and together with the others of its doctrine, and over what it clashes with which fits (None: nothing)."""

    fit_id: int
    fit_name: str
    ship_type_id: int | None
    ship_name: str
    wanted: int | None
    alone: int | None
    together: int | None
    clash_type_id: int | None
    clash_item: str | None
    clash_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ConcurrentCapacity:
    """The fits of a doctrine in order of priority, and the one whose clash is the first."""

    fits: tuple[ConcurrentFit, ...]
    first_clash: ConcurrentFit | None


@dataclass(frozen=True, slots=True)
class FitElsewhere:
    """A fit that is not staged in the market that was asked: the keys of the markets where it is, maybe none."""

    fit_id: int
    fit_name: str
    ship_name: str
    market_keys: tuple[str, ...]
