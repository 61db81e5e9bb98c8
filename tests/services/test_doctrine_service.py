"""Hand-computed doctrines in two markets; stock and prices come from a fake repository."""

import pytest

from domain.doctrine import FitItem, Status
from domain.doctrine_data import Composition, DoctrineData, ItemFigures, ListedFit
from domain.eft import parse_eft
from domain.errors import NotFound
from domain.market_config import MarketConfig
from domain.ship_roles import Role, ShipRoles
from services.doctrine_service import DoctrineService

SCYTHE, MUNINN, SABRE = 631, 12015, 22456
GUN, SHIELD, WEB, PIRATE_WEB, GRAPPLE, PASTE, AMMO = 2961, 3841, 17559, 14270, 41054, 28668, 21894
MARKETS = {
    key: MarketConfig(key, f"{key} Keepstar", key[:2], 1, 2, 3, f"wc{key}", f"wc{key}.db", f"{key}_turso")
    for key in ("primary", "deployment")
}
NAMES = {
    SCYTHE: ("Scythe", 26, "Cruiser", "ship"),
    MUNINN: ("Muninn", 358, "Heavy Assault Cruiser", "ship"),
    SABRE: ("Sabre", 541, "Interdictor", "ship"),
    GUN: ("720mm Howitzer Artillery II", 55, "Projectile Weapon", "high"),
    SHIELD: ("Large Shield Extender II", 38, "Shield Extender", "med"),
    WEB: ("Federation Navy Stasis Webifier", 65, "Stasis Web", "med"),
    PIRATE_WEB: ("Shadow Serpentis Stasis Webifier", 65, "Stasis Web", "med"),
    GRAPPLE: ("Heavy Stasis Grappler II", 1672, "Stasis Grappler", "med"),
    PASTE: ("Nanite Repair Paste", 916, "Nanite Repair Paste", "charge"),
    AMMO: ("Republic Fleet Fusion M", 83, "Projectile Ammo", "charge"),
}
MUNINN_FIT, SCYTHE_FIT, SABRE_FIT, NORTH_FIT = 1, 2, 3, 4
STOCK = {SCYTHE: 6, MUNINN: 30, SABRE: 3, GUN: 100, SHIELD: 25, WEB: 0, PIRATE_WEB: 9, PASTE: 1000, AMMO: 50_000}
PRICES = {SCYTHE: 1e7, MUNINN: 2e8, SABRE: 6e7, GUN: 3e6, SHIELD: 5e5, WEB: 9e7, PIRATE_WEB: 5e7, PASTE: 30_000.0, AMMO: 100.0}


class FakeRepository:
    def __init__(self, data: DoctrineData) -> None:
        self.data = data
        self.reads = 0

    def get_data(self) -> DoctrineData:
        self.reads += 1
        return self.data


def listed(position, fit_id, name, ship, doctrine, flag, target=None, doctrine_target=None, friendly=None):
    return ListedFit(position, fit_id, name, 7, doctrine, friendly, ship, NAMES[ship][0], doctrine_target, target, flag)


def composed(ship, items):
    return Composition(ship, NAMES[ship][0], tuple(FitItem(type_id, quantity) for type_id, quantity in items.items()))


def figures(type_id, stock, prices, sales=None, jita=None):
    name, group_id, group, slot = NAMES[type_id]
    price = prices.get(type_id)
    return ItemFigures(
        type_id, name, group_id, group, "Module", slot, 10.0, stock.get(type_id, 0), price, price, (sales or {}).get(type_id), jita
    )


