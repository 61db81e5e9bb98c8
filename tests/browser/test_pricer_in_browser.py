"""From a paste to a file and to a link, in a real browser on a real server."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from settings_service import ROOT
from tests.browser.driver import settle
from tests.fuzzwork_server import FuzzworkServer, aggregates, fuzzwork_server
from tests.make import Make, served

RIFTER, GUN, AMMO, PASTE, DRONE = 587, 2889, 21894, 28668, 2488
FIT = """[Rifter, Tackle]
200mm AutoCannon II, Republic Fleet Fusion S
200mm AutoCannon II, Republic Fleet Fusion S

Nanite Repair Paste x20
"""


def market(price: float) -> Make:
    make = Make().watch(RIFTER, "Rifter", group=(25, "Frigate"), category=(6, "Ship")).watch(GUN, "200mm AutoCannon II")
    make.watch(AMMO, "Republic Fleet Fusion S").watch(PASTE, "Nanite Repair Paste")
    make.sell(RIFTER, (price, 7)).sell(GUN, (1000.0, 100)).sell(AMMO, (10.0, 500)).sell(PASTE, (6500.0, 90)).watch(DRONE, "Warrior II")
    return make.jita(RIFTER, 400_000.0, 390_000.0).jita(GUN, 800.0, 700.0).jita(AMMO, 9.0, 8.0)


@pytest.fixture(scope="module")
def fuzzwork() -> Iterator[FuzzworkServer]:
    with fuzzwork_server() as server:
        server.prices = {PASTE: aggregates(6000.0, 5000.0), DRONE: aggregates(40_000.0, 30_000.0)}
        yield server


@pytest.fixture(scope="module")
def base(serve, fuzzwork: FuzzworkServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    directory = tmp_path_factory.mktemp("pricer")
    settings = directory / "settings.toml"
    text = (ROOT / "settings.toml").read_text(encoding="utf8")
    settings.write_text(text.replace("https://market.fuzzwork.co.uk/aggregates/", fuzzwork.url), encoding="utf8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MARKET_SETTINGS", str(settings))
        yield serve(Path(served(directory, primary=market(500_000.0), deployment=market(700_000.0))))


def paste(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Fits, lists or names").fill(text)
    page.get_by_role("button", name="Price").click()
    expect(page.get_by_test_id("stMetric").first).to_be_visible()
    settle(page)


def test_from_a_paste_to_a_file_named_by_the_market(page: Page, base: str) -> None:
    page.goto(f"{base}/pricer?market=deployment")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Price items and fittings against Jita and B-9C24 Keepstar")
    paste(page, FIT)
    expect(page.get_by_text("Of 1 type from Fuzzwork")).to_be_visible()
    expect(page.get_by_test_id("stMetric").first).to_contain_text("832K")
    with page.expect_download() as started:
        page.get_by_test_id("stDownloadButton").first.get_by_role("button").click()
    name = started.value.suggested_filename
    assert name.startswith("B9_pricer_20")
    assert name.endswith(".csv")
    with Path(started.value.path()).open(encoding="utf8", newline="") as file:
        rows = {row["Item"]: row for row in csv.DictReader(file)}
    assert {item: (row["Quantity"], row["B9 Sell Total"], row["Jita Sell Total"]) for item, row in rows.items()} == {
        "Rifter": ("1", "700000.0", "400000.0"),
        "200mm AutoCannon II": ("2", "2000.0", "1600.0"),
        "Republic Fleet Fusion S": ("2", "20.0", "18.0"),
        "Nanite Repair Paste": ("20", "130000.0", "120000.0"),
    }
    assert "items" not in page.url


def test_the_table_is_there_while_prices_are_fetched_and_fills_in_by_itself(page: Page, base: str, fuzzwork: FuzzworkServer) -> None:
    fuzzwork.replies = ["hang"]
    page.goto(f"{base}/pricer?market=primary")
    settle(page)
    page.get_by_role("textbox", name="Fits, lists or names").fill("Rifter 2\nWarrior II 5")
    page.get_by_role("button", name="Price").click()
    jita_sell = page.get_by_test_id("stMetric").filter(has_text="Jita Sell Total")
    expect(jita_sell).to_contain_text("800K")
    expect(page.get_by_text("Those of 1 type are being fetched")).to_be_visible()
    expect(jita_sell).to_contain_text("1.00M", timeout=20_000)
    expect(page.get_by_text("Of 1 type from Fuzzwork")).to_be_visible()


def test_a_share_link_opens_the_same_sums_for_another_visitor(page: Page, base: str) -> None:
    page.goto(f"{base}/pricer?market=primary")
    settle(page)
    paste(page, FIT)
    sums = page.get_by_test_id("stMetric").all_inner_texts()
    page.get_by_role("button", name="Share").click()
    link = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text().strip()
    assert link.startswith(f"{base}/pricer?market=primary&items=")
    assert "Tackle" not in link
    other = page.context.browser.new_context().new_page()  # type: ignore[union-attr]
    other.goto(link)
    settle(other)
    expect(other.get_by_text("comes from a link")).to_be_visible()
    assert other.get_by_test_id("stMetric").all_inner_texts() == sums
    assert other.url == link
    other.context.close()


def test_the_paste_is_still_there_after_a_visit_to_another_page(page: Page, base: str) -> None:
    page.goto(f"{base}/pricer?market=primary")
    settle(page)
    paste(page, "Rifter 3")
    page.get_by_test_id("stSidebar").get_by_role("link", name="Market Stats").click()
    settle(page)
    page.get_by_test_id("stSidebar").get_by_role("link", name="Pricer").click()
    settle(page)
    expect(page.get_by_role("textbox", name="Fits, lists or names")).to_have_value("Rifter 3")
    expect(page.get_by_test_id("stMetric").first).to_contain_text("1.50M")
