"""The campaign: from a request to a verified, measured publication, stopping wherever a person decides.

    request
      → read_brief ⇄ (gate) clarify               at most 3 rounds; what stays open is listed, never guessed
      → recall_precedents → (gate) confirm        only when something usual is missing
      → size_audience ⇄ (gate) choose_audience    only when too narrow, too broad or unlawful
      → find_content → write_content ×n           one writer a need
      → review ⇄ rework (≤ 2)                     then (gate) resolve: edit, drop, waive, cancel
      → check_quality → freeze_audience → plan
      → (gate) approve                            change leads back to the brief, or to rework for a text
      → execute → verify → measure

Routers are pure; names of nodes are a stored contract.
"""

from asyncio import create_task
from collections.abc import Awaitable, Callable, Mapping
from contextvars import copy_context
from typing import Any

from langchain_core.runnables.config import var_child_runnable_config
from langgraph.graph import END, START, StateGraph
from langgraph.runtime import Runtime

from agents.approvals import gates
from agents.brief.precedents import recall_precedents
from agents.compliance.rework import rework
from agents.content.find import find_content
from agents.content.quality import check_quality
from agents.data_science.freeze import freeze_audience
from agents.data_science.measure import measure
from agents.publishing.execute import execute
from agents.publishing.plan import plan
from agents.publishing.verify import verify
from batuta.audience import Targeting
from batuta.brief import Brief, Precedents
from batuta.compliance import Review
from batuta.content import DiscoveryReceipt, QualityReport
from batuta.deps import Deps
from batuta.publishing import Receipts, Verification
from graphs import routing
from graphs.routing import routed
from graphs.state import CampaignState

Workflows = Mapping[str, StateGraph[Any, Any, Any, Any]]
"""The replaceable parts by name: `brief`, `audience`, `writing`, `compliance`."""


def build(workflows: Workflows) -> StateGraph[CampaignState, Deps, Any, Any]:
    """The uncompiled graph; workflows are compiled without checkpoints of their own, since they never pause."""
    graph = StateGraph(CampaignState, context_schema=Deps)
    for node, name in {
        "read_brief": "brief",
        "size_audience": "audience",
        "write_content": "writing",
        "review": "compliance",
    }.items():
        graph.add_node(node, as_one_step(workflows[name]), input_schema=workflows[name].input_schema)
    for step in (
        recall_precedents,
        find_content,
        rework,
        check_quality,
        freeze_audience,
        plan,
        execute,
        verify,
        measure,
    ):
        graph.add_node(step.__name__, step)
    for gate in (gates.clarify, gates.confirm, gates.choose_audience, gates.resolve, gates.approve):
        graph.add_node(gate.__name__, gate)

    graph.add_edge(START, "read_brief")
    graph.add_conditional_edges(
        "read_brief", routed(routing.after_reading, brief=Brief), ["clarify", "recall_precedents", END]
    )
    graph.add_conditional_edges("clarify", routed(routing.after_clarify), ["read_brief", END])
    graph.add_conditional_edges(
        "recall_precedents", routed(routing.after_precedents, precedents=Precedents), ["confirm", "size_audience"]
    )
    graph.add_conditional_edges("confirm", routed(routing.after_confirm), ["size_audience", END])
    graph.add_conditional_edges(
        "size_audience", routed(routing.after_sizing, targeting=Targeting), ["choose_audience", "find_content"]
    )
    graph.add_conditional_edges("choose_audience", routed(routing.after_choice), ["size_audience", "find_content", END])
    graph.add_conditional_edges(
        "find_content", routed(routing.to_writers, discovery=DiscoveryReceipt), ["write_content", "review"]
    )
    graph.add_edge("write_content", "review")
    graph.add_conditional_edges(
        "review", routed(routing.after_review, review=Review), ["rework", "resolve", "check_quality"]
    )
    graph.add_edge("rework", "review")
    graph.add_conditional_edges("resolve", routed(routing.after_resolve), ["rework", "review", END])
    graph.add_conditional_edges(
        "check_quality", routed(routing.after_quality, quality=QualityReport), ["resolve", "freeze_audience"]
    )
    graph.add_edge("freeze_audience", "plan")
    graph.add_edge("plan", "approve")
    graph.add_conditional_edges("approve", routed(routing.after_approve), ["execute", "read_brief", "rework", END])
    graph.add_conditional_edges("execute", routed(routing.after_execute, receipts=Receipts), ["verify", END])
    graph.add_conditional_edges("verify", routed(routing.after_verify, verification=Verification), ["measure", END])
    graph.add_edge("measure", END)
    return graph


def as_one_step(workflow: StateGraph[Any, Any, Any, Any]) -> Callable[..., Awaitable[Any]]:
    """A workflow as one step: it runs through in memory, and only what it hands back is kept.

    It inherits the context but LangGraph's own configuration, on whose durability a graph without checkpoints fails.
    """
    compiled = workflow.compile(checkpointer=False)

    async def run(state: Any, runtime: Runtime[Deps]) -> Any:
        context = copy_context()
        context.run(var_child_runnable_config.set, None)
        return await create_task(compiled.ainvoke(state, context=runtime.context), context=context)

    return run
