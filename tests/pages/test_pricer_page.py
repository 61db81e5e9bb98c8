import json
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from domain.pricer import Bundle
from domain.share_link import encode
from settings_service import ROOT, get_market_configs
from tests.fuzzwork_server import FuzzworkServer, aggregates, fuzzwork_server
from tests.make import Make, served

RIFTER, GUN, OTHER_GUN, AMMO, PASTE = 587, 2889, 2890, 21894, 28668
FIT = """[Rifter, Tackle]
200mm AutoCannon II, Republic Fleet Fusion S
200mm AutoCannon II, Republic Fleet Fusion S
[Empty High slot]

Nanite Repair Paste x20
"""
MARKETS = ["primary", "deployment"]


def market(price: float, stock: int) -> Make:
    make = Make().watch(RIFTER, "Rifter", group=(25, "Frigate"), category=(6, "Ship"), packaged_m3=2500.0)
    make.watch(GUN, "200mm AutoCannon II").type(OTHER_GUN, "Domination 200mm").watch(
        AMMO, "Republic Fleet Fusion S", category=(8, "Charge")
    )
    make.type(PASTE, "Nanite Repair Paste", volume_m3=0.01)
    make.sell(RIFTER, (price, stock)).sell(GUN, (1000.0, 5)).sell(OTHER_GUN, (900.0, 40)).sell(AMMO, (10.0, 1000)).buy(
        RIFTER, (price / 2, 3)
    )
    make.equivalents([GUN, OTHER_GUN]).jita(RIFTER, 400_000.0, 390_000.0).jita(GUN, 800.0, 700.0).jita(AMMO, 9.0, 8.0)
    return make.fit(fit_id=1, name="Doctrine Tackle", items={GUN: 2}, flag="both", target=10)


@pytest.fixture
def prices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FuzzworkServer]:
    """A stand-in for Fuzzwork that the settings name."""
    with fuzzwork_server() as server:
        text = (ROOT / "settings.toml").read_text(encoding="utf8")
        settings = tmp_path / "settings.toml"
        settings.write_text(text.replace("https://market.fuzzwork.co.uk/aggregates/", server.url), encoding="utf8")
        monkeypatch.setenv("MARKET_SETTINGS", str(settings))
        yield server


@pytest.fixture
def full(tmp_path: Path, prices: FuzzworkServer) -> FuzzworkServer:
    prices.prices = {PASTE: aggregates(6000.0, 5000.0)}
    served(tmp_path, primary=market(500_000.0, 30), deployment=market(700_000.0, 8))
    return prices


def with_paste(app: AppTest, text: str) -> AppTest:
    app.text_area[0].set_value(text).run()
    return filled_in(app)


def filled_in(app: AppTest) -> AppTest:
    """Run again, as the browser does, until no price is being fetched."""
    deadline = time.monotonic() + 10
    while any("being fetched" in caption.value for caption in app.caption):
        assert time.monotonic() < deadline
        time.sleep(0.05)
        app.run()
    assert not app.exception
    return app


def table(app: AppTest, column: str):
    return next(frame.value for frame in app.dataframe if column in frame.value.columns)


def figure(app: AppTest, label: str):
    return next(metric for metric in app.metric if metric.label == label)


@pytest.mark.parametrize("key", MARKETS)
def test_title_headings_and_sums_are_named_by_the_market(visit, full, key):
    app = with_paste(visit("pricer", market=key), FIT)
    here = get_market_configs()[key]
    price = {"primary": 500_000.0, "deployment": 700_000.0}[key]
    assert app.title[0].value == f"Price items and fittings against Jita and {here.name}"
    items = table(app, f"{here.short_name} Sell").set_index("Item")
    assert list(items.index) == ["Rifter", "200mm AutoCannon II", "Republic Fleet Fusion S", "Nanite Repair Paste"]
    assert items.loc["Rifter", f"{here.short_name} Sell"] == price
    assert items.loc["Rifter", f"{here.short_name} Buy Total"] == price / 2
    assert items.loc["200mm AutoCannon II", "Doctrine Fits"] == "Doctrine Tackle"
    assert items[f"{here.short_name} Sell Total"].isna().tolist() == [False, False, False, True]
    assert figure(app, f"{here.short_name} Sell Total").proto.delta_description == "1 item has no price"
    other = next(other.short_name for other in get_market_configs().values() if other.key != key)
    assert not [column for column in items.columns if column.startswith((other, "Local"))]
    assert not [metric.label for metric in app.metric if metric.label.startswith((other, "Local"))]


