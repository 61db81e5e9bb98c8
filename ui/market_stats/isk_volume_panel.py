"""ISK volume: its options and its chart."""

from datetime import date, timedelta

import streamlit as st

from domain.isk_volume import MOVING_AVERAGES, Outliers, Period, VolumeOptions, VolumeSeries
from ui import segments
from ui.charts import frame
from ui.charts.isk_volume import isk_volume_figure
from ui.formatters import isk_short

_DEFAULT_DAYS = 90
_OUTLIER_WORDS = {Outliers.NONE: "show as they are", Outliers.CAP: "cap at the fence", Outliers.REMOVE: "remove"}
_AVERAGE_RULE = "The mean of so many bars, each with the bars before it; it begins where there are enough of them."
_OUTLIER_RULE = (
    "Tukey's fences: a bar is an outlier when it lies more than 1.5 interquartile ranges above the third or below the first quartile "
    "of the complete bars shown. Capped bars are drawn, and averaged, at the fence; removed ones are left out of both."
)


def options(history: tuple[date, date]) -> VolumeOptions:
    """Draw heading and options, and return the choice; `history` is the first and the last day there is."""
    first, last = history
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader("ISK volume", anchor=False, width="stretch")
        period = segments.one_of("Bars", list(Period), Period.DAY, "market_stats.period")
        with st.popover("Options", icon=":material/tune:", key="market_stats.volume_options"):
            window = segments.one_of(
                "Moving average over", MOVING_AVERAGES, 7, "market_stats.window", "{} bars".format, _AVERAGE_RULE, is_labelled=True
            )
            outliers = st.radio(
                "Outliers",
                list(Outliers),
                format_func=_OUTLIER_WORDS.__getitem__,
                key="market_stats.outliers",
                persist_state="session",
                help=_OUTLIER_RULE,
            )
            default = (max(first, last - timedelta(days=_DEFAULT_DAYS - 1)), last)
            days = st.date_input(
                "Days", default, min_value=first, max_value=last, key=f"market_stats.days.{first}.{last}", format="YYYY-MM-DD"
            )
    start, end = _both_ends(days, last)
    return VolumeOptions(period, window, outliers or Outliers.NONE, start=start, end=end)


def _both_ends(days: object, last: date) -> tuple[date | None, date | None]:
    """The chosen range; while the reader has picked only its first day, it reaches to the last."""
    chosen = days if isinstance(days, tuple) else (days,)
    if not chosen or chosen[0] is None:
        return None, None
    return chosen[0], chosen[1] if len(chosen) > 1 else last


def chart(series: VolumeSeries, chosen: VolumeOptions) -> None:
    """Draw the bars, and say what was done about outliers."""
    if not series.bars:
        st.info("There is no trade in these days.")
        return
    st.plotly_chart(isk_volume_figure(series, chosen), config=frame.CONFIG, key="market_stats.volume")
    if series.fences is not None:
        done = "capped at" if chosen.outliers is Outliers.CAP else "left out as above"
        lowest, highest = series.fences
        floor = f" or below {isk_short(lowest)}" if lowest > 0 else ""
        st.caption(f"{series.outliers} of {len(series.bars)} bars {done} {isk_short(highest)}{floor}.")
    elif chosen.outliers is not Outliers.NONE:
        st.caption("There are too few bars to tell an outlier.")
