"""Filters that the address bar carries."""

import pytest
from streamlit.testing.v1 import AppTest


def filters_page() -> None:
    import streamlit as st

    from state import choices, url

    here = st.query_params.get("shop", "full")
    fruits, colours = (["apple", "pear"], ["red", "green"]) if here == "full" else (["pear"], ["green"])
    found = (
        choices.one_of("fruit", "page.fruit", fruits, "fruit", str),
        choices.some_of("colour", "page.colour", colours, "colour"),
        choices.number("size", "page.size", 0.5, 2.0, 1.0, 0.1),
    )
    st.selectbox("fruit", fruits, index=None, key="page.fruit")
    st.multiselect("colour", colours, key="page.colour")
    st.slider("size", 0.5, 2.0, step=0.1, key="page.size")
    st.button("no fruit", on_click=choices.setter("page.fruit", None))
    for sentence in url.take_notices():
        st.warning(sentence)
    url.flush()
    st.json(list(found))


def opened(**params: str) -> AppTest:
    app = AppTest.from_function(filters_page)
    app.query_params.update(params)
    return app.run()


def found(app: AppTest) -> str:
    assert not app.exception
    value: str = app.json[0].value
    return value.replace(" ", "").replace("\n", "")


def address(app: AppTest) -> dict[str, str]:
    return dict(app.query_params)


def test_nothing_in_the_address_asks_for_everything() -> None:
    app = opened()
    assert found(app) == "[null,[],1.0]"
    assert address(app) == {}


def test_an_address_sets_every_filter_and_stays_as_it_is() -> None:
    params = {"fruit": "pear", "colour": "green,red", "size": "1.5"}
    app = opened(**params)
    assert found(app) == '["pear",["green","red"],1.5]'
    assert address(app) == params
    assert not app.warning


@pytest.mark.parametrize("params", [{"fruit": "stone"}, {"colour": "mauve"}, {"size": "7"}, {"size": "x"}, {"size": "nan"}])
def test_a_value_that_cannot_be_used_is_left_out_with_a_notice(params: dict[str, str]) -> None:
    app = opened(**params)
    assert found(app) == "[null,[],1.0]"
    assert len(app.warning) == 1
    assert address(app) == {}


def test_a_number_between_two_steps_becomes_the_nearest_step() -> None:
    app = opened(size="1.234")
    assert found(app) == "[null,[],1.2]"
    assert app.slider(key="page.size").value == 1.2
    assert address(app) == {"size": "1.2"}


def test_of_several_values_the_known_ones_are_kept_and_the_other_is_named() -> None:
    app = opened(colour="red,mauve")
    assert found(app) == '[null,["red"],1.0]'
    assert "mauve" in app.warning[0].value
    assert address(app) == {"colour": "red"}


def test_a_choice_that_is_not_known_any_more_is_given_up_with_a_notice() -> None:
    app = opened(fruit="apple", colour="red,green")
    app.query_params["shop"] = "small"
    app.run()
    assert found(app) == '[null,["green"],1.0]'
    assert len(app.warning) == 2
    assert address(app) == {"shop": "small", "colour": "green"}


def test_widgets_write_what_is_chosen_into_the_address() -> None:
    app = opened()
    app.multiselect(key="page.colour").set_value(["red"]).run()
    app.slider(key="page.size").set_value(2.0).run()
    assert address(app) == {"colour": "red", "size": "2"}


def test_a_button_can_take_a_choice_back() -> None:
    app = opened(fruit="pear")
    app.button[0].click().run()
    assert address(app) == {}
