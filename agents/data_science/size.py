"""Count the audience as the campaign would use it."""

from typing import NotRequired, TypedDict

from langgraph.runtime import Runtime

from agents.data_science.compose import Composed, chosen, compose, fixed_parts
from batuta.audience import Reach, Targeting
from batuta.brief import Brief, Precedents
from batuta.deps import Deps
from batuta.digest import Digest


class Reads(TypedDict):
    brief: Digest
    precedents: NotRequired[Digest]
    confirmation: NotRequired[dict[str, object]]
    targeting: NotRequired[Digest]
    audience_choice: NotRequired[dict[str, object]]


class Writes(TypedDict):
    sizing: Digest


async def size(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Reach and contactable people of the brief's audience, with what was confirmed, required and chosen.

    `targeting` is the one a choice was made about; without it a proposal is looked up among those of today.
    Raises: UnknownAttribute, BadCriterion, BadAnswer.
    """
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    composed = await _composed(state, deps, brief)
    deps.workspace.catalogue.check(composed.audience)
    reach = await deps.customers.size(composed.audience)
    contactable, channels = await deps.customers.contactable(composed.audience, brief.channels, deps.policies.contact)
    sizing = Targeting(
        audience=composed.audience,
        additions=composed.additions,
        # How long it took would make a new artefact of the same audience.
        reach=Reach(count=reach.count, total=reach.total, share=reach.share, engine=reach.engine),
        contactable=contactable if brief.channels else reach.count,
        channels=channels,
        basis=composed.basis,
        choices=composed.choices,
    )
    return {"sizing": await deps.artefacts.put(sizing)}


async def _composed(state: Reads, deps: Deps, brief: Brief) -> Composed:
    product = deps.workspace.products[brief.product_id] if brief.product_id else None
    precedents = await deps.artefacts.get(state["precedents"], Precedents) if "precedents" in state else None
    composed = compose(brief, precedents, state.get("confirmation"), product)
    previous = await deps.artefacts.get(state["targeting"], Targeting) if "targeting" in state else None
    choice = state.get("audience_choice")
    if previous is not None:
        shown = previous.proposals
    elif _names_proposal(choice):
        fixed = fixed_parts(composed.audience, product)
        shown = await deps.customers.proposals(composed.audience, brief.locale, fixed=fixed)
    else:
        shown = ()
    return chosen(composed, previous, choice, shown, product)


def _names_proposal(choice: dict[str, object] | None) -> bool:
    changes = (choice or {}).get("changes")
    return isinstance(changes, dict) and "proposal" in changes
