"""The page Markets, router included: matrix, items, planner, fleet; full, empty and unreadable data."""

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from config import DatabaseConfig
from state import markets_choice
from tests.make import Make, served

FEROX, SCYTHE, GUN, AMMO = 16227, 631, 3146, 222
LINE, LOGI, NORTHERN = 1, 2, 3


def common(make: Make) -> Make:
    make.watch(FEROX, "Ferox", group=(419, "Combat Battlecruiser"), category=(6, "Ship"), packaged_m3=15_000.0)
    make.watch(SCYTHE, "Scythe", group=(26, "Cruiser"), category=(6, "Ship"), packaged_m3=10_000.0)
    make.watch(GUN, "Gun II", volume_m3=10.0).watch(AMMO, "Ammo", category=(8, "Charge"), volume_m3=0.1)
    make.jita(FEROX, 50e6, 48e6).jita(GUN, 1e6, 0.9e6).jita(AMMO, 100.0, 90.0).jita(SCYTHE, 10e6, 9e6)
    make.history(GUN, units=[1] * 30)
    make.fit(LINE, "Line Ferox", ship=(FEROX, "Ferox"), items={GUN: 5, AMMO: 1000}, doctrine="Line", flag="both", target=4)
    make.fit(LOGI, "Line Scythe", ship=(SCYTHE, "Scythe"), items={GUN: 1}, doctrine="Line", flag="primary", target=2)
    return make.fit(
        NORTHERN, "North Scythe", ship=(SCYTHE, "Scythe"), items={GUN: 2}, doctrine="North", flag="deployment", target=1, doctrine_id=2
    )


def here() -> Make:
    """1 Ferox of 4, 5 Scythes of 2."""
    return common(Make()).sell(FEROX, (60e6, 1)).sell(GUN, (2e6, 30)).sell(AMMO, (200.0, 9000)).sell(SCYTHE, (11e6, 5))


def north() -> Make:
    """6 Feroxes of 4, 2 Scythes of 1; guns to spare."""
    make = common(Make(updated="2026-11-20 10:05:00"))
    return make.sell(FEROX, (40e6, 6)).sell(GUN, (0.5e6, 60)).sell(AMMO, (80.0, 20_000)).sell(SCYTHE, (9e6, 2))


@pytest.fixture
def full(tmp_path: Path) -> Path:
    return served(tmp_path, primary=here(), deployment=north())


def matrix(app: AppTest) -> pd.DataFrame:
    frame = next(table.value for table in app.dataframe if isinstance(table.value.columns, pd.MultiIndex))
    frame.columns = frame.columns.get_level_values(1)
    return frame.set_index("fit")


def figures(app: AppTest) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for metric in app.metric:
        found.setdefault(metric.label, []).append(metric.value)
    return found


def codes(app: AppTest) -> list[str]:
    return [code.value for code in app.code]


def ping(app: AppTest) -> list[str]:
    return next(code for code in codes(app) if " EVE · " in code).splitlines()


def texts(app: AppTest) -> str:
    kinds = ("markdown", "warning", "info", "error", "success", "caption")
    return " ".join(element.value for kind in kinds for element in app.get(kind)).replace("\\", "")


def tick(app: AppTest, fit_ids: list[int]) -> AppTest:
    """Tick these rows of the matrix, as its next run finds them."""
    app.session_state[f"{markets_choice.MATRIX_TABLE}.ticked"] = frozenset(fit_ids)
    app.session_state[f"{markets_choice.MATRIX_TABLE}.round"] = 99
    return app.run()


def test_every_fit_stands_in_every_market(visit, full: Path) -> None:
    app = visit("markets", market="primary")
    assert not app.exception
    shown = matrix(app)
    assert app.title[0].value == "Markets, seen from 4-HWWF Keepstar"
    assert list(shown.index) == ["Line Ferox", "North Scythe", "Line Scythe"]
    ferox = shown.loc["Line Ferox"]
    assert (ferox["fits.primary"], ferox["fits.deployment"]) == (1, 6)
    assert (ferox["share.primary"], ferox["share.deployment"]) == (25.0, 150.0)
    assert (list(ferox["status.primary"]), list(ferox["status.deployment"])) == (["needs attention"], ["good"])
    assert ferox["limit.primary"] == "3 × Ferox"
    assert list(shown.loc["Line Scythe", "status.deployment"]) == ["not staged here"]
    assert pd.isna(shown.loc["Line Scythe", "fits.deployment"])


