"""One fit or one item of a doctrine book, as the pages show it."""

from domain import eft
from domain.doctrine import (
    ItemLimit,
    fit_cost,
    fit_status,
    item_limits,
    quantity_by_type,
    required_fits,
    share_of_target,
    unit_price,
)
from domain.doctrine_answers import FitDetail, FitItemRow, FitStatus, FitUse, ItemCard, LimitingItem
from domain.ship_roles import ShipRoles
from services.doctrine_book import DoctrineBook, StagedFit

SHIP_SLOT = "ship"
UNKNOWN_GROUP = "Unknown group"


def status_of(book: DoctrineBook, fit: StagedFit, multiplier: float, roles: ShipRoles) -> FitStatus:
    """How a fit stands against its target x multiplier."""
    found = fit.available
    cost = fit_cost(fit.items, book.prices, book.stock)
    wanted = required_fits(fit.target, multiplier)
    hull = book.figures(fit.ship_type_id) if fit.ship_type_id is not None else None
    return FitStatus(
        fit_id=fit.fit_id,
        fit_name=fit.fit_name,
        ship_type_id=fit.ship_type_id,
        ship_name=fit.ship_name,
        ship_group=(hull.group_name if hull else None) or UNKNOWN_GROUP,
        role=roles.role_of(fit.fit_id, fit.fit_name, fit.ship_name, hull.group_id if hull else None),
        doctrines=fit.doctrines,
        fits=found.fits,
        hulls=book.stock.pooled(fit.ship_type_id) if fit.ship_type_id is not None else None,
        target=fit.target,
        wanted=wanted,
        share=share_of_target(found.fits, fit.target, multiplier),
        status=fit_status(found.fits, fit.target, multiplier),
        cost_isk=cost.isk,
        unpriced=book.names(cost.unpriced),
        bottleneck=_limiting(book, found.bottleneck, wanted) if found.bottleneck else None,
    )


def lowest_items(book: DoctrineBook, fit: StagedFit, multiplier: float, count: int) -> tuple[LimitingItem, ...]:
    """The items that limit the fit most, scarcest first; of equivalents in one fit only the first."""
    by_pool: dict[int, ItemLimit] = {}
    for limit in sorted(item_limits(fit.items, book.stock), key=lambda limit: limit.scarcity):
        by_pool.setdefault(limit.pool_id, limit)
    wanted = required_fits(fit.target, multiplier)
    return tuple(_limiting(book, limit, wanted) for limit in list(by_pool.values())[:count])


def detail_of(book: DoctrineBook, fit: StagedFit, multiplier: float, roles: ShipRoles) -> FitDetail:
    """A fit with every item, the scarcest first."""
    limits = sorted(item_limits(fit.items, book.stock), key=lambda limit: limit.scarcity)
    wanted = required_fits(fit.target, multiplier)
    rows = tuple(_item_row(book, fit, limit, wanted) for limit in limits)
    return FitDetail(status_of(book, fit, multiplier, roles), rows, _eft_text(book, fit))


def uses_of(book: DoctrineBook, type_id: int) -> tuple[FitUse, ...]:
    """The fits that take the type or an equivalent of it, the fewest complete fits first."""
    uses = [
        FitUse(
            fit_id=fit.fit_id,
            fit_name=fit.fit_name,
            ship_type_id=fit.ship_type_id,
            ship_name=fit.ship_name,
            quantity=quantity,
            via=None if member == type_id else book.name(member),
            fits=fit.available.fits,
        )
        for fit, member, quantity in book.uses(type_id)
    ]
    return tuple(sorted(uses, key=lambda use: (use.via is not None, use.fits if use.fits is not None else -1, use.fit_name)))


def card_of(book: DoctrineBook, type_id: int) -> ItemCard:
    """A type at a glance."""
    figures = book.figures(type_id)
    return ItemCard(
        type_id=type_id,
        type_name=figures.type_name,
        group_name=figures.group_name or UNKNOWN_GROUP,
        is_ship=figures.slot == SHIP_SLOT,
        price=figures.price,
        lowest_sell=figures.lowest_sell,
        stock_own=book.stock.own(type_id),
        stock_pooled=book.stock.pooled(type_id),
        days=book.pooled_days(type_id),
        jita_sell=figures.jita_sell,
        equivalents=book.equivalents(type_id),
        uses=uses_of(book, type_id),
    )


def _limiting(book: DoctrineBook, limit: ItemLimit, wanted: int | None) -> LimitingItem:
    short = None if wanted is None else limit.short_for(wanted)
    return LimitingItem(limit.type_id, book.name(limit.type_id), limit.fits, limit.stock_pooled, short)


def _item_row(book: DoctrineBook, fit: StagedFit, limit: ItemLimit, wanted: int | None) -> FitItemRow:
    figures = book.figures(limit.type_id)
    return FitItemRow(
        type_id=limit.type_id,
        type_name=figures.type_name,
        group_name=figures.group_name or UNKNOWN_GROUP,
        slot=figures.slot,
        is_hull=limit.type_id == fit.ship_type_id,
        quantity=limit.quantity,
        stock_own=limit.stock_own,
        stock_pooled=limit.stock_pooled,
        fits=limit.fits,
        short=None if wanted is None else limit.short_for(wanted),
        price=unit_price(limit.type_id, book.prices, book.stock),
        own_price=figures.price,
        jita_sell=figures.jita_sell,
        days=book.pooled_days(limit.type_id),
        volume_m3=figures.volume_m3,
        equivalents=book.equivalents(limit.type_id),
    )


def _eft_text(book: DoctrineBook, fit: StagedFit) -> str:
    quantities = quantity_by_type(fit.items)
    items = [eft.FitItem(book.name(type_id), quantity, book.figures(type_id).slot) for type_id, quantity in quantities.items()]
    # The header names the hull as its item does: that is how the writer knows which item it is.
    hull = book.name(fit.ship_type_id) if fit.ship_type_id in quantities else fit.ship_name
    return eft.write_eft(eft.fit_from_items(hull, fit.fit_name, items))
