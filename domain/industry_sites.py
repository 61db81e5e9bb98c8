"""Where jobs run: structures, their rigs, the system's security, and what they do to a job of a given product."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from domain.industry import REACTION, SCC_SURCHARGE, Modifiers


class Security(StrEnum):
    """The security class of a system; wormholes count as null."""

    HIGH = "high"
    LOW = "low"
    NULL = "null"


_WORD = {Security.HIGH: "high security", Security.LOW: "low security", Security.NULL: "null security"}


@dataclass(frozen=True)
class Product:
    """What a job makes, as far as rigs and shipyards ask: its group and category; None where unknown."""

    type_id: int
    group_id: int | None
    category_id: int | None


@dataclass(frozen=True)
class Family:
    """The products that a rig's bonus is for: those of one activity in any of the groups or categories."""

    name: str
    activity_id: int
    group_ids: frozenset[int] = frozenset()
    category_ids: frozenset[int] = frozenset()

    def covers(self, activity_id: int, product: Product) -> bool:
        """Whether the bonus is for this product."""
        return activity_id == self.activity_id and (product.group_id in self.group_ids or product.category_id in self.category_ids)


@dataclass(frozen=True)
class RigBonus:
    """What a rig takes off the jobs of a family, in per cent before the security multiplier."""

    family: Family
    material_percent: Decimal = Decimal(0)
    time_percent: Decimal = Decimal(0)
    job_cost_percent: Decimal = Decimal(0)


@dataclass(frozen=True)
class Rig:
    """A structure rig: its bonuses, and the multiplier of all of them by security class (absent: no bonus there)."""

    type_id: int
    name: str
    bonuses: tuple[RigBonus, ...]
    security: Mapping[Security, Decimal]


@dataclass(frozen=True)
class StructureKind:
    """A kind of structure: its role bonuses as multipliers, and what its service modules allow.

    `reacts` holds for refineries; `capitals` and `supercapitals` for those that take the shipyard in question.
    """

    type_id: int
    name: str
    material: Decimal = Decimal(1)
    time: Decimal = Decimal(1)
    job_cost: Decimal = Decimal(1)
    reaction_time: Decimal = Decimal(1)
    reacts: bool = False
    capitals: bool = False
    supercapitals: bool = False


@dataclass(frozen=True)
class Site:
    """One structure that jobs can be installed in.

    `kind` and `security` are None where the facts do not know them; `unknown_rigs` are rig names without facts; the
    indices are fractions, None where the system has none; `tax` is a fraction, None where it is not on record.
    """

    structure_id: int
    name: str
    system_id: int | None
    system_name: str
    kind_name: str
    kind: StructureKind | None
    security: Security | None
    tax: Decimal | None
    rigs: tuple[Rig, ...] = ()
    unknown_rigs: tuple[str, ...] = ()
    manufacturing_index: Decimal | None = None
    reaction_index: Decimal | None = None

    def index(self, activity_id: int) -> Decimal | None:
        """The cost index of an activity; None where it is unknown."""
        return self.reaction_index if activity_id == REACTION else self.manufacturing_index


@dataclass(frozen=True)
class SiteModifiers:
    """What a site does to a job, and in sentences what had to be left out of it."""

    modifiers: Modifiers
    left_out: tuple[str, ...] = field(default=())


CAPITAL_GROUPS = frozenset({485, 547, 883, 1538, 4594})
SUPERCAPITAL_GROUPS = frozenset({30, 659})


def why_not(site: Site, activity_id: int, product: Product) -> str | None:
    """Why the product cannot be made there, as a sentence; None where nothing speaks against it.

    Reactors fit refineries outside high security; the capital shipyard fits Azbel, Sotiyo, Fortizar and Keepstar outside
    high security; the supercapital shipyard fits the Sotiyo in null security (SDE: canFitShipGroup, canFitShipType and
    disallowInHighSec of the service modules).
    """
    if activity_id == REACTION and site.security is Security.HIGH:
        return "Reactions cannot run in high security."
    if activity_id == REACTION and site.kind is not None and not site.kind.reacts:
        return f"{_article(site.kind_name)} cannot run reactions; refineries can."
    if product.group_id in SUPERCAPITAL_GROUPS:
        return _no_yard(site, bool(site.kind and site.kind.supercapitals), "supercapital ships", {Security.NULL})
    if product.group_id in CAPITAL_GROUPS:
        return _no_yard(site, bool(site.kind and site.kind.capitals), "capital ships", {Security.LOW, Security.NULL})
    return None


def _no_yard(site: Site, has_yard: bool, what: str, allowed: set[Security]) -> str | None:
    if site.kind is not None and not has_yard:
        return f"{_article(site.kind_name)} cannot build {what}."
    if site.security is not None and site.security not in allowed:
        return f"{what.capitalize()} cannot be built in {_WORD[site.security]}."
    return None


def _article(noun: str) -> str:
    return f"{'An' if noun[:1].upper() in 'AEIOU' else 'A'} {noun}"


def site_modifiers(site: Site, activity_id: int, product: Product, scc_surcharge: Decimal = SCC_SURCHARGE) -> SiteModifiers:
    """The multipliers of a site for one product; what the facts do not know counts as no bonus and is named.

    Role bonuses and rigs multiply: (1 - structure bonus) x (1 - rig bonus x security multiplier).
    """
    material, time, job_cost = _role(site.kind, activity_id)
    for rig in site.rigs:
        factor = rig.security.get(site.security, Decimal(0)) if site.security else Decimal(0)
        for bonus in rig.bonuses:
            if bonus.family.covers(activity_id, product):
                material *= 1 - bonus.material_percent / 100 * factor
                time *= 1 - bonus.time_percent / 100 * factor
                job_cost *= 1 - bonus.job_cost_percent / 100 * factor
    modifiers = Modifiers(material, time, job_cost, site.index(activity_id), site.tax, scc_surcharge)
    return SiteModifiers(modifiers, _left_out(site, activity_id, product))


def _role(kind: StructureKind | None, activity_id: int) -> tuple[Decimal, Decimal, Decimal]:
    if kind is None:
        return Decimal(1), Decimal(1), Decimal(1)
    if activity_id == REACTION:
        return Decimal(1), kind.reaction_time, Decimal(1)
    return kind.material, kind.time, kind.job_cost


def _left_out(site: Site, activity_id: int, product: Product) -> tuple[str, ...]:
    sentences = []
    if site.kind is None:
        sentences.append(f"The structure type “{site.kind_name}” is not known: its role bonuses are left out.")
    sentences += [f"The rig “{name}” is not known: its bonuses are left out." for name in site.unknown_rigs]
    helping = any(bonus.family.covers(activity_id, product) for rig in site.rigs for bonus in rig.bonuses)
    if helping and site.security is None:
        sentences.append(f"The security of {site.system_name} is not known: the bonuses of the rigs are left out.")
    if site.index(activity_id) is None:
        what = "reactions" if activity_id == REACTION else "manufacturing"
        sentences.append(f"{site.system_name} has no cost index for {what}: the system's part of the job cost is left out.")
    if site.tax is None:
        sentences.append("The facility tax is not on record: it is left out.")
    return tuple(sentences)
