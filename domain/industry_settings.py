"""What the settings say about industry: the surcharge of the day, usual skills and blueprints, and the game's interface."""

from dataclasses import dataclass
from decimal import Decimal

from domain.industry import SCC_SURCHARGE, Skills


@dataclass(frozen=True)
class IndustrySettings:
    """`[industry]`: the SCC surcharge as a fraction, the skills of the coalition's builders, and the usual blueprints.

    Components are made from researched originals (`component_me`, `component_te`), Tech II and Tech III items from
    invented copies (`invented_me`, `invented_te`).
    """

    scc_surcharge: Decimal = SCC_SURCHARGE
    skills: Skills = Skills()
    component_me: int = 10
    component_te: int = 20
    invented_me: int = 2
    invented_te: int = 4


@dataclass(frozen=True)
class EsiSettings:
    """`[esi]`: whether the game's public interface may be asked, where it is, and how patiently."""

    enabled: bool = True
    base_url: str = "https://esi.evetech.net"
    timeout_s: float = 10.0
    cache_hours: int = 24
    user_agent: str = "coalition-market-viewer"
