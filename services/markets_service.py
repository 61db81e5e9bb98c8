"""All markets side by side: headlines, and the matrix of fits and markets."""

from collections.abc import Iterable, Mapping, Sequence

from domain.markets_answers import Cell, DoctrineShare, Headline, Matrix, MatrixRow
from domain.priced_stock import NOTHING_ASKED, PriceAnswer, PriceQuestion
from domain.ship_roles import ShipRoles
from services.doctrine_book import DoctrineBook, StagedFit
from services.fit_answers import UNKNOWN_GROUP, status_of
from services.market_desk import MarketDesk, Unreadable

Side = MarketDesk | Unreadable


def readable(sides: Iterable[Side]) -> tuple[MarketDesk, ...]:
    """The markets whose data could be read."""
    return tuple(side for side in sides if isinstance(side, MarketDesk))


def unreadable(sides: Iterable[Side]) -> tuple[Unreadable, ...]:
    """The markets whose data could not be read."""
    return tuple(side for side in sides if isinstance(side, Unreadable))


def books(sides: Sequence[Side]) -> list[tuple[str, DoctrineBook]]:
    """What is staged in each market, by its key: as its own replica says; of a market that cannot be read, as the others do."""
    desks = readable(sides)
    own = [(desk.market.key, desk.book) for desk in desks]
    return own + [(side.market.key, desk.book_said_of(side.market.key)) for side in unreadable(sides) for desk in desks]


def staged_fits(sides: Sequence[Side]) -> dict[int, dict[str, StagedFit]]:
    """Every fit that is staged anywhere: by fit_id, then by market key."""
    fits: dict[int, dict[str, StagedFit]] = {}
    for key, book in books(sides):
        for fit_id, fit in book.fits.items():
            fits.setdefault(fit_id, {}).setdefault(key, fit)
    return fits


def headlines(sides: Sequence[Side]) -> tuple[Headline, ...]:
    """Each market in a few figures, in the order of the settings."""
    return tuple(_headline(side) for side in sides)


def _headline(side: Side) -> Headline:
    if isinstance(side, Unreadable):
        return Headline(side.market, side.reason)
    statuses = {fit_id: status_of(side.book, fit, 1.0, ShipRoles()) for fit_id, fit in side.fits.items()}
    shares = {fit_id: status.share for fit_id, status in statuses.items() if status.share is not None}
    return Headline(
        market=side.market,
        sell_value_isk=side.sell_value_isk,
        orders=side.orders,
        staged=len(statuses),
        with_target=len(shares),
        at_target=sum(share >= 1.0 for share in shares.values()),
        empty=sum(status.fits == 0 for status in statuses.values()),
        worst=_worst_doctrine(side, shares),
    )


def _worst_doctrine(desk: MarketDesk, shares: Mapping[int, float]) -> DoctrineShare | None:
    found = []
    for doctrine in desk.book.doctrines:
        capped = [min(1.0, shares[fit_id]) for fit_id in doctrine.fit_ids if fit_id in shares]
        if capped:
            found.append(DoctrineShare(doctrine.title, sum(capped) / len(capped)))
    return min(found, key=lambda doctrine: (doctrine.share, doctrine.title), default=None)


def matrix(sides: Sequence[Side], roles: ShipRoles, question: PriceQuestion = NOTHING_ASKED) -> Matrix:
    """Every fit that is staged anywhere, over all markets; `question` asks for fits at a price too."""
    fits, doctrines = staged_fits(sides), [doctrine for _, book in books(sides) for doctrine in book.doctrines]
    priced = {desk.market.key: desk.priced(question) for desk in readable(sides)} if question != NOTHING_ASKED else {}
    rows = []
    for fit_id, by_market in fits.items():
        cells = {side.market.key: _cell(side, by_market, roles, priced.get(side.market.key, {})) for side in sides}
        names = tuple(dict.fromkeys(doctrine.name for doctrine in doctrines if fit_id in doctrine.fit_ids))
        rows.append(_row(fit_id, by_market, sides, names, cells))
    titles = {doctrine.name: doctrine.title for doctrine in reversed(doctrines)}
    return Matrix(tuple(rows), dict(sorted(titles.items(), key=lambda pair: pair[1].casefold())))


def _cell(side: Side, by_market: Mapping[str, StagedFit], roles: ShipRoles, priced: Mapping[int, PriceAnswer]) -> Cell:
    fit = by_market.get(side.market.key)
    if fit is None:
        return Cell()
    if isinstance(side, Unreadable):
        return Cell(reason=side.reason)
    return Cell(status_of(side.book, fit, 1.0, roles), price=priced.get(fit.fit_id, PriceAnswer()))


def _row(
    fit_id: int, by_market: Mapping[str, StagedFit], sides: Sequence[Side], doctrines: tuple[str, ...], cells: Mapping[str, Cell]
) -> MatrixRow:
    fit = next(iter(by_market.values()))
    hulls = [desk.figures.get(fit.ship_type_id) for desk in readable(sides)] if fit.ship_type_id is not None else []
    return MatrixRow(
        fit_id=fit_id,
        fit_name=fit.fit_name,
        ship_type_id=fit.ship_type_id,
        ship_name=fit.ship_name,
        ship_group=next((hull.group_name for hull in hulls if hull and hull.group_name), UNKNOWN_GROUP),
        doctrines=doctrines,
        cells=cells,
    )
