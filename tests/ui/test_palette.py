import tomli

from domain.doctrine import Status
from settings_service import ROOT
from ui import palette
from ui.status import PILL


def relative_luminance(colour: str) -> float:
    """Source: WCAG 2, relative luminance."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_chart_colours_are_those_of_the_theme():
    theme = tomli.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf8"))["theme"]
    assert list(palette.CHART) == theme["chartCategoricalColors"]


def test_every_status_has_a_colour_and_a_sign_of_its_own():
    assert set(PILL) == set(palette.STATUS_SIGN) == set(Status)
    assert len(set(palette.STATUS_SIGN.values())) == len(Status)


def test_status_colours_differ_in_lightness_too():
    lightness = sorted(relative_luminance(PILL[status]) for status in (Status.GOOD, Status.ATTENTION, Status.CRITICAL))
    assert all(lighter / darker > 1.15 for darker, lighter in zip(lightness, lightness[1:], strict=False))


def test_a_faded_colour_keeps_its_hue():
    assert palette.faded("#3d8fd6", 0.25) == "rgba(61,143,214,0.25)"
