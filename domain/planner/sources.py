"""Where a type can be had, and what one unit costs when it has arrived: price + m³ x freight rate."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.order_books import Level

JITA = "jita"
"""The place that is no market of the coalition; it stands in `[freight]` of the settings, beside the keys of the markets."""


@dataclass(frozen=True, slots=True)
class Rung:
    """So many units of one type from one place at one price, the next cheapest to have arrived.

    `units` is None where there is no end of them.
    """

    place: str
    price: float
    freight: float
    units: int | None

    @property
    def landed(self) -> float:
        """ISK for one unit that has arrived."""
        return self.price + self.freight


@dataclass(frozen=True, slots=True)
class Offers:
    """Where one type can be had: the orders of markets up to what each can spare, and Jita's sell price (None: unknown)."""

    markets: Mapping[str, Sequence[Level]]
    jita_sell: float | None

    def units(self, wanted: int) -> int:
        """Of the wanted units, how many can be had at all."""
        if self.jita_sell is not None:
            return wanted
        return min(wanted, sum(units for levels in self.markets.values() for _, units in levels))

    def reference_isk(self) -> float:
        """The lowest price without freight, ISK per unit; 0 where nobody has any."""
        prices = [price for levels in self.markets.values() for price, _ in levels]
        return min(prices + ([] if self.jita_sell is None else [self.jita_sell]), default=0.0)


def first_units(levels: Iterable[Level], units: int) -> tuple[Level, ...]:
    """The cheapest levels of a book that make up so many units; all of them where there are fewer."""
    taken: list[Level] = []
    for price, there in levels:
        if units <= 0:
            break
        taken.append((price, min(there, units)))
        units -= there
    return tuple(taken)


def ladder(offers: Offers, volume_m3: float, rates: Mapping[str, float]) -> tuple[Rung, ...]:
    """The offers by what one unit costs on arrival; Jita first where that is the same, so that fewer trips are made.

    `volume_m3` is the packaged volume of one unit; `rates` is ISK per m³ from each place.
    """
    rungs = [
        Rung(place, price, volume_m3 * rates[place], units)
        for place, levels in offers.markets.items()
        for price, units in levels
        if units > 0
    ]
    if offers.jita_sell is not None:
        rungs.append(Rung(JITA, offers.jita_sell, volume_m3 * rates[JITA], None))
    rungs.sort(key=lambda rung: (rung.landed, rung.place != JITA, rung.place, rung.price))
    return tuple(_up_to_endless(rungs))


def _up_to_endless(rungs: Iterable[Rung]) -> Iterator[Rung]:
    for rung in rungs:
        yield rung
        if rung.units is None:
            return
