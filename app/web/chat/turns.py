"""One message: written down, understood, acted on, answered. What follows is told by the feed.

A turn is finished before anything is streamed, so that a reader who goes away leaves nothing half done.
"""

from functools import cache
from typing import NamedTuple

from langgraph.graph.state import CompiledStateGraph

from agents.conversation.reply import AnswerGate, Reply, Start
from app.actions import answer, start
from app.company import Company
from app.web.chat.situations import situation_of
from app.web.visitors import Member
from batuta.deps import Deps
from batuta.errors import BatutaError
from batuta.text import Language
from graphs.conversation import ConversationState, Message, Replied, build
from tools.records.conversations import Conversation, Conversations

LONGEST_ECHO = 4000
"""Code points of a message that are shown again; a document stays in its campaign."""


class Turn(NamedTuple):
    """Where the answer to a message is told."""

    talk: Conversation
    after: int
    """The feed entry before it."""


def conversations(company: Company) -> Conversations:
    return Conversations(company.pool, company.deps.clock)


async def take(who: Member, text: str, *, talk: Conversation | None = None, name: str = "chat") -> Turn:
    """Answer a message. What goes wrong on the way is answered too; only an unreachable database is raised."""
    company, language = who.company, who.visitor.language
    if talk is None:
        talk = await conversations(company).begin(who.person.name, locale=language)
    said = {"by": who.person.name, "text": text[:LONGEST_ECHO], **({"file": name} if name != "chat" else {})}
    after = await company.feed.add("message", said, conversation_id=talk.id) - 1
    try:
        reply = await replied(who, text, talk, language)
        talk = await _act(who, reply, talk, name)
        await say(company, talk, reply)
    except BatutaError as problem:
        await _tell_problem(company, talk, problem, language)
        if problem.status == 503:
            raise
    return Turn(talk, after)


async def replied(who: Member, text: str, talk: Conversation, language: Language) -> Reply:
    """What the conversation graph answers."""
    given: Message = {
        "text": text,
        "language": language,
        "situation": await situation_of(who.company, who.person, talk.campaign_id),
    }
    outcome = await _graph().ainvoke(given, context=who.company.deps)
    reply: Reply = outcome["reply"]
    return reply


async def say(company: Company, talk: Conversation, reply: Reply) -> None:
    """Write an answer into the conversation."""
    cards = [card.model_dump(mode="json") for card in reply.cards]
    await company.feed.add("message", {"by": "batuta", "text": reply.text, "cards": cards}, conversation_id=talk.id)


async def _act(who: Member, reply: Reply, talk: Conversation, name: str) -> Conversation:
    """Do what the answer asks for, as this person; every check of the application applies."""
    match reply.act:
        case Start(text=text):
            campaign_id = await start(who.company, text, who.person, name=name)
            await conversations(who.company).bind(talk.id, campaign_id)
            return talk._replace(campaign_id=campaign_id)
        case AnswerGate(gate_id=gate_id, digest=digest, decision=decision, changes=changes):
            await answer(who.company, gate_id, who.person, decision=decision, digest=digest, changes=changes)
    return talk


async def _tell_problem(company: Company, talk: Conversation, problem: BatutaError, language: Language) -> None:
    detail = {"problem": type(problem).__name__, "text": problem.in_(language), "subject": problem.subject}
    await company.feed.add("error", detail, conversation_id=talk.id)


@cache
def _graph() -> CompiledStateGraph[ConversationState, Deps, Message, Replied]:
    return build().compile(checkpointer=False)
