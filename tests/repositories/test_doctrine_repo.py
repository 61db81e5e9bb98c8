"""Doctrines read from real replicas, built by the pipeline."""

from pathlib import Path

import pytest

from domain.doctrine import FitItem
from domain.errors import DataUnavailable
from repositories.doctrine_repo import DoctrineRepository
from repositories.reading import ReplicaReader
from settings_service import get_market_configs
from tests.make import Make, served

RIFTER, SABRE, GUN, WEB, OTHER_WEB, THIRD_WEB = 587, 22456, 484, 17559, 14270, 15419
CRUISER, SHIP, WEAPON = (26, "Cruiser"), (6, "Ship"), (55, "Projectile Weapon")


def repository(market: str = "primary") -> DoctrineRepository:
    return DoctrineRepository(ReplicaReader(get_market_configs()[market].database_alias))


def test_fits_of_every_market_are_listed_with_flag_and_both_targets(tmp_path: Path) -> None:
    make = (
        Make()
        .fit(1, "Tackle", flag=None, target=30, ship_target=12)
        .fit(2, "Dictor", ship=(SABRE, "Sabre"), flag="deployment", target=None)
    )
    served(tmp_path, primary=make)

    listed = repository().get_data().listed
    assert [(line.fit_id, line.market_flag, line.doctrine_target, line.ship_target) for line in listed] == [
        (1, None, 30, 12),
        (2, "deployment", None, None),
    ]


def test_a_composition_keeps_its_lines_and_its_ship(tmp_path: Path) -> None:
    make = Make().fit(1, items={GUN: 3})
    make.add("doctrines", fit_id=1, ship_id=RIFTER, ship_name="Rifter", type_id=GUN, fit_qty=1)
    served(tmp_path, primary=make)

    found = repository().get_data().compositions[1]
    assert (found.ship_type_id, found.ship_name) == (RIFTER, "Rifter")
    assert found.items == (FitItem(RIFTER, 1), FitItem(GUN, 3), FitItem(GUN, 1))


def test_figures_come_from_live_orders_and_not_from_the_stored_copies(tmp_path: Path) -> None:
    make = Make().type(GUN, "Autocannon", group=WEAPON).jita(GUN, 90.0, 80.0).sell(GUN, (100.0, 7), (110.0, 5)).fit(1, items={GUN: 3})
    make.add("doctrines", fit_id=9, type_id=GUN, fit_qty=1, total_stock=999, fits_on_mkt=500.0, price=1.0)
    served(tmp_path, primary=make)

    gun = repository().get_data().figures[GUN]
    assert (gun.type_name, gun.group_name, gun.stock, gun.lowest_sell, gun.jita_sell) == (
        "Autocannon",
        "Projectile Weapon",
        12,
        100.0,
        90.0,
    )


def test_items_that_are_nowhere_have_no_stock_and_an_unknown_price(tmp_path: Path) -> None:
    served(tmp_path, primary=Make().fit(1, items={GUN: 3}))

    gun = repository().get_data().figures[GUN]
    assert (gun.stock, gun.price, gun.lowest_sell, gun.jita_sell, gun.avg_daily_volume) == (0, None, None, None, None)


def test_types_newer_than_the_facts_have_the_slot_of_their_group(tmp_path: Path) -> None:
    make = (
        Make()
        .type(999_001, group=WEAPON)
        .type(WEB, group=(65, "Stasis Web"))
        .type(SABRE, "Sabre", group=(541, "Interdictor"), category=SHIP)
    )
    served(tmp_path, primary=make.fit(1, ship=(SABRE, "Sabre"), items={999_001: 1, WEB: 1}))

    figures = repository().get_data().figures
    assert (figures[999_001].slot, figures[WEB].slot, figures[SABRE].slot) == ("high", "med", "ship")


def test_groups_of_equivalents_that_share_a_type_are_one_pool(tmp_path: Path) -> None:
    make = Make().fit(1, items={WEB: 1}).equivalents([WEB, OTHER_WEB]).equivalents([OTHER_WEB, THIRD_WEB]).sell(THIRD_WEB, (5.0, 4))
    served(tmp_path, primary=make)

    data = repository().get_data()
    assert len({data.pools[type_id] for type_id in (WEB, OTHER_WEB, THIRD_WEB)}) == 1
    assert data.figures[THIRD_WEB].stock == 4


def test_the_lead_ship_is_found_by_name_before_number(tmp_path: Path) -> None:
    make = Make().fit(1, doctrine="Frigates", doctrine_id=5).fit(2, ship=(SABRE, "Sabre"), doctrine="Dictors", doctrine_id=6)
    make.add("lead_ships", doctrine_name="Frigates", doctrine_id=6, lead_ship=RIFTER)
    make.add("lead_ships", doctrine_name="Dictors", doctrine_id=6, lead_ship=SABRE)
    served(tmp_path, primary=make)

    assert repository().get_data().lead_ships == {"Frigates": RIFTER, "Dictors": SABRE}


def test_each_market_reads_its_own_replica(tmp_path: Path) -> None:
    served(tmp_path, primary=Make().fit(1).sell(RIFTER, (1.0, 5)), deployment=Make().fit(1).sell(RIFTER, (1.0, 9)))

    stock = [repository(market).get_data().figures[RIFTER].stock for market in ("primary", "deployment")]
    assert stock == [5, 9]


def test_a_market_without_doctrines_is_empty(tmp_path: Path) -> None:
    served(tmp_path)

    data = repository().get_data()
    assert (data.listed, data.compositions, data.figures, data.pools, data.lead_ships) == ((), {}, {}, {}, {})


def test_an_unreadable_replica_is_a_sentence(tmp_path: Path) -> None:
    path = served(tmp_path) / get_market_configs()["primary"].database_file
    path.write_bytes(b"no database")

    with pytest.raises(DataUnavailable, match=path.name):
        repository().get_data()
