"""Ticked rows are remembered by what they stand for."""

from streamlit.testing.v1 import AppTest


def two_tables_page() -> None:
    import streamlit as st

    from state import tables

    first = st.number_input("from", 1, 3, 1)
    ids = [number for number in (1, 2, 3) if number >= first]
    st.button("all", on_click=tables.ticker("page.table", ids))
    st.button("none", on_click=tables.ticker("page.table", ()))
    ticked = tables.ticked("page.table", ids)
    tables.remember_ticked("page.table", ticked)
    st.text(ticked)
    st.text(tables.key_of("page.table", ids))


def texts(app: AppTest) -> tuple[str, str]:
    return app.text[0].value, app.text[1].value


def test_all_and_none_are_ticked_by_a_button() -> None:
    app = AppTest.from_function(two_tables_page).run()
    assert texts(app)[0] == "[]"
    app.button[0].click().run()
    assert texts(app)[0] == "[1, 2, 3]"
    app.button[1].click().run()
    assert texts(app)[0] == "[]"


def test_the_widget_is_a_new_one_where_ticks_are_set_anew_or_other_rows_are_shown() -> None:
    app = AppTest.from_function(two_tables_page).run()
    first = texts(app)[1]
    app.run()
    assert texts(app)[1] == first
    app.button[0].click().run()
    second = texts(app)[1]
    app.number_input[0].set_value(2).run()
    assert len({first, second, texts(app)[1]}) == 3
    assert texts(app)[0] == "[2, 3]"
