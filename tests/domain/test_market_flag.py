import pytest

from domain.market_flag import is_staged, staged_in, unknown_flags

MARKETS = ("primary", "deployment", "highsec")


@pytest.mark.parametrize(
    ("flag", "markets"),
    [
        ("primary", ("primary",)),
        ("deployment", ("deployment",)),
        ("highsec", ("highsec",)),
        ("both", MARKETS),
        (None, ("primary",)),
        ("", ("primary",)),
        ("  ", ("primary",)),
        (" Both ", MARKETS),
        ("north", ()),
    ],
)
def test_a_flag_names_one_market_or_all_of_them_and_none_is_the_default(flag, markets):
    assert staged_in(flag, MARKETS) == markets


def test_a_fit_of_another_market_is_not_staged_here():
    assert not is_staged("deployment", "primary")


def test_flags_that_name_no_market_are_listed_as_written():
    assert unknown_flags(["primary", "Nroth", None, "", "both", "Nroth"], MARKETS) == ("Nroth",)
