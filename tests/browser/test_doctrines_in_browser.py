"""Filter, open, choose, copy: the doctrine pages in a real browser on a real server."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from domain.eft import parse_eft
from tests.browser.driver import settle
from tests.make import Make, served

RIFTER, SABRE = (587, "Rifter"), (22456, "Sabre")
GUN, PASTE, DRONE = 484, 28668, 2488
ROW_PX, TICKS_PX, PICTURE_PX = 31, 33, 46


def market(rifters: int) -> Make:
    make = Make().type(*RIFTER, group=(25, "Frigate"), category=(6, "Ship")).type(*SABRE, group=(541, "Interdictor"), category=(6, "Ship"))
    make.type(GUN, "125mm Gatling AutoCannon II", group=(55, "Projectile Weapon")).watch(
        DRONE, "Warrior II", group=(100, "Combat Drone"), category=(18, "Drone")
    )
    make.type(PASTE, "Nanite Repair Paste", group=(916, "Nanite Repair Paste"), category=(8, "Charge"))
    make.sell(RIFTER[0], (400_000.0, rifters)).sell(GUN, (10_000.0, 300)).sell(SABRE[0], (60_000_000.0, 40)).sell(PASTE, (30_000.0, 500))
    make.fit(1, "Roam Rifter", RIFTER, {GUN: 3, PASTE: 50, DRONE: 2}, doctrine="Roam", flag="both", target=20, lead=True)
    make.fit(2, "Fleet Sabre", SABRE, {PASTE: 10}, doctrine="Roam", flag="both", target=8)
    return make.fit(3, "North Rifter", RIFTER, {GUN: 1}, doctrine="North", flag="deployment", target=5)


@pytest.fixture(scope="module")
def base(serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(Path(served(tmp_path_factory.mktemp("doctrines"), primary=market(9), deployment=market(30))))


def visit(page: Page, address: str) -> None:
    page.goto(address)
    settle(page)


def cell(table: Locator, row: int, x: float) -> None:
    """Click into a table, which is drawn on a canvas: the row from 0, `x` pixels from the left."""
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    table.page.mouse.click(box["x"] + x, box["y"] + ROW_PX * (row + 1.5))
    table.page.wait_for_timeout(300)
    settle(table.page)


def fits(page: Page) -> Locator:
    return page.get_by_test_id("stDataFrame").first


def copied(page: Page, code: Locator) -> str:
    """What the clipboard holds after a click on the copy button of a block of text."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    code.hover()
    code.get_by_role("button", name="Copy to clipboard").click()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text.replace("\r\n", "\n")


def test_a_filter_stands_in_the_address_and_survives_a_reload(page: Page, base: str) -> None:
    visit(page, f"{base}/doctrine_status")
    page.get_by_test_id("stSidebar").get_by_role("button", name="good").click()
    settle(page)
    assert "status=good" in page.url
    expect(page.get_by_test_id("stMetric").first).to_contain_text("1")
    page.reload()
    settle(page)
    expect(page.get_by_test_id("stMetric").first).to_contain_text("of 2 staged")
    expect(page.get_by_role("heading", name="1 fit")).to_be_visible()


def test_a_click_on_a_fit_opens_it_and_its_eft_text_comes_back_through_the_parser(page: Page, base: str) -> None:
    visit(page, f"{base}/doctrine_status")
    cell(fits(page), 0, TICKS_PX + PICTURE_PX + 40)
    assert "fit=1" in page.url
    page.get_by_role("button", name="EFT").click()
    text = copied(page, page.get_by_test_id("stCode").first)
    fit = parse_eft(text)
    assert (fit.hull, fit.name) == ("Rifter", "Roam Rifter")
    names = [(entry.name, getattr(entry, "quantity", 1)) for entry in fit.entries]
    assert names == [("125mm Gatling AutoCannon II", 1)] * 3 + [("Warrior II", 2), ("Nanite Repair Paste", 50)]


def test_ticked_fits_make_a_list_to_paste_into_the_game(page: Page, base: str) -> None:
    visit(page, f"{base}/doctrine_status")
    cell(fits(page), 0, TICKS_PX / 2)
    text = copied(page, page.get_by_test_id("stCode").last)
    assert text == "Rifter\t11\nNanite Repair Paste\t500\nWarrior II\t40"
    with page.expect_download() as started:
        page.get_by_test_id("stDownloadButton").get_by_role("button").click()
    assert started.value.suggested_filename.startswith("4H_restock_20")


def test_a_click_on_a_bottleneck_shows_the_item_and_leads_to_its_market_stats(page: Page, base: str) -> None:
    visit(page, f"{base}/doctrine_status?market=deployment")
    shown = fits(page).bounding_box()
    assert shown is not None
    cell(fits(page), 0, shown["width"] - 60)
    card = page.get_by_role("dialog")
    expect(card).to_contain_text("Warrior II")
    expect(card).to_contain_text("Roam Rifter: 2 each, 0 fits available")
    card.get_by_text("Open in Market Stats").click()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Winter Coalition Market Stats - B-9C24 Keepstar")
    assert f"item={DRONE}" in page.url
    assert "market=deployment" in page.url


def test_a_fit_of_another_market_offers_to_switch(page: Page, base: str) -> None:
    visit(page, f"{base}/doctrine_status?fit=3")
    expect(page.get_by_test_id("stAlert").first).to_contain_text("staged in B-9C24 Keepstar")
    page.get_by_text("Open it in B-9C24 Keepstar").click()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("B-9C24 Keepstar Doctrine Status")
    expect(page.get_by_role("button", name="Close")).to_be_visible()


def test_a_fit_of_the_report_opens_on_doctrine_status(page: Page, base: str) -> None:
    visit(page, f"{base}/doctrine_report?market=deployment&doctrine=Roam")
    cell(fits(page), 0, PICTURE_PX + 40)
    expect(page.get_by_role("heading", level=1)).to_have_text("B-9C24 Keepstar Doctrine Status")
    assert "fit=1" in page.url
    assert "doctrine=Roam" in page.url


def test_back_closes_the_fit_that_was_opened_last(page: Page, base: str) -> None:
    visit(page, f"{base}/doctrine_status")
    cell(fits(page), 0, TICKS_PX + PICTURE_PX + 40)
    expect(page.get_by_role("button", name="Close")).to_be_visible()
    page.go_back()
    settle(page)
    expect(page.get_by_role("button", name="Close")).to_have_count(0)
    page.go_forward()
    settle(page)
    expect(page.get_by_role("button", name="Close")).to_be_visible()


def test_on_a_phone_a_fit_is_followed_by_whether_it_is_here_and_what_it_costs(chromium: Browser, base: str) -> None:
    agent = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Mobile Safari/537.36"
    context = chromium.new_context(viewport={"width": 390, "height": 844}, user_agent=agent, is_mobile=True, has_touch=True)
    page = context.new_page()
    visit(page, f"{base}/doctrine_status")
    headings = fits(page).locator("th")
    expect(headings.filter(has_text="ISK per fit")).to_be_attached()
    assert [words for words in headings.all_inner_texts() if words.strip()][:3] == ["Fit", "Fits", "ISK per fit"]
    # A visible toolbar would lie on the button beside it, which then could not be tapped.
    page.get_by_role("button", name="Clear").tap(timeout=5_000)
    context.close()
