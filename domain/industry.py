"""Industry jobs as the game's industry window shows them: quantities, time, job cost, to the unit and to the ISK.

Sources of the formulas: the industry window of the game since the Viridian release (June 2023), as the EVE University
wiki ("Manufacturing", "Industry job cost") and EVE Ref's industry API describe it. All arithmetic is decimal, so that no
binary rounding decides whether one more unit is needed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

from domain.errors import InvalidInput

MANUFACTURING = 1
REACTION = 11

MAX_RUNS = 1_000_000
MAX_ME = 10
MAX_TE = 20
MAX_JOB_S = 30 * 24 * 3600
SCC_SURCHARGE = Decimal("0.04")

_CENT = Decimal("0.01")
_UNIT = Decimal(1)
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Blueprint:
    """One activity of a blueprint or reaction formula, for one run at ME 0 and TE 0.

    `activity_id` is MANUFACTURING or REACTION; `product_quantity` is made per run; `materials` are (type id, quantity)
    pairs; `time_s` is in seconds.
    """

    blueprint_id: int
    activity_id: int
    time_s: int
    product_id: int
    product_quantity: int
    materials: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Modifiers:
    """What a place does to a job, as multipliers: 1 changes nothing, 0.99 is one per cent less.

    `index` is the system's cost index of the job's activity and `tax` the facility tax, as fractions; None where they
    are unknown.
    """

    material: Decimal = _UNIT
    time: Decimal = _UNIT
    job_cost: Decimal = _UNIT
    index: Decimal | None = None
    tax: Decimal | None = Decimal(0)
    scc_surcharge: Decimal = SCC_SURCHARGE


@dataclass(frozen=True)
class Skills:
    """Levels 0-5 of the skills that shorten every job of their kind.

    Industry takes 4 % and Advanced Industry 3 % per level off manufacturing; Reactions takes 4 % per level off reactions.
    """

    industry: int = 5
    advanced_industry: int = 5
    reactions: int = 5

    def time_multiplier(self, activity_id: int) -> Decimal:
        """What the skills make of a job's time."""
        if activity_id == REACTION:
            return 1 - Decimal("0.04") * self.reactions
        return (1 - Decimal("0.04") * self.industry) * (1 - Decimal("0.03") * self.advanced_industry)


@dataclass(frozen=True)
class Job:
    """What goes in and comes out of `runs` runs; `materials` are (type id, quantity) pairs in the blueprint's order."""

    blueprint: Blueprint
    runs: int
    materials: tuple[tuple[int, int], ...]
    time_s: int

    @property
    def produced(self) -> int:
        """Units made."""
        return self.blueprint.product_quantity * self.runs


@dataclass(frozen=True)
class Fees:
    """The parts of a job's cost in whole ISK, each rounded as the window rounds it.

    `system_isk` is the estimated item value times the system's index and `structure_isk` (zero or below) what the
    structure takes off it; both are None where the index is unknown, as `facility_tax_isk` is where the tax is unknown,
    and `total_isk` is then without them.
    """

    item_value_isk: int
    system_isk: int | None
    structure_isk: int | None
    facility_tax_isk: int | None
    scc_surcharge_isk: int

    @property
    def total_isk(self) -> int:
        """What is paid to install the job."""
        return (self.system_isk or 0) + (self.structure_isk or 0) + (self.facility_tax_isk or 0) + self.scc_surcharge_isk

    @property
    def is_complete(self) -> bool:
        """Whether index and tax are known."""
        return self.system_isk is not None and self.facility_tax_isk is not None


def check_job(runs: int, me: int, te: int) -> None:
    """Refuse what no job can have.

    Raises:
        InvalidInput: runs are not in 1-1,000,000, ME not in 0-10, or TE not in 0-20.
    """
    if not 1 <= runs <= MAX_RUNS:
        raise InvalidInput(f"Runs must be from 1 to {MAX_RUNS:,}, not {runs:,}.")
    if not 0 <= me <= MAX_ME:
        raise InvalidInput(f"Material efficiency must be from 0 to {MAX_ME}, not {me}.")
    if not 0 <= te <= MAX_TE:
        raise InvalidInput(f"Time efficiency must be from 0 to {MAX_TE}, not {te}.")


