import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from datetime import date

import pytest

from repositories.replicas.sources.demo import demo_source
from repositories.replicas.tables import tables_of

DAY = date(2026, 3, 14)
KEYS = {"wcmktprod": "primary", "wcmktnorth": "deployment"}
STOCK = "(SELECT type_id, sum(volume_remain) AS stock FROM marketorders WHERE NOT is_buy_order GROUP BY type_id)"


def filled(alias: str) -> sqlite3.Connection:
    source, target = demo_source(alias, date=DAY), sqlite3.connect(":memory:")
    for table in tables_of(alias):
        target.execute(table.ddl)
        source.fill(table, target, lambda fraction: None)
    return target


@pytest.fixture(scope="module")
def markets() -> Iterator[dict[str, sqlite3.Connection]]:
    with closing(filled("wcmktprod")) as primary, closing(filled("wcmktnorth")) as deployment:
        yield {"wcmktprod": primary, "wcmktnorth": deployment}


@pytest.fixture(params=KEYS)
def market(request: pytest.FixtureRequest, markets: dict[str, sqlite3.Connection]) -> sqlite3.Connection:
    found: sqlite3.Connection = markets[request.param]
    return found


def one(market: sqlite3.Connection, sql: str) -> float:
    value: float = market.execute(sql).fetchone()[0]
    return value


def fits_available(market: sqlite3.Connection, key: str) -> dict[str, int]:
    """Fits by name, counted without equivalents."""
    sql = f"""
        SELECT f.fit_name, min(coalesce(s.stock, 0) / d.fit_qty) FROM doctrines d LEFT JOIN {STOCK} s USING (type_id)
        JOIN (SELECT DISTINCT fit_id, fit_name, market_flag FROM doctrine_fits) f USING (fit_id)
        WHERE f.market_flag IN (?, 'both') GROUP BY f.fit_id
    """
    return dict(market.execute(sql, (key,)))


def test_the_market_is_large_enough_to_look_at(market: sqlite3.Connection) -> None:
    assert one(market, "SELECT count(*) FROM watchlist") == 600
    assert 11_500 < one(market, "SELECT count(*) FROM marketorders") < 13_500
    assert one(market, "SELECT count(DISTINCT date) FROM market_history") == 365
    assert market.execute("SELECT min(date), max(date) FROM market_history").fetchone() == ("2025-03-14", "2026-03-13")


def test_every_item_of_a_fit_is_watched_and_has_stats(market: sqlite3.Connection) -> None:
    for table in ("watchlist", "marketstats"):
        assert one(market, f"SELECT count(*) FROM doctrines WHERE type_id NOT IN (SELECT type_id FROM {table})") == 0


def test_some_types_are_ordered_without_being_watched(market: sqlite3.Connection) -> None:
    assert one(market, "SELECT count(DISTINCT type_id) FROM marketorders WHERE type_id NOT IN (SELECT type_id FROM watchlist)") > 40


def test_some_watched_types_are_not_for_sale_and_have_no_price_then(market: sqlite3.Connection) -> None:
    assert one(market, "SELECT count(*) FROM marketstats WHERE total_volume_remain = 0") > 10
    assert one(market, "SELECT count(*) FROM marketstats WHERE (total_volume_remain = 0) <> (price IS NULL)") == 0


def test_stats_have_the_flaws_of_the_collector(market: sqlite3.Connection) -> None:
    assert one(market, "SELECT count(*) FROM marketstats WHERE avg_volume <> CAST(avg_volume AS INTEGER)") == 0
    assert one(market, "SELECT count(*) FROM marketstats WHERE avg_volume = 0") > 20
    assert one(market, "SELECT count(*) FROM marketstats WHERE avg_volume = 0 AND days_remaining <> 30") == 0


