import pandas as pd

from domain.doctrine_answers import FitUse
from ui.market_stats.fit_uses import fit_uses_table
from ui.market_stats.most_traded import most_traded_table
from ui.market_stats.orders_table import expired_words, orders_table


def test_the_top_ten_shows_pictures_and_isk_in_millions():
    types = pd.DataFrame({"type_id": [587], "type_name": ["Rifter"], "category_id": [6], "isk": [2.5e9], "units": [40]})
    assert most_traded_table(types, "isk").to_dict("records") == [
        {"picture": "https://images.evetech.net/types/587/render?size=64", "type_name": "Rifter", "isk": 2_500.0}
    ]
    assert most_traded_table(types, "units")["units"].tolist() == [40]


def test_an_order_is_shown_without_its_ids():
    orders = pd.DataFrame(
        {"type_id": [34], "type_name": ["Tritanium"], "category_id": [4], "price": [5.0], "volume_remain": [10], "value_isk": [50.0],
         "expires": [pd.Timestamp("2026-12-01")], "days_left": [10.5]}
    )  # fmt: skip
    assert list(orders_table(orders).columns) == ["picture", "type_name", "price", "volume_remain", "value_isk", "expires", "days_left"]


def test_expired_orders_are_counted_and_said():
    orders = pd.DataFrame({"days_left": [-1.5, 0.0, 3.0, None]})
    assert expired_words(orders) == "1 of 4 orders had expired before the data was written: days left below zero."


def test_nothing_is_said_where_no_order_is_known_to_have_expired():
    assert expired_words(pd.DataFrame({"days_left": [0.0, 3.0, None]})) is None


def test_a_fit_with_an_unknown_composition_has_an_unknown_number_available():
    uses = [
        FitUse(1, "Brawl", 587, "Rifter", 2, None, 7),
        FitUse(2, "Kite", None, "Unknown ship", 1, "Sabretooth Light Missile", None),
    ]
    rows = fit_uses_table(uses, "Warrior II")
    assert rows["takes"].tolist() == ["Warrior II", "Sabretooth Light Missile"]
    assert rows["fits"].isna().tolist() == [False, True]
    assert rows["picture"].tolist()[0] == "https://images.evetech.net/types/587/render?size=64"
    assert pd.isna(rows["picture"].tolist()[1])
