import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sync_state
from repositories.replicas.build import build
from repositories.replicas.sources.files import FileSource
from tests.make import Make, served


def full() -> Make:
    make = Make().watch(34, "Tritanium").sell(34, (5.0, 10)).stats(34, price=5.0).history(34, units=[3])
    return make.fit(1, items={34: 2}, flag="both")


def problems_of(tmp_path: Path, make: Make) -> tuple[str, ...]:
    served(tmp_path, primary=make)
    return sync_state.freshness("wcmktprod").problems


def rebuilt_with(tmp_path: Path, spoil: Callable[[sqlite3.Connection], object]) -> tuple[str, ...]:
    served(tmp_path, primary=full())
    file = full().write(tmp_path / "wcmktprod.db")
    with closing(sqlite3.connect(file)) as connection:
        spoil(connection)
        connection.commit()
    return build("wcmktprod", FileSource(file)).problems


def test_awkward_but_sound_data_has_no_problems(tmp_path: Path) -> None:
    make = full().fit(2, "Nowhere on the market", items={9999: 1}, flag=None).fit(3, flag="deployment").sell(77, (1.0, 1), type_name=None)
    assert problems_of(tmp_path, make.stats(78, price=None).history(34, rows=[("2026-10-02", 5.0, 0)])) == ()


def test_flag_of_no_market_is_told(tmp_path: Path) -> None:
    make = full().fit(2, flag="Primary").fit(3, flag="foo").fit(4, flag="foo")
    assert problems_of(tmp_path, make) == (
        "2 doctrine fits have the unknown market flag 'foo'.",
    )


def test_empty_tables_are_told(tmp_path: Path) -> None:
    assert "Table 'marketorders' is empty." in problems_of(tmp_path, Make().watch(34))


def test_fit_without_items_is_told(tmp_path: Path) -> None:
    make = full().fit(2)
    make.rows["doctrines"] = [row for row in make.rows["doctrines"] if row["fit_id"] != 2]
    assert problems_of(tmp_path, make) == ("1 doctrine fit has no items: fit 2.",)


def test_type_without_a_name_is_told(tmp_path: Path) -> None:
    make = full().sell(123456, (1.0, 1), type_name=None)
    del make.types[123456]
    assert problems_of(tmp_path, make) == ("1 type has no name in any table: 123456.",)


def test_history_beyond_the_last_update_is_told(tmp_path: Path) -> None:
    make = full().history(34, rows=[("2027-01-01", 5.0, 1)])
    assert problems_of(tmp_path, make) == ("The history runs until 2027-01-01, beyond the last update on 2026-11-20.",)


def test_history_of_no_type_is_left_out_and_told(tmp_path: Path) -> None:
    rows = "('2026-11-01', 'x12'), ('2026-11-02', '')"
    found = rebuilt_with(tmp_path, lambda c: c.execute(f"INSERT INTO market_history (date, type_id) VALUES {rows}"))
    assert found == ("Table 'market_history': 2 rows left out, 'type_id' holds no number there.",)


def test_history_of_no_day_is_left_out_and_told(tmp_path: Path) -> None:
    found = rebuilt_with(tmp_path, lambda c: c.execute("INSERT INTO market_history (date, type_id) VALUES ('2026-02-30', '34')"))
    assert found == ("Table 'market_history': 1 row left out, 'date' holds no date there.",)


def test_order_without_a_price_is_left_out_and_told(tmp_path: Path) -> None:
    found = rebuilt_with(tmp_path, lambda c: c.execute("INSERT INTO marketorders VALUES (1, 0, 34, 'Tritanium', 90, NULL, NULL, 5)"))
    assert found == ("Table 'marketorders': 1 row left out, 'price' is empty there.",)


def test_rows_with_the_same_key_are_told(tmp_path: Path) -> None:
    found = rebuilt_with(tmp_path, lambda c: c.execute("INSERT INTO market_history (date, type_id, volume) VALUES ('2026-11-19', 34, 9)"))
    assert found == ("Table 'market_history': 1 row left out, the key (type_id, date) is there more than once.",)
