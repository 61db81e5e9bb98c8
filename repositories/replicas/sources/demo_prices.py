"""What things cost in the demo: a table of known prices, else what a blueprint's materials cost, else by group."""

from collections.abc import Iterator, Mapping
from functools import cache

from repositories.facts.blueprints import blueprints_by_product
from repositories.facts.static_data import published_type_ids, static_groups, static_types
from repositories.replicas.sources.demo_tables import demo_file

_TECH_TWO, _STORYLINE, _FACTION, _OFFICER, _DEADSPACE = 2, 3, 4, 5, 6
_MARGIN = 1.12
_WITHOUT_BLUEPRINT = {_STORYLINE: 9e6, _FACTION: 48e6, _OFFICER: 900e6, _DEADSPACE: 85e6, _TECH_TWO: 2e6}
_BY_CATEGORY = {4: 15_000.0, 6: 60e6, 7: 250_000.0, 8: 450.0, 18: 700_000.0, 20: 24e6, 22: 12e6, 32: 42e6, 65: 900e6, 66: 90e6, 87: 9e6}
_FACTION_CHARGE = 620.0
_SHIP, _CHARGE = 6, 8
# What loyalty points buy costs far more than the materials that go into it.
_FROM_LOYALTY_STORES = (_FACTION, _OFFICER, _DEADSPACE)
_NAVY_HULL = 2.7


@cache
def price_of(type_id: int) -> float:
    """The usual price of a type in ISK, before the market's and the day's own."""
    known = _known().get(type_id)
    if known is not None:
        return known
    built = built_price_of(type_id)
    if built is None:
        return _by_group(type_id)
    if static_types()[type_id].meta_group_id not in _FROM_LOYALTY_STORES:
        return built
    return built * _NAVY_HULL if static_types()[type_id].category_id == _SHIP else max(built, _by_group(type_id))


def built_price_of(type_id: int) -> float | None:
    """What a type costs to build with the usual margin, in ISK per unit; None where nobody can, or only out of itself."""
    blueprint = blueprints_by_product().get(type_id)
    if blueprint is None or type_id in dict(blueprint.materials):
        return None
    made = dict(blueprint.products)[type_id]
    return _MARGIN * sum(price_of(material) * quantity for material, quantity in blueprint.materials) / made


@cache
def watched_by_hand() -> tuple[int, ...]:
    """The types of watchlist.txt, in its order."""
    return tuple(type_id for type_id, _ in _priced("watchlist.txt"))


@cache
def _known() -> Mapping[int, float]:
    return dict([*_priced("prices.txt"), *_priced("watchlist.txt")])


@cache
def _group_prices() -> Mapping[str, float]:
    return {name: price for section, name, price in _entries("prices.txt") if section == "Groups"}


def _by_group(type_id: int) -> float:
    found = static_types()[type_id]
    price = _group_prices().get(static_groups()[found.group_id].name)
    if price is not None:
        return price
    if found.category_id == _CHARGE:
        return _FACTION_CHARGE if found.meta_group_id == _FACTION else _BY_CATEGORY[_CHARGE]
    return _WITHOUT_BLUEPRINT.get(found.meta_group_id or 0) or _BY_CATEGORY.get(found.category_id, 100_000.0)


def _priced(file: str) -> Iterator[tuple[int, float]]:
    ids = published_type_ids()
    return ((ids[name], price) for section, name, price in _entries(file) if section != "Groups")


def _entries(file: str) -> Iterator[tuple[str, str, float]]:
    section = ""
    for line in demo_file(file).splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            name, _, price = line.rpartition(" = ")
            yield section, name, float(price)
