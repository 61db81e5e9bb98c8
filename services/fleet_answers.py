"""A fleet in every market: whether it can be formed now, at what price, and what is missing."""

from collections.abc import Mapping, Sequence

from domain.fleet_check import FleetWish, check_fleet
from domain.markets_answers import FleetAnswer
from domain.restock import RestockRow, TypeNeed
from services.doctrine_book import StagedFit
from services.market_desk import MarketDesk, Unreadable
from services.market_items import jita_sell
from services.markets_service import Side, readable, staged_fits


def fleet_answers(sides: Sequence[Side], fleet: Sequence[tuple[int, int]]) -> tuple[FleetAnswer, ...]:
    """The answer of each market to `fleet`, given as (fit_id, ships), in the order of the settings.

    A fit counts by its items wherever it is staged: what matters is what is for sale. Fits that are staged nowhere are left out.
    """
    fits = staged_fits(sides)
    return tuple(_answer(side, sides, fits, fleet) for side in sides)


def _answer(
    side: Side, sides: Sequence[Side], fits: Mapping[int, Mapping[str, StagedFit]], fleet: Sequence[tuple[int, int]]
) -> FleetAnswer:
    if isinstance(side, Unreadable):
        return FleetAnswer(side.market, side.reason)
    wishes = [FleetWish(fit_id, _fit_for(side, fits[fit_id]).items, ships) for fit_id, ships in fleet if fit_id in fits]
    check = check_fleet(wishes, side.book.stock, side.books)
    desks = (side, *(desk for desk in readable(sides) if desk is not side))
    return FleetAnswer(side.market, check=check, missing=tuple(_restock_row(side, desks, need) for need in check.missing))


def _fit_for(desk: MarketDesk, by_market: Mapping[str, StagedFit]) -> StagedFit:
    return by_market.get(desk.market.key) or next(iter(by_market.values()))


def _restock_row(desk: MarketDesk, desks: Sequence[MarketDesk], need: TypeNeed) -> RestockRow:
    known = next((there.figures[need.type_id] for there in desks if need.type_id in there.figures), desk.book.figures(need.type_id))
    return RestockRow(
        type_id=need.type_id,
        type_name=known.type_name,
        needed=need.needed,
        stock_own=need.stock_own,
        stock_pooled=need.stock_pooled,
        missing=need.missing,
        volume_m3=known.volume_m3,
        jita_sell=jita_sell(desks, need.type_id),
        local_price=desk.book.figures(need.type_id).price,
    )
