"""What the comparison of markets shows: ready figures in ISK, units and m³; None is unknown, never 0."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.doctrine import Status
from domain.doctrine_answers import FitStatus
from domain.fleet_check import FleetCheck
from domain.market_config import MarketConfig
from domain.priced_stock import PriceAnswer
from domain.restock import RestockRow


@dataclass(frozen=True, slots=True)
class DoctrineShare:
    """A doctrine, and how much of its targets is there: the mean of its fits' shares of target, each at most 1."""

    title: str
    share: float


@dataclass(frozen=True, slots=True)
class Headline:
    """A market in a few figures; `reason` says why nothing is known of it, None otherwise.

    `at_target` of the `with_target` fits with a target meet it, `empty` of the `staged` ones cannot be had even once.
    """

    market: MarketConfig
    reason: str | None = None
    sell_value_isk: float | None = None
    orders: int | None = None
    staged: int | None = None
    with_target: int | None = None
    at_target: int | None = None
    empty: int | None = None
    worst: DoctrineShare | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A fit in one market: `fit` where it is staged, `reason` why nothing is known, neither where it is not staged.

    `price` answers what was asked about its price.
    """

    fit: FitStatus | None = None
    reason: str | None = None
    price: PriceAnswer = PriceAnswer()

    @property
    def is_short(self) -> bool:
        """Whether fewer complete fits are there than the target asks for."""
        return self.fit is not None and self.fit.fits is not None and self.fit.wanted is not None and self.fit.fits < self.fit.wanted


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One fit over all markets; `cells` by market key, `doctrines` are the names of those that list it anywhere."""

    fit_id: int
    fit_name: str
    ship_type_id: int | None
    ship_name: str
    ship_group: str
    doctrines: tuple[str, ...]
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every fit that is staged anywhere, and the titles of their doctrines by name, in the order of the titles."""

    rows: tuple[MatrixRow, ...]
    doctrines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One type to bring from one place: units, ISK to pay there, m³ and freight for all of them."""

    type_id: int
    type_name: str
    is_ship: bool
    units: int
    isk: float
    volume_m3: float
    freight_isk: float


@dataclass(frozen=True, slots=True)
class PlanSource:
    """All that comes from one place: a market's key or `jita`, and its name."""

    place: str
    name: str
    isk_per_m3: float
    rows: tuple[PlanRow, ...]

    @property
    def units(self) -> int:
        """Units of all types."""
        return sum(row.units for row in self.rows)

    @property
    def isk(self) -> float:
        """ISK to pay there."""
        return sum(row.isk for row in self.rows)

    @property
    def volume_m3(self) -> float:
        """Packaged volume."""
        return sum(row.volume_m3 for row in self.rows)

    @property
    def freight_isk(self) -> float:
        """ISK for the way."""
        return sum(row.freight_isk for row in self.rows)


@dataclass(frozen=True, slots=True)
class MissingRow:
    """A type that the plan does not bring in full, and why: no room or money (`left_behind`), or nobody has it to spare."""

    type_id: int
    type_name: str
    is_ship: bool
    needed: int
    left_behind: int
    not_to_be_had: int
    volume_unknown: bool


@dataclass(frozen=True, slots=True)
class FitAfter:
    """A fit at the destination now, and when everything has arrived; `after_status` is that against its target then."""

    fit_id: int
    fit_name: str
    ship_type_id: int | None
    ship_name: str
    wanted: int | None
    before: int | None
    after: int | None
    before_status: Status
    after_status: Status


@dataclass(frozen=True, slots=True)
class PlanAnswer:
    """The restock plan for one market.

    `needed_types` and `needed_units` are what is short there. `unjudged` names, by market, the types that were left alone
    because nobody knows their sales; `unreadable` says by market's name why it could not be asked; `without_target` names
    the chosen fits that ask for nothing.
    """

    needed_types: int
    needed_units: int
    sources: tuple[PlanSource, ...]
    missing: tuple[MissingRow, ...]
    after: tuple[FitAfter, ...]
    unjudged: Mapping[str, tuple[str, ...]]
    unreadable: Mapping[str, str]
    without_target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FleetAnswer:
    """A fleet in one market: what can be formed, and the list of what lacks; `reason` says why nothing is known, None otherwise."""

    market: MarketConfig
    reason: str | None = None
    check: FleetCheck | None = None
    missing: tuple[RestockRow, ...] = ()
