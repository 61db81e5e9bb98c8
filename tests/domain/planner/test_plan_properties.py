"""What no plan may ever do, whatever the markets hold."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.planner.load_order import FitWish, Limits
from domain.planner.plan import Need, Plan, Task, plan_restock
from domain.planner.sources import JITA, Offers

PLACES = ("north", "south")
TYPES = (1, 2, 3, 4)
POOLS = {1: 1, 2: 1, 3: 3, 4: 4}

prices = st.integers(1, 500).map(float)
books = st.lists(st.tuples(prices, st.integers(1, 12)), max_size=4)
rates = st.fixed_dictionaries({place: st.integers(0, 40).map(float) for place in (*PLACES, JITA)})
limits = st.builds(Limits, st.none() | st.integers(0, 400).map(float), st.none() | st.integers(0, 20_000).map(float))


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    needs = [
        Need(type_id, POOLS[type_id], draw(st.integers(1, 15)), draw(st.none() | st.sampled_from([0.0, 0.1, 1.0, 5.0, 20.0])))
        for type_id in draw(st.lists(st.sampled_from(TYPES), unique=True))
    ]
    offers = {need.type_id: Offers({place: draw(books) for place in PLACES}, draw(st.none() | prices)) for need in needs}
    fits = [
        FitWish(fit_id, draw(st.dictionaries(st.sampled_from([1, 3, 4]), st.integers(1, 3), min_size=1)), draw(st.integers(0, 6)))
        for fit_id in range(draw(st.integers(0, 3)))
    ]
    stock = draw(st.dictionaries(st.sampled_from([1, 3, 4]), st.integers(0, 6)))
    return Task(needs, offers, draw(rates), fits, stock, draw(limits))


def moved(plan: Plan, place: str | None = None) -> dict[int, int]:
    units = dict.fromkeys(TYPES, 0)
    for haul in plan.hauls:
        if haul.place == place or (place is None and haul.place != JITA):
            units[haul.type_id] += haul.units
    return units


@given(tasks())
def test_bought_moved_and_missing_make_up_the_need(task: Task) -> None:
    for need, outcome in zip(task.needs, plan_restock(task).outcomes, strict=True):
        assert outcome.bought + outcome.moved + outcome.missing == outcome.needed == need.units
        assert min(outcome.bought, outcome.moved, outcome.left_behind, outcome.not_to_be_had) >= 0


@given(tasks())
def test_no_more_is_taken_than_is_offered_nor_at_another_price(task: Task) -> None:
    for haul in plan_restock(task).hauls:
        if haul.place == JITA:
            assert haul.isk == haul.units * (task.offers[haul.type_id].jita_sell or 0.0)
            continue
        book = sorted(task.offers[haul.type_id].markets[haul.place])
        each = [price for price, units in book for _ in range(units)]
        assert haul.units <= len(each)
        assert haul.isk == sum(each[: haul.units])


@given(tasks())
def test_cargo_and_budget_are_never_exceeded(task: Task) -> None:
    plan = plan_restock(task)
    if task.limits.cargo_m3 is not None:
        assert sum(haul.volume_m3 for haul in plan.hauls) <= task.limits.cargo_m3 * (1 + 1e-9)
    if task.limits.budget_isk is not None:
        assert sum(haul.isk + haul.freight_isk for haul in plan.hauls) <= task.limits.budget_isk * (1 + 1e-9)


@given(tasks())
def test_without_limits_everything_that_can_be_had_is_brought(task: Task) -> None:
    plan = plan_restock(replace(task, limits=Limits()))
    assert all(outcome.left_behind == 0 for outcome in plan.outcomes)
    for outcome in plan.outcomes:
        offers = task.offers[outcome.type_id]
        if offers.jita_sell is not None and not outcome.volume_unknown:
            assert outcome.missing == 0


@settings(max_examples=300)
@given(tasks(), st.sampled_from(PLACES), st.integers(1, 60))
def test_dearer_freight_from_a_market_never_moves_more(task: Task, place: str, more: int) -> None:
    before = plan_restock(task)
    after = plan_restock(replace(task, rates={**task.rates, place: task.rates[place] + more}))
    for type_id in TYPES:
        assert moved(after, place)[type_id] <= moved(before, place)[type_id]
        assert moved(after)[type_id] <= moved(before)[type_id]


@settings(max_examples=300)
@given(tasks(), st.sampled_from((*PLACES, JITA)), st.integers(1, 60))
def test_dearer_freight_never_makes_more_arrive(task: Task, place: str, more: int) -> None:
    before = plan_restock(task).arrivals()
    after = plan_restock(replace(task, rates={**task.rates, place: task.rates[place] + more})).arrivals()
    assert all(units <= before.get(type_id, 0) for type_id, units in after.items())


@given(tasks(), st.integers(1, 300))
def test_a_larger_budget_never_brings_less(task: Task, more: int) -> None:
    # With a cargo limit the order of loading weighs the one against the other, and is another one.
    poor, rich = (replace(task, limits=Limits(None, budget)) for budget in (500.0, 500.0 + more))
    assert sum(plan_restock(poor).arrivals().values()) <= sum(plan_restock(rich).arrivals().values())


@given(tasks())
def test_the_same_task_has_the_same_plan(task: Task) -> None:
    assert plan_restock(task) == plan_restock(task)