def doctrine_data(stock=STOCK, prices=PRICES, sales=None):
    return DoctrineData(
        listed=(
            listed(1, MUNINN_FIT, "Muninn Fleet", MUNINN, "2026-01 Muninn", "both", target=20, friendly="Muninn Fleet 2026"),
            listed(2, SCYTHE_FIT, "Shield Logi", SCYTHE, "2026-01 Muninn", None, doctrine_target=6, friendly="Muninn Fleet 2026"),
            listed(3, SABRE_FIT, "Fleet Sabre", SABRE, "2026-01 Muninn", "primary", friendly="Muninn Fleet 2026"),
            listed(4, NORTH_FIT, "Grapple Scythe", SCYTHE, "2026-02 North", "deployment", target=4),
            listed(5, MUNINN_FIT, "Muninn Fleet", MUNINN, "2026-02 North", "both", target=20),
            listed(6, SCYTHE_FIT, "Shield Logi", SCYTHE, "2026-03 Small", "primary", doctrine_target=10),
        ),
        compositions={
            MUNINN_FIT: composed(MUNINN, {MUNINN: 1, GUN: 5, SHIELD: 2, AMMO: 1000, PASTE: 50}),
            SCYTHE_FIT: composed(SCYTHE, {SCYTHE: 1, SHIELD: 1, WEB: 1, PASTE: 100}),
            SABRE_FIT: composed(SABRE, {SABRE: 1, PIRATE_WEB: 2, PASTE: 50}),
            NORTH_FIT: composed(SCYTHE, {SCYTHE: 1, GRAPPLE: 1}),
        },
        figures={type_id: figures(type_id, stock, prices, sales) for type_id in NAMES},
        pools={WEB: PIRATE_WEB, PIRATE_WEB: PIRATE_WEB},
        lead_ships={"2026-01 Muninn": MUNINN},
    )


def service(market="primary", data=None, roles=None):
    repository = FakeRepository(data or doctrine_data())
    return DoctrineService(MARKETS[market], repository, roles or ShipRoles({"Scythe": Role.LOGI}), MARKETS)


def by_id(statuses):
    return {status.fit_id: status for status in statuses}


def test_each_market_shows_the_fits_of_its_flag_and_both_and_none_is_the_default():
    assert list(by_id(service("primary").fit_statuses())) == [MUNINN_FIT, SCYTHE_FIT, SABRE_FIT]
    assert list(by_id(service("deployment").fit_statuses())) == [MUNINN_FIT, NORTH_FIT]


def test_a_doctrine_lists_only_the_fits_staged_here_and_goes_by_its_friendly_name():
    primary = [(doctrine.title, doctrine.fit_ids) for doctrine in service("primary").list_doctrines()]
    deployment = [(doctrine.title, doctrine.fit_ids) for doctrine in service("deployment").list_doctrines()]

    assert primary == [("2026-02 North", (1,)), ("2026-03 Small", (2,)), ("Muninn Fleet 2026", (1, 2, 3))]
    assert deployment == [("2026-02 North", (4, 1)), ("Muninn Fleet 2026", (1,))]


def test_two_doctrines_of_one_friendly_name_stay_apart():
    lines = (
        listed(1, MUNINN_FIT, "A", MUNINN, "2026-01", "primary", friendly="Muninn"),
        listed(2, SABRE_FIT, "B", SABRE, "2026-02", "primary", friendly="Muninn"),
    )
    data = DoctrineData(lines, {}, {}, {}, {})

    assert [doctrine.title for doctrine in service(data=data).list_doctrines()] == ["Muninn (2026-01)", "Muninn (2026-02)"]


def test_the_scarcest_item_makes_the_status():
    muninn = by_id(service().fit_statuses())[MUNINN_FIT]

    assert (muninn.fits, muninn.hulls, muninn.target, muninn.share, muninn.status) == (12, 30, 20, 0.6, Status.ATTENTION)
    assert muninn.bottleneck is not None
    assert (muninn.bottleneck.type_name, muninn.bottleneck.short) == ("Large Shield Extender II", 15)
    assert muninn.cost_isk == 2e8 + 5 * 3e6 + 2 * 5e5 + 1000 * 100 + 50 * 30_000
    assert (muninn.doctrines, muninn.ship_group) == (("Muninn Fleet 2026", "2026-02 North"), "Heavy Assault Cruiser")


def test_equivalents_serve_the_fit_and_the_cheapest_in_stock_makes_its_cost():
    scythe = by_id(service().fit_statuses())[SCYTHE_FIT]

    assert scythe.fits == 6
    assert scythe.cost_isk == 1e7 + 5e5 + 5e7 + 100 * 30_000


def test_without_a_target_of_its_own_a_fit_has_the_largest_of_its_doctrines_here():
    scythe = by_id(service().fit_statuses())[SCYTHE_FIT]

    assert (scythe.target, scythe.share, scythe.status) == (10, 0.6, Status.ATTENTION)


def test_the_multiplier_scales_the_target_and_what_is_short():
    muninn = by_id(service().fit_statuses(0.5))[MUNINN_FIT]

    assert (muninn.target, muninn.wanted, muninn.share, muninn.status) == (20, 10, 1.2, Status.GOOD)
    assert muninn.bottleneck is not None
    assert muninn.bottleneck.short == 0


