"""The address bar and the widgets say the same."""

from streamlit.testing.v1 import AppTest


def colours_page() -> None:
    import streamlit as st

    from state import url

    known = ("red", "green", "blue")
    url.bind("colour", "page.colour", parse=lambda text: text if text in known else None, default="red")
    st.selectbox("colour", known, key="page.colour")
    for sentence in url.take_notices():
        st.warning(sentence)
    url.flush("colours")
    st.text(url.link_params("colours", "primary"))


def opened(**params: str) -> AppTest:
    app = AppTest.from_function(colours_page)
    app.query_params.update(params)
    return app.run()


def shown(app: AppTest) -> str:
    value: str = app.selectbox(key="page.colour").value
    return value


def address(app: AppTest) -> dict[str, str]:
    return dict(app.query_params)


def test_a_link_opens_what_it_names() -> None:
    app = opened(colour="blue")
    assert shown(app) == "blue"
    assert address(app) == {"colour": "blue"}


def test_a_choice_is_written_and_the_default_is_not() -> None:
    app = opened()
    assert address(app) == {}
    app.selectbox(key="page.colour").set_value("green").run()
    assert address(app) == {"colour": "green"}
    app.selectbox(key="page.colour").set_value("red").run()
    assert address(app) == {}


def test_going_back_brings_the_earlier_choice() -> None:
    app = opened(colour="blue")
    app.selectbox(key="page.colour").set_value("green").run()
    app.query_params["colour"] = "blue"
    app.run()
    assert shown(app) == "blue"
    del app.query_params["colour"]
    app.run()
    assert shown(app) == "red"


def test_an_unknown_value_is_left_out_with_a_notice() -> None:
    app = opened(colour="<script>")
    assert shown(app) == "red"
    assert "<script>" in app.warning[0].value
    assert address(app) == {}
    app.run()
    assert not app.warning


def test_parameters_of_others_are_left_alone() -> None:
    app = opened(colour="blue", market="deployment")
    app.selectbox(key="page.colour").set_value("green").run()
    assert address(app) == {"colour": "green", "market": "deployment"}


def test_a_link_back_to_the_page_carries_its_last_choice() -> None:
    assert opened(colour="blue").text[0].value == "{'market': 'primary', 'colour': 'blue'}"
