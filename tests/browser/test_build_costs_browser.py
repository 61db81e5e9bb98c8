"""Build Costs in a real browser: a link, the inputs, another market, and the way back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import settle
from tests.make import Make, Shared, served

TRITANIUM, RIFTER = 34, 587


def market(price: float) -> Make:
    make = Make().watch(RIFTER, "Rifter", group=(25, "Frigate"), category=(6, "Ship")).stats(RIFTER, price=price)
    return make.type(TRITANIUM, "Tritanium").sell(RIFTER, (price, 7)).jita(TRITANIUM, 4.0, 3.5).jita(RIFTER, 400_000.0, 390_000.0)


@pytest.fixture(scope="module")
def base(serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    shared = Shared().blueprint(691, (RIFTER, 1), {TRITANIUM: 50_000}, time_s=6_000).index(30000240, 0.05, 0.03)
    shared.structure(1, "Raitaru Yard").structure(2, "Azbel Yard", type_id=35826)
    data_dir = served(tmp_path_factory.mktemp("data"), shared, primary=market(600_000.0), deployment=market(900_000.0))
    return serve(Path(data_dir))


def test_a_link_opens_the_job_and_follows_inputs_market_and_history(page: Page, base: str) -> None:
    page.goto(f"{base}/build_costs?item={RIFTER}&runs=10")
    settle(page)
    expect(page.get_by_role("heading", name="Rifter")).to_contain_text("cheapest of 2 structures: Azbel Yard")
    expect(page.get_by_test_id("stMetric").nth(1)).to_contain_text("600K")
    expect(page.get_by_test_id("stCode")).to_contain_text("445500")
    me = page.get_by_role("spinbutton", name="ME")
    me.fill("0")
    me.press("Enter")
    expect(page.get_by_test_id("stCode")).to_contain_text("495000")
    settle(page)
    assert "me=0" in page.url
    page.get_by_test_id("stSidebar").get_by_role("combobox", name="Market").click()
    page.get_by_role("option", name="B-9C24 Keepstar").click()
    expect(page.get_by_test_id("stMetric").nth(1)).to_contain_text("B9 price:")
    expect(page.get_by_test_id("stMetric").nth(1)).to_contain_text("900K")
    expect(page.get_by_test_id("stCode")).to_contain_text("495000")
    page.go_back()
    expect(page.get_by_test_id("stMetric").nth(1)).to_contain_text("600K")
    expect(page.get_by_test_id("stCode")).to_contain_text("495000")
    page.go_back()
    expect(page.get_by_test_id("stCode")).to_contain_text("445500")
