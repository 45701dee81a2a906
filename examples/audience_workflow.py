"""A workflow of a company's own: the audience, with a house rule in front of it.

In `workspace.yaml`:

    workflows: {audience: examples.audience_workflow:build}

and, since this is code that runs with Batuta's rights, in the environment of server and workers:

    BATUTA_ALLOWED_WORKFLOWS=examples.audience_workflow:build

The digest of this file is part of what an approval covers. Input and output keys are those of
`graphs/audience.py`; whatever lies between is the company's own.
"""

from typing import TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from agents.data_science.diagnose import diagnose
from agents.data_science.size import size
from batuta.audience import Criterion, Evidence
from batuta.brief import Brief
from batuta.deps import Deps
from batuta.digest import Digest
from graphs.audience import AudienceInput, AudienceOutput, AudienceState

RULE = Criterion(
    attribute="employee",
    operator="==",
    value=True,
    evidence=Evidence(quote="Campaigns never address our own staff.", source="house rule 7"),
)


class Writes(TypedDict, total=False):
    brief: Digest


async def keep_staff_out(state: AudienceInput, runtime: Runtime[Deps]) -> Writes:
    """The brief's audience without the company's own people, where the catalogue can tell them."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    if RULE.attribute not in deps.workspace.catalogue or RULE in brief.audience.exclude:
        return {}
    audience = brief.audience.model_copy(update={"exclude": (*brief.audience.exclude, RULE)})
    return {"brief": await deps.artefacts.put(brief.model_copy(update={"audience": audience}))}


def build() -> StateGraph[AudienceState, Deps, AudienceInput, AudienceOutput]:
    graph = StateGraph(AudienceState, context_schema=Deps, input_schema=AudienceInput, output_schema=AudienceOutput)
    graph.add_node("keep_staff_out", keep_staff_out)
    graph.add_node("size", size)
    graph.add_node("diagnose", diagnose)
    graph.add_edge(START, "keep_staff_out")
    graph.add_edge("keep_staff_out", "size")
    graph.add_edge("size", "diagnose")
    graph.add_edge("diagnose", END)
    return graph
