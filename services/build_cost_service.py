"""What it costs to build something, in every structure of the coalition, and whether it pays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Protocol

from domain.build_quote import (
    BuildQuote,
    BuildRequest,
    PriceBasis,
    SiteCost,
    Sourced,
    TypeInfo,
    TypePrices,
    ValueSource,
)
from domain.build_tree import BuildPlan, Market, Place, Recipe, plan_build
from domain.errors import NotFound
from domain.industry import (
    REACTION,
    Blueprint,
    Job,
    check_job,
    item_value_isk,
    job_fees,
    materials_cost_isk,
    plan_job,
    runs_per_job,
)
from domain.industry_settings import IndustrySettings
from domain.industry_sites import Product, Site, SiteModifiers, site_modifiers, why_not

TECH_TWO, TECH_THREE = 2, 14
COMMODITY = 17


class Blueprints(Protocol):
    """What the service asks of the blueprint repository."""

    def list_makeable(self) -> dict[int, str]: ...
    def find_blueprint(self, product_id: int) -> Blueprint | None: ...
    def list_blueprints_below(self, product_id: int) -> Mapping[int, Blueprint]: ...
    def list_types(self, type_ids: Iterable[int]) -> dict[int, TypeInfo]: ...


class Sites(Protocol):
    """What the service asks of the build cost repository."""

    def list_sites(self) -> tuple[Site, ...]: ...
    def find_indices_time(self) -> datetime | None: ...
    def list_adjusted_prices(self) -> dict[int, float]: ...
    def find_adjusted_time(self) -> datetime | None: ...


class Prices(Protocol):
    """What the service asks of the market's prices."""

    def list_prices(self, type_ids: Iterable[int]) -> dict[int, TypePrices]: ...


class Index(Protocol):
    """Cost indices of one system."""

    @property
    def manufacturing(self) -> float | None: ...
    @property
    def reaction(self) -> float | None: ...


class AdjustedPrices(Protocol):
    """Adjusted prices of the game's interface, as far as they are at hand: by type id, with their time (UTC)."""

    def at_hand(self) -> tuple[Mapping[int, float], datetime] | None: ...


class CostIndices(Protocol):
    """Cost indices of the game's interface, as far as they are at hand: by system id, with their time (UTC)."""

    def at_hand(self) -> tuple[Mapping[int, Index], datetime] | None: ...


