"""What building something costs in each place, beside what it sells for: the question and its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.build_tree import BuildPlan
from domain.industry import Blueprint, Fees, Job, Skills
from domain.industry_sites import Site


class PriceBasis(StrEnum):
    """What materials are counted at."""

    JITA_SELL = "jita_sell"
    JITA_BUY = "jita_buy"
    LOCAL = "local"


class ValueSource(StrEnum):
    """Where the adjusted prices of the estimated item value are from; a stand-in makes the fees estimates."""

    ESI = "esi"
    COLLECTOR = "collector"
    JITA = "jita"


@dataclass(frozen=True)
class TypeInfo:
    """A type as far as building asks; the volume is packaged, in m³; None where the SDE does not say."""

    type_id: int
    name: str
    group_id: int | None = None
    category_id: int | None = None
    meta_group_id: int | None = None
    volume_m3: float | None = None


@dataclass(frozen=True)
class TypePrices:
    """What a unit costs in ISK in Jita and on the market; None where unknown."""

    jita_sell: float | None = None
    jita_buy: float | None = None
    local: float | None = None

    def at(self, basis: PriceBasis) -> float | None:
        """The price of a basis."""
        return {PriceBasis.JITA_SELL: self.jita_sell, PriceBasis.JITA_BUY: self.jita_buy, PriceBasis.LOCAL: self.local}[basis]


@dataclass(frozen=True)
class BuildRequest:
    """What is to be built: runs of a blueprint of the given ME and TE, in any of `structure_ids` (empty: all of them)."""

    type_id: int
    runs: int
    me: int
    te: int
    basis: PriceBasis
    skills: Skills = Skills()
    structure_ids: tuple[int, ...] = ()
    build_components: bool = False


@dataclass(frozen=True)
class SiteCost:
    """What the job costs in one place.

    `materials_isk` counts what has a price; `missing` are the types to buy without one. `jobs` is how many jobs the 30-day
    limit makes of the runs, `runs_per_job` how many one may have. `plan` is there when components are built too. `unvalued`
    are materials for which no adjusted price could be had or stood in for: the fees lack their part.
    """

    site: Site
    job: Job
    fees: Fees
    materials_isk: float
    missing: tuple[int, ...]
    left_out: tuple[str, ...]
    runs_per_job: int
    plan: BuildPlan | None = None
    unvalued: tuple[int, ...] = ()

    @property
    def total_isk(self) -> float:
        """Materials and fees."""
        return self.materials_isk + self.fees.total_isk

    @property
    def per_run_isk(self) -> float:
        """The total for one run."""
        return self.total_isk / self.job.runs

    @property
    def per_unit_isk(self) -> float:
        """The total for one unit."""
        return self.total_isk / self.job.produced

    @property
    def is_complete(self) -> bool:
        """Whether every price, every adjusted price, the system's index and the facility tax are known."""
        return not self.missing and not self.unvalued and self.fees.is_complete

    @property
    def is_unknown(self) -> bool:
        """Whether nothing that goes in has a price, so that the total says nothing."""
        return bool(self.missing) and not self.materials_isk

    @property
    def has_no_value(self) -> bool:
        """Whether nothing that goes in has an adjusted price, so that the fees say nothing."""
        return bool(self.unvalued) and not self.fees.item_value_isk

    @property
    def jobs(self) -> int:
        """How many jobs the runs need."""
        return -(-self.job.runs // self.runs_per_job)

    def profit_per_unit_isk(self, price_isk: float | None) -> float | None:
        """What is left of a price, before taxes on the sale; None where price or cost are not known in full."""
        return None if price_isk is None or not self.is_complete else price_isk - self.per_unit_isk

    def profit_per_hour_isk(self, price_isk: float | None) -> float | None:
        """The profit of all units by the hours that the product's own jobs run, one after the other; None where unknown."""
        profit = self.profit_per_unit_isk(price_isk)
        return None if profit is None or not self.job.time_s else profit * self.job.produced / (self.job.time_s / 3600)


@dataclass(frozen=True)
class Sourced:
    """Where figures are from and when they were true (naive UTC; None where that is not on record)."""

    source: ValueSource
    at: datetime | None = None


@dataclass(frozen=True)
class BuildQuote:
    """The answer: places by cost, the cheapest first and those that are not known in full last, and why others cannot do it.

    `types` and `prices` hold everything that the answer names.
    """

    request: BuildRequest
    product: TypeInfo
    blueprint: Blueprint
    sites: tuple[SiteCost, ...]
    impossible: tuple[tuple[Site, str], ...]
    types: Mapping[int, TypeInfo]
    prices: Mapping[int, TypePrices]
    values: Sourced
    indices: Sourced
    notes: tuple[str, ...] = ()

    def name(self, type_id: int) -> str:
        """The name of a type."""
        return self.types[type_id].name if type_id in self.types else f"Type {type_id}"

    def site(self, structure_id: int | None) -> SiteCost | None:
        """The answer for one structure; the cheapest for None or one that is not there; None when there is no place at all."""
        return next((one for one in self.sites if one.site.structure_id == structure_id), self.sites[0] if self.sites else None)

    @property
    def product_prices(self) -> TypePrices:
        """What the product sells for."""
        return self.prices.get(self.product.type_id, TypePrices())

    @property
    def fees_are_estimates(self) -> bool:
        """Whether the item value is made of Jita's prices in place of adjusted ones."""
        return self.values.source is ValueSource.JITA

    def bought(self, cost: SiteCost) -> tuple[tuple[int, int], ...]:
        """(type id, quantity) of everything that has to be bought."""
        return cost.plan.to_buy if cost.plan else cost.job.materials

    def volume_in_m3(self, cost: SiteCost) -> float | None:
        """The packaged volume of what is bought; None where one is unknown."""
        return self._volume(self.bought(cost))

    def volume_out_m3(self, cost: SiteCost) -> float | None:
        """The packaged volume of what is made; None where it is unknown."""
        return self._volume(((self.product.type_id, cost.job.produced),))

    def _volume(self, quantities: tuple[tuple[int, int], ...]) -> float | None:
        volumes = [(self.types[type_id].volume_m3 if type_id in self.types else None, quantity) for type_id, quantity in quantities]
        known = [volume * quantity for volume, quantity in volumes if volume is not None]
        return sum(known) if len(known) == len(volumes) else None
