from streamlit.testing.v1 import AppTest


def page() -> None:
    from ui import key_figures  # noqa: PLC0415 - a script of its own
    from ui.key_figures import KeyFigure  # noqa: PLC0415

    key_figures.show([KeyFigure("Stock", "–", "Units left.", note="1 order"), KeyFigure("Trade", "1.23B", "Sum.", change="-5.0 %")])


def test_a_figure_says_how_it_is_made():
    at = AppTest.from_function(page).run()
    assert [(metric.label, metric.value, metric.delta, metric.help) for metric in at.metric] == [
        ("Stock", "–", "", "Units left."),
        ("Trade", "1.23B", "-5.0 %", "Sum."),
    ]
