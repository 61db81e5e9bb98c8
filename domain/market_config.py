"""What the app knows of a market before it reads any of its data."""

from dataclasses import dataclass

DEFAULT_MARKET_KEY = "primary"


@dataclass(frozen=True)
class MarketConfig:
    """One market, as `[markets.<key>]` in settings.toml describes it.

    `key` is what `doctrine_fits.market_flag` and the address bar say; `database_alias` is the name
    `config.DatabaseConfig` takes; `turso_secret_key` is the section of secrets.toml with the
    address and token of the remote original.
    """

    key: str
    name: str
    short_name: str
    region_id: int
    system_id: int
    structure_id: int
    database_alias: str
    database_file: str
    turso_secret_key: str
