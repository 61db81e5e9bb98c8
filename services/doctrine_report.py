"""A doctrine as a fleet: its fits by role, and what of it can be had at once."""

from collections.abc import Iterable

from domain.capacity import FitCapacity, FitDemand, concurrent_capacity
from domain.doctrine import required_fits
from domain.doctrine_answers import ConcurrentCapacity, ConcurrentFit, Doctrine, DoctrineReport, FitStatus, ReportFit, RoleSection
from domain.ship_roles import Role, ShipRoles
from services.doctrine_book import DoctrineBook
from services.fit_answers import lowest_items, status_of

LOWEST_ITEMS = 3


def report_of(book: DoctrineBook, doctrine: Doctrine, multiplier: float, roles: ShipRoles) -> DoctrineReport:
    """The doctrine's fits by role, each with the items that limit it most, and totals per role."""
    by_role: dict[Role, list[ReportFit]] = {role: [] for role in Role}
    for fit in (book.fit(fit_id) for fit_id in doctrine.fit_ids):
        status = status_of(book, fit, multiplier, roles)
        by_role[status.role].append(ReportFit(status, lowest_items(book, fit, multiplier, LOWEST_ITEMS)))
    return DoctrineReport(doctrine, tuple(_section(role, fits) for role, fits in by_role.items() if fits))


def capacity_of(book: DoctrineBook, doctrine: Doctrine, multiplier: float) -> ConcurrentCapacity:
    """The doctrine's fits counted alone and together, the shared stock given out once."""
    fits = [book.fit(fit_id) for fit_id in doctrine.fit_ids]
    demands = [FitDemand(fit.fit_id, fit.items, required_fits(fit.target, multiplier), position) for position, fit in enumerate(fits)]
    capacity = concurrent_capacity(demands, book.stock)
    wanted = {demand.fit_id: demand.wanted for demand in demands}
    rows = {answer.fit_id: _concurrent_fit(book, answer, wanted[answer.fit_id]) for answer in capacity.fits}
    first = capacity.first_clash
    return ConcurrentCapacity(tuple(rows.values()), rows[first.fit_id] if first else None)


def _section(role: Role, fits: list[ReportFit]) -> RoleSection:
    statuses: list[FitStatus] = [fit.status for fit in fits]
    return RoleSection(
        role=role,
        fits=tuple(fits),
        fits_available=_sum(status.fits for status in statuses),
        wanted=_sum(status.wanted for status in statuses),
        at_target=sum(status.fits >= status.wanted for status in statuses if status.fits is not None and status.wanted is not None),
        with_target=sum(status.wanted is not None for status in statuses),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _concurrent_fit(book: DoctrineBook, answer: FitCapacity, wanted: int | None) -> ConcurrentFit:
    fit = book.fit(answer.fit_id)
    return ConcurrentFit(
        fit_id=fit.fit_id,
        fit_name=fit.fit_name,
        ship_type_id=fit.ship_type_id,
        ship_name=fit.ship_name,
        wanted=wanted,
        alone=answer.alone,
        together=answer.together,
        clash_type_id=answer.clash.type_id if answer.clash else None,
        clash_item=book.name(answer.clash.type_id) if answer.clash else None,
        clash_with=tuple(book.fit(fit_id).fit_name for fit_id in answer.clash.taken_by) if answer.clash else (),
    )
