import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from config import DatabaseConfig
from settings_service import ROOT, get_market_configs
from tests.esi_server import StandIn, serve
from tests.fuzzwork_server import aggregates, fuzzwork_server
from tests.make import Make, Shared, served

TRITANIUM, RIFTER, JAGUAR, ARCHON, PLATE, GAS, MYSTERY = 34, 587, 11400, 23757, 900_001, 900_002, 900_003
NULL_SYSTEM, LOW_SYSTEM, UNKNOWN_SYSTEM = (30000240, "4-HWWF"), (30002537, "Amamake"), (99, "Nowhere")
MARKETS = ["primary", "deployment"]


def market(price: float) -> Make:
    make = Make().watch(RIFTER, "Rifter", group=(25, "Frigate"), category=(6, "Ship"), packaged_m3=2_500.0)
    make.type(TRITANIUM, "Tritanium", (18, "Mineral"), (4, "Material"), 0.01).type(ARCHON, "Archon", (547, "Carrier"), (6, "Ship"))
    make.type(JAGUAR, "Jaguar", (324, "Assault Frigate"), (6, "Ship"), meta_group=(2, "Tech II"))
    make.type(PLATE, "Plate", (334, "Component"), (17, "Commodity"))
    make.type(GAS, "Gel", (429, "Composite"), (4, "Material")).type(MYSTERY, "=Mystery *Part*")
    make.sell(RIFTER, (price, 10)).stats(RIFTER, price=price).sell(TRITANIUM, (5.0, 1_000)).stats(TRITANIUM, price=5.0)
    return make.jita(TRITANIUM, 4.0, 3.5).jita(RIFTER, 10_000.0, 9_000.0).jita(PLATE, 1_000.0, 900.0)


def shared() -> Shared:
    made = Shared().blueprint(691, (RIFTER, 1), {TRITANIUM: 1_000}, time_s=3_600)
    made.blueprint(692, (JAGUAR, 1), {RIFTER: 1, PLATE: 10, MYSTERY: 2}).blueprint(693, (PLATE, 1), {TRITANIUM: 100})
    made.blueprint(694, (GAS, 200), {TRITANIUM: 100}, activity=11).blueprint(695, (ARCHON, 1), {TRITANIUM: 9})
    made.structure(1, "Raitaru Yard", NULL_SYSTEM).structure(2, "Azbel Yard", LOW_SYSTEM, 35826, rig_1="Standup XXL Unheard Of")
    return made.structure(3, "Lost Yard", UNKNOWN_SYSTEM).index(NULL_SYSTEM[0], 0.05, 0.03).index(LOW_SYSTEM[0], 0.01, 0.01)


def with_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, esi_url: str | None) -> None:
    text = (ROOT / "settings.toml").read_text(encoding="utf8").replace("enabled = true", "enabled = false")
    if esi_url:
        head, esi = text.split("[esi]\n", 1)
        text = head + "[esi]\n" + esi.replace("enabled = false", "enabled = true", 1).replace("https://esi.evetech.net", esi_url)
    (tmp_path / "settings.toml").write_text(text, encoding="utf8")
    monkeypatch.setenv("MARKET_SETTINGS", str(tmp_path / "settings.toml"))


@pytest.fixture
def offline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_settings(tmp_path, monkeypatch, None)


@pytest.fixture
def full(tmp_path: Path, offline: None) -> None:
    served(tmp_path, shared(), primary=market(12_000.0), deployment=market(15_000.0))


@pytest.fixture
def esi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StandIn]:
    with serve(StandIn(b"[]", 503)) as stand_in:
        with_settings(tmp_path, monkeypatch, stand_in.url)
        served(tmp_path, shared(), primary=market(12_000.0), deployment=market(15_000.0))
        yield stand_in


@pytest.fixture
def build(visit) -> Callable[..., AppTest]:
    """Opens the page at an address; the parameters come after the page, as another page would take them for its own."""

    def open_page(market: str = "primary", **params: str) -> AppTest:
        app = visit("build_costs", market=market)
        app.query_params.update(params)
        return app.run()

    return open_page


def metrics(app: AppTest) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def table(app: AppTest, column: str):
    return next(one.value for one in app.dataframe if column in one.value.columns)


def words(app: AppTest) -> str:
    return "\n".join(one.value for kind in (app.caption, app.info, app.warning, app.error, app.markdown) for one in kind).replace("\\", "")


