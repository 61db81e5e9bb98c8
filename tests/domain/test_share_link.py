import base64
import random
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.pricer import Bundle
from domain.share_link import MAX_LENGTH, decode, encode, titled

bundles = st.lists(
    st.builds(
        Bundle,
        st.just(""),
        st.dictionaries(st.integers(1, 2**31 - 1), st.integers(1, 2**31 - 1), max_size=8),
        st.none() | st.integers(1, 10**6),
        st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


@given(bundles)
def test_a_link_opens_the_same_appraisal(shared):
    assert decode(encode(shared)) == tuple(shared)


def test_a_link_of_an_ordinary_fit_is_short_and_plain():
    fit = Bundle("Secret name", {587: 1, **{2000 + 37 * at: at + 1 for at in range(25)}}, 587, is_fit=True)
    text = encode([fit])
    assert len(text) < 150
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    assert decode(text)[0].title == ""


def test_titles_are_made_of_the_hull():
    names = {587: "Rifter"}.__getitem__
    assert [titled(bundle, names).title for bundle in (Bundle("", {}, 587, True), Bundle("", {}, None, True), Bundle("", {34: 1}))] == [
        "Rifter fit",
        "Fit",
        "List",
    ]


def test_what_is_too_long_for_a_link_is_refused_with_both_lengths():
    pick = random.Random(1)
    huge = Bundle("", {pick.randrange(1, 90_000): pick.randrange(1, 10**6) for _ in range(600)})
    with pytest.raises(InvalidInput, match=rf"too long for a link: [\d,]+ characters, and {MAX_LENGTH:,} are the most"):
        encode([huge])


def packed(*numbers: int) -> str:
    data = bytes(numbers)
    return base64.urlsafe_b64encode(zlib.compress(data)).decode().rstrip("=")


BOMB = base64.urlsafe_b64encode(zlib.compress(b"\x01" * 1_000_000, 9)).decode()


@pytest.mark.parametrize(
    "text",
    ["", "x", "Rifter", "=", "é", "A" * 5000, BOMB,
     encode([Bundle("", {34: 5})])[:-3], packed(), packed(2, 1, 0, 0, 0), packed(1, 0),
     packed(1, 1, 0, 0, 1, 34, 0), packed(1, 1, 0, 0, 1, 0, 5), packed(1, 1, 2, 0, 0), packed(1, 1, 0, 0, 2, 34, 5),
     packed(1, 1, 0, 0, 0, 7), packed(1, 1, 0, 0, 1, 0x80), packed(1, 1, 0, 0, 1, *[0xFF] * 9, 1, 5)],
)  # fmt: skip
def test_a_link_that_is_broken_or_forged_is_refused(text):
    with pytest.raises(InvalidInput, match="does not hold an appraisal"):
        decode(text)


@given(st.text(alphabet="ABCDEFabcdef0123456789-_=+/", max_size=60) | st.text(max_size=30))
def test_any_text_is_an_appraisal_or_refused(text):
    try:
        found = decode(text)
    except InvalidInput:
        return
    assert decode(encode(found)) == found
