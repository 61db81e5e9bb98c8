"""Building the components too: for each type the cheaper of buying and building, down to what cannot be built.

Each type is decided once, and made in one job for everything that needs it. What a job makes beyond the need is left over
and counted at its cost per unit: the whole is then what was used up, not what was paid.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from domain.industry import (
    REACTION,
    Blueprint,
    Fees,
    Job,
    Modifiers,
    Skills,
    item_value_isk,
    job_fees,
    job_of,
    material_multiplier,
)

MAX_TREE_ROWS = 1_000


@dataclass(frozen=True)
class Place:
    """A place where a component can be made, by name, with its modifiers for that component."""

    name: str
    modifiers: Modifiers


@dataclass(frozen=True)
class Recipe:
    """How a component can be made: its blueprint, the blueprint's ME and TE, and the places that can make it (one at least)."""

    blueprint: Blueprint
    me: int
    te: int
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Market:
    """Prices in ISK by type id: what a unit costs to buy, and the adjusted price that job fees are based on."""

    price_isk: Mapping[int, float]
    adjusted_isk: Mapping[int, float]


@dataclass(frozen=True)
class Component:
    """One type of the plan.

    `needed` units go into the jobs above it. `buy_isk` and `build_isk` are per unit, None where there is no price or no way
    to build; for what is bought, `build_isk` is an estimate. `job`, `fees` and `place` are there when it is built.
    `is_complete` is false where something below has no price, and `unit_isk` then holds the known part.
    """

    type_id: int
    needed: int
    unit_isk: float
    is_complete: bool
    buy_isk: float | None
    build_isk: float | None
    job: Job | None = None
    fees: Fees | None = None
    place: str | None = None

    @property
    def is_built(self) -> bool:
        """Whether it is made rather than bought."""
        return self.job is not None

    @property
    def left_over(self) -> int:
        """Units that its job makes beyond the need."""
        return self.job.produced - self.needed if self.job else 0

    @property
    def cost_isk(self) -> float:
        """What the needed units cost."""
        return self.unit_isk * self.needed


@dataclass(frozen=True)
class TreeRow:
    """One line of the tree: `quantity` units of a component that its parent's job takes; `is_repeated` where its own
    materials are shown further up already.
    """

    depth: int
    quantity: int
    component: Component
    is_repeated: bool = False


@dataclass(frozen=True)
class BuildPlan:
    """What is bought and what is built for a list of materials; `components` holds every type of it by type id."""

    materials: tuple[tuple[int, int], ...]
    components: Mapping[int, Component]

    @property
    def cost_isk(self) -> float:
        """What the materials cost, leftovers set aside."""
        return sum(self.components[type_id].unit_isk * quantity for type_id, quantity in self.materials)

    @property
    def missing(self) -> tuple[int, ...]:
        """The types to be bought that have no price."""
        return tuple(one.type_id for one in self.components.values() if not one.is_built and one.buy_isk is None)

    @property
    def to_buy(self) -> tuple[tuple[int, int], ...]:
        """(type id, quantity) of everything that is bought."""
        return tuple((one.type_id, one.needed) for one in self.components.values() if not one.is_built)

    @property
    def jobs(self) -> tuple[Component, ...]:
        """The components that are built."""
        return tuple(one for one in self.components.values() if one.is_built)

    @property
    def left_over_isk(self) -> float:
        """What the leftovers cost to make."""
        return sum(one.unit_isk * one.left_over for one in self.components.values())

    def rows(self) -> list[TreeRow]:
        """The tree from top to bottom, at most MAX_TREE_ROWS lines; a component's own materials are shown once."""
        rows: list[TreeRow] = []
        shown: set[int] = set()
        waiting = [(0, type_id, quantity) for type_id, quantity in reversed(self.materials)]
        while waiting and len(rows) < MAX_TREE_ROWS:
            depth, type_id, quantity = waiting.pop()
            component = self.components[type_id]
            repeated = component.is_built and type_id in shown
            rows.append(TreeRow(depth, quantity, component, repeated))
            if component.job and not repeated:
                shown.add(type_id)
                waiting += [(depth + 1, child, units) for child, units in reversed(component.job.materials)]
        return rows


@dataclass(frozen=True)
class _Choice:
    """The cost of one unit as far as it is known, and the way to get it: a place to build at, or None to buy.

    `build_isk` is what building it would cost, None where that is not known in full.
    """

    unit_isk: float
    is_complete: bool
    place: Place | None = None
    build_isk: float | None = None


@dataclass(frozen=True)
class _Graph:
    """The types below the materials, each before everything it is made of, and the recipes that may be used."""

    order: tuple[int, ...]
    recipes: Mapping[int, Recipe]


def plan_build(
    materials: Sequence[tuple[int, int]], recipes: Mapping[int, Recipe], market: Market, skills: Skills, keep_buying: Iterable[int] = ()
) -> BuildPlan:
    """The cheapest way to get the materials, (type id, quantity) pairs; `keep_buying` are types that are never built.

    A type that needs itself, directly or through others, is bought where the circle would close. A type without a price is
    built where that is possible, and one that can be had neither way is `missing`.
    """
    never = set(keep_buying)
    graph = _graph([type_id for type_id, _ in materials], {k: v for k, v in recipes.items() if k not in never})
    too_dear: dict[int, float] = {}
    while True:
        components = _settle(materials, graph, _choices(graph, market, too_dear), market, skills)
        dearer = {
            one.type_id: one.unit_isk
            for one in components.values()
            if one.is_built and one.buy_isk is not None and one.unit_isk > one.buy_isk
        }
        if not dearer:
            return BuildPlan(tuple(materials), components)
        # Rounding up in a small job made these dearer than the market after all.
        too_dear |= dearer


