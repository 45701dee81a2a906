"""Plan the work across systems: ordered, with the cost and effect of every step, before anything happens."""

from typing import TypedDict

from langgraph.runtime import Runtime

from agents.data_science.respond import expected
from agents.publishing.steps import Planner
from batuta.audience import FrozenAudience
from batuta.brief import Brief
from batuta.content import ContentItem
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.forecasting.goals import beyond_reach
from batuta.planning import in_dependency_order
from batuta.publishing import Forecast, Plan


class Reads(TypedDict):
    campaign_id: str
    brief: Digest
    frozen: Digest
    content: dict[str, list[Digest]]


class Writes(TypedDict):
    plan: Digest


async def plan(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Raises: SystemUnavailable, where no connected system can do a step; CyclicPlan."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    frozen = await deps.artefacts.get(state["frozen"], FrozenAudience)
    names = [name for key in sorted(state["content"]) for name in state["content"][key]]
    items = {name: await deps.artefacts.get(name, ContentItem) for name in names}
    planner = Planner(
        workspace=deps.workspace,
        systems=deps.systems,
        brief=brief,
        campaign_id=state["campaign_id"],
        frozen=frozen,
        frozen_digest=state["frozen"],
        items=items,
        segments={name: deps.rendering.render(item).segments or 1 for name, item in items.items()},
        now=deps.clock.now(),
    )
    steps = in_dependency_order(planner.steps())
    cost = round(sum(step.cost for step in steps), 2)
    outlook = await expected(deps, brief, frozen.treated, cost=cost)
    forecast = Forecast(
        reach=frozen.treated,
        messages=sum(frozen.by_channel.values()),
        cost=cost,
        currency=deps.workspace.currency,
        budget=brief.budget.amount if brief.budget else None,
        conversions=round(outlook.responses, 1) if outlook else None,
        conversions_low=round(outlook.low, 1) if outlook else None,
        conversions_high=round(outlook.high, 1) if outlook else None,
        value=round(outlook.value, 2) if outlook and outlook.value is not None else None,
        basis=outlook.basis if outlook else "",
        goal=beyond_reach(brief.kpis, outlook, brief.locale) if outlook else "",
    )
    return {"plan": await deps.artefacts.put(Plan(steps=steps, forecast=forecast))}
