"""The plan of a campaign, told in the language somebody talks in."""

from langgraph.runtime import Runtime

from agents.conversation.asked import made
from agents.conversation.situation import Situation
from batuta.audience import FrozenAudience
from batuta.brief import Brief
from batuta.content import ContentItem
from batuta.deps import Deps
from batuta.plan_words import PlanTold, told_of
from batuta.publishing import Plan
from batuta.text import Language


async def plan_told(plan: Plan, situation: Situation, runtime: Runtime[Deps], locale: Language) -> PlanTold:
    brief = await made(runtime, situation, "brief", Brief)
    frozen = await made(runtime, situation, "frozen", FrozenAudience)
    items = {version: await runtime.context.artefacts.get(version, ContentItem) for version in situation.content}
    return told_of(plan, brief, frozen, items, locale)