def test_the_active_market_comes_first(visit, full: Path) -> None:
    app = visit("markets", market="deployment")
    assert [name for name in matrix(app).columns if name.startswith("fits")] == ["fits.deployment", "fits.primary"]
    assert "B-9C24" in app.title[0].value


def test_headlines_tell_each_market_in_a_line(visit, full: Path) -> None:
    app = visit("markets", market="primary")
    assert figures(app)["Fits at target"] == ["1 of 2", "2 of 2"]
    assert figures(app)["Fits empty"] == ["0", "0"]
    assert figures(app)["Worst: Line"] == ["62 %", "100 %"]
    assert figures(app)["Orders"] == ["4", "4"]
    assert figures(app)["Sell orders"][0] == "177M"
    assert "10:05" in texts(app)


@pytest.mark.parametrize(
    ("params", "fits"),
    [
        ({"doctrine": "North"}, ["North Scythe"]),
        ({"group": "Combat Battlecruiser"}, ["Line Ferox"]),
        ({"status": "needs attention"}, ["Line Ferox"]),
        ({"short": "yes"}, ["Line Ferox"]),
        ({"find": "scythe line"}, ["Line Scythe"]),
    ],
)
def test_filters_of_a_link_leave_some_rows_and_stay_in_the_address(visit, full: Path, params: dict[str, str], fits: list[str]) -> None:
    app = visit("markets", market="primary", **params)
    assert list(matrix(app).index) == fits
    assert dict(app.query_params) == {"market": "primary", **params}


def test_filters_that_leave_nothing_are_said(visit, full: Path) -> None:
    assert "No fit matches these filters." in texts(visit("markets", market="primary", find="titan"))


@pytest.mark.parametrize(
    "params", [{"section": "x"}, {"priced": "121"}, {"nth": "0"}, {"doctrine": "x"}, {"status": "x"}, {"group": "x"}, {"short": "x"}]
)
def test_a_value_that_cannot_be_used_is_left_out_with_a_notice(visit, full: Path, params: dict[str, str]) -> None:
    app = visit("markets", market="primary", **params)
    assert not app.exception
    assert len(app.warning) == 1
    assert len(matrix(app)) == 3
    assert dict(app.query_params) == {"market": "primary"}


def test_priced_stock_stands_beside_the_plain_count(visit, full: Path) -> None:
    shown = matrix(visit("markets", market="primary", priced="100", nth="6"))
    assert (shown.loc["Line Ferox", "priced.primary"], shown.loc["Line Ferox", "priced.deployment"]) == (0, 6)
    assert pd.isna(shown.loc["Line Ferox", "nth.primary"])
    assert shown.loc["Line Ferox", "nth.deployment"] == 40e6 + 5 * 0.5e6 + 1000 * 80.0
    assert "priced.primary" not in matrix(visit("markets", market="primary")).columns


def test_the_cell_of_a_market_opens_the_fit_there(visit, full: Path) -> None:
    app = visit("markets", market="primary")
    app.session_state[markets_choice.OPENED_KEY] = (LINE, "deployment")
    app.run()
    assert not app.exception
    assert "In B-9C24 Keepstar" in texts(app).replace("*", "")
    assert figures(app)["Fits available"] == ["6"]
    items = next(table.value for table in app.dataframe if "short" in table.value.columns)
    assert items["item"].tolist() == ["Ferox", "Gun II", "Ammo"]
    link = app.get("page_link")[-1].proto
    assert (link.page, link.query_string) == ("doctrine_status", f"market=deployment&fit={LINE}")


def test_a_cell_where_the_fit_is_not_staged_says_so(visit, full: Path) -> None:
    app = visit("markets", market="primary")
    app.session_state[markets_choice.OPENED_KEY] = (LOGI, "deployment")
    app.run()
    assert "is not staged in this market" in app.error[0].value


