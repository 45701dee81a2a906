"""Compliance: our policies and the company's own tool side by side, then one outcome.

    brief, targeting, content, waivers
      → review_internal   every policy pack in force over copy, audience, offer and timing; the brand's words
      ∥ consult_external  the company's compliance tool, where one is connected
      ∥ suspect           a reading by meaning, where a chat model is connected; it can only add warnings
      → merge             all findings, less what may be let pass and was
    → review

`review` in the campaign. It never pauses: rework and the gate that may follow are the campaign's.
"""

from typing import NotRequired, TypedDict

from langgraph.graph import END, START, StateGraph

from agents.compliance.external import consult_external
from agents.compliance.review import merge, review_internal
from agents.compliance.suspect import suspect
from batuta.deps import Deps
from batuta.digest import Digest


class ComplianceInput(TypedDict):
    brief: Digest
    targeting: NotRequired[Digest]
    content: NotRequired[dict[str, list[Digest]]]
    waivers: NotRequired[Digest]


class ComplianceOutput(TypedDict):
    review: Digest


class ComplianceState(ComplianceInput):
    internal: NotRequired[Digest]
    external: NotRequired[Digest]
    suspected: NotRequired[Digest]
    review: NotRequired[Digest]


def build() -> StateGraph[ComplianceState, Deps, ComplianceInput, ComplianceOutput]:
    graph = StateGraph(
        ComplianceState, context_schema=Deps, input_schema=ComplianceInput, output_schema=ComplianceOutput
    )
    graph.add_node("review_internal", review_internal)
    graph.add_node("consult_external", consult_external)
    graph.add_node("suspect", suspect)
    graph.add_node("merge", merge)
    graph.add_edge(START, "review_internal")
    graph.add_edge(START, "consult_external")
    graph.add_edge(START, "suspect")
    graph.add_edge(["review_internal", "consult_external", "suspect"], "merge")
    graph.add_edge("merge", END)
    return graph