class BuildCostService:
    """Answers at the prices of one market."""

    def __init__(
        self,
        blueprints: Blueprints,
        sites: Sites,
        prices: Prices,
        adjusted: AdjustedPrices,
        indices: CostIndices,
        settings: IndustrySettings,
    ) -> None:
        self._blueprints = blueprints
        self._sites = sites
        self._prices = prices
        self._adjusted = adjusted
        self._indices = indices
        self._settings = settings

    def makeable(self) -> dict[int, str]:
        """Names by type_id of everything that can be built or reacted, by name."""
        return self._blueprints.list_makeable()

    def structures(self) -> tuple[Site, ...]:
        """Every structure on record, by name, with the newest cost indices at hand."""
        return self._sites_now()[0]

    def usual_efficiency(self, type_id: int) -> tuple[int, int]:
        """ME and TE of the blueprint that the type is usually made from; 0 and 0 for a reaction and for what cannot be made."""
        blueprint = self._blueprints.find_blueprint(type_id)
        return self._efficiency(blueprint, self._blueprints.list_types([type_id]).get(type_id)) if blueprint else (0, 0)

    def refusal(self, type_id: int) -> str:
        """The sentence for a type that nothing makes."""
        known = self._blueprints.list_types([type_id]).get(type_id)
        name = known.name if known else f"The type {type_id}"
        return f"{name} cannot be built: no blueprint and no reaction makes it."

    def quote(self, request: BuildRequest, elsewhere: Mapping[int, TypePrices] | None = None) -> BuildQuote:
        """What the request costs in each structure that can build it.

        `elsewhere` are Jita's prices by type_id for what the market's database has none for.

        Raises:
            InvalidInput: runs, ME or TE are out of range.
            NotFound: nothing makes the type.
        """
        check_job(request.runs, request.me, request.te)
        blueprints = self._read_blueprints(request)
        blueprint = blueprints[request.type_id]
        type_ids = {request.type_id, *(material for one in blueprints.values() for material, _ in one.materials)}
        types, prices = self._blueprints.list_types(type_ids), _filled(self._prices.list_prices(type_ids), elsewhere or {})
        adjusted, values = self._adjusted_isk(prices)
        sites, indices = self._sites_now()
        wanted = [site for site in sites if site.structure_id in request.structure_ids] or list(sites)
        product = types.get(request.type_id, TypeInfo(request.type_id, f"Type {request.type_id}"))
        market = Market({type_id: price for type_id, one in prices.items() if (price := one.at(request.basis)) is not None}, adjusted)
        work = _Workshop(request, wanted, market, values.source, self._settings)
        possible = [site for site in wanted if why_not(site, blueprint.activity_id, _product(product)) is None]
        recipes = self._recipes(request, blueprints, types, work) if request.build_components else None
        costs = [work.cost(site, blueprint, _product(product), recipes) for site in possible]
        return BuildQuote(
            request=request,
            product=product,
            blueprint=blueprint,
            sites=tuple(sorted(costs, key=_rank)),
            impossible=tuple((site, why) for site in wanted if (why := why_not(site, blueprint.activity_id, _product(product)))),
            types=types,
            prices=prices,
            values=values,
            indices=indices,
            notes=_notes(blueprints, recipes, request.type_id),
        )

    def _read_blueprints(self, request: BuildRequest) -> Mapping[int, Blueprint]:
        if request.build_components:
            found = self._blueprints.list_blueprints_below(request.type_id)
        else:
            one = self._blueprints.find_blueprint(request.type_id)
            found = {request.type_id: one} if one else {}
        if request.type_id not in found:
            raise NotFound(self.refusal(request.type_id))
        return found

    def _adjusted_isk(self, prices: Mapping[int, TypePrices]) -> tuple[Mapping[int, float], Sourced]:
        """Adjusted prices from the best source that has any; Jita's stand in for them when none has."""
        at_hand = self._adjusted.at_hand()
        if at_hand:
            return at_hand[0], Sourced(ValueSource.ESI, _naive(at_hand[1]))
        collected = self._sites.list_adjusted_prices()
        if collected:
            return collected, Sourced(ValueSource.COLLECTOR, self._sites.find_adjusted_time())
        jita = {type_id: one.at(PriceBasis.JITA_SELL) or one.at(PriceBasis.JITA_BUY) for type_id, one in prices.items()}
        return {type_id: price for type_id, price in jita.items() if price is not None}, Sourced(ValueSource.JITA)

    def _sites_now(self) -> tuple[tuple[Site, ...], Sourced]:
        """The structures with the newer of the stored and the fetched indices."""
        sites, stored_at = self._sites.list_sites(), self._sites.find_indices_time()
        fetched = self._indices.at_hand()
        if fetched is None or (stored_at is not None and stored_at > _naive(fetched[1])):
            return sites, Sourced(ValueSource.COLLECTOR, stored_at)
        return tuple(_with_index(site, fetched[0]) for site in sites), Sourced(ValueSource.ESI, _naive(fetched[1]))

    def _recipes(
        self, request: BuildRequest, blueprints: Mapping[int, Blueprint], types: Mapping[int, TypeInfo], work: "_Workshop"
    ) -> dict[int, Recipe]:
        """How each component can be made, and where; without those that no structure can make."""
        recipes = {}
        for type_id, blueprint in blueprints.items():
            places = work.places(blueprint.activity_id, _product(types.get(type_id, TypeInfo(type_id, ""))))
            if type_id != request.type_id and places:
                me, te = self._efficiency(blueprint, types.get(type_id))
                recipes[type_id] = Recipe(blueprint, me, te, places)
        return recipes

    def _efficiency(self, blueprint: Blueprint, product: TypeInfo | None) -> tuple[int, int]:
        if blueprint.activity_id == REACTION:
            return 0, 0
        if product and product.meta_group_id in (TECH_TWO, TECH_THREE) and product.category_id != COMMODITY:
            return self._settings.invented_me, self._settings.invented_te
        return self._settings.component_me, self._settings.component_te


