"""What a market should hold: hand-computed from fakes, then read from real replicas of both markets."""

import pytest

from domain.doctrine import FitItem
from domain.doctrine_data import Composition, DoctrineData, ItemFigures, ListedFit
from domain.errors import DataUnavailable, NotFound
from domain.low_stock import Stock, StockedType, StockStatus, low_stock
from domain.stock_filters import StockFilters
from repositories.low_stock_repo import HeldType
from services.doctrine_book import DoctrineBook
from services.low_stock_service import LowStockService

HULL, WEB, PIRATE_WEB, RELIC, UNWATCHED, FITTED = 587, 10, 11, 12, 13, 14


def held(type_id: int, stock: int, units_30d: int | None, watched: bool = True) -> HeldType:
    return HeldType(type_id, f"Type {type_id}", "Group", 7, "Module", None, 5.0, 10.0, 9.0, 8.0, stock, units_30d, int(watched))


HELD = [
    held(HULL, 2, 12),
    held(WEB, 0, 60),
    held(PIRATE_WEB, 9, 30),
    held(RELIC, 5, 0),
    held(UNWATCHED, 1, None, watched=False),
    held(FITTED, 0, None, watched=False),
]


def figures_of(each: HeldType) -> ItemFigures:
    return ItemFigures(each.type_id, each.type_name, 1, "Group", "Module", "med", 5.0, each.stock, 9.0, 10.0, 0.1, 8.0)


class FakeTypes:
    def __init__(self, types: list[HeldType], pools: dict[int, int] | None = None) -> None:
        self.types, self.pools = types, pools or {}

    def list_types(self) -> list[HeldType]:
        return self.types

    def list_pools(self) -> dict[int, int]:
        return self.pools

    def has_history(self) -> bool:
        return True


class FakeDoctrines:
    """Two fits here, of 4 and 6 targets, that take 2 and 1 webs; one elsewhere."""

    def book(self) -> DoctrineBook:
        listed = [(1, "Tackle", "primary", 4), (2, "Brawl", "both", 6), (3, "North", "deployment", 100)]
        webs = {1: 2, 2: 1, 3: 50}
        figures = {each.type_id: figures_of(each) for each in HELD if each.type_id in (HULL, WEB, PIRATE_WEB, FITTED)}
        lines = [
            ListedFit(number, fit_id, name, 1, "wc", "Webs", HULL, "Type 587", target, target, flag)
            for number, (fit_id, name, flag, target) in enumerate(listed)
        ]
        items = {
            fit_id: Composition(HULL, "Type 587", (FitItem(HULL, 1), FitItem(WEB, quantity), FitItem(FITTED, 1)))
            for fit_id, quantity in webs.items()
        }
        return DoctrineBook(DoctrineData(tuple(lines), items, figures, {WEB: WEB, PIRATE_WEB: WEB}, {}), "primary")


@pytest.fixture
def stock() -> Stock:
    return LowStockService(FakeTypes(HELD, {WEB: WEB, PIRATE_WEB: WEB}), FakeDoctrines()).stock()


def of(stock: Stock, type_id: int) -> StockedType:
    return next(kind for kind in stock.types if kind.type_id == type_id)


def test_it_holds_what_is_watched_or_in_a_fit_staged_here(stock: Stock) -> None:
    assert {kind.type_id for kind in stock.types} == {HULL, WEB, PIRATE_WEB, RELIC, FITTED}


def test_webs_are_pooled_in_stock_and_in_sales(stock: Stock) -> None:
    # 0 + 9 in stock, 60 + 30 sold in 30 days: 3 a day.
    web, pirate = of(stock, WEB), of(stock, PIRATE_WEB)
    assert web.days_of_stock == pirate.days_of_stock == 3.0
    assert (web.stock, pirate.stock) == (0, 9)
    assert (web.equivalents, pirate.equivalents) == (("Type 11",), ("Type 10",))


def test_a_type_without_equivalents_is_on_its_own(stock: Stock) -> None:
    hull = of(stock, HULL)
    assert (hull.pool_stock, hull.pool_units_30d, hull.days_of_stock) == (2, 12, 5.0)


def test_doctrine_need_adds_up_the_fits_staged_here_at_their_targets(stock: Stock) -> None:
    # 4 x 2 + 6 x 1; the fit of the other market does not count. The pirate web is taken by nobody, but stands in for it.
    assert (of(stock, WEB).doctrine_need, of(stock, PIRATE_WEB).doctrine_need) == (14, 0)
    assert (of(stock, WEB).pool_doctrine_need, of(stock, PIRATE_WEB).pool_doctrine_need) == (14, 14)
    assert of(stock, HULL).doctrine_need == 10


