"""Content: what exists is found first, what is missing is written, every sentence with its source.

    discovery    brief → find_content → discovery, content
    writing      need, brief
                   → retrieve   facts in force, approved lines, passages, rules; the brief's promises, checked
                   → write      the variants, by a language engine
                   → ground     each sentence against what it cites
                   → repair     what is not carried is written again or taken out
                   → content {need: [items]}
    build        find_content → write_content ×n, one writer a need: the whole of it on its own

`find_content` and `write_content` in the campaign. Nothing here pauses.
"""

from typing import Annotated, NotRequired, TypedDict

from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime
from langgraph.types import Send

from agents.content.find import find_content
from agents.content.ground import ground
from agents.content.repair import repair
from agents.content.retrieve import retrieve
from agents.content.write import write
from batuta.content import DiscoveryReceipt
from batuta.deps import Deps
from batuta.digest import Digest
from graphs.state import joined


class DiscoveryInput(TypedDict):
    brief: Digest


class ContentOutput(TypedDict):
    discovery: Digest
    content: Annotated[dict[str, list[Digest]], joined]


class DiscoveryState(DiscoveryInput, ContentOutput):
    pass


class WritingInput(TypedDict):
    need: dict[str, object]
    """A Need in plain JSON."""
    brief: Digest
    found: NotRequired[list[Digest]]
    """What exists for it already, and stays beside what is written."""


class WritingOutput(TypedDict):
    content: dict[str, list[Digest]]


class WritingState(WritingInput, WritingOutput):
    material: NotRequired[Digest]
    draft: NotRequired[Digest]
    grounding: NotRequired[Digest]


def discovery() -> StateGraph[DiscoveryState, Deps, DiscoveryInput, ContentOutput]:
    graph = StateGraph(DiscoveryState, context_schema=Deps, input_schema=DiscoveryInput, output_schema=ContentOutput)
    graph.add_node("find_content", find_content)
    graph.add_edge(START, "find_content")
    graph.add_edge("find_content", END)
    return graph


def writing() -> StateGraph[WritingState, Deps, WritingInput, WritingOutput]:
    graph = StateGraph(WritingState, context_schema=Deps, input_schema=WritingInput, output_schema=WritingOutput)
    for step in (retrieve, write, ground, repair):
        graph.add_node(step.__name__, step)
    graph.add_edge(START, "retrieve")
    graph.add_edge("retrieve", "write")
    graph.add_edge("write", "ground")
    graph.add_edge("ground", "repair")
    graph.add_edge("repair", END)
    return graph


def build() -> StateGraph[DiscoveryState, Deps, DiscoveryInput, ContentOutput]:
    graph = StateGraph(DiscoveryState, context_schema=Deps, input_schema=DiscoveryInput, output_schema=ContentOutput)
    graph.add_node("find_content", find_content)
    graph.add_node("write_content", writing().compile(checkpointer=False))
    graph.add_edge(START, "find_content")
    graph.add_conditional_edges("find_content", _to_writers, ["write_content", END])
    graph.add_edge("write_content", END)
    return graph


async def _to_writers(state: DiscoveryState, runtime: Runtime[Deps]) -> list[Send] | str:
    receipt = await runtime.context.artefacts.get(state["discovery"], DiscoveryReceipt)
    content, kept = state.get("content", {}), receipt.topped_up
    return [
        Send(
            "write_content",
            {
                "need": need.model_dump(mode="json"),
                "brief": state["brief"],
                **({"found": content.get(need.key, [])} if need.key in kept else {}),
            },
        )
        for need in receipt.missing
    ] or END
