"""Addresses of the game's pictures."""

import pandas as pd

from domain.market_figures import SHIP_CATEGORY_ID

_SERVER = "https://images.evetech.net/types/"


def picture(type_id: int, *, is_ship: bool = False, size: int = 64) -> str:
    """The picture of a type: the render of a ship, the icon of anything else."""
    return f"{_SERVER}{type_id}/{'render' if is_ship else 'icon'}?size={size}"


def pictures(type_ids: pd.Series, category_ids: pd.Series) -> pd.Series:
    """The picture of each type; a type without a category has its icon."""
    is_ship = category_ids.eq(SHIP_CATEGORY_ID).fillna(False)
    return _SERVER + type_ids.astype("str") + is_ship.map({True: "/render?size=64", False: "/icon?size=64"})