@pytest.mark.parametrize(("key", "price"), [("primary", "12.0K"), ("deployment", "15.0K")])
def test_the_page_shows_cost_price_and_profit_of_its_market(full, build, key, price):
    app = build(market=key, item=str(RIFTER), runs="10", me="0", te="0")
    market = get_market_configs()[key]
    assert not app.exception
    assert app.title[0].value == f"{market.name} Build Costs"
    # 9,900 tritanium x 4; item value 40,000: 1 % less 4 % of it + 1 % + 4 % = 2,384
    assert metrics(app)["Cost per unit"] == "4,198.40"
    assert metrics(app)[f"{market.short_name} price:"] == price
    assert metrics(app)["Jita price:"] == "10.0K"
    places = table(app, "structure")
    assert list(places["structure"]) == ["Azbel Yard", "Raitaru Yard", "Lost Yard"]
    assert list(places["total"]) == [41_984.0, 43_540.0, 41_600.0]
    assert places["profit"][0] == pytest.approx(get_price(key) - 4_198.4)
    assert [block.value for block in app.code] == ["Tritanium\t9900"]


def get_price(key: str) -> float:
    return {"primary": 12_000.0, "deployment": 15_000.0}[key]


def test_the_parts_of_the_job_cost_are_shown_in_whole_isk(full, build):
    app = build(item=str(RIFTER), runs="10", me="0")
    fees = table(app, "part")
    assert dict(zip(fees["part"], fees["isk"], strict=True)) == {
        "Estimated item value": 40_000,
        "System cost index": 400,
        "Structure bonus": -16,
        "Facility tax": 400,
        "SCC surcharge": 1_600,
        "Total job cost": 2_384,
    }
    assert "Job costs are estimates" in words(app)


def test_without_a_choice_the_page_asks_for_one(full, build):
    app = build()
    assert not app.exception
    assert app.info[0].value == "Choose what to build."
    assert not app.metric


def test_an_item_that_cannot_be_built_says_so(full, build):
    app = build(item=str(TRITANIUM))
    assert not app.exception
    assert "Tritanium cannot be built: no blueprint and no reaction makes it." in words(app)


@pytest.mark.parametrize(
    "bad",
    [
        {"runs": "0"},
        {"runs": "2000000"},
        {"me": "11"},
        {"te": "x"},
        {"materials": "gold"},
        {"structures": "77"},
        {"in": "x"},
        {"industry": "6"},
    ],
)
def test_a_bad_address_is_left_out_with_a_notice(full, build, bad):
    app = build(item=str(RIFTER), **bad)
    assert not app.exception
    assert not app.error
    assert app.warning
    assert "Cost per unit" in metrics(app)


def test_what_is_not_known_of_a_structure_is_said(full, build):
    azbel = words(build(item=str(RIFTER)))
    assert "The rig “Standup XXL Unheard Of” is not known: its bonuses are left out." in azbel
    lost = words(build(item=str(RIFTER), **{"in": "3"}))
    assert "Nowhere has no cost index for manufacturing" in lost
    assert "The total is partial: the system has no cost index." in lost


def test_missing_prices_make_the_total_partial_and_are_named(full, build):
    app = build(item=str(JAGUAR))
    assert "no price for =Mystery *Part*" in words(app)
    assert metrics(app)["Cost per unit, partial"] != "–"


def test_a_tech_two_item_starts_with_the_usual_copy_and_follows_the_item(full, build):
    app = build(item=str(JAGUAR))
    assert [number.value for number in app.number_input[:3]] == [1, 2, 4]
    app.selectbox(key="build_costs.item").set_value(RIFTER).run()
    assert [number.value for number in app.number_input[:3]] == [1, 10, 20]
    app.number_input[1].set_value(7).run()
    assert app.number_input[1].value == 7
    assert app.query_params["me"] in ("7", ["7"])


def test_choosing_an_item_on_the_empty_page_sets_the_usual_blueprint(full, build):
    app = build()
    app.selectbox(key="build_costs.item").set_value(RIFTER).run()
    assert [number.value for number in app.number_input[:3]] == [1, 10, 20]
    assert "me" not in app.query_params


def test_components_are_built_where_that_is_cheaper_and_shown_as_a_tree(full, build):
    app = build(item=str(JAGUAR), components="yes")
    assert not app.exception
    tree = table(app, "component")
    ways = {name.strip("\u2003└ "): way for name, way in zip(tree["component"], tree["way"], strict=True)}
    assert ways["Plate"] == "build"
    assert ways["Tritanium"] == "buy"
    assert ways["=Mystery *Part*"] == "no price"
    assert set(table(app, "material")["material"]) == {"Tritanium", "=Mystery *Part*"}


def test_only_chosen_structures_are_compared_and_the_opened_one_is_shown(full, build):
    app = build(item=str(RIFTER), structures="1,3")
    assert list(table(app, "structure")["structure"]) == ["Raitaru Yard", "Lost Yard"]
    app = build(item=str(RIFTER), **{"in": "1"})
    assert list(table(app, "structure")["mark"]) == ["", "▸", ""]