def test_a_fit_without_a_target_has_an_unknown_status():
    sabre = by_id(service().fit_statuses())[SABRE_FIT]

    assert (sabre.fits, sabre.target, sabre.share, sabre.status) == (3, None, None, Status.UNKNOWN)
    assert sabre.bottleneck is not None
    assert sabre.bottleneck.short is None


def test_an_item_that_is_nowhere_empties_the_fit_and_is_named():
    north = by_id(service("deployment").fit_statuses())[NORTH_FIT]

    assert (north.fits, north.status) == (0, Status.CRITICAL)
    assert north.bottleneck is not None
    assert north.bottleneck.type_name == "Heavy Stasis Grappler II"
    assert north.unpriced == ("Heavy Stasis Grappler II",)


def test_a_hull_that_the_composition_forgets_counts_all_the_same():
    data = doctrine_data()
    without_hull = {**data.compositions, SABRE_FIT: composed(SABRE, {PASTE: 1})}
    changed = DoctrineData(data.listed, without_hull, data.figures, data.pools, data.lead_ships)

    assert by_id(service(data=changed).fit_statuses())[SABRE_FIT].fits == 3


def test_a_hull_that_is_nowhere_empties_the_fit():
    sabre = by_id(service(data=doctrine_data({**STOCK, SABRE: 0})).fit_statuses())[SABRE_FIT]

    assert (sabre.fits, sabre.hulls, sabre.bottleneck and sabre.bottleneck.type_name) == (0, 0, "Sabre")


def test_a_fit_without_a_composition_is_unknown():
    data = doctrine_data()
    changed = DoctrineData(data.listed, {}, data.figures, data.pools, data.lead_ships)
    muninn = by_id(service(data=changed).fit_statuses())[MUNINN_FIT]

    assert (muninn.fits, muninn.share, muninn.status, muninn.cost_isk, muninn.bottleneck) == (None, None, Status.UNKNOWN, None, None)


def test_an_opened_fit_shows_every_item_the_scarcest_first():
    detail = service(data=doctrine_data(sales={WEB: 0.5, PIRATE_WEB: 1.0, PASTE: 0.0})).get_fit(SCYTHE_FIT)
    rows = {row.type_id: row for row in detail.items}

    assert [row.type_id for row in detail.items] == [SCYTHE, WEB, PASTE, SHIELD]
    assert (rows[WEB].stock_own, rows[WEB].stock_pooled, rows[WEB].fits, rows[WEB].short) == (0, 9, 9, 1)
    assert (rows[WEB].price, rows[WEB].own_price, rows[WEB].days) == (5e7, 9e7, 6.0)
    assert [(other.type_name, other.stock) for other in rows[WEB].equivalents] == [("Shadow Serpentis Stasis Webifier", 9)]
    assert (rows[PASTE].days, rows[SHIELD].days) == (None, None)
    assert rows[SCYTHE].is_hull


def test_the_copied_fit_reads_back_with_hull_racks_and_cargo():
    fit = parse_eft(service().get_fit(MUNINN_FIT).eft)

    assert (fit.hull, fit.name) == ("Muninn", "Muninn Fleet")
    assert [[getattr(entry, "quantity", 1) for entry in block] for block in fit.blocks] == [[1, 1], [1, 1, 1, 1, 1], [1000, 50]]


def test_a_fit_of_another_market_says_where_it_is_staged():
    with pytest.raises(NotFound):
        service("primary").get_fit(NORTH_FIT)
    elsewhere = service("primary").find_fit_elsewhere(NORTH_FIT)

    assert elsewhere is not None
    assert (elsewhere.fit_name, elsewhere.market_keys) == ("Grapple Scythe", ("deployment",))


def test_a_fit_that_no_doctrine_lists_is_nowhere():
    assert service().find_fit_elsewhere(99) is None


def test_the_items_are_those_of_the_fits_here_and_their_equivalents():
    assert list(service("deployment").list_items().values()) == [
        "720mm Howitzer Artillery II",
        "Heavy Stasis Grappler II",
        "Large Shield Extender II",
        "Muninn",
        "Nanite Repair Paste",
        "Republic Fleet Fusion M",
        "Scythe",
    ]
    assert PIRATE_WEB in service("primary", doctrine_data()).list_items()


