"""Fetch back what is live and compare it with what was approved."""

from typing import TypedDict

from langgraph.runtime import Runtime

from agents.publishing.live import compared_with_live
from batuta.audience import FrozenAudience
from batuta.content import ContentItem
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.publishing import Plan, Receipts


class Reads(TypedDict):
    plan: Digest
    frozen: Digest
    content: dict[str, list[Digest]]
    receipts: Digest


class Writes(TypedDict):
    verification: Digest


async def verify(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """A step that was not done, or that cannot be looked up, is a difference: unknown is not success."""
    deps = runtime.context
    plan = await deps.artefacts.get(state["plan"], Plan)
    frozen = await deps.artefacts.get(state["frozen"], FrozenAudience)
    receipts = (await deps.artefacts.get(state["receipts"], Receipts)).receipts
    items = {name: await deps.artefacts.get(name, ContentItem) for names in state["content"].values() for name in names}
    outcome = await compared_with_live(deps, plan, frozen, items, receipts)
    return {"verification": await deps.artefacts.put(outcome)}
