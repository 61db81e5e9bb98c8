from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from domain.build_quote import BuildRequest, PriceBasis, Sourced, TypeInfo, TypePrices, ValueSource
from domain.errors import InvalidInput, NotFound
from domain.industry import MANUFACTURING, REACTION, Blueprint
from domain.industry_settings import IndustrySettings
from domain.industry_sites import Security, Site
from repositories.esi import CostIndex
from repositories.facts.rigs import structure_kinds
from services.build_cost_service import BuildCostService

TRITANIUM, RIFTER, CARRIER, PLATE, GEL, JAGUAR = 34, 587, 23757, 900_001, 900_002, 11400
RAITARU, AZBEL, TATARA = 35825, 35826, 35836
STORED_AT = datetime(2026, 11, 20, 11, 20)


@dataclass
class FakeBlueprints:
    blueprints: dict[int, Blueprint] = field(default_factory=dict)
    types: dict[int, TypeInfo] = field(default_factory=dict)

    def make(self, product: int, materials: Mapping[int, int], makes: int = 1, time_s: int = 3_600, activity: int = MANUFACTURING) -> None:
        self.blueprints[product] = Blueprint(product + 1, activity, time_s, product, makes, tuple(materials.items()))

    def list_makeable(self) -> dict[int, str]:
        return {type_id: self.types[type_id].name for type_id in self.blueprints}

    def find_blueprint(self, product_id: int) -> Blueprint | None:
        return self.blueprints.get(product_id)

    def list_blueprints_below(self, product_id: int) -> Mapping[int, Blueprint]:
        return self.blueprints

    def list_types(self, type_ids: Iterable[int]) -> dict[int, TypeInfo]:
        return {type_id: self.types[type_id] for type_id in type_ids if type_id in self.types}


@dataclass
class FakeSites:
    sites: tuple[Site, ...] = ()
    indices_time: datetime | None = STORED_AT
    adjusted: dict[int, float] = field(default_factory=dict)

    def list_sites(self) -> tuple[Site, ...]:
        return self.sites

    def find_indices_time(self) -> datetime | None:
        return self.indices_time

    def list_adjusted_prices(self) -> dict[int, float]:
        return self.adjusted

    def find_adjusted_time(self) -> datetime | None:
        return STORED_AT


@dataclass
class FakePrices:
    prices: dict[int, TypePrices] = field(default_factory=dict)

    def list_prices(self, type_ids: Iterable[int]) -> dict[int, TypePrices]:
        return {type_id: self.prices.get(type_id, TypePrices()) for type_id in type_ids}


@dataclass
class FakeFeed:
    values: tuple[dict, datetime] | None = None

    def at_hand(self):
        return self.values


def site(number: int, kind_id: int = RAITARU, index: str | None = "0.05", tax: str | None = "0.01", reaction: str | None = "0.02") -> Site:
    kind = structure_kinds()[kind_id]
    indices = [None if one is None else Decimal(one) for one in (index, reaction)]
    taxed = None if tax is None else Decimal(tax)
    return Site(number, f"Yard {number}", 30000240, "4-HWWF", kind.name, kind, Security.NULL, taxed, (), (), indices[0], indices[1])


@dataclass
class World:
    blueprints: FakeBlueprints = field(default_factory=FakeBlueprints)
    sites: FakeSites = field(default_factory=lambda: FakeSites((site(1), site(2, AZBEL))))
    prices: FakePrices = field(default_factory=FakePrices)
    adjusted: FakeFeed = field(default_factory=FakeFeed)
    indices: FakeFeed = field(default_factory=FakeFeed)

    @property
    def service(self) -> BuildCostService:
        return BuildCostService(self.blueprints, self.sites, self.prices, self.adjusted, self.indices, IndustrySettings())


@pytest.fixture
def world() -> World:
    world = World()
    world.blueprints.types = {
        TRITANIUM: TypeInfo(TRITANIUM, "Tritanium", 18, 4, None, 0.01),
        RIFTER: TypeInfo(RIFTER, "Rifter", 25, 6, 1, 2_500.0),
        JAGUAR: TypeInfo(JAGUAR, "Jaguar", 324, 6, 2, 2_500.0),
        CARRIER: TypeInfo(CARRIER, "Archon", 547, 6, 1, 1_300_000.0),
        PLATE: TypeInfo(PLATE, "Plate", 334, 17, 2, 1.0),
        GEL: TypeInfo(GEL, "Gel", 429, 4, None, 0.1),
    }
    world.blueprints.make(RIFTER, {TRITANIUM: 1_000})
    world.prices.prices = {TRITANIUM: TypePrices(4.0, 3.5, 5.0), RIFTER: TypePrices(10_000.0, 9_000.0, 12_000.0)}
    return world


