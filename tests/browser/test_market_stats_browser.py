"""Market Stats in a real browser: a click on a name, and pictures that cannot load."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.driver import settle
from tests.make import Make, served

TRITANIUM, RIFTER = 34, 587
NAME_PX, HEADER_PX, ROW_PX = 90, 31, 31


@pytest.fixture(scope="module")
def base(serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    make = Make().watch(RIFTER, "Rifter", group=(25, "Frigate"), category=(6, "Ship")).watch(TRITANIUM, "Tritanium")
    make.sell(TRITANIUM, (5.0, 1_000)).sell(RIFTER, (600_000.0, 7), (700_000.0, 1))
    make.history(RIFTER, units=[3] * 40, average=600_000.0).history(TRITANIUM, units=[10] * 40, average=5.0)
    return serve(Path(served(tmp_path_factory.mktemp("data"), primary=make, deployment=make)))


def click_name(page: Page, table: Locator, row: int) -> None:
    """Click the name in a row of a table, as it is shown; a table is one drawing, so only places can be clicked."""
    table.scroll_into_view_if_needed()
    table.click(position={"x": NAME_PX, "y": HEADER_PX + ROW_PX * (row + 0.5)})
    settle(page)


@pytest.mark.parametrize("table", ["The ten types that are traded most", "Orders on this market"])
def test_a_click_on_a_name_opens_the_item_and_back_shows_the_market_again(page: Page, base: str, table: str) -> None:
    page.goto(f"{base}/market_stats?market=deployment")
    settle(page)
    click_name(page, page.get_by_test_id("stDataFrame").filter(has=page.get_by_label(table)), row=0)
    expect(page.get_by_role("heading", name="Rifter")).to_be_visible()
    expect(page.get_by_role("combobox", name="Item")).to_have_value("Rifter")
    assert page.url == f"{base}/market_stats?market=deployment&item={RIFTER}"
    page.go_back()
    expect(page.get_by_role("heading", name="Top 10")).to_be_visible()
    settle(page)
    assert page.url == f"{base}/market_stats?market=deployment"


def test_a_click_opens_the_item_of_the_row_as_it_is_sorted(page: Page, base: str) -> None:
    page.goto(f"{base}/market_stats")
    settle(page)
    orders = page.get_by_test_id("stDataFrame").nth(1)
    orders.click(position={"x": NAME_PX, "y": HEADER_PX / 2})
    orders.click(position={"x": NAME_PX, "y": HEADER_PX / 2})
    click_name(page, orders, row=0)
    expect(page.get_by_role("heading", name="Tritanium")).to_be_visible()


def test_a_picture_that_cannot_load_leaves_a_named_box_of_its_size(page: Page, base: str) -> None:
    page.route("https://images.evetech.net/**", lambda route: route.abort())
    page.goto(f"{base}/market_stats?item={RIFTER}")
    settle(page)
    picture = page.get_by_role("img", name="Rifter", exact=True)
    box = picture.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (48, 48)
    assert "render?size=64" in picture.evaluate("element => getComputedStyle(element).backgroundImage")
    assert page.get_by_test_id("stMain").locator("img").count() == 0