def _graph(roots: Sequence[int], recipes: Mapping[int, Recipe]) -> _Graph:
    """Depth first, without recursion: a recipe that asks for a type still open above it is dropped, so no circle remains."""
    is_open: dict[int, bool] = {}
    done: list[int] = []
    circular: set[int] = set()
    for root in roots:
        stack = [] if root in is_open else [(root, iter(_children(root, recipes)))]
        is_open.setdefault(root, True)
        while stack:
            type_id, children = stack[-1]
            child = next(children, None)
            if child is None:
                is_open[type_id] = False
                done.append(type_id)
                stack.pop()
            elif child not in is_open:
                is_open[child] = True
                stack.append((child, iter(_children(child, recipes))))
            elif is_open[child]:
                circular.add(type_id)
    return _Graph(tuple(reversed(done)), {k: recipes[k] for k in done if k in recipes and k not in circular})


def _children(type_id: int, recipes: Mapping[int, Recipe]) -> tuple[int, ...]:
    recipe = recipes.get(type_id)
    return tuple(child for child, _ in recipe.blueprint.materials) if recipe else ()


def _choices(graph: _Graph, market: Market, too_dear: Mapping[int, float]) -> dict[int, _Choice]:
    """Buy or build, and where, by the cost of a unit without any rounding up: no real job is cheaper than that.

    `too_dear` holds the types that turned out to cost more to build than to buy, and what they cost.
    """
    choices: dict[int, _Choice] = {}
    for type_id in reversed(graph.order):
        price, recipe = market.price_isk.get(type_id), graph.recipes.get(type_id)
        built = min((_estimate(recipe, place, choices, market) for place in recipe.places), key=_rank) if recipe else None
        bought = _Choice(price or 0.0, price is not None)
        best = bought if built is None or type_id in too_dear else min(bought, built, key=_rank) if bought.is_complete else built
        known = built.unit_isk if built and built.is_complete else None
        choices[type_id] = replace(best, build_isk=too_dear.get(type_id, known))
    return choices


def _rank(choice: _Choice) -> tuple[bool, float]:
    """The lower the better: what is known in full comes first."""
    return not choice.is_complete, choice.unit_isk


def _estimate(recipe: Recipe, place: Place, choices: Mapping[int, _Choice], market: Market) -> _Choice:
    blueprint, modifiers = recipe.blueprint, place.modifiers
    me = 0 if blueprint.activity_id == REACTION else recipe.me
    multiplier = float(material_multiplier(me, modifiers))
    rate = float((modifiers.index or Decimal(0)) * modifiers.job_cost + (modifiers.tax or 0) + modifiers.scc_surcharge)
    isk = 0.0
    for type_id, base in blueprint.materials:
        isk += max(1.0, base * multiplier) * choices[type_id].unit_isk + base * market.adjusted_isk.get(type_id, 0.0) * rate
    is_complete = all(choices[type_id].is_complete for type_id, _ in blueprint.materials)
    return _Choice(isk / blueprint.product_quantity, is_complete, place)


def _settle(
    materials: Sequence[tuple[int, int]], graph: _Graph, choices: Mapping[int, _Choice], market: Market, skills: Skills
) -> dict[int, Component]:
    """Every component with its whole need, its job with all rounding, and what a unit costs in the end."""
    needed: dict[int, int] = {}
    jobs: dict[int, Job] = {}
    _add(needed, materials)
    for type_id in graph.order:
        place = choices[type_id].place
        if place and needed.get(type_id):
            recipe = graph.recipes[type_id]
            runs = -(-needed[type_id] // recipe.blueprint.product_quantity)
            jobs[type_id] = job_of(recipe.blueprint, runs, recipe.me, recipe.te, place.modifiers, skills)
            _add(needed, jobs[type_id].materials)
    components: dict[int, Component] = {}
    for type_id in reversed(graph.order):
        if needed.get(type_id):
            components[type_id] = _component(type_id, needed[type_id], jobs.get(type_id), choices[type_id], components, market)
    return {type_id: components[type_id] for type_id in graph.order if type_id in components}


def _add(needed: dict[int, int], materials: Iterable[tuple[int, int]]) -> None:
    for type_id, quantity in materials:
        needed[type_id] = needed.get(type_id, 0) + quantity


def _component(
    type_id: int, needed: int, job: Job | None, choice: _Choice, below: Mapping[int, Component], market: Market
) -> Component:
    price = market.price_isk.get(type_id)
    place = choice.place
    if job is None or place is None:
        return Component(type_id, needed, price or 0.0, price is not None, price, choice.build_isk)
    value, _ = item_value_isk(job.blueprint, job.runs, market.adjusted_isk)
    fees = job_fees(value, place.modifiers)
    unit = (sum(below[child].unit_isk * quantity for child, quantity in job.materials) + fees.total_isk) / job.produced
    is_complete = all(below[child].is_complete for child, _ in job.materials)
    return Component(type_id, needed, unit, is_complete, price, unit, job, fees, place.name)
