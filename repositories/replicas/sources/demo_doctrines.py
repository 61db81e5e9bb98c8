"""The doctrine tables of a demo market, with the collector's copies of figures from another hour."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import numpy as np

from repositories.facts.static_data import static_categories, static_groups, static_types
from repositories.replicas.sources.demo_fits import DemoFit, demo_doctrines, demo_fits
from repositories.replicas.sources.demo_tables import Rows, moment

Stats = Mapping[int, Mapping[str, Any]]

_DOCTRINES = (
    "id", "fit_id", "ship_id", "ship_name", "hulls", "type_id", "type_name", "fit_qty", "fits_on_mkt", "total_stock", "price",
    "avg_vol", "days", "group_id", "group_name", "category_id", "category_name", "timestamp",
)  # fmt: skip
_FITS = (
    "id", "doctrine_name", "fit_name", "ship_type_id", "doctrine_id", "fit_id", "ship_name", "target", "market_flag", "friendly_name",
)  # fmt: skip


def doctrine_tables(market_key: str, stats: Stats, when: date, random: np.random.Generator) -> Mapping[str, Rows]:
    """doctrines, doctrine_fits, ship_targets, lead_ships and doctrine_map; every market's database holds all fits of all markets."""
    pairs = [(doctrine, fit) for doctrine in demo_doctrines() for fit in doctrine.fits]
    fits = [
        (
            doctrine.name,
            fit.name,
            fit.ship_id,
            doctrine.doctrine_id,
            fit.fit_id,
            fit.ship_name,
            _usual_target(fit),
            fit.flag,
            doctrine.friendly_name,
        )
        for doctrine, fit in pairs
    ]
    return {
        "doctrines": Rows(_DOCTRINES, _numbered(_items(stats, when, random))),
        "doctrine_fits": Rows(_FITS, _numbered(fits)),
        "ship_targets": Rows(("fit_id", "fit_name", "ship_id", "ship_name", "ship_target", "created_at"), list(_targets(market_key, when))),
        "lead_ships": Rows(
            ("id", "doctrine_name", "doctrine_id", "lead_ship", "fit_id"),
            _numbered((one.name, one.doctrine_id, one.lead.ship_id, one.lead.fit_id) for one in demo_doctrines()),
        ),
        "doctrine_map": Rows(("id", "doctrine_id", "fitting_id"), _numbered((doctrine.doctrine_id, fit.fit_id) for doctrine, fit in pairs)),
    }


def _numbered(rows: Any) -> list[tuple[object, ...]]:
    return [(place, *row) for place, row in enumerate(rows, start=1)]


def _usual_target(fit: DemoFit) -> int | None:
    return max(fit.targets.values(), default=None)


def _targets(market_key: str, when: date) -> Iterator[tuple[object, ...]]:
    """The market's own targets; every seventh fit has none here, so that the fit's own target stands."""
    for fit in demo_fits().values():
        target = fit.target_in(market_key)
        if target is not None and fit.fit_id % 7:
            yield fit.fit_id, fit.name, fit.ship_id, fit.ship_name, target, moment(when, 60 * 24 * 20)


def _items(stats: Stats, when: date, random: np.random.Generator) -> Iterator[tuple[object, ...]]:
    """One row per item of a fit, with figures as the collector copied them an hour ago."""
    written = moment(when, 62)
    for fit in demo_fits().values():
        hulls = _copied(stats, fit.ship_id, random)
        for type_id, quantity in fit.items.items():
            one, own = static_types()[type_id], stats.get(type_id, {})
            group = static_groups()[one.group_id]
            stock = hulls if type_id == fit.ship_id else _copied(stats, type_id, random)
            yield (
                fit.fit_id, fit.ship_id, fit.ship_name, hulls, type_id, one.name, quantity, round(stock / quantity, 1), stock,
                own.get("price"), own.get("avg_volume"), own.get("days_remaining"),
                group.group_id, group.name, one.category_id, static_categories()[one.category_id].name, written,
            )  # fmt: skip


def _copied(stats: Stats, type_id: int, random: np.random.Generator) -> int:
    """The stock an hour ago."""
    return int(stats.get(type_id, {}).get("total_volume_remain", 0) * random.uniform(0.85, 1.15))