def test_the_uses_of_a_type_include_those_of_its_equivalents():
    uses = service().fit_uses()[WEB]

    assert [(use.fit_name, use.quantity, use.via, use.fits) for use in uses] == [
        ("Shield Logi", 1, None, 6),
        ("Fleet Sabre", 2, "Shadow Serpentis Stasis Webifier", 3),
    ]


def test_the_fits_of_another_market_do_not_use_a_type_here():
    assert service("primary").fit_uses()[GRAPPLE] == ()


def test_a_card_tells_of_a_type_at_a_glance():
    card = service(data=doctrine_data(sales={WEB: 1.0})).item_card(WEB)

    assert (card.type_name, card.stock_own, card.stock_pooled, card.price, card.days) == ("Federation Navy Stasis Webifier", 0, 9, 9e7, 9.0)
    assert [use.fit_name for use in card.uses] == ["Shield Logi", "Fleet Sabre"]
    with pytest.raises(NotFound):
        service().item_card(12345)


def test_restock_adds_up_what_the_fits_share_and_nets_equivalents_once():
    rows = {row.type_id: row for row in service().restock([MUNINN_FIT, SCYTHE_FIT, SABRE_FIT])}

    assert (rows[SHIELD].needed, rows[SHIELD].missing) == (20 * 2 + 10, 25)
    assert (rows[PASTE].needed, rows[PASTE].missing) == (20 * 50 + 10 * 100, 1000)
    assert (rows[WEB].needed, rows[WEB].stock_own, rows[WEB].stock_pooled, rows[WEB].missing) == (10, 0, 9, 1)
    assert (rows[SCYTHE].missing, rows[MUNINN].missing) == (4, 0)
    assert (rows[SABRE].needed, rows[SABRE].missing) == (0, 0)


def test_single_items_of_a_fit_can_be_restocked_beside_whole_fits():
    rows = {row.type_id: row for row in service().restock([SCYTHE_FIT], items={MUNINN_FIT: [SHIELD], SCYTHE_FIT: [WEB]})}

    assert set(rows) == {SCYTHE, SHIELD, WEB, PASTE}
    assert (rows[SHIELD].needed, rows[SHIELD].missing) == (20 * 2 + 10, 25)
    assert (rows[PASTE].needed, rows[PASTE].missing) == (1000, 0)


def test_restock_leaves_out_fits_of_other_markets():
    assert service("primary").restock([NORTH_FIT]) == ()


def test_the_report_puts_fits_into_roles_with_their_lowest_items():
    report = service().report("2026-01 Muninn")

    assert [(section.role, [fit.status.fit_name for fit in section.fits]) for section in report.sections] == [
        (Role.DPS, ["Muninn Fleet"]),
        (Role.LOGI, ["Shield Logi"]),
        (Role.SUPPORT, ["Fleet Sabre"]),
    ]
    assert [item.type_id for item in report.sections[0].fits[0].lowest] == [SHIELD, GUN, PASTE]
    assert (report.doctrine.title, report.doctrine.lead_ship_name) == ("Muninn Fleet 2026", "Muninn")


def test_totals_of_a_role_add_up_what_is_known():
    dps, _, support = service().report("2026-01 Muninn").sections

    assert (dps.fits_available, dps.wanted, dps.at_target, dps.with_target) == (12, 20, 0, 1)
    assert (support.fits_available, support.wanted, support.at_target, support.with_target) == (3, None, 0, 0)


def test_fits_counted_together_share_the_stock_once():
    capacity = service().concurrent("2026-01 Muninn")

    assert [(fit.fit_name, fit.wanted, fit.alone, fit.together) for fit in capacity.fits] == [
        ("Muninn Fleet", 20, 12, 12),
        ("Shield Logi", 10, 6, 1),
        ("Fleet Sabre", None, 3, 3),
    ]
    assert capacity.first_clash is not None
    assert (capacity.first_clash.fit_name, capacity.first_clash.clash_item) == ("Shield Logi", "Large Shield Extender II")
    assert capacity.first_clash.clash_with == ("Muninn Fleet",)


def test_a_doctrine_of_another_market_is_not_found():
    with pytest.raises(NotFound, match="2026-09"):
        service().report("2026-09 Nowhere")


def test_a_market_without_doctrines_answers_with_nothing():
    empty = service(data=DoctrineData((), {}, {}, {}, {}))

    assert (empty.list_doctrines(), empty.fit_statuses(), empty.restock([1]), empty.fit_uses()) == ((), (), (), {})
