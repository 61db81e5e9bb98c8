import pytest

from domain.build_quote import TypeInfo
from domain.errors import DataUnavailable
from domain.industry import MANUFACTURING, REACTION, Blueprint
from repositories.blueprint_repo import BlueprintRepository
from repositories.reading import ReplicaReader
from tests.make import Make, Shared, served

TRITANIUM, RIFTER, PLATE, GEL = 34, 587, 900_001, 900_002
RIFTER_BLUEPRINT, TEST_BLUEPRINT = 691, 600


def repository(tmp_path, shared: Shared | None = None) -> BlueprintRepository:
    market = Make().type(TRITANIUM, "Tritanium", volume_m3=0.01).type(RIFTER, "Rifter", (25, "Frigate"), (6, "Ship"), 27_289.0, 2_500.0)
    market.type(PLATE, "Plate").type(GEL, "Gel").type(RIFTER_BLUEPRINT, "Rifter Blueprint")
    served(tmp_path, shared, primary=market)
    return BlueprintRepository(ReplicaReader("sde"))


def test_blueprints_of_the_sde_are_read_with_time_products_and_materials(tmp_path):
    shared = Shared().blueprint(RIFTER_BLUEPRINT, (RIFTER, 1), {TRITANIUM: 32_000, PLATE: 2}, time_s=6_000)
    found = repository(tmp_path, shared).find_blueprint(RIFTER)
    assert found == Blueprint(RIFTER_BLUEPRINT, MANUFACTURING, 6_000, RIFTER, 1, ((TRITANIUM, 32_000), (PLATE, 2)))


def test_a_published_blueprint_comes_before_one_that_the_sde_does_not_list(tmp_path):
    shared = Shared().blueprint(TEST_BLUEPRINT, (RIFTER, 1), {TRITANIUM: 1}).blueprint(RIFTER_BLUEPRINT, (RIFTER, 1), {TRITANIUM: 32_000})
    found = repository(tmp_path, shared).find_blueprint(RIFTER)
    assert found is not None
    assert found.blueprint_id == RIFTER_BLUEPRINT


def test_a_type_that_nothing_makes_has_no_blueprint(tmp_path):
    found = repository(tmp_path, Shared().blueprint(RIFTER_BLUEPRINT, (RIFTER, 1), {TRITANIUM: 1}))
    assert found.find_blueprint(TRITANIUM) is None
    assert found.list_blueprints_below(TRITANIUM) == {}


def test_invention_and_copying_make_nothing(tmp_path):
    shared = Shared().blueprint(RIFTER_BLUEPRINT, (RIFTER, 1), {TRITANIUM: 1}).blueprint(TEST_BLUEPRINT, (PLATE, 1), {GEL: 1}, activity=8)
    assert repository(tmp_path, shared).list_makeable() == {RIFTER: "Rifter"}


def test_everything_below_a_product_is_found_even_in_a_circle(tmp_path):
    shared = Shared().blueprint(RIFTER_BLUEPRINT, (RIFTER, 1), {PLATE: 2, TRITANIUM: 5})
    shared.blueprint(601, (PLATE, 10), {GEL: 3}).blueprint(602, (GEL, 200), {PLATE: 1, TRITANIUM: 7}, activity=REACTION)
    found = repository(tmp_path, shared).list_blueprints_below(RIFTER)
    assert {product: one.materials for product, one in found.items()} == {
        RIFTER: ((TRITANIUM, 5), (PLATE, 2)),
        PLATE: ((GEL, 3),),
        GEL: ((TRITANIUM, 7), (PLATE, 1)),
    }
    assert found[GEL].activity_id == REACTION


def test_rows_that_make_no_sense_are_left_out(tmp_path):
    shared = Shared().blueprint(RIFTER_BLUEPRINT, (RIFTER, 1), {TRITANIUM: 32_000, PLATE: 0}).blueprint(601, (GEL, 0), {TRITANIUM: 1})
    found = repository(tmp_path, shared)
    assert found.find_blueprint(RIFTER).materials == ((TRITANIUM, 32_000),)
    assert found.find_blueprint(GEL) is None


def test_without_industry_tables_the_projects_facts_are_read(tmp_path):
    found = repository(tmp_path)
    rifter = found.find_blueprint(RIFTER)
    assert rifter is not None
    assert (rifter.activity_id, rifter.product_quantity) == (MANUFACTURING, 1)
    assert dict(rifter.materials)[TRITANIUM] > 10_000
    assert found.list_makeable() == {RIFTER: "Rifter"}
    assert set(found.list_blueprints_below(RIFTER)) == {RIFTER}
    assert found.find_blueprint(TRITANIUM) is None


def test_types_have_their_packaged_volume(tmp_path):
    found = repository(tmp_path).list_types([RIFTER, TRITANIUM, 999])
    assert found == {
        RIFTER: TypeInfo(RIFTER, "Rifter", 25, 6, None, 2_500.0),
        TRITANIUM: TypeInfo(TRITANIUM, "Tritanium", 1, 7, None, 0.01),
    }


def test_an_sde_that_is_not_there_is_one_sentence():
    with pytest.raises(DataUnavailable, match="sdelite.db is not there|cannot be read"):
        BlueprintRepository(ReplicaReader("sde")).find_blueprint(RIFTER)