def test_stats_agree_with_the_orders(market: sqlite3.Connection) -> None:
    wrong = f"SELECT count(*) FROM marketstats m LEFT JOIN {STOCK} s USING (type_id) WHERE m.total_volume_remain <> coalesce(s.stock, 0)"
    assert one(market, wrong) == 0
    lowest = "(SELECT type_id, min(price) AS lowest FROM marketorders WHERE NOT is_buy_order GROUP BY type_id)"
    assert one(market, f"SELECT count(*) FROM marketstats LEFT JOIN {lowest} USING (type_id) WHERE min_price IS NOT lowest") == 0
    assert one(market, "SELECT count(*) FROM marketstats WHERE price < min_price") == 0


def test_buyers_offer_less_than_sellers_ask(market: sqlite3.Connection) -> None:
    best = "max(CASE WHEN is_buy_order THEN price END) AS bid, min(CASE WHEN NOT is_buy_order THEN price END) AS ask"
    crossed = f"SELECT count(*) FROM (SELECT {best} FROM marketorders GROUP BY type_id) WHERE bid >= ask AND ask > 0.1"
    assert one(market, crossed) == 0


def test_some_orders_are_wildly_overpriced(market: sqlite3.Connection) -> None:
    overpriced = "SELECT count(*) FROM marketorders o JOIN marketstats s USING (type_id) WHERE NOT is_buy_order AND o.price > 5 * s.price"
    assert 20 < one(market, overpriced) < 600


def test_orders_are_issued_before_the_data_and_expire_after_it(market: sqlite3.Connection) -> None:
    late = "issued >= '2026-03-14 00:00:00' OR datetime(issued, duration || ' days') <= '2026-03-14 00:00:00'"
    assert one(market, f"SELECT count(*) FROM marketorders WHERE {late} OR volume_remain < 1 OR price < 0.01") == 0


def test_the_history_has_gaps_slow_sellers_and_types_that_never_sold(market: sqlite3.Connection) -> None:
    days = dict(market.execute("SELECT type_id, count(*) FROM market_history GROUP BY type_id"))
    assert sum(count < 365 for count in days.values()) > 400
    assert sum(count < 120 for count in days.values()) > 20
    assert one(market, "SELECT count(*) FROM watchlist WHERE type_id NOT IN (SELECT type_id FROM market_history)") > 3


def test_each_day_of_the_history_is_plausible(market: sqlite3.Connection) -> None:
    odd = "lowest > average OR average > highest OR lowest < 0 OR volume < 1 OR order_count < 1 OR order_count > volume"
    assert one(market, f"SELECT count(*) FROM market_history WHERE {odd}") == 0


def test_more_is_sold_at_weekends(market: sqlite3.Connection) -> None:
    by_day = dict(market.execute("SELECT strftime('%w', date), sum(average * volume) FROM market_history GROUP BY 1"))
    assert min(by_day["0"], by_day["6"]) > max(by_day["1"], by_day["2"], by_day["3"])


def test_fits_are_of_every_degree_of_readiness(markets: dict[str, sqlite3.Connection]) -> None:
    for alias, key in KEYS.items():
        fits = fits_available(markets[alias], key)
        targets = dict(markets[alias].execute("SELECT fit_name, ship_target FROM ship_targets"))
        ready = [fits[name] / targets[name] for name in fits if name in targets]
        assert min(ready) == 0
        assert max(ready) > 1
        assert sum(0 < share < 0.9 for share in ready) >= 3


def test_an_item_of_a_fit_is_nowhere_on_the_market(markets: dict[str, sqlite3.Connection]) -> None:
    for alias, key in KEYS.items():
        missing = """
            SELECT count(DISTINCT d.type_id) FROM doctrines d JOIN doctrine_fits f USING (fit_id)
            WHERE f.market_flag IN (?, 'both') AND d.type_id NOT IN (SELECT type_id FROM marketorders WHERE NOT is_buy_order)
        """
        assert markets[alias].execute(missing, (key,)).fetchone()[0] > 0


