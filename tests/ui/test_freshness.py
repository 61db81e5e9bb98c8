"""Age and source of the orders, in words."""

from datetime import datetime, timedelta

from streamlit.testing.v1 import AppTest

from domain.freshness import DataSource, Freshness
from ui.freshness import sentence

NOW = datetime(2026, 11, 20, 11, 32)
LIMIT = timedelta(minutes=90)


def updated(moment: datetime | None, source: DataSource = DataSource.REMOTE) -> Freshness:
    return Freshness(source, "the collector", moment, NOW)


def test_the_age_of_today_names_the_time_only() -> None:
    assert sentence(updated(datetime(2026, 11, 20, 11, 20)), NOW) == "Updated 12 min ago, 11:20 EVE"


def test_the_age_of_another_day_names_the_date_too() -> None:
    assert sentence(updated(datetime(2026, 11, 17, 9, 5)), NOW) == "Updated 3 days ago, 2026\u201111\u201117 09:05 EVE"


def test_an_unknown_age_is_said() -> None:
    assert sentence(updated(None), NOW) == "Age of the orders unknown"


def test_orders_become_stale_beyond_the_limit() -> None:
    assert not updated(NOW - LIMIT).is_stale(NOW, LIMIT)
    assert updated(NOW - LIMIT - timedelta(seconds=1)).is_stale(NOW, LIMIT)


def test_demo_data_and_an_unknown_age_are_never_stale() -> None:
    assert not updated(datetime(2020, 1, 1), DataSource.DEMO).is_stale(NOW, LIMIT)
    assert not updated(None).is_stale(NOW, LIMIT)


def page() -> None:
    from datetime import datetime, timedelta  # noqa: PLC0415 - a script of its own

    from domain.freshness import DataSource, Freshness  # noqa: PLC0415
    from ui import freshness  # noqa: PLC0415

    old = datetime(2026, 1, 1)
    freshness.show(Freshness(DataSource.DEMO, "seed 1", old, old), timedelta(minutes=90))


def test_the_source_stands_on_a_line_of_its_own_with_the_help() -> None:
    drawn = AppTest.from_function(page).run().markdown[0]
    assert drawn.value.splitlines()[1] == ":small[demo data]"
    assert "seed 1" in drawn.help
