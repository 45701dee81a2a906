"""Draw the member list as it will be contacted."""

from typing import NotRequired, TypedDict

from langgraph.runtime import Runtime

from batuta.audience import Targeting
from batuta.brief import Brief, Channel
from batuta.content import ContentItem
from batuta.deps import Deps
from batuta.digest import Digest, short


class Reads(TypedDict):
    brief: Digest
    targeting: Digest
    content: NotRequired[dict[str, list[Digest]]]


class Writes(TypedDict):
    frozen: Digest


async def freeze_audience(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Consent, suppression and frequency caps applied, the control group drawn; for channels that have a message.

    The seed is the company and the brief: the same brief draws the same people again, another one others.
    Raises: BadInput, where customers cannot be told apart.
    """
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    targeting = await deps.artefacts.get(state["targeting"], Targeting)
    policy = deps.policies.contact
    served = await _served(state, deps) if "content" in state else frozenset(brief.channels)
    frozen = await deps.customers.freeze(
        targeting.audience,
        tuple(channel for channel in brief.channels if channel in served),
        policy,
        seed=f"{deps.workspace.tenant}:{short(state['brief'])}",
        control_share=policy.control_share,
    )
    return {"frozen": await deps.artefacts.put(frozen)}


async def _served(state: Reads, deps: Deps) -> frozenset[Channel]:
    """The channels that something is said on: what a person left out takes nobody's turn."""
    names = [name for of_need in state.get("content", {}).values() for name in of_need]
    return frozenset([(await deps.artefacts.get(name, ContentItem)).channel for name in names])