def test_from_the_matrix_to_a_list_to_paste_in_two_clicks(visit, full: Path) -> None:
    app = tick(visit("markets", market="primary"), [LINE])
    app.button(key="markets.plan").click().run()
    assert not app.exception
    assert app.query_params["fits"] == str(LINE)
    # Three Feroxes are short; guns and ammunition suffice. North keeps 4 of its 6; the third hull comes from Jita.
    assert "Ferox\t2" in codes(app)
    app.segmented_control(key="markets.list.deployment").set_value("jita").run()
    assert "Ferox\t1" in codes(app)


def test_without_ticks_the_plan_is_for_all_that_is_staged(visit, full: Path) -> None:
    app = visit("markets", market="primary")
    app.button(key="markets.plan").click().run()
    assert "fits" not in app.query_params
    assert figures(app)["Short"] == ["1 type"]
    assert "Ferox\t2" in codes(app)


def test_ticks_survive_a_filter(visit, full: Path) -> None:
    app = tick(visit("markets", market="primary"), [LOGI])
    app.text_input(key="markets.find").set_value("line").run()
    assert app.session_state[f"{markets_choice.MATRIX_TABLE}.ticked"] == frozenset({LOGI})


def test_ticked_fits_go_to_the_fleet_check(visit, full: Path) -> None:
    app = tick(visit("markets", market="primary"), [LINE, LOGI])
    app.button(key="markets.check").click().run()
    assert app.query_params["fleet"] == f"10x{LINE},10x{LOGI}"


def test_the_ping_has_the_answer_the_oldest_time_and_the_link(visit, full: Path) -> None:
    answer, where = ping(visit("markets", market="primary", find="ferox"))
    assert answer == "Line Ferox: 4H 1/4, B9 6/4."
    assert where == "orders of 2026-11-20 10:05 EVE · /markets?market=primary&find=ferox"


def test_a_plan_keeps_everything_in_its_address(visit, full: Path) -> None:
    params = {
        "section": "planner", "to": "deployment", "fits": str(LINE), "times": "2", "cargo": "60000", "budget": "900", "keep": "0",
        "days": "3", "from": "jita", "rate_jita_deployment": "50", "list": "missing",
    }  # fmt: skip
    app = visit("markets", market="primary", **params)
    assert not app.warning
    assert dict(app.query_params) == {"market": "primary", **params}
    # 8 are wanted and 6 there: two hulls at 50M + 15,000 m³ x 50.
    assert figures(app)["Goods"] == ["100M"]
    assert figures(app)["Freight"] == ["1.50M"]
    assert ping(app)[0] == "Restock B9: 1 type from Jita: 30,000 m³, 100M ISK + 1.50M ISK freight."


def test_the_destination_follows_the_selector_until_one_is_chosen(visit, full: Path) -> None:
    app = visit("markets", market="primary", section="planner")
    assert "Restock 4H" in ping(app)[0]
    app.selectbox(key="market.selector").set_value("deployment").run()
    assert "Nothing is short in B-9C24 Keepstar" in texts(app)


def test_a_dearer_route_is_taken_less(visit, full: Path) -> None:
    app = visit("markets", market="primary", section="planner")
    app.number_input(key="markets.rate.deployment.primary").set_value(5000.0).run()
    assert "Ferox\t3" in codes(app)
    assert app.query_params["rate_deployment_primary"] == "5000"


def test_a_cargo_leaves_behind_and_says_so(visit, full: Path) -> None:
    app = visit("markets", market="primary", section="planner", cargo="30000", list="missing")
    shown = next(table.value for table in app.dataframe if "behind" in table.value.columns)
    assert shown.loc[0, ["item", "needed", "behind", "nowhere", "why"]].tolist() == ["Ferox", 3, 1, 0, "no room or money"]
    app.segmented_control(key="markets.list.deployment").set_value("after").run()
    after = next(table.value for table in app.dataframe if "after" in table.value.columns).set_index("fit")
    assert (after.loc["Line Ferox", "before"], after.loc["Line Ferox", "after"], after.loc["Line Ferox", "wanted"]) == (1, 3, 4)