@pytest.mark.parametrize(("key", "available"), [("primary", 0), ("deployment", 0)])
def test_a_fit_with_an_item_that_is_nowhere_names_it(visit, full, key, available):
    row = table(with_paste(visit("pricer", market=key), FIT), "bottleneck").iloc[0]
    assert (row["title"], row["fits"], row["bottleneck"], row["short"]) == ("Tackle", available, "Nanite Repair Paste", 20)


def test_equivalents_count_until_they_are_switched_off(visit, full):
    app = with_paste(visit("pricer", market="primary"), FIT.replace("Nanite Repair Paste x20", ""))
    row = table(app, "bottleneck").iloc[0]
    assert (row["fits"], row["bottleneck"], row["local"], row["jita"]) == (22, "200mm AutoCannon II", 501_820.0, 401_618.0)
    app.toggle[0].set_value(False).run()
    row = table(app, "bottleneck").iloc[0]
    assert (row["fits"], row["local"]) == (2, 502_020.0)
    assert app.query_params["equivalents"] == "no"


def test_the_multiplier_scales_prices_and_lists_what_is_missing(visit, full):
    app = with_paste(visit("pricer", market="primary", times="25"), FIT)
    assert table(app, "4H Sell")["Quantity"].tolist() == [25, 50, 50, 500]
    missing = table(app, "missing").set_index("item")["missing"].to_dict()
    assert missing == {"200mm AutoCannon II": 5, "Nanite Repair Paste": 500}
    assert [tab.label for tab in app.tabs] == ["Items", "Missing for 25", "All markets"]


def test_every_market_answers_side_by_side(visit, full):
    row = table(with_paste(visit("pricer", market="primary"), FIT.replace("Nanite Repair Paste x20", "")), "B9 available").iloc[0]
    assert (row["4H available"], row["B9 available"], row["4H ISK each"], row["B9 ISK each"]) == ("22", "8", "502K", "702K")
    assert (row["4H bottleneck"], row["B9 bottleneck"]) == ("200mm AutoCannon II", "Rifter")


def test_a_market_that_cannot_be_read_is_unknown_beside_the_others(visit, full, own_data_directory):
    (own_data_directory / get_market_configs()["deployment"].database_file).write_bytes(b"no database")
    app = with_paste(visit("pricer", market="primary"), "Rifter 2")
    row = table(app, "B9 available").iloc[0]
    assert (row["4H available"], row["B9 available"], row["B9 ISK each"]) == ("15", "unknown", "unknown")
    assert any("B9 cannot be read" in caption.value for caption in app.caption)


def test_prices_that_the_database_lacks_fill_in_and_say_where_from(visit, full):
    app = with_paste(visit("pricer", market="primary"), FIT)
    assert table(app, "Jita Sell").set_index("Item").loc["Nanite Repair Paste", "Jita Sell"] == 6000.0
    assert full.asked == [[PASTE]]
    note = next(caption.value for caption in app.caption if "Prices of Jita" in caption.value)
    assert "2026-11-20 11:20 EVE" in note
    assert "Of 1 type from Fuzzwork, just now." in note


