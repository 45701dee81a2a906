"""The audience: who is addressed, how many they are, and what the numbers mean.

    brief, precedents, confirmation, targeting, audience_choice
      → size        the brief's audience, what was confirmed, what the product requires, what was chosen: counted
      → diagnose    too narrow, too broad, unlawful? what each filter costs, and what would help
    → targeting

`size_audience` in the campaign. It never pauses: the gate that may follow is the campaign's.
"""

from typing import NotRequired, TypedDict

from langgraph.graph import END, START, StateGraph

from agents.data_science.diagnose import diagnose
from agents.data_science.size import size
from batuta.deps import Deps
from batuta.digest import Digest
from graphs.state import AnswerData


class AudienceInput(TypedDict):
    brief: Digest
    precedents: NotRequired[Digest]
    confirmation: NotRequired[AnswerData]
    targeting: NotRequired[Digest]
    """The one that a choice was made about."""
    audience_choice: NotRequired[AnswerData]


class AudienceOutput(TypedDict):
    targeting: Digest


class AudienceState(AudienceInput):
    sizing: NotRequired[Digest]
    """A Targeting without its diagnosis."""


def build() -> StateGraph[AudienceState, Deps, AudienceInput, AudienceOutput]:
    graph = StateGraph(AudienceState, context_schema=Deps, input_schema=AudienceInput, output_schema=AudienceOutput)
    graph.add_node("size", size)
    graph.add_node("diagnose", diagnose)
    graph.add_edge(START, "size")
    graph.add_edge("size", "diagnose")
    graph.add_edge("diagnose", END)
    return graph
