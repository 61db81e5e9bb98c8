"""Which types the demo's markets know, what they cost, and how briskly they are traded."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from repositories.facts.blueprints import blueprints_by_product
from repositories.facts.static_data import StaticType, static_categories, static_groups, static_types
from repositories.replicas.sources.demo_fits import demo_equivalents, demo_fits
from repositories.replicas.sources.demo_prices import price_of, watched_by_hand
from repositories.replicas.sources.demo_tables import randomness

_WATCHED, _UNWATCHED_SHARE = 600, 0.12
_SHIP, _MODULE, _CHARGE, _DRONE = 6, 7, 8, 18
_FILLING = (_SHIP, _MODULE, _CHARGE, _DRONE)
_FILLING_META_GROUPS = (None, 1, 2)
# ISK that a whole region trades of one type of the category on an ordinary day, at the price that stands beside it:
# dearer things are traded for more ISK, but fewer are.
_TURNOVER = {
    4: (160e6, 500.0), _SHIP: (95e6, 50e6), _MODULE: (32e6, 2e6), _CHARGE: (20e6, 600.0), _DRONE: (24e6, 1.5e6), 20: (22e6, 20e6),
    22: (25e6, 10e6), 43: (20e6, 10e3), 65: (60e6, 900e6),
}  # fmt: skip
_TURNOVER_ELSE = (15e6, 1e6)
_RISE = 0.4
_FILLING_SHARE, _FITTED_SHARE, _SCRIPT_SHARE = 0.12, 1.6, 0.02
_LARGEST_FILLING_ISK, _SMALLEST_HULL_ISK = 3e9, 300_000.0


@dataclass(frozen=True)
class Items:
    """The types of the demo, as columns of one length: first all that are watched by type id, then those that are only ordered.

    `base` is the price in ISK, `units` the units a whole region trades per day; 0 for what never sells.
    """

    types: tuple[StaticType, ...]
    watched: int
    base: npt.NDArray[np.float64]
    units: npt.NDArray[np.float64]

    @property
    def ids(self) -> list[int]:
        """The type ids, in order."""
        return [one.type_id for one in self.types]

    def named(self, row: int) -> tuple[int, str, int, str]:
        """Group id, group name, category id and category name of one type."""
        one = self.types[row]
        group, category = static_groups()[one.group_id], static_categories()[one.category_id]
        return group.group_id, group.name, category.category_id, category.name


def demo_items(scale: float, seed: int) -> Items:
    """The types of the demo at a scale; every market has the same."""
    fitted = {type_id for fit in demo_fits().values() for type_id in fit.items}
    fitted |= {type_id for group in demo_equivalents() for type_id in group}
    chosen = dict.fromkeys((*sorted(fitted), *watched_by_hand()))
    count = max(len(fitted), round(_WATCHED * scale))
    watched = list(chosen)[:count]
    filling = _filling(set(chosen), seed)
    by_hand = len(watched)
    watched += filling[: count - by_hand]
    unwatched = filling[count - by_hand : count - by_hand + round(count * _UNWATCHED_SHARE)]
    ids = [*sorted(watched), *sorted(unwatched)]
    types = tuple(static_types()[type_id] for type_id in ids)
    random = randomness(seed, "items")
    base = np.array([price_of(type_id) for type_id in ids]) * random.lognormal(0.0, 0.04, len(ids))
    return Items(types, len(watched), base, _units(types, base, chosen, fitted, random))


def _units(
    types: tuple[StaticType, ...],
    base: npt.NDArray[np.float64],
    chosen: dict[int, None],
    fitted: set[int],
    random: np.random.Generator,
) -> npt.NDArray[np.float64]:
    shares = [_FITTED_SHARE if one.type_id in fitted else 1.0 if one.type_id in chosen else _FILLING_SHARE for one in types]
    shares = [share * (_SCRIPT_SHARE if one.name.endswith(" Script") else 1.0) for share, one in zip(shares, types, strict=True)]
    turnover, at_price = np.array([_TURNOVER.get(one.category_id, _TURNOVER_ELSE) for one in types]).T
    units = turnover * (base / at_price) ** _RISE * np.array(shares) * random.lognormal(0.0, 0.9, len(types)) / base
    never = (random.random(len(types)) < 0.02) & np.array([one.type_id not in fitted for one in types])
    return np.where(never, 0.0, units)


def _filling(without: set[int], seed: int) -> list[int]:
    """Types that fill a market up, in an order that depends on the seed: what players build and fit, of subcapital price."""
    candidates = [
        one.type_id
        for one in static_types().values()
        if one.published and one.market_group_id and one.category_id in _FILLING and one.type_id not in without
        and one.meta_group_id in _FILLING_META_GROUPS
        and one.type_id in blueprints_by_product()
        and (_SMALLEST_HULL_ISK if one.category_id == _SHIP else 0.0) < price_of(one.type_id) < _LARGEST_FILLING_ISK
    ]  # fmt: skip
    return [candidates[place] for place in randomness(seed, "filling").permutation(len(candidates))]