@pytest.mark.parametrize(
    ("mode", "reason"),
    [
        ("hang", "did not answer within 0.2 seconds"),
        ("nonsense", "gave an answer that cannot be understood"),
        ("429", "asks for fewer requests"),
    ],
)
def test_a_failure_of_the_price_service_is_a_note_under_a_table_that_is_there_at_once(visit, full, mode, reason, tmp_path):
    settings = tmp_path / "settings.toml"
    settings.write_text(settings.read_text(encoding="utf8").replace("timeout_seconds = 5.0", "timeout_seconds = 0.2"), encoding="utf8")
    full.mode = mode
    app = visit("pricer", market="primary")
    app.text_area[0].set_value(FIT).run()
    assert len(table(app, "4H Sell")) == 4
    app = filled_in(app)
    assert not app.error
    note = next(caption.value for caption in app.caption if "Prices of Jita" in caption.value)
    assert f"Those of 1 type are not known: Fuzzwork {reason}" in note
    assert figure(app, "Jita Sell Total").proto.delta_description == "1 item has no price"


def test_without_the_switch_nothing_is_fetched(visit, full, tmp_path):
    settings = tmp_path / "settings.toml"
    head, prices = settings.read_text(encoding="utf8").split("[prices]")
    settings.write_text(f"{head}[prices]{prices.replace('enabled = true', 'enabled = false')}", encoding="utf8")
    app = with_paste(visit("pricer", market="primary"), FIT)
    assert full.asked == []
    assert any("Those of 1 type are not known." in caption.value for caption in app.caption)


def test_what_is_not_understood_is_listed_with_line_reason_and_suggestion(visit, full):
    app = with_paste(visit("pricer", market="primary"), "Rifter 2\nRiftr 3\nRifter 0")
    assert app.warning[0].value == "2 lines were not understood; they count for nothing."
    problems = table(app, "reason")
    assert problems["line"].tolist() == [2, 3]
    assert problems["suggestion"].tolist()[0] == "Rifter"
    assert table(app, "4H Sell")["Quantity"].tolist() == [2]
    assert table(app, "notes")["notes"].tolist() == ["lines were not understood"]


def test_a_paste_of_ten_megabytes_is_refused_with_a_sentence(visit, full):
    app = visit("pricer", market="primary")
    app.text_area[0].set_value("Rifter 1\n" * 1_111_112).run()
    assert [error.value for error in app.error] == [
        "The paste has 10,000,008 characters; up to 1,000,000 are read. Price it in parts.",
    ]


def test_a_paste_that_holds_nothing_known_shows_its_lines_and_no_table(visit, full):
    app = with_paste(visit("pricer", market="primary"), "xyzzy\nplugh")
    assert app.warning[0].value.startswith("2 lines")
    assert not app.metric


EVERY_FORM = """Rifter 2
2 x Rifter
Rifter\t1,000\tFrigate\tShip\t\t\t2,500 m3\t1,234.00 ISK
3 200mm AutoCannon II
200MM AUTOCANNON II x1
Ｒｉｆｔｅｒ　５
リフター 7
裂谷级\t11
Nanite Repair Paste 100

[Rifter, One, two]
200mm AutoCannon II, Republic Fleet Fusion S
200mm AutoCannon II /OFFLINE
[Empty High slot]

Nanite Repair Paste x20
[Rifter, Another]\r
200mm AutoCannon II\u00a0[1]\r
\r
[1] 200mm AutoCannon II\r
  Some Mutaplasmid\r
  damage 1.2\r
"""


@pytest.mark.parametrize("key", MARKETS)
def test_every_form_of_a_line_counts_the_same_in_every_market(visit, full, key):
    app = with_paste(visit("pricer", market=key), EVERY_FORM)
    items = table(app, "Quantity").set_index("Item")["Quantity"].to_dict()
    assert items == {
        "Rifter": 2 + 2 + 1000 + 5 + 7 + 11 + 2,
        "200mm AutoCannon II": 3 + 1 + 2 + 1,
        "Nanite Repair Paste": 120,
        "Republic Fleet Fusion S": 1,
    }
    assert table(app, "bottleneck")["title"].tolist() == ["One, two", "Another", "List"]
    assert any("1 mutated module" in caption.value for caption in app.caption)
    assert not app.warning


def test_the_paste_is_not_put_into_the_address(visit, full):
    app = with_paste(visit("pricer", market="primary", times="3"), FIT)
    assert set(app.query_params) == {"market", "times"}


def share_link_of(app: AppTest) -> dict[str, str]:
    code = next(block.value for block in app.code if "items=" in block.value)
    return dict(part.split("=") for part in code.split("?")[1].split("&"))


