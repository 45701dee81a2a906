"""What every handler reads and writes."""

from typing import TypedDict, TypeVar

from langgraph.runtime import Runtime

from agents.conversation.hearing import Heard
from agents.conversation.reply import Reply
from agents.conversation.situation import Situation
from batuta.deps import Deps
from batuta.noun import Noun

N = TypeVar("N", bound=Noun)


class Asked(TypedDict):
    heard: Heard
    situation: Situation


class Told(TypedDict):
    reply: Reply


async def made(runtime: Runtime[Deps], situation: Situation, name: str, kind: type[N]) -> N | None:
    """An artefact of the campaign by its name in the state; None where it has none yet."""
    version = situation.artefacts.get(name)
    return await runtime.context.artefacts.get(version, kind) if version else None
