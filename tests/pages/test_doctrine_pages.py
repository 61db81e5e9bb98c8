"""Doctrine Status and Doctrine Report through the whole app: both markets; with full, empty and unreadable data."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from settings_service import get_market_configs
from state import doctrine_choice as choice
from tests.make import Make, served

MARKETS = ["primary", "deployment"]
NAMES = {"primary": "4-HWWF Keepstar", "deployment": "B-9C24 Keepstar"}
RIFTER, SABRE, SCIMITAR = (587, "Rifter"), (22456, "Sabre"), (11978, "Scimitar")
GUN, WEB, OTHER_WEB, PASTE = 484, 17559, 14270, 28668
ROAM, FLEET, NORTH = 1, 2, 3


def market(rifters: int) -> Make:
    make = Make().type(GUN, "125mm Gatling AutoCannon II", group=(55, "Projectile Weapon"))
    make.type(WEB, "Navy Web", group=(65, "Stasis Web")).type(OTHER_WEB, "Pirate Web", group=(65, "Stasis Web")).equivalents(
        [WEB, OTHER_WEB]
    )
    make.type(PASTE, "Nanite Repair Paste", group=(916, "Nanite Repair Paste"), category=(8, "Charge"))
    make.type(*RIFTER, group=(25, "Frigate"), category=(6, "Ship")).type(*SCIMITAR, group=(832, "Logistics"), category=(6, "Ship"))
    make.type(SABRE[0], "Sabre", group=(541, "Interdictor"), category=(6, "Ship"), packaged_m3=5000.0)
    make.sell(RIFTER[0], (400_000.0, rifters)).sell(GUN, (10_000.0, 300)).sell(SABRE[0], (60_000_000.0, 4)).sell(
        OTHER_WEB, (1_000_000.0, 7)
    )
    make.sell(PASTE, (30_000.0, 1_000)).jita(RIFTER[0], 350_000.0, 300_000.0).history(OTHER_WEB, units=[1] * 30)
    make.fit(ROAM, "Roam Rifter", RIFTER, {GUN: 3, PASTE: 50}, doctrine="Roam", flag="both", target=20, lead=True)
    make.fit(FLEET, "Fleet Sabre", SABRE, {WEB: 2, PASTE: 100}, doctrine="Roam", flag="primary", target=8, doctrine_id=1)
    return make.fit(NORTH, "North [Scimitar]", SCIMITAR, {WEB: 1}, doctrine="North", flag="deployment", target=None, doctrine_id=2)


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return served(tmp_path, primary=market(9), deployment=market(30))


def table(app: AppTest, *having: str) -> Any:
    return next(shown.value for shown in app.dataframe if set(having) <= set(shown.value.columns))


def figures(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def sentences(app: AppTest) -> list[str]:
    return [element.value for kind in ("info", "warning", "error", "success", "caption", "markdown") for element in app.get(kind)]


def links(app: AppTest) -> list[str]:
    return [link.proto.query_string for link in app.get("page_link")]


def tick(app: AppTest, name: str, ids: list[int]) -> AppTest:
    """Tick these rows of the table, as its next run finds them."""
    app.session_state[f"{name}.ticked"] = frozenset(ids)
    app.session_state[f"{name}.round"] = 99
    return app.run()


@pytest.mark.parametrize("key", MARKETS)
def test_each_market_lists_the_fits_it_stages_against_their_targets(full: Path, visit, key: str) -> None:
    app = visit("doctrine_status", market=key)
    assert not app.exception
    assert app.title[0].value == f"{NAMES[key]} Doctrine Status"
    fits = table(app, "bottleneck").set_index("fit")
    expected = {
        "primary": {"Roam Rifter": (9, 20, 45.0, "needs attention"), "Fleet Sabre": (3, 8, 37.5, "needs attention")},
        "deployment": {"Roam Rifter": (20, 20, 100.0, "good"), "North [Scimitar]": (0, None, None, "unknown")},
    }[key]
    assert set(fits.index) == set(expected)
    for fit, (available, target, share, status) in expected.items():
        row = fits.loc[fit]
        assert (row["fits"], list(row["status"])) == (available, [status])
        assert target is None or (row["target"], row["share"]) == (target, share)


def test_the_bottleneck_says_how_many_are_short(full: Path, visit) -> None:
    fits = table(visit("doctrine_status", market="primary"), "bottleneck").set_index("fit")
    assert fits.loc["Roam Rifter", "bottleneck"] == "11 × Rifter"
    assert fits.loc["Fleet Sabre", "bottleneck"] == "9 × Navy Web"


def test_a_cost_without_all_prices_says_how_many_are_missing(full: Path, visit) -> None:
    fits = table(visit("doctrine_status", market="deployment"), "unpriced").set_index("fit")
    assert fits.loc["North [Scimitar]", "unpriced"] == 1


def test_the_multiplier_scales_every_target(full: Path, visit) -> None:
    app = visit("doctrine_status", market="primary", multiplier="0.5")
    fits = table(app, "bottleneck").set_index("fit")
    assert (fits.loc["Roam Rifter", "target"], fits.loc["Roam Rifter", "share"]) == (10, 90.0)
    app.slider(key=choice.MULTIPLIER_KEY).set_value(2.0).run()
    assert table(app, "bottleneck").set_index("fit").loc["Roam Rifter", "target"] == 40
    assert app.query_params["multiplier"] == "2"


@pytest.mark.parametrize(
    ("params", "fits"),
    [
        ({"doctrine": "Roam"}, ["Roam Rifter", "Fleet Sabre"]),
        ({"group": "Interdictor"}, ["Fleet Sabre"]),
        ({"status": "needs attention,critical"}, ["Roam Rifter", "Fleet Sabre"]),
        ({"module": str(OTHER_WEB)}, ["Fleet Sabre"]),
        ({"module": str(GUN)}, ["Roam Rifter"]),
        ({"doctrine": "Roam", "group": "Frigate", "status": "needs attention"}, ["Roam Rifter"]),
    ],
)
def test_filters_come_from_the_address_and_stay_in_it(full: Path, visit, params: dict[str, str], fits: list[str]) -> None:
    app = visit("doctrine_status", market="primary", **params)
    assert table(app, "bottleneck")["fit"].tolist() == fits
    assert {name: value for name, value in app.query_params.items() if name != "market"} == params
    assert not app.warning


def test_filters_that_leave_nothing_say_so(full: Path, visit) -> None:
    app = visit("doctrine_status", market="primary", status="good")
    assert "No fit matches these filters." in sentences(app)
    assert figures(app)["Fits"] == "0"


@pytest.mark.parametrize(
    "params",
    [{"doctrine": "Nope"}, {"status": "fine"}, {"group": "Titan"}, {"module": "x"}, {"fit": "99"}, {"fit": "x"}, {"multiplier": "9"}],
)
def test_a_value_that_cannot_be_used_is_left_out_with_a_notice(full: Path, visit, params: dict[str, str]) -> None:
    app = visit("doctrine_status", market="primary", **params)
    assert len(app.warning) == 1
    assert len(table(app, "bottleneck")) == 2
    assert dict(app.query_params) == {"market": "primary"}


def test_a_doctrine_that_the_other_market_lacks_is_given_up_on_the_switch(full: Path, visit) -> None:
    app = visit("doctrine_status", market="deployment", doctrine="North")
    app.selectbox(key="market.selector").set_value("primary").run()
    assert len(app.warning) == 1
    assert table(app, "bottleneck")["fit"].tolist() == ["Roam Rifter", "Fleet Sabre"]


def test_an_opened_fit_shows_every_item_with_its_equivalents(full: Path, visit) -> None:
    app = visit("doctrine_status", market="primary", fit=str(FLEET))
    items = table(app, "equivalents").set_index("item")
    assert items.index.tolist() == ["Navy Web", "Sabre", "Nanite Repair Paste"]
    web = items.loc["Navy Web"]
    assert (web["quantity"], web["own"], web["pooled"], web["fits"], web["short"]) == (2, 0, 7, 3, 9)
    assert (web["price"], web["sum"], web["days"], web["slot"]) == (1_000_000.0, 2_000_000.0, 7.0, "Medium")
    assert web["equivalents"] == "Pirate Web (7)"
    assert items["slot"].tolist() == ["Medium", "Hull", "Charge"]
    assert figures(app)["Bottleneck"] == "9 short"


def test_the_eft_text_of_an_opened_fit_can_be_copied(full: Path, visit) -> None:
    app = visit("doctrine_status", market="primary", fit=str(ROAM))
    assert app.code[0].value.startswith("[Rifter, Roam Rifter]\n\n125mm Gatling AutoCannon II\n125mm Gatling AutoCannon II\n")
    assert "Nanite Repair Paste x50" in app.code[0].value


def test_an_opened_fit_is_closed_by_its_button(full: Path, visit) -> None:
    app = visit("doctrine_status", market="primary", fit=str(ROAM))
    app.button(key=f"{choice.PAGE}.close").click().run()
    assert dict(app.query_params) == {"market": "primary"}
    assert "Bottleneck" not in figures(app)


def test_a_fit_of_another_market_says_where_it_is_staged(full: Path, visit) -> None:
    app = visit("doctrine_status", market="primary", fit=str(NORTH))
    assert any("is not staged in 4-HWWF Keepstar" in words and "staged in B-9C24 Keepstar" in words for words in sentences(app))
    assert f"market=deployment&fit={NORTH}" in links(app)
    assert len(table(app, "bottleneck")) == 2


def test_ticked_fits_make_one_restock_list(full: Path, visit) -> None:
    app = tick(visit("doctrine_status", market="primary"), choice.FITS_TABLE, [ROAM, FLEET])
    missing = table(app, "missing").set_index("item")["missing"].to_dict()
    assert missing == {"Rifter": 11, "Nanite Repair Paste": 20 * 50 + 8 * 100 - 1_000, "Sabre": 4, "Navy Web": 9}
    assert "Rifter\t11\nNanite Repair Paste\t800\nSabre\t4\nNavy Web\t9" in [code.value for code in app.code]
    assert any("No Jita price" in words and "Sabre" in words for words in sentences(app))
    assert figures(app)["At Jita sell"] == "3.85M"


def test_a_multiplier_scales_the_restock_list_too(full: Path, visit) -> None:
    app = tick(visit("doctrine_status", market="primary", multiplier="2"), choice.FITS_TABLE, [ROAM])
    assert table(app, "missing").set_index("item")["missing"]["Rifter"] == 31


def test_single_items_of_an_opened_fit_make_a_restock_list(full: Path, visit) -> None:
    app = tick(visit("doctrine_status", market="primary", fit=str(ROAM)), f"{choice.ITEMS_TABLE}.{ROAM}", [RIFTER[0]])
    assert table(app, "missing")["item"].tolist() == ["Rifter"]


def test_a_fit_without_a_target_asks_for_nothing_and_is_named(full: Path, visit) -> None:
    app = tick(visit("doctrine_status", market="deployment"), choice.FITS_TABLE, [NORTH])
    assert any("Without a target" in words and "North" in words for words in sentences(app))
    assert any("Nothing is missing" in words for words in sentences(app))


def test_all_shown_fits_are_ticked_and_unticked_at_once(full: Path, visit) -> None:
    app = visit("doctrine_status", market="primary", group="Interdictor")
    app.button(key=f"{choice.FITS_TABLE}.all").click().run()
    assert table(app, "missing")["item"].tolist() == ["Sabre", "Navy Web"]
    app.button(key=f"{choice.FITS_TABLE}.clear").click().run()
    assert any(words.startswith("Tick fits in the table") for words in sentences(app))


def test_ticks_outlive_a_filter_as_far_as_their_rows_are_shown(full: Path, visit) -> None:
    app = tick(visit("doctrine_status", market="primary"), choice.FITS_TABLE, [ROAM, FLEET])
    app.multiselect(key=choice.GROUP_KEY).set_value(["Interdictor"]).run()
    assert "Rifter" not in table(app, "missing")["item"].tolist()
    assert "Sabre" in table(app, "missing")["item"].tolist()


def test_a_clicked_item_opens_as_a_card_with_a_link_to_its_market_stats(full: Path, visit) -> None:
    app = visit("doctrine_status", market="primary")
    app.session_state[choice.CARD_KEY] = WEB
    app.run()
    shown = figures(app)
    assert (shown["Stock"], shown["Pooled stock"], shown["Days of stock"]) == ("0", "7", "7.0")
    assert any("Fleet Sabre: 2 each, 3 fits available" in words for words in sentences(app))
    assert f"market=primary&item={WEB}" in links(app)


@pytest.mark.parametrize("key", MARKETS)
def test_the_report_has_fits_by_role_with_their_scarcest_items(full: Path, visit, key: str) -> None:
    app = visit("doctrine_report", market=key, doctrine="Roam")
    assert not app.exception
    assert app.title[0].value == f"{NAMES[key]} Market Status By Fleet Doctrine"
    headings = [heading.value for heading in app.subheader]
    assert headings == (["DPS", "Support", "Concurrent capacity"] if key == "primary" else ["DPS", "Concurrent capacity"])
    rifter = table(app, "item0").iloc[0]
    assert rifter["item0"] == {"primary": "9 · Rifter", "deployment": "20 · Nanite Repair Paste"}[key]


def test_the_report_counts_fits_together_beside_each_alone(full: Path, visit) -> None:
    app = visit("doctrine_report", market="primary", doctrine="Roam")
    capacity = table(app, "together").set_index("fit")
    assert capacity[["alone", "together"]].to_dict("index") == {
        "Roam Rifter": {"alone": 9, "together": 9},
        "Fleet Sabre": {"alone": 3, "together": 3},
    }
    assert any("Nothing clashes" in words for words in sentences(app))


def test_the_report_names_the_first_item_that_clashes(tmp_path: Path, visit) -> None:
    make = Make().type(PASTE, "Nanite Repair Paste").sell(RIFTER[0], (1.0, 50)).sell(SABRE[0], (1.0, 50)).sell(PASTE, (1.0, 1_000))
    make.fit(1, "Roam Rifter", RIFTER, {PASTE: 50}, doctrine="Roam", target=18).fit(
        2, "Fleet Sabre", SABRE, {PASTE: 100}, doctrine="Roam", target=8
    )
    served(tmp_path, primary=make)
    app = visit("doctrine_report", market="primary")
    capacity = table(app, "together").set_index("fit")
    assert capacity.loc["Fleet Sabre", ["alone", "together", "clash", "with"]].tolist() == [10, 1, "Nanite Repair Paste", "Roam Rifter"]
    assert any("They first clash over **Nanite Repair Paste**" in words for words in sentences(app))


def test_the_report_of_a_doctrine_that_the_market_lacks_shows_another_and_says_so(full: Path, visit) -> None:
    app = visit("doctrine_report", market="primary", doctrine="North")
    assert len(app.warning) == 1
    assert app.query_params["doctrine"] == "Roam"


@pytest.mark.parametrize("page", ["doctrine_status", "doctrine_report"])
@pytest.mark.parametrize("key", MARKETS)
def test_a_market_without_doctrines_says_so(tmp_path: Path, visit, page: str, key: str) -> None:
    served(tmp_path)
    app = visit(page, market=key)
    assert not app.exception
    assert f"No doctrine is staged in {NAMES[key]}." in sentences(app)
    assert not app.dataframe


@pytest.mark.parametrize("page", ["doctrine_status", "doctrine_report"])
@pytest.mark.parametrize("key", MARKETS)
def test_a_replica_that_cannot_be_read_is_one_sentence(full: Path, visit, page: str, key: str) -> None:
    file = full / get_market_configs()[key].database_file
    file.write_bytes(b"this is not a database" * 100)
    app = visit(page, market=key)
    assert not app.exception
    assert any(file.name in error.value for error in app.error)
    assert not app.dataframe


def test_priced_stock_and_the_price_of_the_nth_fit_stand_beside_the_plain_count_when_asked_for(full: Path, visit) -> None:
    app = visit("doctrine_status", market="primary", priced="120", nth="2")
    assert not app.exception
    rifter = table(app, "bottleneck").set_index("fit").loc["Roam Rifter"]
    # Guns and paste have no Jita price here, so nobody can tell; the second fit costs a hull, 3 guns and 50 paste.
    assert rifter["fits"] == 9
    assert rifter["priced"] is pd.NA
    assert any("without a Jita price" in words and "AutoCannon II, Nanite Repair Paste" in words for words in sentences(app))
    assert rifter["nth"] == 400_000.0 + 3 * 10_000.0 + 50 * 30_000.0
    assert dict(app.query_params) == {"market": "primary", "priced": "120", "nth": "2"}
    columns = {shown.proto.id: list(shown.proto.column_order) for shown in app.dataframe}
    assert any({"priced", "nth"} <= set(order) for order in columns.values())
    plain = visit("doctrine_status", market="primary")
    assert not any({"priced", "nth"} & set(shown.proto.column_order) for shown in plain.dataframe)
