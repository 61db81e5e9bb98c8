"""The restock plan for one market: what is short there, what the others can spare, what Jita sells, what to bring first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.doctrine import PooledStock, fit_status, fits_available, quantity_by_pool, required_fits
from domain.errors import DataUnavailable, NotFound
from domain.freight import Freight
from domain.markets_answers import FitAfter, MissingRow, PlanAnswer, PlanRow, PlanSource
from domain.planner.load_order import FitWish, Limits
from domain.planner.plan import Haul, Need, Outcome, Plan, Task, plan_restock
from domain.planner.sources import JITA, Offers, first_units
from domain.planner.surplus import Surplus, surplus
from domain.restock import TypeNeed, restock_need
from services.doctrine_book import StagedFit
from services.fit_answers import SHIP_SLOT
from services.market_desk import MarketDesk
from services.market_items import jita_sell
from services.markets_service import Side, readable, unreadable

JITA_NAME = "Jita"


@dataclass(frozen=True, slots=True)
class PlanRequest:
    """What is asked of the planner.

    `destination` is a market's key; `fit_ids` of the fits to fill, None for all that are staged there, to their targets x `multiplier`.
    The other markets keep what their own targets x `keep_targets` take, and `keep_days` days of their sales. `sources` are the
    places to bring from (keys of markets, `jita`), None for all; `rates` are ISK per m³ to the destination by place, where
    they differ from the settings.
    """

    destination: str
    fit_ids: tuple[int, ...] | None = None
    multiplier: float = 1.0
    keep_targets: float = 1.0
    keep_days: float = 7.0
    limits: Limits = Limits()
    sources: tuple[str, ...] | None = None
    rates: tuple[tuple[str, float], ...] = ()


def restock_plan(sides: Sequence[Side], freight: Freight, request: PlanRequest) -> PlanAnswer:
    """What to bring to the destination, from where, and what is there then.

    A market that cannot be read gives nothing, and is named.

    Raises:
        DataUnavailable: the destination itself cannot be read.
        NotFound: there is no such market.
    """
    return _Planning(sides, freight, request).answer()


class _Planning:
    def __init__(self, sides: Sequence[Side], freight: Freight, request: PlanRequest) -> None:
        self._request = request
        self._sides = sides
        self._desk = _destination(sides, request.destination)
        self._stock = self._desk.book.stock
        self._others = [desk for desk in readable(sides) if desk is not self._desk and self._is_source(desk.market.key)]
        self._fits = [fit for fit in self._desk.fits.values() if request.fit_ids is None or fit.fit_id in request.fit_ids]
        rates = {place: freight.isk_per_m3(place, request.destination) for place in (JITA, *(desk.market.key for desk in self._others))}
        self._rates = rates | {place: rate for place, rate in request.rates if place in rates}

    def _is_source(self, place: str) -> bool:
        return self._request.sources is None or place in self._request.sources

    def answer(self) -> PlanAnswer:
        needs = [need for need in restock_need([(fit.items, self._wanted(fit)) for fit in self._fits], self._stock) if need.missing]
        spare = {desk.market.key: self._surplus(desk, needs) for desk in self._others}
        plan = plan_restock(self._task(needs, spare))
        return PlanAnswer(
            needed_types=len(needs),
            needed_units=sum(need.missing for need in needs),
            sources=self._sources(plan),
            missing=tuple(self._missing_row(outcome) for outcome in plan.outcomes if outcome.missing),
            after=self._after(plan),
            unjudged={desk.market.name: self._desk.book.names(spare[desk.market.key].unjudged) for desk in self._others},
            unreadable={side.market.name: side.reason for side in unreadable(self._sides) if self._is_source(side.market.key)},
            without_target=tuple(fit.fit_name for fit in self._fits if fit.target is None),
        )

    def _wanted(self, fit: StagedFit) -> int:
        return required_fits(fit.target, self._request.multiplier) or 0

    def _surplus(self, desk: MarketDesk, needs: Iterable[TypeNeed]) -> Surplus:
        asked = {need.type_id: need.missing for need in needs}
        return surplus(asked, desk.book.stock, desk.demand(self._request.keep_targets), desk.daily_sales(), self._request.keep_days)

    def _task(self, needs: Sequence[TypeNeed], spare: Mapping[str, Surplus]) -> Task:
        desks = (self._desk, *(desk for desk in readable(self._sides) if desk is not self._desk))
        offers = {
            need.type_id: Offers(
                {desk.market.key: _offered(desk, need.type_id, spare[desk.market.key]) for desk in self._others},
                jita_sell(desks, need.type_id) if self._is_source(JITA) else None,
            )
            for need in needs
        }
        fits = [FitWish(fit.fit_id, quantity_by_pool(fit.items, self._stock), self._wanted(fit)) for fit in self._fits]
        return Task(
            needs=[Need(need.type_id, self._stock.pool_id(need.type_id), need.missing, _volume(desks, need.type_id)) for need in needs],
            offers=offers,
            rates=self._rates,
            fits=fits,
            stock={pool_id: self._stock.pooled(pool_id) for fit in fits for pool_id in fit.per_fit},
            limits=self._request.limits,
        )

    def _sources(self, plan: Plan) -> tuple[PlanSource, ...]:
        names = {desk.market.key: desk.market.name for desk in self._others} | ({JITA: JITA_NAME} if self._is_source(JITA) else {})
        by_place: dict[str, list[PlanRow]] = {place: [] for place in names}
        for haul in plan.hauls:
            by_place[haul.place].append(self._plan_row(haul))
        return tuple(PlanSource(place, names[place], self._rates[place], tuple(rows)) for place, rows in by_place.items())

    def _plan_row(self, haul: Haul) -> PlanRow:
        return PlanRow(
            type_id=haul.type_id,
            type_name=self._desk.book.name(haul.type_id),
            is_ship=self._desk.book.figures(haul.type_id).slot == SHIP_SLOT,
            units=haul.units,
            isk=haul.isk,
            volume_m3=haul.volume_m3,
            freight_isk=haul.freight_isk,
        )

    def _missing_row(self, outcome: Outcome) -> MissingRow:
        return MissingRow(
            type_id=outcome.type_id,
            type_name=self._desk.book.name(outcome.type_id),
            is_ship=self._desk.book.figures(outcome.type_id).slot == SHIP_SLOT,
            needed=outcome.needed,
            left_behind=outcome.left_behind,
            not_to_be_had=outcome.not_to_be_had,
            volume_unknown=outcome.volume_unknown,
        )

    def _after(self, plan: Plan) -> tuple[FitAfter, ...]:
        arrivals = plan.arrivals()
        units = {type_id: self._stock.own(type_id) + arrivals.get(type_id, 0) for type_id in {*self._desk.figures, *arrivals}}
        then = PooledStock(units, self._desk.pools)
        return tuple(self._fit_after(fit, then) for fit in self._fits)

    def _fit_after(self, fit: StagedFit, then: PooledStock) -> FitAfter:
        before, after = (fits_available(fit.items, stock).fits for stock in (self._stock, then))
        multiplier = self._request.multiplier
        return FitAfter(
            fit_id=fit.fit_id,
            fit_name=fit.fit_name,
            ship_type_id=fit.ship_type_id,
            ship_name=fit.ship_name,
            wanted=required_fits(fit.target, multiplier),
            before=before,
            after=after,
            before_status=fit_status(before, fit.target, multiplier),
            after_status=fit_status(after, fit.target, multiplier),
        )


def _destination(sides: Sequence[Side], key: str) -> MarketDesk:
    side = next((side for side in sides if side.market.key == key), None)
    if side is None:
        raise NotFound(f"There is no market '{key}'.")
    if not isinstance(side, MarketDesk):
        raise DataUnavailable(f"What {side.market.name} needs is unknown: {side.reason}")
    return side


def _offered(desk: MarketDesk, type_id: int, spare: Surplus) -> tuple[tuple[float, int], ...]:
    return first_units(desk.books.levels(type_id), spare.units.get(type_id, 0))


def _volume(desks: Iterable[MarketDesk], type_id: int) -> float | None:
    volumes = (desk.figures[type_id].volume_m3 for desk in desks if type_id in desk.figures)
    return next((volume for volume in volumes if volume is not None), None)
