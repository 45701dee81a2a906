"""Say what the numbers mean: is the audience too narrow, too broad, unlawful; what strangles it; what would help."""

from typing import Literal, TypedDict

from langgraph.runtime import Runtime

from agents.data_science.compose import fixed_parts
from agents.data_science.explanation import explained
from agents.data_science.respond import expected, sending_cost, treated
from batuta.audience import Proposal, Targeting, of_parts
from batuta.brief import Brief
from batuta.contact import Breadth
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.explain import explain_criterion
from batuta.forecasting.outlook import cost_in_words, outlook_in_words
from batuta.lawful import Objection, objections
from batuta.text import listed, say

Concern = Literal["none", "too_narrow", "too_broad", "unlawful"]


class Reads(TypedDict):
    brief: Digest
    sizing: Digest


class Writes(TypedDict):
    targeting: Digest


async def diagnose(state: Reads, runtime: Runtime[Deps]) -> Writes:
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    sizing = await deps.artefacts.get(state["sizing"], Targeting)
    product = deps.workspace.products[brief.product_id] if brief.product_id else None
    objected = objections(sizing.audience, deps.workspace.catalogue, product)
    concern = _concern(sizing, objected, deps.policies.contact.breadth)
    losses = await deps.customers.losses(sizing.audience, brief.locale)
    proposals: tuple[Proposal, ...] = ()
    if concern == "unlawful":
        proposals = (await _lawful(sizing, objected, deps, brief.locale),)
    elif concern == "too_narrow":
        fixed = fixed_parts(sizing.audience, product)
        proposals = await deps.customers.proposals(sizing.audience, brief.locale, fixed=fixed)
    priced = tuple([await _priced(proposal, deps, brief) for proposal in proposals])
    targeting = sizing.model_copy(update={"losses": losses, "proposals": priced, "concern": concern})
    words = "\n".join(
        (
            explained(targeting, objected, deps.workspace, deps.policies.contact, brief.locale),
            *await _expectation(sizing, deps, brief),
        )
    )
    return {"targeting": await deps.artefacts.put(targeting.model_copy(update={"explanation": words}))}


def _concern(sizing: Targeting, objected: tuple[Objection, ...], breadth: Breadth) -> Concern:
    if objected:
        return "unlawful"
    if sizing.reach.share < breadth.narrow or sizing.contactable == 0:
        return "too_narrow"
    return "too_broad" if sizing.reach.share > breadth.broad else "none"


async def _expectation(sizing: Targeting, deps: Deps, brief: Brief) -> tuple[str, ...]:
    """What the audience as it stands would bring and cost, where either is known."""
    if sizing.contactable == 0:
        return ()
    cost = await sending_cost(deps, brief.product_id, sizing.channels)
    outlook = await expected(deps, brief, treated(deps, sizing.contactable), cost=cost)
    currency = deps.workspace.currency
    if outlook is None:
        return (cost_in_words(cost, currency, brief.locale),) if cost else ()
    return outlook_in_words(outlook, currency, brief.locale), outlook.basis


async def _priced(proposal: Proposal, deps: Deps, brief: Brief) -> Proposal:
    """A proposal with what it would bring and cost."""
    contactable, channels = await deps.customers.contactable(proposal.audience, brief.channels, deps.policies.contact)
    people = contactable if brief.channels else proposal.count
    outlook = await expected(deps, brief, treated(deps, people))
    return proposal.model_copy(
        update={
            "contactable": people,
            "responses": None if outlook is None else round(outlook.responses, 1),
            "cost": round(await sending_cost(deps, brief.product_id, channels), 2),
        }
    )


async def _lawful(sizing: Targeting, objected: tuple[Objection, ...], deps: Deps, locale: str | None) -> Proposal:
    """The same audience without what may not be used."""
    refused = {objection.criterion.meaning for objection in objected}
    parts = sizing.audience.parts
    kept = tuple(part for part in parts if not any(c.meaning in refused for c in part.criteria))
    audience = of_parts(kept)
    reach = await deps.customers.size(audience)
    words = listed([explain_criterion(o.criterion, deps.workspace.catalogue, locale) for o in objected], locale)
    return Proposal(
        id="lawful",
        words=say(locale, en=f"Leave out “{words}”", es=f"Quitar «{words}»"),
        audience=audience,
        count=reach.count,
        share=reach.share,
        drops=tuple(index for index, part in enumerate(parts) if part not in kept),
    )
