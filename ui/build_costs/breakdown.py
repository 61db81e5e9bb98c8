"""One structure in detail: what to buy, what is paid for the job, and the list for the game."""

import pandas as pd
import streamlit as st

from domain.build_quote import BuildQuote, SiteCost
from domain.multibuy import TYPES_PER_BLOCK, multibuy_blocks
from ui import columns
from ui.build_costs.cells import wide_price
from ui.build_costs.phrases import basis_words
from ui.formatters import UNKNOWN, percent
from ui.pictures import pictures

_ROW_PX, _MOST_ROWS, _BLOCK_PX, _LONG_BLOCK = 35, 14, 260, 9


def show(quote: BuildQuote, cost: SiteCost, short_name: str) -> None:
    """Draw materials and fees side by side, and the multibuy list below the fees."""
    materials, paid = st.columns([3, 2], gap="medium")
    with materials:
        st.subheader("To buy" if cost.plan else "Materials", anchor=False)
        _materials(quote, cost, short_name)
    with paid:
        st.subheader("Job cost", anchor=False)
        _fees(quote, cost)
        _multibuy(quote, cost)


def materials_table(quote: BuildQuote, cost: SiteCost) -> pd.DataFrame:
    """Everything that has to be bought, the dearest first; unknown figures are missing."""
    bought = quote.bought(cost)
    infos = [quote.types.get(type_id) for type_id, _ in bought]
    prices = [quote.prices[type_id].at(quote.request.basis) if type_id in quote.prices else None for type_id, _ in bought]
    frame = pd.DataFrame(
        {
            "type_id": [type_id for type_id, _ in bought],
            "category_id": pd.array([info.category_id if info else None for info in infos], dtype="Int64"),
            "material": [quote.name(type_id) for type_id, _ in bought],
            "quantity": [quantity for _, quantity in bought],
            "price": prices,
            "isk": [None if price is None else price * quantity for price, (_, quantity) in zip(prices, bought, strict=True)],
            "volume": [
                info.volume_m3 * quantity if info and info.volume_m3 is not None else None
                for info, (_, quantity) in zip(infos, bought, strict=True)
            ],
        }
    ).astype(dict.fromkeys(("price", "isk", "volume"), "float64"))
    frame["share"] = frame["isk"] / cost.total_isk * 100 if cost.total_isk else float("nan")
    frame.insert(0, "picture", pictures(frame["type_id"], frame["category_id"]))
    return frame.sort_values("isk", ascending=False, na_position="first", kind="stable").drop(columns=["type_id", "category_id"])


def fees_table(quote: BuildQuote, cost: SiteCost) -> pd.DataFrame:
    """The parts of the job's cost in the order of the game's window, and their sum."""
    fees, site = cost.fees, cost.site
    index = site.index(quote.blueprint.activity_id)
    value = fees.item_value_isk
    bonus = -fees.structure_isk / fees.system_isk if fees.structure_isk is not None and fees.system_isk else None
    surcharge = fees.scc_surcharge_isk / value if value else None
    rows: list[tuple[str, str | None, int | None]] = [
        ("Estimated item value", None, value),
        ("System cost index", UNKNOWN if index is None else percent(float(index), 2), fees.system_isk),
        ("Structure bonus", percent(bonus), fees.structure_isk),
        ("Facility tax", UNKNOWN if site.tax is None else percent(float(site.tax), 2), fees.facility_tax_isk),
        ("SCC surcharge", percent(surcharge), fees.scc_surcharge_isk),
        ("Total job cost", percent(fees.total_isk / value, 2) if value else UNKNOWN, fees.total_isk),
    ]
    if cost.has_no_value:
        rows = [(part, rate, None) for part, rate, _ in rows]
    return pd.DataFrame(rows, columns=["part", "rate", "isk"]).astype({"isk": "float64"})


def _materials(quote: BuildQuote, cost: SiteCost, short_name: str) -> None:
    table = materials_table(quote, cost)
    at = basis_words(quote.request.basis, short_name)
    st.dataframe(
        table,
        column_config={
            "picture": columns.picture(),
            "material": columns.name("Material", 190),
            "quantity": columns.whole("Quantity", "Units for all runs, rounded up once for the job as the game does."),
            "price": wide_price(at, "ISK for one unit."),
            "isk": columns.isk("ISK"),
            "share": columns.bar("% of cost", 100, "%.1f %%", "Share in the total of materials and job cost."),
            "volume": columns.days("m³", "Packaged volume."),
        },
        hide_index=True,
        height="content" if len(table) <= _MOST_ROWS else (_MOST_ROWS + 1) * _ROW_PX,
        placeholder=columns.MISSING,
        alt="Materials of the job",
    )
    if cost.plan and cost.plan.left_over_isk:
        st.caption(
            f"Some jobs make more than is needed: leftovers worth {cost.plan.left_over_isk:,.0f} ISK are bought for here and not counted "
            "in the cost."
        )


def _fees(quote: BuildQuote, cost: SiteCost) -> None:
    st.dataframe(
        fees_table(quote, cost),
        column_config={"part": columns.text("Part"), "rate": columns.text("Rate"), "isk": columns.isk("ISK")},
        hide_index=True,
        height="content",
        placeholder=columns.MISSING,
        alt="Parts of the job cost",
    )


def _multibuy(quote: BuildQuote, cost: SiteCost) -> None:
    blocks = multibuy_blocks((quote.name(type_id), quantity) for type_id, quantity in quote.bought(cost))
    for number, block in enumerate(blocks, start=1):
        part = f", block {number} of {len(blocks)}: the game takes {TYPES_PER_BLOCK} types at a time" if len(blocks) > 1 else ""
        st.caption(f"Multibuy{part}")
        st.code(block, language=None, height=_BLOCK_PX if block.count("\n") >= _LONG_BLOCK else "content")