@pytest.mark.parametrize("params", [{"to": "x"}, {"cargo": "-1"}, {"budget": "x"}, {"days": "400"}, {"from": "amarr"}, {"fits": "x"}])
def test_a_plan_leaves_out_what_it_cannot_use(visit, full: Path, params: dict[str, str]) -> None:
    app = visit("markets", market="primary", section="planner", **params)
    assert not app.exception
    assert len(app.warning) == 1
    assert dict(app.query_params) == {"market": "primary", "section": "planner"}


def test_chosen_fits_that_the_destination_does_not_stage_are_left_out(visit, full: Path) -> None:
    app = visit("markets", market="primary", section="planner", fits=f"{LINE},{NORTHERN}")
    assert "not staged in 4-HWWF Keepstar" in app.warning[0].value
    assert app.multiselect(key="markets.fits").value == [LINE]


def test_a_fleet_is_checked_in_every_market(visit, full: Path) -> None:
    app = visit("markets", market="primary", section="fleet", fleet=f"5x{LINE},2x{LOGI}")
    answers = next(table.value for table in app.dataframe if "verdict" in table.value.columns).set_index("market")
    at_home, in_north = answers.loc["4-HWWF Keepstar"], answers.loc["B-9C24 Keepstar"]
    assert (list(at_home["verdict"]), at_home["ready"], at_home["missing_isk"]) == (["short"], 3, 4 * 50e6)
    assert (list(in_north["verdict"]), in_north["ready"]) == (["can be formed"], 7)
    assert in_north["isk"] == 5 * 40e6 + 2 * 9e6 + 27 * 0.5e6 + 5000 * 80.0
    assert "Ferox\t4" in codes(app)
    assert ping(app)[0] == "5 Line Ferox, 2 Line Scythe: 4H 3 of 7 ships; B9 ready, 232M ISK."


def test_the_fleet_follows_its_inputs_and_stays_in_the_address(visit, full: Path) -> None:
    app = visit("markets", market="primary", section="fleet")
    assert "Choose the fits of a fleet" in texts(app)
    app.multiselect(key="markets.fleet.fits").set_value([LINE]).run()
    assert app.query_params["fleet"] == f"10x{LINE}"
    app.number_input(key=f"markets.fleet.ships.{LINE}").set_value(6).run()
    assert app.query_params["fleet"] == f"6x{LINE}"
    app.segmented_control(key="markets.fleet.market.primary").set_value("deployment").run()
    assert "Nothing is missing" in texts(app)


@pytest.mark.parametrize("fleet", ["x", "0x1", "5001x1", "1x"])
def test_a_fleet_that_makes_no_sense_is_left_out(visit, full: Path, fleet: str) -> None:
    app = visit("markets", market="primary", section="fleet", fleet=fleet)
    assert (len(app.warning), "fleet" in app.query_params) == (1, False)


def test_a_fleet_of_a_fit_that_is_staged_nowhere_is_left_out(visit, full: Path) -> None:
    app = visit("markets", market="primary", section="fleet", fleet=f"5x{LINE},5x99")
    assert "staged in no market" in app.warning[0].value
    assert app.multiselect(key="markets.fleet.fits").value == [LINE]


def test_items_compare_the_markets(visit, full: Path) -> None:
    app = visit("markets", market="primary", section="items", item=str(FEROX))
    one = next(table.value for table in app.dataframe if "market" in table.value.columns).set_index("market")
    assert one.loc["4-HWWF Keepstar", ["stock", "lowest_sell", "against_jita", "against_cheapest"]].tolist() == [1, 60e6, 20.0, 50.0]
    assert one.loc["B-9C24 Keepstar", ["stock", "lowest_sell", "against_jita", "against_cheapest"]].tolist() == [6, 40e6, -20.0, 0.0]
    assert ping(app)[0] == "Ferox: 4H 1 from 60.0M ISK (+20 % vs Jita); B9 6 from 40.0M ISK (-20 % vs Jita)."
    app.button(key="markets.item.close").click().run()
    assert "item" not in app.query_params
    frame = next(table.value for table in app.dataframe if isinstance(table.value.columns, pd.MultiIndex))
    frame.columns = frame.columns.get_level_values(1)
    assert frame["name"].tolist() == ["Ammo", "Ferox", "Gun II", "Scythe"]


