"""Reading a brief, always in the same four steps, each visible on its own.

    request, amendments
      → clarify_intent         what it is for: objective, product, dates, budget, goals
      → extract_eligibility    whom it addresses, and whom not
      → identify_content       what it says, where, in which tone
      → configure              one brief, answers applied, open questions in order
    → brief

`read_brief` in the campaign. It never pauses: the gate that asks is the campaign's.
"""

from typing import NotRequired, TypedDict

from langgraph.graph import END, START, StateGraph

from agents.brief.configure import configure
from agents.brief.read import clarify_intent, extract_eligibility, identify_content
from batuta.deps import Deps
from batuta.digest import Digest


class BriefInput(TypedDict):
    request: Digest
    """Request."""
    amendments: NotRequired[list[Digest]]
    """Amendment, each."""


class BriefOutput(TypedDict):
    brief: Digest


class BriefState(BriefInput):
    intent_read: NotRequired[Digest]
    """IntentReadings."""
    eligibility_read: NotRequired[Digest]
    """EligibilityReadings."""
    content_read: NotRequired[Digest]
    """ContentReadings."""
    brief: NotRequired[Digest]


def build() -> StateGraph[BriefState, Deps, BriefInput, BriefOutput]:
    graph = StateGraph(BriefState, context_schema=Deps, input_schema=BriefInput, output_schema=BriefOutput)
    for stage in (clarify_intent, extract_eligibility, identify_content, configure):
        graph.add_node(stage.__name__, stage)
    graph.add_edge(START, "clarify_intent")
    graph.add_edge("clarify_intent", "extract_eligibility")
    graph.add_edge("extract_eligibility", "identify_content")
    graph.add_edge("identify_content", "configure")
    graph.add_edge("configure", END)
    return graph
