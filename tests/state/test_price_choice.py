"""What a link asks about the price of fits."""

import pytest
from streamlit.testing.v1 import AppTest


def priced_page() -> None:
    import streamlit as st

    from state import price_choice, url
    from ui import priced_stock

    question = price_choice.settle("page")
    priced_stock.show(*price_choice.keys("page"))
    st.text(f"{question.percent} {question.share} {question.number}")
    for sentence in url.take_notices():
        st.warning(sentence)
    url.flush()


def opened(**params: str) -> AppTest:
    app = AppTest.from_function(priced_page)
    app.query_params.update(params)
    return app.run()


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({}, "None None None"),
        ({"priced": "120"}, "120 1.2 None"),
        ({"nth": "40"}, "None None 40"),
        ({"priced": "95", "nth": "1"}, "95 0.95 1"),
    ],
)
def test_a_link_asks_for_a_share_and_a_number(params: dict[str, str], said: str) -> None:
    app = opened(**params)
    assert (app.text[0].value, dict(app.query_params)) == (said, params)


@pytest.mark.parametrize("params", [{"priced": "121"}, {"priced": "x"}, {"nth": "0"}, {"nth": "10001"}, {"nth": "-1"}])
def test_what_cannot_be_asked_is_left_out_with_a_notice(params: dict[str, str]) -> None:
    app = opened(**params)
    assert (app.text[0].value, len(app.warning), dict(app.query_params)) == ("None None None", 1, {})


def test_the_controls_write_the_address() -> None:
    app = opened()
    app.select_slider(key="page.priced").set_value(110).run()
    app.number_input(key="page.nth").set_value(3).run()
    assert dict(app.query_params) == {"priced": "110", "nth": "3"}
    app.number_input(key="page.nth").set_value(None).run()
    assert dict(app.query_params) == {"priced": "110"}
