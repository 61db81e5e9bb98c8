"""Who is active: per session, and only known markets."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.errors import InvalidInput
from state.market_state import get_active_market, get_active_market_key, set_active_market


def switching_page() -> None:
    import streamlit as st

    from settings_service import get_market_configs
    from state import market_state, url
    from ui.market_selector import render_market_selector

    market = market_state.follow_url()
    render_market_selector(get_market_configs(), market_state.SELECTOR_KEY)
    for sentence in url.take_notices():
        st.warning(sentence)
    url.flush()
    st.title(market.name)
    st.text(market_state.get_active_market_key())


def opened(**params: str) -> AppTest:
    app = AppTest.from_function(switching_page)
    app.query_params.update(params)
    return app.run()


def test_the_default_market_is_active_before_any_choice() -> None:
    app = opened()
    assert app.title[0].value == "4-HWWF Keepstar"
    assert dict(app.query_params) == {"market": "primary"}


def test_a_link_opens_the_market_it_names() -> None:
    app = opened(market="deployment")
    assert app.title[0].value == "B-9C24 Keepstar"
    assert app.selectbox(key="market.selector").value == "deployment"


def test_the_selector_switches_title_and_address_in_one_run() -> None:
    app = opened()
    app.selectbox(key="market.selector").set_value("deployment").run()
    assert app.title[0].value == "B-9C24 Keepstar"
    assert app.text[0].value == "deployment"
    assert dict(app.query_params) == {"market": "deployment"}


def test_going_back_brings_the_earlier_market() -> None:
    app = opened()
    app.selectbox(key="market.selector").set_value("deployment").run()
    app.query_params["market"] = "primary"
    app.run()
    assert app.title[0].value == "4-HWWF Keepstar"


def test_an_unknown_market_opens_the_default_with_a_notice() -> None:
    app = opened(market="atlantis")
    assert app.title[0].value == "4-HWWF Keepstar"
    assert "atlantis" in app.warning[0].value
    assert dict(app.query_params) == {"market": "primary"}


def test_one_session_switching_leaves_another_alone() -> None:
    first, second = opened(), opened()
    first.selectbox(key="market.selector").set_value("deployment").run()
    second.run()
    assert (first.title[0].value, second.title[0].value) == ("B-9C24 Keepstar", "4-HWWF Keepstar")


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(InvalidInput, match="atlantis"):
        set_active_market("atlantis")


def test_outside_a_session_the_default_market_is_active() -> None:
    assert get_active_market().key == get_active_market_key() == "primary"
