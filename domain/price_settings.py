"""What the settings say about prices that no database holds."""

from dataclasses import dataclass

JITA_REGION_ID = 10000002


@dataclass(frozen=True)
class PriceSettings:
    """`[prices]`: whether missing Jita prices are fetched, where from, how patiently, and how long they are kept."""

    enabled: bool = True
    base_url: str = "https://market.fuzzwork.co.uk/aggregates/"
    timeout_s: float = 5.0
    cache_minutes: int = 60
