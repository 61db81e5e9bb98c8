"""The game's pictures: their addresses for tables, and a picture on the page."""

from html import escape

import pandas as pd
import streamlit as st

from domain.market_figures import SHIP_CATEGORY_ID

_SERVER = "https://images.evetech.net/types/"
_TINT = "rgba(127,140,155,0.14)"


def picture(type_id: int, *, is_ship: bool = False, size: int = 64) -> str:
    """The picture of a type: the render of a ship, the icon of anything else."""
    return f"{_SERVER}{type_id}/{'render' if is_ship else 'icon'}?size={size}"


def pictures(type_ids: pd.Series, category_ids: pd.Series) -> pd.Series:
    """The picture of each type; a type without a category has its icon."""
    is_ship = category_ids.eq(SHIP_CATEGORY_ID).fillna(False)
    return _SERVER + type_ids.astype("str") + is_ship.map({True: "/render?size=64", False: "/icon?size=64"})


def show(type_id: int, *, is_ship: bool, size_px: int, alt: str) -> None:
    """Draw the picture of a type in a square of `size_px`; `alt` is its name, for those who do not see it.

    It is the ground of a tinted box: a picture that cannot load leaves the box, where an image would leave a broken one.
    """
    st.html(
        f'<div role="img" aria-label="{escape(alt)}" style="width:{size_px}px;height:{size_px}px;border-radius:0.3rem;'
        f'background:{_TINT} url({picture(type_id, is_ship=is_ship)}) center/contain no-repeat"></div>',
        width=size_px,
    )
