"""Worked cases, computed by hand from the game's formulas; the factors of each case are written above it."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.industry import (
    MANUFACTURING,
    MAX_RUNS,
    REACTION,
    Blueprint,
    Fees,
    Job,
    Modifiers,
    Skills,
    item_value_isk,
    job_fees,
    material_quantity,
    materials_cost_isk,
    plan_job,
    runs_per_job,
)

SKILLED = Skills(5, 5, 5)
RIFTER = Blueprint(691, MANUFACTURING, 6_000, 587, 1, ((34, 32_000), (35, 6_000), (36, 2_500), (37, 500)))
RAVEN = Blueprint(
    688,
    MANUFACTURING,
    18_000,
    638,
    1,
    (
        (34, 8_000_000),
        (35, 4_000_000),
        (36, 600_000),
        (37, 400_000),
        (38, 12_000),
        (39, 6_000),
        (40, 3_000),
        (57478, 200),
        (57479, 1),
        (57486, 100),
    ),
)
ISHTAR = Blueprint(
    12006,
    MANUFACTURING,
    240_000,
    12005,
    1,
    (
        (626, 1),
        (3828, 150),
        (11399, 150),
        (11478, 18),
        (11531, 75),
        (11535, 398),
        (11541, 1_350),
        (11545, 5_625),
        (11547, 38),
        (11553, 450),
    ),
)
ANTIMATTER_M = Blueprint(1137, MANUFACTURING, 600, 230, 100, ((34, 449), (35, 417), (36, 7)))
CRYSTALLITE_ALLOY = Blueprint(46210, REACTION, 10_800, 16655, 200, ((4247, 5), (16640, 100), (16643, 100)))
MANUFACTURING_PLANT = Blueprint(
    43927,
    MANUFACTURING,
    36_000,
    35878,
    1,
    ((34, 2_500_000), (35, 500_000), (37, 20_000), (38, 2_000), (39, 700), (40, 500), (2867, 10), (2869, 20), (2871, 5), (2872, 7)),
)


def place(material: str = "1", time: str = "1", job_cost: str = "1", index: str | None = "0.05", tax: str = "0") -> Modifiers:
    return Modifiers(Decimal(material), Decimal(time), Decimal(job_cost), None if index is None else Decimal(index), Decimal(tax))


def units(job: Job) -> list[int]:
    return [quantity for _, quantity in job.materials]


def test_a_frigate_in_a_raitaru_costs_what_the_window_shows():
    # 0.9 (ME 10) x 0.99 (Raitaru) = 0.891; time 0.8 (TE 20) x 0.85 (Raitaru) x 0.8 x 0.85 (skills) = 0.4624
    raitaru = place(material="0.99", time="0.85", job_cost="0.97", index="0.0358", tax="0.01")
    job = plan_job(RIFTER, 10, 10, 20, raitaru, SKILLED)
    assert units(job) == [285_120, 53_460, 22_275, 4_455]
    assert job.time_s == 27_744
    assert job.produced == 10
    # 131,840 + 123,000 + 178,325 + 74,035 = 507,200 a run; x 0.0358 = 181,577.6; 3 % of 181,578 = 5,447.34
    value, missing = item_value_isk(RIFTER, 10, {34: 4.12, 35: 20.5, 36: 71.33, 37: 148.07})
    assert (value, missing) == (5_072_000, ())
    fees = job_fees(value, raitaru)
    assert fees == Fees(5_072_000, 181_578, -5_447, 50_720, 202_880)
    assert fees.total_isk == 429_731


def test_a_battleship_in_a_rigged_sotiyo_in_low_security_costs_what_the_window_shows():
    # 0.9 x 0.99 x (1 - 0.02 x 1.9) = 0.857142; time 0.8 x 0.7 x (1 - 0.2 x 1.9) x 0.68 = 0.236096
    sotiyo = place(material="0.95238", time="0.434", job_cost="0.95", index="0.0712", tax="0.005")
    job = plan_job(RAVEN, 2, 10, 20, sotiyo, SKILLED)
    assert units(job) == [13_714_272, 6_857_136, 1_028_571, 685_714, 20_572, 10_286, 5_143, 343, 2, 172]
    assert job.time_s == 8_499
    # 345,678,901 x 0.0712 = 24,612,337.75; 5 % of it = 1,230,616.9; 0.5 % = 1,728,394.505; 4 % = 13,827,156.04
    fees = job_fees(345_678_901, sotiyo)
    assert fees == Fees(345_678_901, 24_612_338, -1_230_617, 1_728_395, 13_827_156)


def test_a_tech_two_ship_in_a_rigged_azbel_in_null_security_costs_what_the_window_shows():
    # 0.98 (ME 2) x 0.99 x (1 - 0.024 x 2.1) = 0.92130192; time 0.96 x 0.8 x (1 - 0.24 x 2.1) x 0.68 = 0.25903104
    azbel = place(material="0.940104", time="0.3968")
    job = plan_job(ISHTAR, 3, 2, 4, azbel, SKILLED)
    assert units(job) == [3, 415, 415, 50, 208, 1_101, 3_732, 15_547, 106, 1_244]
    assert job.time_s == 186_502


def test_a_charge_is_rounded_once_per_job_and_not_once_per_run():
    # 0.9 x 0.99 x (1 - 0.02 x 2.1) = 0.853578; time 0.8 x 0.8 x (1 - 0.2 x 2.1) x 0.68 = 0.252416
    azbel = place(material="0.94842", time="0.464")
    job = plan_job(ANTIMATTER_M, 1_000, 10, 20, azbel, SKILLED)
    assert units(job) == [383_257, 355_943, 5_976]
    assert job.produced == 100_000
    assert job.time_s == 151_450
    assert units(plan_job(ANTIMATTER_M, 1, 10, 20, azbel, SKILLED)) == [384, 356, 6]


def test_a_reaction_in_a_rigged_tatara_ignores_me_and_te():
    # 1 - 0.024 x 1.1 = 0.9736; time 0.75 (Tatara) x (1 - 0.24 x 1.1) x 0.8 (Reactions 5) = 0.4416
    tatara = place(material="0.9736", time="0.552", index="0.0213", tax="0.0025")
    job = plan_job(CRYSTALLITE_ALLOY, 10, 10, 20, tatara, SKILLED)
    assert units(job) == [49, 974, 974]
    assert job.time_s == 47_693
    assert job.produced == 2_000
    # 1,234,567 x 0.0213 = 26,296.28; x 0.0025 = 3,086.42; x 0.04 = 49,382.68
    assert job_fees(1_234_567, tatara) == Fees(1_234_567, 26_296, 0, 3_086, 49_383)


def test_a_structure_module_in_a_rigged_azbel_in_low_security_costs_what_the_window_shows():
    # 0.9 x 0.99 x (1 - 0.024 x 1.9) = 0.8503704; 10 x it = 8.503704 -> 8.50 -> 9; time 0.8 x 0.8 x (1 - 0.24 x 1.9) x 0.68
    azbel = place(material="0.944856", time="0.4352")
    job = plan_job(MANUFACTURING_PLANT, 1, 10, 20, azbel, SKILLED)
    assert units(job) == [2_125_926, 425_186, 17_008, 1_701, 596, 426, 9, 18, 5, 6]
    assert job.time_s == 8_523


def test_a_hundredth_is_rounded_before_the_unit_is():
    assert material_quantity(1, 1_000, Decimal("0.100004")) == 100
    assert material_quantity(1, 1_000, Decimal("0.100005")) == 101


def test_one_of_a_material_a_run_cannot_be_saved():
    assert material_quantity(1_000, 1, Decimal("0.85")) == 1_000
    assert material_quantity(1_000, 2, Decimal("0.85")) == 1_700


def test_unskilled_builders_take_longer():
    job = plan_job(RIFTER, 1, 0, 0, place(), Skills(0, 0, 0))
    assert job.time_s == 6_000
    assert plan_job(RIFTER, 1, 0, 0, place(), Skills(4, 3, 0)).time_s == 4_586


def test_a_system_without_an_index_leaves_its_part_of_the_fees_unknown():
    fees = job_fees(1_000_000, place(index=None, tax="0.01"))
    assert fees.system_isk is None
    assert fees.structure_isk is None
    assert fees.total_isk == 50_000


def test_a_tax_that_is_not_on_record_is_unknown_and_not_zero():
    fees = job_fees(1_000_000, Modifiers(index=Decimal("0.05"), tax=None))
    assert (fees.facility_tax_isk, fees.is_complete) == (None, False)
    assert fees.total_isk == 90_000
    assert job_fees(1_000_000, place(index="0.05", tax="0")).facility_tax_isk == 0


def test_materials_without_a_price_are_named_and_count_for_nothing():
    job = plan_job(RIFTER, 1, 0, 0, place(), SKILLED)
    assert materials_cost_isk(job, {34: 4.0, 35: 20.0, 37: 100.0}) == (298_000.0, (36,))
    assert item_value_isk(RIFTER, 1, {34: 4.0}) == (128_000, (35, 36, 37))


def test_halves_of_an_isk_are_rounded_upwards():
    assert item_value_isk(Blueprint(1, MANUFACTURING, 1, 2, 1, ((3, 1),)), 1, {3: 2.5})[0] == 3
    assert job_fees(50, place(index="0.05")).system_isk == 3


def test_a_job_may_take_thirty_days():
    # 240,000 x 0.96 x 0.68 = 156,672 s a run; 2,592,000 / 156,672 = 16.5
    assert runs_per_job(ISHTAR, 4, place(), SKILLED) == 16
    assert runs_per_job(Blueprint(1, MANUFACTURING, 5_000_000, 2, 1, ()), 0, place(), SKILLED) == 1


@pytest.mark.parametrize(
    ("runs", "me", "te", "named"),
    [(0, 0, 0, "Runs"), (MAX_RUNS + 1, 0, 0, "Runs"), (1, -1, 0, "Material"), (1, 11, 0, "Material"), (1, 0, 21, "Time")],
)
def test_what_no_job_can_have_is_refused_by_name(runs, me, te, named):
    with pytest.raises(InvalidInput, match=named):
        plan_job(RIFTER, runs, me, te, place(), SKILLED)


@given(
    runs=st.integers(1, MAX_RUNS),
    base=st.integers(1, 10_000_000),
    me=st.integers(0, 9),
    rig=st.decimals("0.9", "1", places=4),
)
def test_cost_never_rises_when_me_rises_and_quantity_is_never_below_runs(runs, base, me, rig):
    blueprint = Blueprint(1, MANUFACTURING, 60, 2, 1, ((3, base),))
    here = place(material=str(rig * Decimal("0.99")))
    less, more = (plan_job(blueprint, runs, level, 0, here, SKILLED) for level in (me, me + 1))
    assert units(more)[0] >= runs
    assert materials_cost_isk(more, {3: 7.77})[0] <= materials_cost_isk(less, {3: 7.77})[0]


@given(
    value=st.integers(0, 10**13),
    index=st.decimals("0", "0.3", places=6),
    job_cost=st.decimals("0.9", "1", places=2),
    tax=st.decimals("0", "0.1", places=4),
)
def test_the_structures_bonus_never_costs_and_never_exceeds_the_systems_part(value, index, job_cost, tax):
    fees = job_fees(value, place(job_cost=str(job_cost), index=str(index), tax=str(tax)))
    assert fees.system_isk is not None
    assert fees.structure_isk is not None
    assert -fees.system_isk <= fees.structure_isk <= 0
    assert fees.total_isk >= fees.facility_tax_isk + fees.scc_surcharge_isk