class _Workshop:
    """The structures of one question: what they do to each kind of product, and what a job costs in them."""

    def __init__(
        self, request: BuildRequest, sites: Sequence[Site], market: Market, source: ValueSource, settings: IndustrySettings
    ) -> None:
        self._request = request
        self._sites = sites
        self._market = market
        self._source = source
        self._settings = settings
        self._places: dict[tuple[int, int | None, int | None], tuple[Place, ...]] = {}
        self._plans: dict[tuple[tuple[int, int], ...], BuildPlan] = {}

    def modifiers(self, site: Site, activity_id: int, product: Product) -> SiteModifiers:
        return site_modifiers(site, activity_id, product, self._settings.scc_surcharge)

    def places(self, activity_id: int, product: Product) -> tuple[Place, ...]:
        key = (activity_id, product.group_id, product.category_id)
        if key not in self._places:
            able = [site for site in self._sites if why_not(site, activity_id, product) is None]
            # A place whose fees are not known in full would look cheap: it is taken only where there is no other.
            known = [site for site in able if site.index(activity_id) is not None and site.tax is not None]
            self._places[key] = tuple(Place(site.name, self.modifiers(site, activity_id, product).modifiers) for site in known or able)
        return self._places[key]

    def cost(self, site: Site, blueprint: Blueprint, product: Product, recipes: Mapping[int, Recipe] | None) -> SiteCost:
        request = self._request
        here = self.modifiers(site, blueprint.activity_id, product)
        job = plan_job(blueprint, request.runs, request.me, request.te, here.modifiers, request.skills)
        value, unvalued = item_value_isk(blueprint, request.runs, self._market.adjusted_isk)
        if self._source is not ValueSource.JITA:
            # What has no adjusted price counts for nothing in the game too.
            unvalued = ()
        plan = None if recipes is None else self._plan(job, recipes)
        isk, missing = (plan.cost_isk, plan.missing) if plan else materials_cost_isk(job, self._market.price_isk)
        per_job = runs_per_job(blueprint, request.te, here.modifiers, request.skills)
        return SiteCost(site, job, job_fees(value, here.modifiers), isk, missing, here.left_out, per_job, plan, unvalued)

    def _plan(self, job: Job, recipes: Mapping[int, Recipe]) -> BuildPlan:
        if job.materials not in self._plans:
            self._plans[job.materials] = plan_build(job.materials, recipes, self._market, self._request.skills)
        return self._plans[job.materials]


def _rank(cost: SiteCost) -> tuple[bool, bool, float, str]:
    """By cost; what is not known in full comes last, and fees that are not are worse than a price that no place has."""
    return not cost.is_complete, not cost.fees.is_complete, cost.total_isk, cost.site.name


def _filled(prices: Mapping[int, TypePrices], elsewhere: Mapping[int, TypePrices]) -> dict[int, TypePrices]:
    lacking = {type_id for type_id, one in prices.items() if one.jita_sell is None and one.jita_buy is None}
    found = {type_id: replace(elsewhere[type_id], local=prices[type_id].local) for type_id in lacking & elsewhere.keys()}
    return {**prices, **found}


def _product(info: TypeInfo) -> Product:
    return Product(info.type_id, info.group_id, info.category_id)


def _with_index(site: Site, indices: Mapping[int, Index]) -> Site:
    found = indices.get(site.system_id) if site.system_id is not None else None
    if found is None:
        return site
    return replace(site, manufacturing_index=_decimal(found.manufacturing), reaction_index=_decimal(found.reaction))


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _notes(blueprints: Mapping[int, Blueprint], recipes: Mapping[int, Recipe] | None, product_id: int) -> tuple[str, ...]:
    if recipes is None:
        return ()
    homeless = [one for type_id, one in blueprints.items() if type_id not in recipes and type_id != product_id]
    if any(one.activity_id == REACTION for one in homeless):
        return ("None of the structures can run reactions: what has to be reacted is bought.",)
    return ("Some components cannot be built in any of the structures: they are bought.",) if homeless else ()
