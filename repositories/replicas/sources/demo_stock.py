"""How much of the doctrines' items a demo market holds: some fits complete, some short of one thing, some impossible."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import numpy as np

from repositories.facts.static_data import static_types
from repositories.replicas.sources.demo_fits import DemoFit, demo_doctrines, demo_equivalents, demo_fits

_READINESS = (0.0, 1.05, 0.9, 0.1, 1.3, 0.6, 1.0, 0.35, 1.7, 0.8, 0.18, 1.15, 0.95, 2.4, 0.5, 0.0)
_TARGET_ELSE = 12
_SHIP = 6


def doctrine_stock(market_key: str, random: np.random.Generator) -> Mapping[int, int]:
    """Units for sale by type id, for the items of the fits that the market stages, so that each fit has its own degree of readiness.

    Each fit is held back by one item of its own; where readiness is 0, a module that is nowhere on the market. The fits of one
    doctrine clash over an item that they share.
    """
    fits = [fit for fit in demo_fits().values() if fit.staged_in(market_key)]
    ready = dict(zip((fit.name for fit in fits), _readiness(len(fits), random), strict=True))
    stock: Counter[int] = Counter()
    for fit in fits:
        wanted = fit.target_in(market_key) or _TARGET_ELSE
        for type_id, quantity in fit.items.items():
            stock[type_id] += int(quantity * wanted * max(ready[fit.name], 0.2) * random.uniform(1.15, 2.8)) + quantity
    users = Counter(type_id for fit in fits for type_id in fit.items)
    pooled = {type_id for group in demo_equivalents() for type_id in group}
    for fit in fits:
        wanted = fit.target_in(market_key) or _TARGET_ELSE
        scarce = _scarce_item(fit, {type_id for type_id in fit.items if users[type_id] == 1} - pooled, ready[fit.name] == 0.0, random)
        stock[scarce] = fit.items[scarce] * int(wanted * ready[fit.name])
    return {**stock, **_contested(fits, stock, pooled)}


def _contested(fits: Sequence[DemoFit], stock: Mapping[int, int], pooled: Collection[int]) -> dict[int, int]:
    """One item of a doctrine's first ship that only its fits share: enough for each of them alone, not for all together.

    Of the first doctrine that has such an item; empty where none has.
    """
    alone = {fit.name: min(stock[type_id] // quantity for type_id, quantity in fit.items.items()) for fit in fits}
    for doctrine in demo_doctrines():
        for type_id in doctrine.lead.items:
            takers = [fit for fit in fits if type_id in fit.items]
            taken = [fit.items[type_id] * alone[fit.name] for fit in takers]
            if sum(map(bool, taken)) > 1 and type_id not in pooled and all(fit in doctrine.fits for fit in takers):
                return {type_id: (sum(taken) + max(taken)) // 2}
    return {}


def _readiness(count: int, random: np.random.Generator) -> list[float]:
    """One degree for each fit, in an order of the market's own."""
    degrees = [_READINESS[place % len(_READINESS)] for place in range(count)]
    return [degrees[place] for place in random.permutation(count)]


def _scarce_item(fit: DemoFit, own: set[int], rather_no_hull: bool, random: np.random.Generator) -> int:
    """What holds a fit back: one of the things that no other fit uses and nothing else replaces; at least its hull is one."""
    modules = sorted(type_id for type_id in own if static_types()[type_id].category_id != _SHIP)
    choice = modules if rather_no_hull and modules else [fit.ship_id, *modules]
    return choice[int(random.integers(0, len(choice)))]
