"""What is loaded first when room or money are short."""

from domain.planner.load_order import FitWish, Limits, Load, Want, load_order

HULL, BIG_HULL, GUN, AMMO = 1, 2, 3, 4


def hulls(units: int = 3) -> Want:
    return Want(HULL, HULL, units, volume_m3=100.0, isk=10.0)


def big_hulls(units: int = 3) -> Want:
    return Want(BIG_HULL, BIG_HULL, units, volume_m3=1000.0, isk=100.0)


def total(loads: list[Load]) -> dict[int, int]:
    units: dict[int, int] = {}
    for load in loads:
        for type_id, count in load.units:
            units[type_id] = units.get(type_id, 0) + count * load.times
    return units


def test_without_limits_everything_is_loaded() -> None:
    assert total(load_order([hulls(), big_hulls()], [], {}, Limits())) == {HULL: 3, BIG_HULL: 3}


def test_the_fits_that_take_least_room_come_first() -> None:
    fits = [FitWish(1, {BIG_HULL: 1}, 3), FitWish(2, {HULL: 1}, 3)]
    assert total(load_order([big_hulls(), hulls()], fits, {}, Limits(cargo_m3=1350.0))) == {HULL: 3, BIG_HULL: 1}


def test_a_fit_that_lacks_one_small_thing_comes_before_one_that_lacks_its_hull() -> None:
    guns = Want(GUN, GUN, 5, volume_m3=60.0, isk=10.0)
    fits = [FitWish(1, {HULL: 1}, 3), FitWish(2, {BIG_HULL: 1, GUN: 1}, 5)]
    loads = load_order([hulls(), guns], fits, {BIG_HULL: 5}, Limits(cargo_m3=350.0))
    assert total(loads) == {GUN: 5}


def test_what_completes_nothing_is_loaded_last() -> None:
    nowhere = Want(AMMO, AMMO, 0, volume_m3=1.0, isk=1.0)
    guns = Want(GUN, GUN, 5, volume_m3=50.0, isk=1.0)
    fits = [FitWish(1, {GUN: 1, AMMO: 1}, 5), FitWish(2, {HULL: 1}, 3)]
    loads = load_order([guns, nowhere, hulls()], fits, {}, Limits(cargo_m3=420.0))
    assert loads[0] == Load(((HULL, 1),), 3)
    assert total(loads) == {HULL: 3, GUN: 2}


def test_room_that_completes_no_fit_is_used_for_its_pieces() -> None:
    fits = [FitWish(1, {BIG_HULL: 1, GUN: 2}, 3)]
    guns = Want(GUN, GUN, 6, volume_m3=50.0, isk=1.0)
    assert total(load_order([big_hulls(), guns], fits, {}, Limits(cargo_m3=900.0))) == {GUN: 6}


def test_stock_at_the_destination_serves_the_first_fits() -> None:
    fits = [FitWish(1, {HULL: 1, GUN: 2}, 4)]
    guns = Want(GUN, GUN, 5, volume_m3=1.0, isk=1.0)
    loads = load_order([hulls(2), guns], fits, {HULL: 2, GUN: 3}, Limits(cargo_m3=101.0))
    assert loads == [Load(((GUN, 1),), 1), Load(((GUN, 4),), 1)]
    loads = load_order([hulls(2), guns], fits, {HULL: 2, GUN: 3}, Limits(cargo_m3=103.0))
    assert loads == [Load(((GUN, 1),), 1), Load(((GUN, 2), (HULL, 1)), 1)]


def test_equivalents_stand_in_for_each_other() -> None:
    one, other = Want(GUN, GUN, 1, 5.0, 1.0), Want(AMMO, GUN, 3, 5.0, 1.0)
    assert total(load_order([one, other], [FitWish(1, {GUN: 2}, 2)], {}, Limits(cargo_m3=20.0))) == {GUN: 1, AMMO: 3}


def test_money_counts_where_it_is_the_shorter_limit() -> None:
    dear = Want(GUN, GUN, 1, volume_m3=1.0, isk=900.0)
    fits = [FitWish(1, {GUN: 1}, 1), FitWish(2, {HULL: 1}, 1)]
    loads = load_order([dear, hulls(1)], fits, {}, Limits(cargo_m3=1000.0, budget_isk=1000.0))
    assert [load.units[0][0] for load in loads] == [HULL, GUN]


def test_room_of_three_tenths_holds_three_of_a_tenth() -> None:
    tenths = Want(GUN, GUN, 9, volume_m3=0.1, isk=1.0)
    assert total(load_order([tenths], [], {}, Limits(cargo_m3=0.3))) == {GUN: 3}


def test_no_room_and_no_money_load_only_what_takes_none() -> None:
    weightless = Want(GUN, GUN, 2, volume_m3=0.0, isk=0.0)
    assert total(load_order([hulls(), weightless], [FitWish(1, {HULL: 1}, 3)], {}, Limits(0.0, None))) == {GUN: 2}