def ask(type_id: int = RIFTER, runs: int = 10, me: int = 0, te: int = 0, basis: PriceBasis = PriceBasis.JITA_SELL, **more) -> BuildRequest:
    return BuildRequest(type_id, runs, me, te, basis, **more)


def test_places_are_compared_by_cost(world):
    quote = world.service.quote(ask())
    # materials 9,900 x 4; item value 40,000: 2,000 - 4 % or 3 % + 400 + 1,600
    assert [(one.site.name, one.total_isk) for one in quote.sites] == [("Yard 2", 39_600 + 3_920), ("Yard 1", 39_600 + 3_940)]
    cheapest = quote.sites[0]
    assert (cheapest.per_run_isk, cheapest.per_unit_isk) == (4_352.0, 4_352.0)
    assert quote.site(1) is quote.sites[1]
    assert quote.site(None) is cheapest
    assert quote.site(99) is cheapest


def test_profit_is_against_any_price_and_counts_the_jobs_hours(world):
    cheapest = world.service.quote(ask()).sites[0]
    assert cheapest.profit_per_unit_isk(12_000.0) == 12_000 - 4_352
    # 10 x 3,600 s x 0.8 (Azbel) x 0.68 (skills) = 19,584 s = 5.44 h
    assert cheapest.profit_per_hour_isk(12_000.0) == pytest.approx(76_480 / 5.44)
    assert cheapest.profit_per_unit_isk(None) is None


@pytest.mark.parametrize(("basis", "price"), [(PriceBasis.JITA_SELL, 4.0), (PriceBasis.JITA_BUY, 3.5), (PriceBasis.LOCAL, 5.0)])
def test_materials_are_counted_at_the_chosen_basis(world, basis, price):
    assert world.service.quote(ask(basis=basis)).sites[0].materials_isk == 9_900 * price


def test_a_missing_price_makes_the_total_partial_and_is_named(world):
    world.blueprints.make(RIFTER, {TRITANIUM: 1_000, PLATE: 3})
    quote = world.service.quote(ask())
    assert [quote.name(type_id) for type_id in quote.sites[0].missing] == ["Plate"]
    assert not quote.sites[0].is_complete
    assert quote.sites[0].materials_isk == 39_600
    assert quote.sites[0].profit_per_unit_isk(12_000.0) is None


def test_fees_on_jitas_prices_are_estimates_and_name_what_has_none(world):
    world.blueprints.make(RIFTER, {TRITANIUM: 1_000, PLATE: 3})
    quote = world.service.quote(ask())
    assert quote.values == Sourced(ValueSource.JITA)
    assert quote.fees_are_estimates
    assert quote.sites[0].unvalued == (PLATE,)


