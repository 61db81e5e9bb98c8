import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.names import name_key, plain_line


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("425mm AutoCannon II", "425mm autocannon ii"),
        ("Ｔｒｉｔａｎｉｕｍ", "tritanium"),
        ("  Damage\u00a0 Control\u3000II ", "damage control ii"),
        ("\u2018Augmented\u2019 Hammerhead", "'augmented' hammerhead"),
        ("Tritanium*", "tritanium"),
        ("\ufeffTrit\u200banium", "tritanium"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ﾄﾘﾀﾆｳﾑ", "トリタニウム"),
        ("e\u0301", "é"),
        (" \u00a0", ""),
    ],
)
def test_spellings_of_one_name_have_one_key(written, key):
    assert name_key(written) == key


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(text):
    key = name_key(text)
    assert name_key(key) == key
    assert plain_line(key) == key