def test_each_type_names_the_fits_that_take_it(stock: Stock) -> None:
    assert stock.names_of_fits(of(stock, WEB)) == ("Tackle", "Brawl")
    assert stock.names_of_fits(of(stock, PIRATE_WEB)) == ()


def test_a_fitted_type_of_which_nobody_knows_sales_is_unknown(stock: Stock) -> None:
    assert of(stock, FITTED).status() is StockStatus.UNKNOWN


def test_one_unknown_equivalent_hides_no_sales_but_not_the_sales_of_the_other() -> None:
    def pooled(first: int | None, second: int | None) -> int | None:
        types = [held(WEB, 0, first), held(PIRATE_WEB, 0, second)]
        return LowStockService(FakeTypes(types, {WEB: WEB, PIRATE_WEB: WEB}), FakeDoctrines()).stock().types[0].pool_units_30d

    assert pooled(0, None) is None
    assert pooled(None, None) is None
    assert pooled(30, None) == 30
    assert pooled(0, 0) == 0


def test_a_card_tells_of_a_type_in_no_doctrine_too() -> None:
    service = LowStockService(FakeTypes(HELD, {WEB: WEB, PIRATE_WEB: WEB}), FakeDoctrines())
    assert [other.type_name for other in service.item_card(WEB).equivalents] == ["Type 11"]
    relic = service.item_card(RELIC)
    assert (relic.stock_own, relic.days, relic.uses) == (5, None, ())
    with pytest.raises(NotFound):
        service.item_card(999)


def test_both_markets_tell_of_their_own_stock_and_fits(tmp_path) -> None:
    from settings_service import get_market_configs
    from state.registry import get_low_stock_service
    from tests.make import Make, served

    def made(stock: int) -> Make:
        make = Make().watch(HULL, "Rifter", group=(25, "Frigate"), category=(6, "Ship")).watch(WEB, "Web").watch(RELIC, "Relic")
        make.sell(HULL, (100.0, stock)).history(HULL, units=[3] * 30).history(WEB, units=[1] * 30)
        make.fit(1, "North", ship=(HULL, "Rifter"), items={WEB: 2}, flag="deployment", target=5)
        return make.fit(2, "South", ship=(HULL, "Rifter"), flag="primary", target=3)

    served(tmp_path, primary=made(9), deployment=made(21))
    markets = get_market_configs()
    south, north = (get_low_stock_service(markets[key]).stock() for key in ("primary", "deployment"))
    assert (of(south, HULL).days_of_stock, of(north, HULL).days_of_stock) == (3.0, 7.0)
    assert (south.fit_names, north.fit_names) == ({2: "South"}, {1: "North"})
    # Watched, never on the market: there, with a stock of 0.
    assert (of(south, WEB).stock, of(south, WEB).status()) == (0, StockStatus.CRITICAL)
    assert (of(south, RELIC).stock, of(south, RELIC).status()) == (0, StockStatus.UNSOLD)
    assert [kind.type_name for kind in low_stock(south, StockFilters())] == ["Web", "Rifter"]
    assert (of(south, WEB).doctrine_need, of(north, WEB).doctrine_need) == (0, 10)


def test_a_market_without_history_says_so(tmp_path) -> None:
    from settings_service import get_market_configs
    from state.registry import get_low_stock_service
    from tests.make import Make, served

    served(tmp_path, primary=Make().watch(HULL, "Rifter").sell(HULL, (1.0, 5)))
    stock = get_low_stock_service(get_market_configs()["primary"]).stock()
    assert not stock.has_history
    assert of(stock, HULL).status() is StockStatus.UNKNOWN


def test_a_type_with_statistics_counts_as_watched(tmp_path) -> None:
    from settings_service import get_market_configs
    from state.registry import get_low_stock_service
    from tests.make import Make, served

    served(tmp_path, primary=Make().stats(HULL, price=5.0).sell(WEB, (1.0, 5)))
    stock = get_low_stock_service(get_market_configs()["primary"]).stock()
    assert [kind.type_id for kind in stock.types] == [HULL]


def test_a_market_that_is_not_there_cannot_be_read() -> None:
    from settings_service import get_market_configs
    from state.registry import get_low_stock_service

    with pytest.raises(DataUnavailable, match=r"wcmktprod\.db"):
        get_low_stock_service(get_market_configs()["primary"]).stock()
