"""What a visitor sees and what the address bar says, in a real browser on a real server."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import settle
from tests.make import Make, served

NOCXIUM, RIFTER = 38, 587


def market(price: float, stock: int) -> Make:
    make = Make()
    make.watch(RIFTER, "Rifter", group=(25, "Frigate"), category=(6, "Ship"))
    make.watch(NOCXIUM, "Nocxium", group=(18, "Mineral"), category=(4, "Material"))
    make.sell(RIFTER, (price, stock)).sell(NOCXIUM, (900.0, 1000))
    make.history(RIFTER, units=[3] * 40)
    make.fit(fit_id=1, name="Tackle", ship=(RIFTER, "Rifter"), items={RIFTER: 1}, doctrine="Roam", flag="both", target=10)
    return make


@pytest.fixture(scope="module")
def base(serve, tmp_path_factory: pytest.TempPathFactory) -> str:
    data_dir = served(tmp_path_factory.mktemp("data"), primary=market(600_000.0, 7), deployment=market(900_000.0, 11))
    return serve(Path(data_dir))


def choose_market(page: Page, name: str) -> None:
    page.get_by_test_id("stSidebar").get_by_role("combobox", name="Market").click()
    page.get_by_role("option", name=name).click()
    settle(page)


def test_title_figures_and_address_follow_the_selector(page: Page, base: str) -> None:
    page.goto(f"{base}/market_stats?item={RIFTER}")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("4-HWWF Keepstar")
    expect(page.get_by_test_id("stMetric").first).to_contain_text("600K")
    choose_market(page, "B-9C24 Keepstar")
    expect(page.get_by_role("heading", level=1)).to_contain_text("B-9C24 Keepstar")
    expect(page.get_by_test_id("stMetric").first).to_contain_text("900K")
    assert "market=deployment" in page.url
    assert f"item={RIFTER}" in page.url


def test_the_choice_survives_a_reload_and_back_brings_the_other_market(page: Page, base: str) -> None:
    page.goto(base)
    settle(page)
    choose_market(page, "B-9C24 Keepstar")
    page.reload()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("B-9C24 Keepstar")
    choose_market(page, "4-HWWF Keepstar")
    expect(page.get_by_role("heading", level=1)).to_contain_text("4-HWWF Keepstar")
    page.go_back()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("B-9C24 Keepstar")
    page.go_forward()
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("4-HWWF Keepstar")


def test_a_link_to_a_page_opens_it_and_lasts(page: Page, base: str) -> None:
    page.goto(f"{base}/market_stats?market=deployment")
    settle(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("B-9C24 Keepstar")
    assert page.url == f"{base}/market_stats?market=deployment"
    assert page.get_by_role("dialog").count() == 0


def test_an_unknown_market_in_a_link_is_said_and_the_default_opens(page: Page, base: str) -> None:
    page.goto(f"{base}/market_stats?market=atlantis")
    settle(page)
    expect(page.get_by_test_id("stAlert")).to_contain_text("atlantis")
    expect(page.get_by_role("heading", level=1)).to_contain_text("4-HWWF Keepstar")


def test_two_visitors_do_not_influence_each_other(page: Page, base: str) -> None:
    other = page.context.browser.new_context().new_page()  # type: ignore[union-attr]
    for visitor in (page, other):
        visitor.goto(f"{base}/market_stats")
        settle(visitor)
    choose_market(page, "B-9C24 Keepstar")
    other.reload()
    settle(other)
    expect(other.get_by_role("heading", level=1)).to_contain_text("4-HWWF Keepstar")
    other.context.close()


def test_no_picture_and_no_font_means_no_broken_page(page: Page, base: str) -> None:
    page.route("**/*", lambda route: route.abort() if "127.0.0.1" not in route.request.url else route.continue_())
    page.goto(f"{base}/market_stats?item={RIFTER}")
    settle(page)
    expect(page.get_by_test_id("stMetric").first).to_be_visible()
    assert page.get_by_test_id("stException").count() == 0