def test_structures_that_cannot_make_it_say_why(full, build):
    app = build(item=str(ARCHON))
    assert list(table(app, "structure")["structure"]) == ["Azbel Yard"]
    assert "A Raitaru cannot build capital ships." in words(app)


def test_a_reaction_without_a_refinery_says_that_nobody_can_make_it(full, build):
    app = build(item=str(GAS))
    assert not app.exception
    assert "None of the structures on record can make Gel." in words(app)
    assert "An Azbel cannot run reactions; refineries can." in words(app)


def test_a_job_beyond_thirty_days_is_noted(full, build):
    app = build(item=str(RIFTER), runs="100000")
    assert "jobs: 30 days at most" in str([metric.proto for metric in app.metric])


@pytest.mark.parametrize("key", MARKETS)
def test_the_page_stands_on_empty_data(tmp_path, offline, build, key):
    served(tmp_path)
    app = build(market=key)
    assert not app.exception
    assert "No structures are on record" in words(app)


def test_without_any_price_the_cost_is_unknown_and_not_zero(tmp_path, offline, build):
    make = Make().type(RIFTER, "Rifter", (25, "Frigate"), (6, "Ship")).type(TRITANIUM, "Tritanium")
    served(tmp_path, shared(), primary=make)
    app = build(item=str(RIFTER))
    assert not app.exception
    assert metrics(app)["Cost per unit, partial"] == "–"
    assert table(app, "structure")["total"].isna().all()


@pytest.mark.parametrize("alias", ["sde", "build_cost", "wcmktprod"])
def test_unreadable_data_is_one_sentence(full, build, alias):
    app = build(item=str(RIFTER))
    path = DatabaseConfig(alias).path
    path.unlink()
    path.write_bytes(b"this is no database" * 1_000)
    app.run()
    assert not app.exception
    assert any(path.name in error.value for error in app.error)


def test_fetched_adjusted_prices_make_the_fees_exact_without_holding_up_the_page(esi, build):
    esi.body, esi.status, esi.silent_s = json.dumps([{"type_id": TRITANIUM, "adjusted_price": 5.0}]).encode(), 200, 1.5
    started = time.monotonic()
    app = build(item=str(RIFTER), runs="10", me="0")
    assert time.monotonic() - started < 10
    deadline = time.monotonic() + 15
    while dict(zip(table(app, "part")["part"], table(app, "part")["isk"], strict=True))["Estimated item value"] != 50_000:
        assert time.monotonic() < deadline
        time.sleep(0.2)
        app.run()
    assert "estimates" not in words(app)


def test_indices_are_refreshed_on_a_button(esi, build):
    app = build(item=str(RIFTER), runs="10", me="0", structures="1")
    systems = [{"solar_system_id": NULL_SYSTEM[0], "cost_indices": [{"activity": "manufacturing", "cost_index": 0.1}]}]
    esi.body, esi.status = json.dumps(systems).encode(), 200
    app.button(key="build_costs.refresh").click().run()
    fees = table(app, "part")
    assert dict(zip(fees["part"], fees["isk"], strict=True))["System cost index"] == 4_000
    assert "System indices: the game's interface" in words(app)


def test_a_refresh_that_fails_says_why_and_keeps_the_old_indices(esi, build):
    app = build(item=str(RIFTER), runs="10", me="0", structures="1")
    app.button(key="build_costs.refresh").click().run()
    assert not app.exception
    assert app.error[0].value == "The game's interface answered with the error 503."
    assert list(table(app, "structure")["structure"]) == ["Raitaru Yard"]


def test_prices_of_jita_that_the_database_lacks_are_fetched_meanwhile(tmp_path, monkeypatch, build):
    with fuzzwork_server() as server:
        server.prices = {MYSTERY: aggregates(700.0, 600.0), JAGUAR: aggregates(90_000.0, 80_000.0)}
        with_settings(tmp_path, monkeypatch, None)
        settings = tmp_path / "settings.toml"
        head, prices = settings.read_text(encoding="utf8").split("[prices]\n", 1)
        prices = prices.replace("enabled = false", "enabled = true", 1).replace("https://market.fuzzwork.co.uk/aggregates/", server.url)
        settings.write_text(f"{head}[prices]\n{prices}", encoding="utf8")
        served(tmp_path, shared(), primary=market(12_000.0))
        app = build(item=str(JAGUAR))
        deadline = time.monotonic() + 15
        while "Cost per unit" not in metrics(app):
            assert time.monotonic() < deadline
            time.sleep(0.1)
            app.run()
    assert not app.exception
    assert metrics(app)["Jita price:"] == "90.0K"
