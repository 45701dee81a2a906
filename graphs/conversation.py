"""One message of a conversation: understood, answered by one handler. It starts, answers and asks about campaigns.

    text, situation
      → understand
          ├ brief             → begin            ├ what_if    → imagine
          ├ refuse_new_brief  → refuse_new_brief ├ source     → name_source
          ├ answer            → take_answer      ├ reach      → explain_reach
          ├ verdict           → show_verdict     ├ approvals  → tell_approvals
          ├ skip_review       → refuse_shortcut  ├ results    → tell_results
          ├ change            → propose_change   ├ status     → tell_status
          ├ halt              → offer_halt       ├ help       → help_along
          ├ cost              → tell_costs       ├ show       → show_part
          └ facts             → tell_facts
      → reply

It never pauses and keeps nothing: what was said is in the feed, and what is to be done is in the reply.
"""

from collections.abc import Awaitable, Callable
from typing import Any, NotRequired, TypedDict

from langgraph.graph import END, START, StateGraph

from agents.conversation.answering import take_answer
from agents.conversation.approving import tell_approvals
from agents.conversation.beginning import begin
from agents.conversation.costing import tell_costs
from agents.conversation.fact_finding import tell_facts
from agents.conversation.halting import offer_halt
from agents.conversation.hearing import Heard
from agents.conversation.helping import help_along
from agents.conversation.imagining import imagine
from agents.conversation.intents import Intent
from agents.conversation.reaching import explain_reach
from agents.conversation.refusing import refuse_new_brief, refuse_shortcut, show_verdict
from agents.conversation.reply import Reply
from agents.conversation.requesting import propose_change
from agents.conversation.results import tell_results
from agents.conversation.showing import show_part
from agents.conversation.situation import Situation
from agents.conversation.sourcing import name_source
from agents.conversation.standing import tell_status
from agents.conversation.understanding import understand
from batuta.deps import Deps
from batuta.text import Language

Handler = Callable[..., Awaitable[Any]]

HANDLERS: dict[Intent, Handler] = {
    "brief": begin,
    "refuse_new_brief": refuse_new_brief,
    "answer": take_answer,
    "verdict": show_verdict,
    "skip_review": refuse_shortcut,
    "change": propose_change,
    "halt": offer_halt,
    "what_if": imagine,
    "source": name_source,
    "reach": explain_reach,
    "cost": tell_costs,
    "approvals": tell_approvals,
    "results": tell_results,
    "status": tell_status,
    "show": show_part,
    "facts": tell_facts,
    "help": help_along,
}


class Message(TypedDict):
    text: str
    language: Language
    """The reader's, where the words do not tell."""
    situation: Situation


class Replied(TypedDict):
    intent: Intent
    reply: Reply


class ConversationState(Message):
    heard: NotRequired[Heard]
    intent: NotRequired[Intent]
    reply: NotRequired[Reply]


def build() -> StateGraph[ConversationState, Deps, Message, Replied]:
    graph = StateGraph(ConversationState, context_schema=Deps, input_schema=Message, output_schema=Replied)
    graph.add_node("understand", understand)
    graph.add_edge(START, "understand")
    graph.add_conditional_edges("understand", to_handler, sorted({handler.__name__ for handler in HANDLERS.values()}))
    for handler in HANDLERS.values():
        graph.add_node(handler.__name__, handler)
        graph.add_edge(handler.__name__, END)
    return graph


def to_handler(state: ConversationState) -> str:
    return HANDLERS[state["intent"]].__name__