@pytest.mark.parametrize(
    ("params", "names"),
    [({"category": "Ship"}, ["Ferox", "Scythe"]), ({"find": "gun"}, ["Gun II"]), ({"in_fits": "yes", "find": "am"}, ["Ammo"])],
)
def test_items_are_filtered_by_link(visit, full: Path, params: dict[str, str], names: list[str]) -> None:
    app = visit("markets", market="primary", section="items", **params)
    frame = next(table.value for table in app.dataframe if isinstance(table.value.columns, pd.MultiIndex))
    assert frame.iloc[:, 1].tolist() == names


@pytest.mark.parametrize("section", ["matrix", "items", "planner", "fleet"])
def test_markets_without_anything_say_so(visit, tmp_path: Path, section: str) -> None:
    served(tmp_path)
    app = visit("markets", market="primary", section=section)
    assert not app.exception
    assert not app.error
    said = {
        "matrix": "No doctrine is staged in any market",
        "items": "No market that can be read knows any item",
        "planner": "No fit is staged in 4-HWWF Keepstar.",
        "fleet": "Choose the fits of a fleet",
    }
    assert said[section] in texts(app)


def break_market(alias: str) -> None:
    path = DatabaseConfig(alias).path
    path.unlink()
    path.write_bytes(b"no database at all, not even near" * 40)


def test_a_market_that_cannot_be_read_is_unknown_while_the_others_show(visit, full: Path) -> None:
    break_market("wcmktnorth")
    app = visit("markets", market="primary")
    assert not app.exception
    assert not app.error
    assert "unknown: The database wcmktnorth2.db" in texts(app)
    shown = matrix(app)
    assert shown.loc["Line Ferox", "fits.primary"] == 1
    assert pd.isna(shown.loc["Line Ferox", "fits.deployment"])
    assert list(shown.loc["Line Ferox", "status.deployment"]) == ["unknown"]
    assert shown.loc["Line Ferox", "limit.deployment"].startswith("unknown: The database wcmktnorth2.db")
    assert list(shown.loc["Line Scythe", "status.deployment"]) == ["not staged here"]
    assert ping(visit("markets", market="primary", find="ferox"))[0] == "Line Ferox: 4H 1/4, B9 unknown."


def test_a_plan_goes_on_without_an_unreadable_source_and_not_without_its_destination(visit, full: Path) -> None:
    break_market("wcmktnorth")
    app = visit("markets", market="primary", section="planner")
    assert "Ferox\t3" in codes(app)
    assert "can spare is unknown" in texts(app)
    app = visit("markets", market="primary", section="planner", to="deployment")
    assert not app.exception
    assert "What B-9C24 Keepstar needs is unknown" in app.error[0].value


@pytest.mark.parametrize("section", ["items", "fleet"])
def test_items_and_fleet_say_unknown_and_never_zero(visit, full: Path, section: str) -> None:
    break_market("wcmktnorth")
    app = visit("markets", market="primary", section=section, item=str(FEROX), fleet=f"1x{LINE}")
    assert not app.exception
    table = next(table.value for table in app.dataframe if "market" in table.value.columns).set_index("market")
    assert table.loc["B-9C24 Keepstar", "stock" if section == "items" else "ready"] is pd.NA
    if section == "fleet":
        assert list(table.loc["B-9C24 Keepstar", "verdict"]) == ["unknown"]
        assert table.loc["B-9C24 Keepstar", "why"].startswith("unknown: The database wcmktnorth2.db")


def test_when_no_market_can_be_read_the_page_still_stands(visit, full: Path) -> None:
    for alias in ("wcmktnorth", "wcmktprod"):
        break_market(alias)
    app = visit("markets", market="primary")
    assert not app.exception
    assert "No doctrine is staged in any market that can be read." in texts(app)
