import pandas as pd

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
