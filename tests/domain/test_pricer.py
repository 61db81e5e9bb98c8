from datetime import datetime

from domain.paste.reader import read_paste
from domain.pricer import (
    Bundle,
    JitaPrice,
    MarketSnapshot,
    TypeOnMarket,
    all_quantities,
    answer_bundle,
    bundles_of,
    missing_rows,
    price_items,
)
from tests.domain.paste.paste_names import KnownNames

READ = datetime(2026, 11, 20, 11, 0)
RIFTER, GUN, GUN_TOO, AMMO, RARE = 587, 10, 11, 12, 13


def snapshot() -> MarketSnapshot:
    types = [
        TypeOnMarket(
            RIFTER, "Rifter", 6, 2500.0, stock=30, price=500_000.0, highest_buy=400_000.0, jita=JitaPrice(450_000.0, 440_000.0, READ)
        ),
        TypeOnMarket(GUN, "Gun", 7, 5.0, stock=4, price=1000.0, highest_buy=700.0, jita=JitaPrice(900.0, 800.0, READ)),
        TypeOnMarket(GUN_TOO, "Other Gun", 7, 5.0, stock=8, price=900.0, jita=JitaPrice(950.0, None, READ)),
        TypeOnMarket(AMMO, "Ammo", 8, 0.01, stock=10_000, price=10.0, highest_buy=9.0, avg_daily_volume=0.0, sold_nothing=True),
    ]
    return MarketSnapshot({each.type_id: each for each in types}, {GUN: GUN, GUN_TOO: GUN}, {GUN: ("Tackle", "Brawler")})


FIT = Bundle("Tackle", {RIFTER: 1, GUN: 3, AMMO: 100}, RIFTER, is_fit=True)


def test_an_item_is_named_locally_and_multiplied():
    row = price_items({GUN: 3}, snapshot(), times=2).to_rows()[0]
    assert row == {
        "Type ID": GUN,
        "Item": "Gun",
        "Quantity": 6,
        "Local Sell": 1000.0,
        "Local Buy": 700.0,
        "Local Sell Total": 6000.0,
        "Local Buy Total": 4200.0,
        "Jita Sell": 900.0,
        "Jita Buy": 800.0,
        "Jita Sell Total": 5400.0,
        "Jita Buy Total": 4800.0,
        "Local Stock": 4,
        "Volume m³": 30.0,
        "Sold per Day": None,
        "Days of Stock": None,
        "Doctrine Fits": "Tackle, Brawler",
    }


def test_missing_price_is_unknown_and_the_total_names_it():
    result = price_items({GUN: 1, RARE: 5, AMMO: 10}, snapshot())
    assert result.items[1].local_sell is None
    assert result.items[1].total(result.items[1].jita_sell) is None
    assert result.totals["Local Sell Total"].value == 1100.0
    assert result.totals["Local Sell Total"].unknown == ("Type 13",)
    assert result.totals["Jita Sell Total"].unknown == ("Type 13", "Ammo")
    assert result.get_totals_dict()["Jita Sell Total"] == 900.0


def test_a_total_of_unknown_prices_is_unknown_and_of_nothing_is_zero():
    assert price_items({RARE: 5}, snapshot()).get_totals_dict()["Local Sell Total"] is None
    assert price_items({}, snapshot()).get_totals_dict()["Local Sell Total"] == 0.0


def test_equivalents_count_for_a_fit_only_when_they_are_asked_for():
    pooled = answer_bundle(FIT, snapshot(), with_equivalents=True, times=10)
    assert (pooled.fits, pooled.bottleneck, pooled.short) == (4, "Gun", 18)
    assert pooled.local.isk == 500_000 + 3 * 900 + 1000
    alone = answer_bundle(FIT, snapshot(), with_equivalents=False, times=10)
    assert (alone.fits, alone.bottleneck, alone.short) == (1, "Gun", 26)
    assert alone.local.isk == 500_000 + 3 * 1000 + 1000


def test_jita_cost_of_a_fit_is_of_the_types_themselves_and_marked_partial():
    answer = answer_bundle(FIT, snapshot(), with_equivalents=True)
    assert answer.jita.isk == 450_000 + 3 * 900
    assert answer.jita.unpriced == (AMMO,)


def test_a_fit_with_an_item_that_is_nowhere_has_none_and_names_it():
    answer = answer_bundle(Bundle("x", {RIFTER: 1, RARE: 2}, RIFTER), snapshot(), with_equivalents=True)
    assert (answer.fits, answer.bottleneck, answer.short) == (0, "Type 13", 2)


def test_an_empty_bundle_has_no_answer():
    answer = answer_bundle(Bundle("x", {}), snapshot(), with_equivalents=True)
    assert (answer.fits, answer.bottleneck, answer.short) == (None, None, None)


def test_what_is_missing_is_counted_over_all_bundles_together():
    rows = {row.type_id: row for row in missing_rows([FIT, Bundle("List", {GUN: 1})], snapshot(), with_equivalents=True, times=5)}
    assert (rows[GUN].needed, rows[GUN].stock_own, rows[GUN].stock_pooled, rows[GUN].missing) == (20, 4, 12, 8)
    assert rows[RIFTER].missing == rows[AMMO].missing == 0
    assert (rows[GUN].local_price, rows[GUN].jita_sell, rows[GUN].volume_m3) == (1000.0, 900.0, 5.0)


def test_prices_from_elsewhere_fill_only_what_the_market_lacks():
    elsewhere = {AMMO: JitaPrice(8.0, 7.0, READ), GUN: JitaPrice(1.0, 1.0, READ), RARE: JitaPrice(1.0, 1.0, READ)}
    filled = snapshot().with_jita(elsewhere)
    assert filled.type(AMMO).jita == JitaPrice(8.0, 7.0, READ)
    assert filled.type(GUN).jita == snapshot().type(GUN).jita
    assert filled.type(RARE).jita.sell is None


def test_a_paste_is_bought_by_the_fit_and_its_other_lines_as_one_list():
    paste = read_paste("Tritanium 5\nNonsense\n[Rifter, Tackle]\nWarrior II x3\n[Rifter, ]\n[Nonsense, x]\nNonsense too", KnownNames())
    bundles = bundles_of(paste)
    assert [(each.title, dict(each.quantities), each.hull_type_id, each.is_fit, each.is_complete) for each in bundles] == [
        ("Tackle", {587: 1, 2488: 3}, 587, True, True),
        ("Rifter", {587: 1}, 587, True, True),
        ("List", {34: 5}, None, False, False),
    ]
    assert all_quantities(bundles) == {587: 2, 2488: 3, 34: 5}
