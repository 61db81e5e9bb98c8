"""What hauling costs: ISK per m³ from one place to another."""

from collections.abc import Mapping
from dataclasses import dataclass, field

DEFAULT_ISK_PER_M3 = 1000.0


@dataclass(frozen=True)
class Freight:
    """`[freight]` of the settings: rates by place of departure and market of arrival, and one for all other routes.

    A place is a market's key, or `jita`. Rates are ISK per m³ of packaged volume.
    """

    default_isk_per_m3: float = DEFAULT_ISK_PER_M3
    routes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def isk_per_m3(self, place: str, market_key: str) -> float:
        """The rate from `place` to the market."""
        return self.routes.get(place, {}).get(market_key, self.default_isk_per_m3)
