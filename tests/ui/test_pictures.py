import pandas as pd
from streamlit.testing.v1 import AppTest

from ui.pictures import picture, pictures


def test_a_ship_is_shown_as_its_render():
    assert picture(587, is_ship=True) == "https://images.evetech.net/types/587/render?size=64"


def test_anything_else_is_shown_as_its_icon():
    assert picture(34) == "https://images.evetech.net/types/34/icon?size=64"


def test_the_pictures_of_a_table_follow_the_category():
    shown = pictures(pd.Series([587, 34, 35]), pd.Series([6, 4, None], dtype="Int64"))
    assert shown.tolist() == [picture(587, is_ship=True), picture(34), picture(35)]


def test_no_rows_have_no_pictures():
    assert pictures(pd.Series([], dtype="int64"), pd.Series([], dtype="Int64")).tolist() == []


def page() -> None:
    from ui import pictures  # noqa: PLC0415 - a script of its own

    pictures.show(587, is_ship=True, size_px=48, alt='"Rifter" <b>')


def test_a_picture_is_the_ground_of_a_box_of_fixed_size_so_that_nothing_is_broken_when_it_cannot_load():
    drawn = AppTest.from_function(page).run().get("html")[0].proto.body
    assert "<img" not in drawn
    assert f"url({picture(587, is_ship=True)})" in drawn
    assert "width:48px;height:48px" in drawn


def test_a_picture_has_the_name_of_its_type_whatever_characters_are_in_it():
    drawn = AppTest.from_function(page).run().get("html")[0].proto.body
    assert 'role="img" aria-label="&quot;Rifter&quot; &lt;b&gt;"' in drawn