def test_fits_of_a_doctrine_clash_over_an_item_that_they_share(markets: dict[str, sqlite3.Connection]) -> None:
    shared = f"""
        SELECT f.doctrine_name, type_id, s.stock, f.fit_name, d.fit_qty FROM doctrines d JOIN doctrine_fits f USING (fit_id)
        JOIN {STOCK} s USING (type_id)
        WHERE type_id NOT IN (SELECT type_id FROM module_equivalents) AND f.market_flag IN (?, 'both')
    """
    for alias, key in KEYS.items():
        alone, wanted, there = fits_available(markets[alias], key), Counter(), {}
        for doctrine, type_id, stock, fit, quantity in markets[alias].execute(shared, (key,)):
            wanted[doctrine, type_id] += quantity * alone[fit]
            there[doctrine, type_id] = stock
        assert any(wanted[item] > stock for item, stock in there.items())


def test_the_doctrine_tables_belong_together(market: sqlite3.Connection) -> None:
    assert one(market, "SELECT count(*) FROM doctrine_fits WHERE fit_id NOT IN (SELECT fit_id FROM doctrines)") == 0
    assert one(market, "SELECT count(DISTINCT fit_id) FROM doctrines WHERE type_id = ship_id AND fit_qty = 1") == one(
        market, "SELECT count(DISTINCT fit_id) FROM doctrines"
    )
    assert one(market, "SELECT count(*) FROM doctrine_map") == one(market, "SELECT count(*) FROM doctrine_fits")
    assert one(market, "SELECT count(*) FROM lead_ships") == one(market, "SELECT count(DISTINCT doctrine_id) FROM doctrine_fits")
    assert one(market, "SELECT count(*) FROM doctrine_fits WHERE target IS NULL AND fit_id NOT IN (SELECT fit_id FROM ship_targets)") == 1
    assert one(market, "SELECT count(*) FROM doctrine_fits WHERE friendly_name IS NULL") == 0


def test_jita_lacks_some_types_and_has_no_price_for_others(market: sqlite3.Connection) -> None:
    lacking = one(market, "SELECT count(*) FROM watchlist WHERE type_id NOT IN (SELECT type_id FROM jita_prices)")
    assert 3 < lacking < 60
    assert one(market, "SELECT count(*) FROM jita_prices WHERE sell_price = 0") > 0
    assert one(market, "SELECT count(*) FROM jita_prices WHERE sell_price < buy_price") == 0


def test_the_log_says_when_the_orders_were_written(market: sqlite3.Connection) -> None:
    assert market.execute("SELECT max(timestamp) FROM updatelog WHERE table_name = 'marketorders'").fetchone()[0] == "2026-03-14 00:00:00"
    assert one(market, "SELECT count(*) FROM updatelog WHERE table_name = 'marketorders'") == 2


def test_the_two_markets_differ(markets: dict[str, sqlite3.Connection]) -> None:
    primary, deployment = markets["wcmktprod"], markets["wcmktnorth"]
    dearer = "SELECT type_id, price FROM marketstats WHERE price IS NOT NULL"
    here, there = dict(primary.execute(dearer)), dict(deployment.execute(dearer))
    both = here.keys() & there.keys()
    assert sum(there[type_id] > here[type_id] for type_id in both) > 0.7 * len(both)
    units = "SELECT sum(average * volume) FROM market_history"
    assert one(deployment, units) < 0.8 * one(primary, units)
    gone = "SELECT type_id FROM marketstats WHERE total_volume_remain = 0"
    assert set(primary.execute(gone)) != set(deployment.execute(gone))
    ids = "SELECT order_id FROM marketorders"
    assert not set(primary.execute(ids)) & set(deployment.execute(ids))


def test_jita_costs_the_same_wherever_one_asks(markets: dict[str, sqlite3.Connection]) -> None:
    prices = "SELECT * FROM jita_prices ORDER BY type_id"
    assert markets["wcmktprod"].execute(prices).fetchall() == markets["wcmktnorth"].execute(prices).fetchall()
