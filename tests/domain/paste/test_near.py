import time

from domain.paste.near import closest_names

NAMES = ["Tritanium", "Pyerite", "Damage Control II", "Damage Control I", "425mm AutoCannon II", "'Augmented' Hammerhead", "Тританий"]


def test_a_mistyped_name_finds_the_one_that_was_meant():
    wanted = ["Tritanum", "Damge Control II", "425mm Autocanon II", "Augmented Hammerhead", "тританй"]
    assert closest_names(wanted, NAMES) == {
        "Tritanum": "Tritanium",
        "Damge Control II": "Damage Control II",
        "425mm Autocanon II": "425mm AutoCannon II",
        "Augmented Hammerhead": "'Augmented' Hammerhead",
        "тританй": "Тританий",
    }


def test_a_short_name_is_found_among_many_longer_ones_that_begin_alike():
    names = ["Maller", *(f"Malediction Number {number} SKIN" for number in range(100))]
    assert closest_names(["Malleq"], names) == {"Malleq": "Maller"}


def test_what_resembles_nothing_gets_no_suggestion():
    assert closest_names(["Total:", "xyzzy", "", " " * 9, "a" * 500], NAMES) == {}


def test_a_full_catalogue_is_searched_in_a_fraction_of_a_second():
    names = [f"Medium {kind} Thing {number} Mark II" for kind in ("Shield", "Armor", "Hull") for number in range(8000)]
    start = time.perf_counter()
    found = closest_names([f"Medium Sheild Thing {number} Mark II" for number in range(25)], names)
    assert time.perf_counter() - start < 2.0
    assert found["Medium Sheild Thing 7 Mark II"] == "Medium Shield Thing 7 Mark II"
