from repositories.facts.names import names_in_all_languages


def test_a_type_has_its_names_of_every_language():
    names = dict(names_in_all_languages([34, 587]))
    assert names["tritanium"] == names["三钛合金"] == names["トリタニウム"] == 34
    assert names["rifter"] == names["リフター"] == 587


def test_no_types_have_no_names():
    assert names_in_all_languages([]) == []
