from domain.build_quote import PriceBasis, TypePrices
from repositories.build_price_repo import BuildPriceRepository
from repositories.reading import ReplicaReader
from tests.make import Make, served


def test_prices_are_jitas_and_the_markets_own_and_zero_is_unknown(tmp_path):
    primary = Make().watch(34).sell(34, (5.0, 100)).stats(34, price=4.9).jita(34, 4.0, 3.7).jita(35, 0, -1)
    served(tmp_path, primary=primary, deployment=Make().watch(34).stats(34, price=9.9))
    found = BuildPriceRepository(ReplicaReader("wcmktprod")).list_prices([34, 35, 36])
    assert found == {34: TypePrices(4.0, 3.7, 4.9), 35: TypePrices(), 36: TypePrices()}
    assert [found[34].at(basis) for basis in PriceBasis] == [4.0, 3.7, 4.9]
    assert BuildPriceRepository(ReplicaReader("wcmktnorth")).list_prices([34]) == {34: TypePrices(None, None, 9.9)}
