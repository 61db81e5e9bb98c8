"""Low Stock and Downloads in a real browser: rows are ticked, lists appear, files are saved and read back."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import settle
from tests.make import Make, served

RIFTER, WEB, AMMO = 587, 10, 11
AWKWARD = 'Größe, "東京"'


def market(rifters: int) -> Make:
    make = Make().watch(RIFTER, "Rifter", group=(25, "Frigate"), category=(6, "Ship")).watch(WEB, AWKWARD)
    make.watch(AMMO, "=Fusion", category=(8, "Charge")).sell(RIFTER, (100.0, rifters)).sell(AMMO, (1.5, 10))
    make.history(RIFTER, units=[2] * 30).history(WEB, units=[1] * 30).history(AMMO, units=[5] * 30)
    return make.fit(1, "Tackle", ship=(RIFTER, "Rifter"), items={WEB: 1}, doctrine="Roam", flag="both", target=10)


@pytest.fixture(scope="module")
def base(serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    return serve(served(tmp_path_factory.mktemp("data"), primary=market(6), deployment=market(12)))


def saved(page: Page, link: Locator) -> tuple[str, Path]:
    """The name and the content of the file that a click on the link saves."""
    with page.expect_download() as download:
        link.click()
    return download.value.suggested_filename, Path(download.value.path())


def read_back(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_low_stock_is_saved_as_the_page_shows_it(page: Page, base: str) -> None:
    page.goto(f"{base}/low_stock?market=deployment&category=Module,Ship")
    settle(page)
    name, file = saved(page, page.get_by_role("link", name="CSV"))
    assert name.startswith("B9_low_stock_20")
    assert name.endswith(".csv")
    assert [(row["Item"], row["Days of stock"], row["Fits"]) for row in read_back(file)] == [
        (AWKWARD, "0.0", "Tackle"),
        ("Rifter", "6.0", "Tackle"),
    ]
    assert pd.read_csv(file)["Item"].to_list() == [AWKWARD, "Rifter"]
    expect(page.get_by_role("heading", level=1)).to_contain_text("B-9C24 Keepstar Low Stock Tool")


def test_ticks_follow_the_rows_and_make_a_list(page: Page, base: str) -> None:
    page.goto(f"{base}/low_stock?market=primary&restock=10")
    settle(page)
    page.get_by_role("button", name="Select all shown").click()
    settle(page)
    multibuy = page.get_by_test_id("stCode")
    # Of the Rifters 20 for 10 days, 6 are there; of the web 10, as many as the fits take; of the ammunition 50 - 10.
    expect(multibuy).to_contain_text("Rifter\t14")
    expect(multibuy).to_contain_text(f"{AWKWARD}\t10")
    expect(multibuy).to_contain_text("=Fusion\t40")
    page.get_by_text("Doctrine items only").click()
    settle(page)
    expect(multibuy).to_contain_text("Rifter\t14")
    expect(multibuy).not_to_contain_text("Fusion")
    expect(page).to_have_url(re.compile("doctrine_items=yes"))
    page.get_by_role("button", name="Clear", exact=True).click()
    settle(page)
    expect(multibuy).to_have_count(0)


def test_a_ticked_row_stays_ticked_when_other_rows_come(page: Page, base: str) -> None:
    page.goto(f"{base}/low_stock?market=primary&category=Ship")
    settle(page)
    table = page.get_by_test_id("stDataFrame").first
    box = table.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 20, box["y"] + 35 + 17)
    settle(page)
    expect(page.get_by_text("1 ticked, for 14 days.")).to_be_visible()
    page.get_by_role("button", name="Clear all").click()
    settle(page)
    expect(page).not_to_have_url(re.compile("category"))
    expect(page.get_by_text("1 ticked, for 14 days.")).to_be_visible()
    expect(page.get_by_test_id("stCode")).to_contain_text("Rifter\t22")


def test_a_click_on_an_item_opens_its_card_and_back_keeps_the_filters(page: Page, base: str) -> None:
    page.goto(f"{base}/low_stock?market=primary&category=Ship")
    settle(page)
    box = page.get_by_test_id("stDataFrame").first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 120, box["y"] + 35 + 17)
    expect(page.get_by_role("dialog")).to_contain_text("Rifter")
    settle(page)
    page.get_by_role("link", name="Open in Market Stats").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Market Stats")
    settle(page)
    page.go_back()
    settle(page)
    expect(page).to_have_url(re.compile("category=Ship"))


def test_files_are_saved_and_read_back_without_leaving_the_page(page: Page, base: str) -> None:
    page.goto(f"{base}/downloads?market=primary&fit=1&table=invTypes")
    settle(page)
    expected = ["orders", "stats", "history", "low_stock", "fits", "fit_Tackle", "sde_invTypes"]
    links = page.get_by_role("link", name="CSV")
    expect(links).to_have_count(len(expected))
    for number, what in enumerate(expected):
        name, file = saved(page, links.nth(number))
        assert name.startswith(f"4H_{what}_20")
        assert not file.read_bytes().startswith(b"\xef\xbb\xbf")
        assert what == "sde_invTypes" or read_back(file)
    assert page.url.startswith(f"{base}/downloads")
    _, orders = saved(page, links.first)
    assert {row["Item"]: row["Units left"] for row in read_back(orders)} == {"Rifter": "6", "'=Fusion": "10"}


def test_a_file_for_excel_begins_with_its_mark(page: Page, base: str) -> None:
    page.goto(f"{base}/downloads?market=deployment")
    settle(page)
    page.get_by_text("Mark the files as UTF-8 for Excel").click()
    settle(page)
    expect(page).to_have_url(re.compile("bom=yes"))
    link = page.get_by_role("link", name="CSV").nth(1)
    expect(link).to_have_attribute("href", re.compile("bom=yes"))
    name, file = saved(page, link)
    assert name.startswith("B9_stats_20")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert AWKWARD in pd.read_csv(file, encoding="utf-8-sig")["Item"].to_list()


def test_a_phone_shows_the_page_without_scrolling_sideways(page: Page, base: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path in ("low_stock", "downloads"):
        page.goto(f"{base}/{path}")
        settle(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        expect(page.get_by_role("link", name="CSV").first).to_be_visible()