def test_adjusted_prices_of_the_game_come_before_the_collectors_and_jitas(world):
    world.sites.adjusted = {TRITANIUM: 2.0}
    collected = world.service.quote(ask())
    assert collected.values == Sourced(ValueSource.COLLECTOR, STORED_AT)
    assert collected.sites[0].fees.item_value_isk == 20_000
    world.adjusted.values = ({TRITANIUM: 3.0}, datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    fetched = world.service.quote(ask())
    assert fetched.values == Sourced(ValueSource.ESI, datetime(2026, 11, 20, 12, 0))
    assert fetched.sites[0].fees.item_value_isk == 30_000
    assert not fetched.fees_are_estimates


def test_jitas_prices_from_elsewhere_fill_what_the_market_lacks(world):
    world.blueprints.make(RIFTER, {TRITANIUM: 1_000, PLATE: 3})
    elsewhere = {PLATE: TypePrices(100.0, 90.0), TRITANIUM: TypePrices(99.0, 98.0)}
    quote = world.service.quote(ask(), elsewhere)
    assert quote.sites[0].missing == ()
    assert quote.sites[0].materials_isk == 39_600 + 3_000
    assert quote.prices[TRITANIUM] == TypePrices(4.0, 3.5, 5.0)


def test_what_the_game_gives_no_adjusted_price_counts_for_nothing_without_doubt(world):
    world.blueprints.make(RIFTER, {TRITANIUM: 1_000, PLATE: 3})
    world.prices.prices[PLATE] = TypePrices(100.0, 90.0, None)
    world.adjusted.values = ({TRITANIUM: 3.0}, datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    cheapest = world.service.quote(ask()).sites[0]
    assert cheapest.unvalued == ()
    assert cheapest.is_complete


def test_fetched_indices_replace_stored_ones_that_are_older(world):
    world.indices.values = ({30000240: CostIndex(0.1, None)}, datetime(2026, 11, 20, 12, 0, tzinfo=UTC))
    quote = world.service.quote(ask())
    assert quote.sites[0].fees.system_isk == 4_000
    assert quote.indices == Sourced(ValueSource.ESI, datetime(2026, 11, 20, 12, 0))
    world.sites.indices_time = datetime(2026, 11, 20, 12, 1)
    quote = world.service.quote(ask())
    assert quote.sites[0].fees.system_isk == 2_000
    assert quote.indices == Sourced(ValueSource.COLLECTOR, datetime(2026, 11, 20, 12, 1))


def test_a_place_without_an_index_comes_last_and_says_so(world):
    world.sites.sites = (site(1, index=None), site(2))
    quote = world.service.quote(ask())
    assert [one.site.name for one in quote.sites] == ["Yard 2", "Yard 1"]
    assert quote.sites[1].left_out == ("4-HWWF has no cost index for manufacturing: the system's part of the job cost is left out.",)
    assert not quote.sites[1].is_complete


def test_a_place_without_a_tax_comes_last_and_says_so(world):
    world.sites.sites = (site(1, tax=None), site(2))
    quote = world.service.quote(ask())
    assert [one.site.name for one in quote.sites] == ["Yard 2", "Yard 1"]
    assert quote.sites[1].left_out == ("The facility tax is not on record: it is left out.",)
    assert not quote.sites[1].is_complete


def test_a_place_without_an_index_comes_last_also_where_no_place_knows_every_price(world):
    world.prices.prices.pop(TRITANIUM)
    world.adjusted.values = ({TRITANIUM: 4.0}, datetime(2026, 11, 20, 12, tzinfo=UTC))
    world.sites.sites = (site(1, index=None), site(2))
    assert [one.site.name for one in world.service.quote(ask()).sites] == ["Yard 2", "Yard 1"]


def test_only_the_chosen_structures_are_compared(world):
    quote = world.service.quote(ask(structure_ids=(1,)))
    assert [one.site.name for one in quote.sites] == ["Yard 1"]


def test_structures_that_are_gone_are_ignored(world):
    assert len(world.service.quote(ask(structure_ids=(77,))).sites) == 2


def test_places_that_cannot_build_it_say_why(world):
    world.blueprints.make(CARRIER, {TRITANIUM: 1_000})
    quote = world.service.quote(ask(CARRIER))
    assert [one.site.name for one in quote.sites] == ["Yard 2"]
    assert [(where.name, why) for where, why in quote.impossible] == [("Yard 1", "A Raitaru cannot build capital ships.")]


def test_no_structures_at_all_are_an_empty_answer(world):
    world.sites.sites = ()
    quote = world.service.quote(ask())
    assert quote.sites == ()
    assert quote.site(None) is None


def test_a_type_that_nothing_makes_is_said_by_name(world):
    with pytest.raises(NotFound, match="Tritanium cannot be built"):
        world.service.quote(ask(TRITANIUM))
    with pytest.raises(NotFound, match="The type 12345 cannot be built"):
        world.service.quote(ask(12345, build_components=True))


@pytest.mark.parametrize("bad", [ask(runs=0), ask(runs=1_000_001), ask(me=11), ask(te=-1)])
def test_numbers_out_of_range_are_refused(world, bad):
    with pytest.raises(InvalidInput):
        world.service.quote(bad)


def test_the_thirty_day_limit_splits_the_runs_into_jobs(world):
    world.sites.sites = (site(1),)
    cost = world.service.quote(ask(runs=3_000)).sites[0]
    # 3,600 s x 0.85 x 0.68 = 2,080.8 s a run; 2,592,000 / 2,080.8 = 1,245.7
    assert (cost.runs_per_job, cost.jobs) == (1_245, 3)


def test_volumes_are_packaged_and_unknown_where_one_is(world):
    quote = world.service.quote(ask())
    assert quote.volume_in_m3(quote.sites[0]) == pytest.approx(99.0)
    assert quote.volume_out_m3(quote.sites[0]) == 25_000
    world.blueprints.types.pop(TRITANIUM)
    quote = world.service.quote(ask())
    assert quote.volume_in_m3(quote.sites[0]) is None


def test_components_are_built_where_that_is_cheapest_with_their_usual_blueprints(world):
    world.blueprints.make(JAGUAR, {RIFTER: 1, PLATE: 10})
    world.blueprints.make(PLATE, {TRITANIUM: 100})
    world.prices.prices[PLATE] = TypePrices(1_000.0, None, None)
    plain = world.service.quote(ask(JAGUAR)).sites[0]
    quote = world.service.quote(ask(JAGUAR, build_components=True))
    deep = quote.sites[0]
    assert deep.plan is not None
    plate = deep.plan.components[PLATE]
    # 99 plates after the Raitaru's and Azbel's 1 %: 100 x 0.9 (ME 10) x 0.99 x 99 runs = 8,820.9 tritanium
    assert (plate.is_built, plate.place, plate.job.materials) == (True, "Yard 2", ((TRITANIUM, 8_821),))
    assert dict(quote.bought(deep)).keys() == {TRITANIUM}
    assert deep.total_isk < plain.total_isk
    assert quote.notes == ()


@pytest.mark.parametrize("unknown", [{"index": None}, {"tax": None}])
def test_components_are_built_where_the_fees_are_known_if_they_can_be(world, unknown):
    world.blueprints.make(RIFTER, {PLATE: 10})
    world.blueprints.make(PLATE, {TRITANIUM: 100})
    world.prices.prices[PLATE] = TypePrices(1_000.0, None, None)
    world.sites.sites = (site(1, **unknown), site(2))
    assert world.service.quote(ask(build_components=True)).sites[0].plan.components[PLATE].place == "Yard 2"
    world.sites.sites = (site(1, **unknown),)
    assert world.service.quote(ask(build_components=True)).sites[0].plan.components[PLATE].place == "Yard 1"


def test_without_a_refinery_reacted_materials_are_bought_and_that_is_said(world):
    world.blueprints.make(RIFTER, {GEL: 10})
    world.blueprints.make(GEL, {TRITANIUM: 1}, activity=REACTION)
    world.prices.prices[GEL] = TypePrices(50.0, None, None)
    bought = world.service.quote(ask(build_components=True))
    assert bought.notes == ("None of the structures can run reactions: what has to be reacted is bought.",)
    assert not bought.sites[0].plan.components[GEL].is_built
    world.sites.sites = (site(1), site(3, TATARA))
    reacted = world.service.quote(ask(build_components=True))
    assert reacted.notes == ()
    assert reacted.sites[0].plan.components[GEL].place == "Yard 3"


def test_a_reaction_is_quoted_in_refineries_only(world):
    world.blueprints.make(GEL, {TRITANIUM: 100}, makes=200, activity=REACTION)
    world.sites.sites = (site(1), site(3, TATARA))
    quote = world.service.quote(ask(GEL, me=10, te=20))
    assert [one.site.name for one in quote.sites] == ["Yard 3"]
    assert quote.sites[0].job.materials == ((TRITANIUM, 1_000),)
    assert quote.impossible[0][1] == "A Raitaru cannot run reactions; refineries can."


@pytest.mark.parametrize(
    ("type_id", "usual"), [(RIFTER, (10, 20)), (JAGUAR, (2, 4)), (PLATE, (10, 20)), (GEL, (0, 0)), (TRITANIUM, (0, 0))]
)
def test_a_blueprint_is_usually_as_good_as_its_kind_allows(world, type_id, usual):
    world.blueprints.make(JAGUAR, {RIFTER: 1})
    world.blueprints.make(PLATE, {TRITANIUM: 1})
    world.blueprints.make(GEL, {TRITANIUM: 1}, activity=REACTION)
    assert world.service.usual_efficiency(type_id) == usual