def plan_job(blueprint: Blueprint, runs: int, me: int, te: int, place: Modifiers, skills: Skills) -> Job:
    """The job of `runs` runs at a place.

    Raises:
        InvalidInput: runs, ME or TE are out of range.
    """
    check_job(runs, me, te)
    return job_of(blueprint, runs, me, te, place, skills)


def job_of(blueprint: Blueprint, runs: int, me: int, te: int, place: Modifiers, skills: Skills) -> Job:
    """The same for numbers that nobody typed; formulas cannot be researched, so a reaction ignores ME and TE."""
    if blueprint.activity_id == REACTION:
        me = te = 0
    multiplier = material_multiplier(me, place)
    materials = tuple((type_id, material_quantity(runs, base, multiplier)) for type_id, base in blueprint.materials)
    return Job(blueprint, runs, materials, job_time_s(blueprint, runs, te, place, skills))


def material_multiplier(me: int, place: Modifiers) -> Decimal:
    """What ME, structure and rigs together make of a quantity."""
    return (_HUNDRED - me) / _HUNDRED * place.material


def material_quantity(runs: int, base: int, multiplier: Decimal) -> int:
    """Units of one material for `runs` runs that need `base` each at ME 0; never less than one a run.

    max(runs, ceil(round(runs x base x multiplier, 2))): rounding once per job and not once per run.
    """
    exact = (multiplier * (runs * base)).quantize(_CENT, ROUND_HALF_UP)
    return max(runs, int(exact.to_integral_value(ROUND_CEILING)))


def job_time_s(blueprint: Blueprint, runs: int, te: int, place: Modifiers, skills: Skills) -> int:
    """Seconds that the job runs, rounded to the whole second."""
    multiplier = (_HUNDRED - te) / _HUNDRED * place.time * skills.time_multiplier(blueprint.activity_id)
    return whole(multiplier * (blueprint.time_s * runs))


def runs_per_job(blueprint: Blueprint, te: int, place: Modifiers, skills: Skills) -> int:
    """How many runs one job may have: as many as end within 30 days; a single run may take longer."""
    te = 0 if blueprint.activity_id == REACTION else te
    seconds = (_HUNDRED - te) / _HUNDRED * place.time * skills.time_multiplier(blueprint.activity_id) * blueprint.time_s
    return max(1, int(MAX_JOB_S // seconds)) if seconds > 0 else MAX_RUNS


def item_value_isk(blueprint: Blueprint, runs: int, adjusted_isk: Mapping[int, float]) -> tuple[int, tuple[int, ...]]:
    """The estimated item value of the job, and the materials that have no adjusted price and count for nothing in it.

    Sum of base quantity (ME 0) x adjusted price, times the runs, in whole ISK.
    """
    found = [(base, adjusted_isk.get(type_id)) for type_id, base in blueprint.materials]
    value = sum((base * Decimal(str(price)) for base, price in found if price is not None), Decimal(0))
    missing = tuple(type_id for type_id, _ in blueprint.materials if adjusted_isk.get(type_id) is None)
    return whole(value * runs), missing


def job_fees(item_value: int, place: Modifiers) -> Fees:
    """The parts of the job's cost for an estimated item value in ISK, each in whole ISK."""
    system = None if place.index is None else whole(item_value * place.index)
    return Fees(
        item_value_isk=item_value,
        system_isk=system,
        structure_isk=None if system is None else -whole(system * (1 - place.job_cost)),
        facility_tax_isk=None if place.tax is None else whole(item_value * place.tax),
        scc_surcharge_isk=whole(item_value * place.scc_surcharge),
    )


def materials_cost_isk(job: Job, price_isk: Mapping[int, float]) -> tuple[float, tuple[int, ...]]:
    """What the job's materials cost in ISK, and those without a price, which count for nothing in it."""
    priced = [(quantity, price_isk.get(type_id)) for type_id, quantity in job.materials]
    total = sum(quantity * price for quantity, price in priced if price is not None)
    return float(total), tuple(type_id for type_id, _ in job.materials if price_isk.get(type_id) is None)


def whole(amount: Decimal) -> int:
    """An amount rounded to the whole, halves upwards."""
    return int(amount.quantize(_UNIT, ROUND_HALF_UP))
