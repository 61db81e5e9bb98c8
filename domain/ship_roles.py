"""What a ship does in a fleet: by the settings' exceptions and lists, else by its group, else DPS."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """A role in the fleet, in the order of the report; the value is the key in settings.toml."""

    DPS = "dps"
    LOGI = "logi"
    LINKS = "links"
    SUPPORT = "support"

    @property
    def label(self) -> str:
        """The role as a heading."""
        return {Role.DPS: "DPS", Role.LOGI: "Logi", Role.LINKS: "Links", Role.SUPPORT: "Support"}[self]


ROLE_BY_GROUP: Mapping[int, Role] = {
    832: Role.LOGI,  # Logistics
    1527: Role.LOGI,  # Logistics Frigate
    1538: Role.LOGI,  # Force Auxiliary
    540: Role.LINKS,  # Command Ship
    1534: Role.LINKS,  # Command Destroyer
    941: Role.LINKS,  # Industrial Command Ship
    883: Role.LINKS,  # Capital Industrial Ship
    541: Role.SUPPORT,  # Interdictor
    894: Role.SUPPORT,  # Heavy Interdiction Cruiser
    831: Role.SUPPORT,  # Interceptor
    830: Role.SUPPORT,  # Covert Ops
    833: Role.SUPPORT,  # Force Recon Ship
    906: Role.SUPPORT,  # Combat Recon Ship
    893: Role.SUPPORT,  # Electronic Attack Ship
    28: Role.SUPPORT,  # Hauler
    380: Role.SUPPORT,  # Deep Space Transport
    1972: Role.SUPPORT,  # Flag Cruiser
    1202: Role.SUPPORT,  # Blockade Runner
    513: Role.SUPPORT,  # Freighter
    902: Role.SUPPORT,  # Jump Freighter
}


@dataclass(frozen=True)
class ShipRoles:
    """`[ship_roles]` of the settings: roles by ship name, and exceptions by a fit's id or name; case does not count."""

    by_ship: Mapping[str, Role] = field(default_factory=dict)
    special_cases: Mapping[str, Role] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("by_ship", "special_cases"):
            object.__setattr__(self, name, {_plain(key): role for key, role in getattr(self, name).items()})

    def role_of(self, fit_id: int, fit_name: str, ship_name: str, ship_group_id: int | None) -> Role:
        """The fit's role: its exception, else its ship's list, else its ship's group, else DPS."""
        for roles, key in ((self.special_cases, str(fit_id)), (self.special_cases, fit_name), (self.by_ship, ship_name)):
            if (role := roles.get(_plain(key))) is not None:
                return role
        return ROLE_BY_GROUP.get(ship_group_id, Role.DPS) if ship_group_id is not None else Role.DPS


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
