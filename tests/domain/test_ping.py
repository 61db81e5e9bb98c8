"""What is pasted into a ping."""

from datetime import datetime

from domain.ping import ping

LINK = "https://market.example/markets?market=primary"


def test_a_ping_is_the_answer_and_below_it_time_and_link() -> None:
    assert ping("Ferox: 4H 12 of 20.", datetime(2026, 11, 20, 11, 20), LINK) == (
        "Ferox: 4H 12 of 20.\norders of 2026-11-20 11:20 EVE · https://market.example/markets?market=primary"
    )


def test_an_answer_over_several_lines_stays_on_one() -> None:
    assert ping(" one\ntwo\n", None, LINK).splitlines()[0] == "one two"


def test_an_unknown_age_is_said() -> None:
    assert ping("one", None, LINK).splitlines()[1] == f"orders of unknown age · {LINK}"
