"""The colours that charts name, which are the theme's ten in their order, and the sign of a status beside its colour."""

from domain.doctrine import Status

# The same as chartCategoricalColors in .streamlit/config.toml: they hold on the dark and on the light theme.
CHART = ("#3d8fd6", "#d98016", "#2b9e77", "#c25b9c", "#a38a13", "#7f74d6", "#d1533f", "#2f9db0", "#937c62", "#7d8a97")

MAIN, SECOND, ALARM, NEUTRAL = CHART[0], CHART[1], CHART[6], CHART[9]

STATUS_SIGN = {Status.GOOD: "●", Status.ATTENTION: "◐", Status.CRITICAL: "○", Status.UNKNOWN: "–"}


def faded(colour: str, opacity: float) -> str:
    """A colour of the palette at an opacity between 0 and 1, as plotly writes it."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
