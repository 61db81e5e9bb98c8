import pytest

from domain.industry_sites import Security
from repositories.facts.security import find_security

JITA, AMAMAKE, HOME_4HWWF, J_SPACE = 30000142, 30002537, 30000240, 31000005


@pytest.mark.parametrize(
    ("system_id", "security"),
    [(JITA, Security.HIGH), (AMAMAKE, Security.LOW), (HOME_4HWWF, Security.NULL), (J_SPACE, Security.NULL), (1, None), (None, None)],
)
def test_a_system_has_the_class_that_the_game_shows(system_id, security):
    assert find_security(system_id) == security
