"""Open the report of a campaign that has gone live."""

from typing import TypedDict

from langgraph.runtime import Runtime

from batuta.audience import FrozenAudience
from batuta.brief import Brief
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.measurement import report_ahead
from batuta.publishing import Plan


class Reads(TypedDict):
    brief: Digest
    frozen: Digest
    plan: Digest


class Writes(TypedDict):
    report: Digest


async def measure(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """What will be measured and when; its results come later."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    frozen = await deps.artefacts.get(state["frozen"], FrozenAudience)
    plan = await deps.artefacts.get(state["plan"], Plan)
    sends = [step.at.date() for step in plan.steps if step.capability == "message.send" and step.at is not None]
    family = deps.workspace.products.family_of(brief.product_id) if brief.product_id else None
    report = report_ahead(brief, frozen, await deps.history.campaigns(), family, max(sends, default=deps.today))
    return {"report": await deps.artefacts.put(report)}
