"""The sums of an appraisal in one row."""

from domain.market_figures import relative_change
from domain.pricer import PricerResult
from domain.restock import Total
from ui import key_figures
from ui.formatters import isk_full, isk_short, signed_percent, volume_m3
from ui.key_figures import KeyFigure
from ui.pricer.headings import heading

MADE = {
    "Local Sell Total": "Quantity x 5th percentile of the sell orders here: what all of it costs here.",
    "Local Buy Total": "Quantity x the highest buy order here: what all of it brings here at once.",
    "Jita Sell Total": "Quantity x Jita's sell price: what all of it costs in Jita.",
    "Jita Buy Total": "Quantity x Jita's buy price: what all of it brings in Jita at once.",
}


def show(result: PricerResult, short_name: str) -> None:
    """Draw the sums; one that lacks items says how many."""
    totals = result.totals
    figures = [_isk(name, totals, short_name) for name in MADE]
    volume = totals["Volume m³"]
    made = "Packaged volume of all of it."
    key_figures.show([*figures, KeyFigure("Volume", volume_m3(volume.value), made, lacking(volume, "volume"))])


def lacking(total: Total, what: str) -> str | None:
    """How many items are not in a sum; None when all are."""
    count = len(total.unknown)
    if not count:
        return None
    return f"1 item has no {what}" if count == 1 else f"{count:,} items have no {what}"


def _isk(name: str, totals: dict[str, Total], short_name: str) -> KeyFigure:
    total = totals[name]
    made = f"{MADE[name]} {isk_full(total.value)}." + (f" Without {', '.join(total.unknown[:12])}." if total.unknown else "")
    change = _against_jita(name, totals)
    note = lacking(total, "price") or ("against Jita" if change else None)
    return KeyFigure(heading(name, short_name), isk_short(total.value), made, note, change)


def _against_jita(name: str, totals: dict[str, Total]) -> str | None:
    jita = totals[name.replace("Local", "Jita")]
    if not name.startswith("Local") or jita.unknown or totals[name].unknown:
        return None
    change = relative_change(totals[name].value, jita.value)
    return None if change is None else signed_percent(change)
