"""Draw the member list as it will be contacted."""

from typing import TypedDict

from langgraph.runtime import Runtime

from batuta.audience import Targeting
from batuta.brief import Brief
from batuta.deps import Deps
from batuta.digest import Digest, short


class Reads(TypedDict):
    brief: Digest
    targeting: Digest


class Writes(TypedDict):
    frozen: Digest


async def freeze_audience(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Consent, suppression and frequency caps applied, the control group drawn.

    The seed is the company and the brief: the same brief draws the same people again, another one others.
    Raises: BadInput, where customers cannot be told apart.
    """
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    targeting = await deps.artefacts.get(state["targeting"], Targeting)
    policy = deps.policies.contact
    frozen = await deps.customers.freeze(
        targeting.audience,
        brief.channels,
        policy,
        seed=f"{deps.workspace.tenant}:{short(state['brief'])}",
        control_share=policy.control_share,
    )
    return {"frozen": await deps.artefacts.put(frozen)}
