from datetime import date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest

from domain.isk_volume import Period, VolumeOptions
from domain.market_figures import TypeFigures
from domain.price_history import HistoryDay, HistoryRange
from services.market_service import MarketService, days_left, matching

LAST = date(2026, 11, 19)
DATA_TIME = datetime(2026, 11, 20, 11, 0)


class FakeTypes:
    def __init__(self, daily: dict[int, float] | None = None, first_days_ago: int = 100, history: list[HistoryDay] | None = None) -> None:
        self.daily = {LAST - timedelta(days=ago): isk for ago, isk in (daily or {}).items()}
        self.first = LAST - timedelta(days=first_days_ago)
        self.history = history or []

    def list_categories(self) -> dict[int, str]:
        return {6: "Ship"}

    def list_items(self, category_id: int | None = None) -> dict[int, str]:
        return {587: "Rifter"}

    def get_type(self, type_id: int) -> TypeFigures:
        raise AssertionError

    def get_totals(self, category_id: int | None = None) -> dict[str, float]:
        return {"sell_value_isk": 5e9, "sell_orders": 3, "buy_orders": 2, "listed_types": 1, "known_types": 4}

    def find_history_days(self) -> tuple[date, date] | None:
        return (self.first, LAST) if self.daily else None

    def find_data_time(self) -> datetime | None:
        return DATA_TIME

    def list_daily_isk(self, category_id: int | None = None, since: date | None = None) -> list[tuple[date, float]]:
        return sorted((day, isk) for day, isk in self.daily.items() if since is None or day >= since)

    def list_history(self, type_id: int, since: date | None = None) -> list[HistoryDay]:
        return [entry for entry in self.history if since is None or entry.day >= since]

    def list_most_traded(self, by: str, days: int, category_id: int | None, limit: int) -> pd.DataFrame:
        return pd.DataFrame({"type_id": range(limit)})


class FakeOrders:
    def list_orders(self, is_buy: bool, category_id: int | None = None) -> pd.DataFrame:
        return order_frame([("Damage Control II", 500.0, 2, "2026-11-25 23:00"), ("Rifter", 9.0, 4, None)])

    def list_type_orders(self, type_id: int) -> pd.DataFrame:
        orders = order_frame([("Rifter", price, 1, "2026-11-21 11:00") for price in (7.0, 8.0, 9.0, 10.0)])
        return orders.assign(is_buy_order=[True, True, False, False])


def order_frame(rows: list[tuple[str, float, int, str | None]]) -> pd.DataFrame:
    orders = pd.DataFrame(rows, columns=["type_name", "price", "volume_remain", "expires"])
    return orders.assign(expires=pd.to_datetime(orders["expires"]))


def service(types: FakeTypes) -> MarketService:
    return MarketService(types, FakeOrders())


def test_the_last_30_days_are_compared_with_the_30_before():
    overview = service(FakeTypes({0: 4.0, 29: 2.0, 30: 1.0, 59: 3.0, 60: 1_000.0})).overview()
    assert (overview.isk_30d, overview.isk_previous_30d) == (6.0, 4.0)
    assert overview.isk_change == pytest.approx(0.5)


def test_a_history_shorter_than_60_days_is_not_compared():
    overview = service(FakeTypes({0: 4.0, 31: 1.0}, first_days_ago=58)).overview()
    assert (overview.isk_30d, overview.isk_previous_30d, overview.isk_change) == (4.0, None, None)


def test_a_history_of_just_60_days_is_compared():
    assert service(FakeTypes({0: 4.0, 59: 2.0}, first_days_ago=59)).overview().isk_previous_30d == 2.0


def test_without_history_the_volume_is_unknown_and_not_zero():
    overview = service(FakeTypes()).overview()
    assert (overview.isk_30d, overview.history_until, overview.orders) == (None, None, 5)
    assert service(FakeTypes()).isk_volume(VolumeOptions()).bars == ()


def test_a_day_without_trade_is_a_bar_of_zero():
    series = service(FakeTypes({0: 4.0, 2: 1.0}, first_days_ago=3)).isk_volume(VolumeOptions(period=Period.DAY))
    assert [bar.isk for bar in series.bars] == [0.0, 1.0, 0.0, 4.0]


def test_days_left_count_from_the_time_of_the_data():
    orders = service(FakeTypes()).orders(is_buy=False)
    assert orders["days_left"].tolist()[0] == pytest.approx(5.5)
    assert pd.isna(orders["days_left"].tolist()[1])
    assert orders["value_isk"].tolist() == [1_000.0, 36.0]


def test_an_order_whose_time_was_up_before_the_data_has_days_left_below_zero():
    orders = order_frame([("Rifter", 9.0, 4, "2026-11-18 23:00")])
    assert list(np.atleast_1d(days_left(orders, DATA_TIME))) == [-1.5]


def test_days_left_are_unknown_when_the_time_of_the_data_is():
    orders = order_frame([("Rifter", 9.0, 4, "2026-11-25 23:00")])
    assert np.isnan(days_left(orders, None)).all()


def test_the_order_book_has_the_best_price_of_each_side_first():
    book = service(FakeTypes()).order_book(587, jita_sell=8.5)
    assert book.sell["price"].tolist() == [9.0, 10.0]
    assert book.buy["price"].tolist() == [8.0, 7.0]
    assert [step.units for step in book.depth.steps] == [1, 2]


def test_a_type_that_was_never_sold_has_no_history():
    assert service(FakeTypes({0: 1.0})).price_history(587, HistoryRange.MONTH) is None


def test_a_history_ends_with_the_newest_day_of_the_market():
    sold = [HistoryDay(LAST - timedelta(days=5), 10.0, 9.0, 11.0, 3)]
    found = service(FakeTypes({0: 1.0}, history=sold)).price_history(587, HistoryRange.MONTH)
    assert found is not None
    assert found.last_day == LAST
    assert len(found.days) == 1


def test_a_type_that_was_sold_before_the_range_alone_has_a_history_without_days():
    sold = [HistoryDay(LAST - timedelta(days=80), 10.0, 9.0, 11.0, 3)]
    found = service(FakeTypes({0: 1.0}, history=sold)).price_history(587, HistoryRange.MONTH)
    assert found is not None
    assert found.days == ()


def test_the_first_moving_average_shown_counts_the_days_before_it():
    sold = [HistoryDay(LAST - timedelta(days=ago), float(ago), 1.0, 99.0, 1) for ago in range(60, -1, -1)]
    found = service(FakeTypes({0: 1.0}, history=sold)).price_history(587, HistoryRange.MONTH)
    assert found is not None
    assert (found.days[0].average, found.moving_average[0]) == (29.0, pytest.approx(sum(range(29, 36)) / 7))


@pytest.mark.parametrize(
    ("search", "names"),
    [
        ("", ["Damage Control II", "Rifter"]),
        ("damage", ["Damage Control II"]),
        ("ii  dam", ["Damage Control II"]),
        ("damage rifter", []),
        ("con(", []),
    ],
)
def test_a_search_finds_names_that_hold_all_its_words(search, names):
    assert matching(service(FakeTypes()).orders(is_buy=False), search)["type_name"].tolist() == names


def test_ten_types_are_the_most_traded():
    assert len(service(FakeTypes()).most_traded("isk", 7)) == 10


def test_filters_offer_what_the_market_knows():
    assert service(FakeTypes()).categories() == {6: "Ship"}
    assert service(FakeTypes()).items(6) == {587: "Rifter"}
