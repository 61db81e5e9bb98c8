import pytest

from domain.ship_roles import Role, ShipRoles

ROLES = ShipRoles(
    by_ship={"Scythe": Role.LOGI, "Drake Navy Issue": Role.DPS},
    special_cases={"475": Role.LINKS, "Shield Support Drake": Role.SUPPORT},
)
COMMAND_SHIP, INTERDICTOR, LOGISTICS, CRUISER = 540, 541, 832, 26


@pytest.mark.parametrize(
    ("fit_id", "fit_name", "ship", "group_id", "role"),
    [
        (475, "DPS Vulture", "Vulture", COMMAND_SHIP, Role.LINKS),
        (12, " shield support  DRAKE", "Drake", 419, Role.SUPPORT),
        (12, "Logi", "scythe", CRUISER, Role.LOGI),
        (12, "Fleet Sabre", "Sabre", INTERDICTOR, Role.SUPPORT),
        (12, "Guardian", "Guardian", LOGISTICS, Role.LOGI),
        (12, "Claymore", "Claymore", COMMAND_SHIP, Role.LINKS),
        (12, "Vexor", "Vexor", CRUISER, Role.DPS),
        (12, "Nobody knows", "Something New", None, Role.DPS),
    ],
)
def test_a_fit_has_the_role_of_its_exception_then_its_ship_then_its_group(fit_id, fit_name, ship, group_id, role):
    assert ROLES.role_of(fit_id, fit_name, ship, group_id) is role


def test_a_ship_in_a_list_goes_there_even_when_its_group_says_otherwise():
    roles = ShipRoles(by_ship={"Astarte": Role.DPS})

    assert roles.role_of(1, "Astarte", "Astarte", COMMAND_SHIP) is Role.DPS


def test_the_report_reads_dps_first_and_support_last():
    assert [role.label for role in Role] == ["DPS", "Logi", "Links", "Support"]
