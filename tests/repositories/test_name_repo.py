import pytest

from domain.errors import DataUnavailable
from domain.names import name_key
from domain.paste.reader import read_paste
from repositories.name_repo import NameRepository
from repositories.reading import ReplicaReader
from tests.make import Make, Shared, served

BLUEPRINT = (9, "Blueprint")


@pytest.fixture
def names(tmp_path):
    market = Make().type(34, "Tritanium").type(40, "Megacyte").type(587, "Rifter").type(691, "Rifter Blueprint", category=BLUEPRINT)
    shared = Shared().localized(34, "zh", "三钛合金").localized(34, "ja", "トリタニウム").localized(34, "ru", "Тританий")
    shared.localized(34, "fr", "Acier\u00a0trempé").localized(691, "es", "Gemelo").localized(40, "es", "Gemelo").localized(
        40, "de", "Rifter"
    )
    served(tmp_path, shared, primary=market)
    return NameRepository(ReplicaReader("sde"))


@pytest.mark.parametrize(
    ("written", "type_id"),
    [
        ("Tritanium", 34), ("tRITANIUM", 34), ("Ｔｒｉｔａｎｉｕｍ", 34), ("三钛合金", 34), ("トリタニウム", 34), ("ﾄﾘﾀﾆｳﾑ", 34),
        ("ТРИТАНИЙ", 34), ("Acier trempé", 34), ("Acier\u00a0tremp\u0065\u0301", 34), ("Rifter Blueprint", 691),
    ],
)  # fmt: skip
def test_a_name_is_found_in_every_language_and_spelling(names, written, type_id):
    assert names.find([name_key(written)]) == {name_key(written): type_id}


def test_an_english_name_comes_before_the_same_name_of_another_language(names):
    assert names.find(["rifter"]) == {"rifter": 587}


def test_of_types_that_share_a_name_a_blueprint_comes_last(names):
    assert names.find(["gemelo"]) == {"gemelo": 40}


def test_unknown_names_are_left_out(names):
    assert names.find(["no such thing", "", "tritanium", "'; DROP TABLE name_index; --"]) == {"tritanium": 34}


def test_names_that_may_be_meant_are_offered_in_the_script_of_what_was_typed(names):
    assert set(names.resembling(["tritanum"])) == {"Tritanium", "Megacyte", "Rifter", "Rifter Blueprint"}
    assert "тританий" in names.resembling(["тританй"])


def test_a_name_in_letters_of_both_scripts_is_offered_as_it_is_written(names):
    offered = list(names.resembling(["tritanium ١", "rifter ½"]))
    assert "Tritanium" in offered
    assert not {"tritanium", "rifter"} & set(offered)
    assert read_paste("Tritanium ١", names).problems[0].suggestion == "Tritanium"


def test_a_paste_in_several_languages_is_understood(names):
    paste = read_paste("三钛合金\t500\nТританий x5\nTritanum 3\nТританй 2", names)
    assert paste.quantities == {34: 505}
    assert [(problem.line, problem.suggestion) for problem in paste.problems] == [(3, "Tritanium"), (4, "тританий")]


def test_without_localizations_the_names_of_the_game_are_known_all_the_same(tmp_path):
    served(tmp_path, primary=Make().type(34, "Tritanium").type(999_999_999, "Homemade"))
    found = NameRepository(ReplicaReader("sde")).find(["三钛合金", "トリタニウム", "тританий", "tritanium", "homemade", "pyerite"])
    assert found == {"三钛合金": 34, "トリタニウム": 34, "tritanium": 34, "homemade": 999_999_999}


def test_a_missing_replica_is_data_that_is_unavailable(own_data_directory):
    with pytest.raises(DataUnavailable):
        NameRepository(ReplicaReader("sde")).find(["tritanium"])
