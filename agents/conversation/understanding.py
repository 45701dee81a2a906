"""Read a message and decide where it goes; deterministic, without a model."""

from typing import TypedDict

from langgraph.runtime import Runtime

from agents.conversation.hearing import Heard, hear
from agents.conversation.intents import Intent, intent_of
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
    heard = hear(state["text"], state["language"])
    short = heard.text[:2000]
    named = products_in(short, runtime.context.workspace.products, heard.language)
    return {"heard": heard, "intent": intent_of(heard, state["situation"], named)}
