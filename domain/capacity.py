"""How many fits of a doctrine can be had at once, when what they share is given out once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.doctrine import FitItem, PooledStock, fits_available, quantity_by_pool, quantity_by_type


@dataclass(frozen=True, slots=True)
class FitDemand:
    """One fit that competes for the stock: `wanted` is how many of it meet its target (None without one).

    `position` is where the fit is listed in the doctrine.
    """

    fit_id: int
    items: tuple[FitItem, ...]
    wanted: int | None
    position: int = 0


@dataclass(frozen=True, slots=True)
class Clash:
    """A type over which fits compete: `fit_id` gets fewer because `taken_by` took of it before.

    `type_id` is the type as the losing fit names it; the others may take an equivalent.
    """

    type_id: int
    fit_id: int
    taken_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FitCapacity:
    """Complete fits counted alone, and together with the others; None when the composition is unknown.

    `clash` is what keeps `together` below `alone`, None where nothing does.
    """

    fit_id: int
    alone: int | None
    together: int | None
    clash: Clash | None


@dataclass(frozen=True, slots=True)
class Capacity:
    """The fits in order of priority, and the first clash: of a fit that misses its target by it, else of any."""

    fits: tuple[FitCapacity, ...]
    first_clash: Clash | None


def concurrent_capacity(fits: Iterable[FitDemand], stock: PooledStock) -> Capacity:
    """Give out the stock once, in two rounds over the fits by priority: largest target first, then as listed.

    In the first round each fit takes up to what its target wants, so that no fit's overstock eats another's
    target; in the second, what is left over goes to the fits in the same order. Fits without a target take part
    in the second round only. Shared items, and equivalents, are given out once.
    """
    order = sorted(fits, key=lambda fit: (-(fit.wanted if fit.wanted is not None else -1), fit.position, fit.fit_id))
    known = [_Taker(fit, stock) for fit in order]
    first_clashes = [taker.take(taker.fit.wanted or 0, known) for taker in known]
    later_clashes = [taker.take(None, known) for taker in known]
    answers = tuple(
        FitCapacity(taker.fit.fit_id, taker.alone, taker.taken if taker.alone is not None else None, first or later)
        for taker, first, later in zip(known, first_clashes, later_clashes, strict=True)
    )
    return Capacity(answers, next((clash for clash in (*first_clashes, *later_clashes) if clash), None))


class _Taker:
    """A fit while the stock is given out: what it would get alone, and what it has taken so far."""

    def __init__(self, fit: FitDemand, stock: PooledStock) -> None:
        self.fit = fit
        self.alone = fits_available(fit.items, stock).fits
        self.taken = 0
        self._per_fit = quantity_by_pool(fit.items, stock)
        self._stock = {pool_id: stock.pooled(pool_id) for pool_id in self._per_fit}
        self._named = _names_of_pools(fit.items, stock)

    def take(self, up_to: int | None, takers: Iterable["_Taker"]) -> Clash | None:
        """Take as many fits as are left, at most `up_to`; the clash where it could have had more alone."""
        if self.alone is None:
            return None
        goal = self.alone if up_to is None else min(up_to, self.alone)
        left = {pool_id: units - sum(taker.uses(pool_id) for taker in takers) for pool_id, units in self._stock.items()}
        scarcest = min(left, key=lambda pool_id: (left[pool_id] // self._per_fit[pool_id], pool_id))
        self.taken += min(goal - self.taken, left[scarcest] // self._per_fit[scarcest])
        if self.taken == goal:
            return None
        rivals = tuple(taker.fit.fit_id for taker in takers if taker is not self and taker.uses(scarcest))
        return Clash(self._named[scarcest], self.fit.fit_id, rivals)

    def uses(self, pool_id: int) -> int:
        """Units of the pool that this fit has taken so far."""
        return self.taken * self._per_fit.get(pool_id, 0)


def _names_of_pools(items: Iterable[FitItem], stock: PooledStock) -> Mapping[int, int]:
    return {stock.pool_id(type_id): type_id for type_id in sorted(quantity_by_type(items), reverse=True)}