def test_a_share_link_opens_the_same_appraisal_without_names(visit, full):
    app = with_paste(visit("pricer", market="deployment", times="4"), FIT + "\n")
    params = share_link_of(app)
    assert params["market"] == "deployment"
    again = filled_in(visit("pricer", **params))
    shown, first = table(again, "B9 Sell").sort_values("Item"), table(app, "B9 Sell").sort_values("Item")
    pd.testing.assert_frame_equal(shown.reset_index(drop=True), first.reset_index(drop=True))
    assert table(again, "bottleneck")["title"].tolist() == ["Rifter fit"]
    assert again.text_area[0].value == ""
    assert any("comes from a link" in caption.value for caption in again.caption)


def test_a_new_paste_takes_the_place_of_a_link(visit, full):
    app = visit("pricer", market="primary", items=encode([Bundle("", {GUN: 7})]))
    assert table(app, "4H Sell")["Quantity"].tolist() == [7]
    app.text_area[0].set_value("Rifter 2").run()
    assert table(app, "4H Sell")["Item"].tolist() == ["Rifter"]
    assert "items" not in app.query_params


def test_a_broken_link_is_a_notice_and_an_empty_page(visit, full):
    app = visit("pricer", market="primary", items="nonsense")
    assert "items" not in app.query_params
    assert app.info[0].value.startswith("Paste a fit")
    said = [*app.warning, *app.run().warning]
    assert any("asked for items" in warning.value for warning in said)


def test_a_type_of_a_link_that_nobody_knows_has_no_price(visit, full):
    app = filled_in(visit("pricer", market="primary", items=encode([Bundle("", {999_999: 7})])))
    assert table(app, "4H Sell")["Item"].tolist() == ["Type 999999"]
    assert any("not known here" in caption.value for caption in app.caption)


def test_what_is_too_long_for_a_link_is_refused_in_its_place(visit, prices, tmp_path):
    numbers = [100_000 + 7 * number + number * number % 5 for number in range(800)]
    make = Make()
    for number in numbers:
        make.type(number)
    served(tmp_path, primary=make)
    app = with_paste(visit("pricer", market="primary"), "\n".join(f"Type {number} {number * number % 99_991 + 1}" for number in numbers))
    assert len(table(app, "4H Sell")) == 800
    assert any("of 800 types is too long for a link" in warning.value for warning in app.warning)


@pytest.mark.parametrize("key", MARKETS)
def test_a_market_without_any_data_prices_at_jita_alone(visit, tmp_path, prices, key):
    served(tmp_path, primary=Make().type(RIFTER, "Rifter"))
    prices.prices = {RIFTER: aggregates(4.0, 3.0)}
    app = with_paste(visit("pricer", market=key), "Rifter 2")
    here = get_market_configs()[key].short_name
    row = table(app, f"{here} Sell").iloc[0]
    assert row["Jita Sell Total"] == 8.0
    assert row[f"{here} Stock"] == 0
    assert figure(app, f"{here} Sell Total").value == "–"


@pytest.mark.parametrize("key", MARKETS)
def test_an_empty_page_says_what_to_do(visit, full, key):
    app = visit("pricer", market=key)
    assert not app.exception
    assert app.info[0].value.startswith("Paste a fit, a list or names above")
    assert not app.dataframe


@pytest.mark.parametrize("key", MARKETS)
def test_unreadable_data_is_told_in_a_sentence(visit, full, own_data_directory, key):
    file = get_market_configs()[key].database_file
    (own_data_directory / file).write_bytes(b"no database")
    app = visit("pricer", market=key)
    app.text_area[0].set_value("Rifter").run()
    assert not app.exception
    assert any(file in error.value for error in app.error)


def test_figures_sent_to_the_browser_are_json_without_surprises(visit, full):
    app = with_paste(visit("pricer", market="primary"), FIT)
    config = json.loads(next(frame for frame in app.dataframe if "4H Sell" in frame.value.columns).proto.columns)
    assert config["4H Sell"]["label"] == "4H Sell"
