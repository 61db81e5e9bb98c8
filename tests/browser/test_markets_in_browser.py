"""From the matrix to a list in the clipboard in three clicks, a fit opened in a market, links, and a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.driver import settle
from tests.make import Make, served

RIFTER, SABRE, GUN = 587, 22456, 484
TICK_PX, PICTURE_PX, NAME_PX, COUNT_PX, HEAD_PX, ROW_PX = 32, 46, 146, 45, 62, 31


def market(rifters: int, sabres: int) -> Make:
    make = Make().watch(RIFTER, "Rifter", group=(25, "Frigate"), category=(6, "Ship"), packaged_m3=2500.0)
    make.watch(SABRE, "Sabre", group=(541, "Interdictor"), category=(6, "Ship"), packaged_m3=5000.0).watch(GUN, "Gun II")
    make.sell(RIFTER, (500_000.0, rifters)).sell(SABRE, (60e6, sabres)).sell(GUN, (1_000.0, 900))
    make.jita(RIFTER, 400_000.0, 390_000.0).jita(SABRE, 55e6, 54e6).jita(GUN, 900.0, 800.0)
    make.fit(1, "Tackle", ship=(RIFTER, "Rifter"), items={GUN: 3}, doctrine="Roam", flag="both", target=10)
    return make.fit(2, "Bubbles", ship=(SABRE, "Sabre"), items={GUN: 2}, doctrine="Roam", flag="both", target=4)


@pytest.fixture(scope="module")
def base(serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    data_dir = served(tmp_path_factory.mktemp("data"), primary=market(3, 4), deployment=market(12, 1))
    return serve(Path(data_dir))


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    settle(page)
    return page


def click_cell(page: Page, row: int, x_px: float) -> None:
    box = table(page).bounding_box()
    assert box
    page.mouse.click(box["x"] + x_px, box["y"] + HEAD_PX + (row - 0.5) * ROW_PX)
    page.wait_for_timeout(400)
    settle(page)


def table(page: Page) -> Locator:
    return page.get_by_test_id("stDataFrame").first


def test_the_markets_are_the_first_page_and_have_an_address_that_lasts(page: Page, base: str) -> None:
    opened(page, base)
    expect(page.get_by_role("heading", level=1)).to_have_text("Markets, seen from 4-HWWF Keepstar")
    opened(page, f"{base}/markets?market=deployment&find=tackle")
    expect(page.get_by_role("heading", level=1)).to_have_text("Markets, seen from B-9C24 Keepstar")
    assert page.url == f"{base}/markets?market=deployment&find=tackle"


def test_three_clicks_lead_from_the_matrix_to_a_list_in_the_clipboard(page: Page, base: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=base)
    opened(page, f"{base}/markets")
    # The fit furthest from a target comes first: one Sabre of four in the other market, three Rifters of ten in this one.
    click_cell(page, 2, TICK_PX / 2)
    page.get_by_role("button", name="Plan a restock of 4-HWWF Keepstar, for 1 fit").click()
    settle(page)
    assert "section=planner" in page.url and "fits=1" in page.url
    code = page.get_by_test_id("stCode").first
    code.hover()
    code.get_by_role("button").first.click()
    assert page.evaluate("navigator.clipboard.readText()") == "Rifter\t7"


def test_a_click_on_a_figure_opens_the_fit_in_its_market_and_back_leads_back(page: Page, base: str) -> None:
    opened(page, f"{base}/markets?market=primary&short=yes")
    click_cell(page, 1, TICK_PX + PICTURE_PX + NAME_PX + 1.5 * COUNT_PX)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("B-9C24 Keepstar")
    expect(dialog).to_contain_text("Bubbles")
    dialog.get_by_role("link", name="Open in B-9C24 Keepstar Doctrine Status").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("B-9C24 Keepstar Doctrine Status")
    settle(page)
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Markets, seen from 4-HWWF Keepstar")
    settle(page)
    assert page.url == f"{base}/markets?market=primary&short=yes"
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_tick_after_a_click_does_not_open_the_fit_again(page: Page, base: str) -> None:
    opened(page, f"{base}/markets")
    click_cell(page, 1, TICK_PX + PICTURE_PX + NAME_PX + 0.5 * COUNT_PX)
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    click_cell(page, 1, TICK_PX / 2)
    expect(page.get_by_role("button", name="for 1 fit")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_sections_are_steps_back_and_the_ping_links_to_what_is_shown(page: Page, base: str) -> None:
    opened(page, f"{base}/markets")
    page.get_by_text("Fleet check", exact=True).click()
    settle(page)
    page.get_by_role("combobox", name="Fleet").click()
    page.get_by_role("option", name="Tackle").click()
    page.keyboard.press("Escape")
    settle(page)
    assert "section=fleet" in page.url and "fleet=10x1" in page.url
    page.get_by_role("button", name="Copy ping").click()
    answer, where = page.get_by_test_id("stPopoverBody").get_by_test_id("stCode").inner_text().splitlines()[:2]
    assert answer == "10 Tackle: 4H 3 of 10 ships; B9 ready, 5.03M ISK."
    link = where.split(" · ")[1]
    assert link.startswith(f"{base}/markets?")
    page.goto(link)
    settle(page)
    expect(page.get_by_role("spinbutton", name="Tackle")).to_have_value("10")


def test_priced_stock_can_be_switched_off_again(page: Page, base: str) -> None:
    opened(page, f"{base}/markets?priced=80")
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("ArrowLeft")
    page.wait_for_function("!location.search.includes('priced')")


def test_on_a_phone_the_counts_are_on_the_first_screen(chromium: Browser, base: str) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, device_scale_factor=2, has_touch=True, is_mobile=True)
    page = opened(context.new_page(), f"{base}/markets")
    box, headlines = table(page).bounding_box(), page.locator(".st-key-headlines").bounding_box()
    assert box and headlines
    assert box["y"] + HEAD_PX + 2 * ROW_PX < 500
    assert headlines["y"] > box["y"] + box["height"]
    assert TICK_PX + PICTURE_PX + NAME_PX + 2 * COUNT_PX < box["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()
