"""Read a message and decide where it goes; deterministic, without a model."""

from typing import TypedDict

from langgraph.runtime import Runtime

from agents.conversation.fact_finding import asking
from agents.conversation.hearing import Heard, hear
from agents.conversation.intents import LONG, Intent, intent_of
from agents.conversation.naming import products_in
from agents.conversation.situation import Situation
from batuta.deps import Deps
from batuta.text import Language


class Reads(TypedDict):
    text: str
    language: Language
    situation: Situation


class Writes(TypedDict):
    heard: Heard
    intent: Intent


async def understand(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """`language` is the reader's; what they write in is told by their words."""
    heard, situation = hear(state["text"], state["language"]), state["situation"]
    short = heard.text[:2000]
    named = products_in(short, runtime.context.workspace.products, heard.language)
    knows = await _sheet_knows(heard, situation, runtime) if heard.question else None
    return {"heard": heard, "intent": intent_of(heard, situation, named, knows)}


async def _sheet_knows(heard: Heard, situation: Situation, runtime: Runtime[Deps]) -> bool | None:
    """As `intent_of` takes it. What a campaign costs is not asked of its product, unless the question names that or one
    of its prices."""
    if len(heard.words) >= LONG:
        return None
    asked = await asking(heard, situation, runtime)
    if any(one.facts and (one.about or one.by_name or not heard.says("cost")) for one in asked):
        return True
    return False if any(one.about for one in asked) else None
