"""The wiring of the campaign: nodes are a stored contract, channels are the schema, gates are the only stops."""

import ast
from pathlib import Path
from typing import TypedDict, get_type_hints

import pytest
from langgraph.checkpoint.memory import InMemorySaver
from langgraph.graph import START, StateGraph

from app.workflows import OURS
from graphs.campaign import as_one_step, build
from graphs.state import CampaignState, added, joined
from tools.records.language_calls import CAMPAIGN

NODES = {
    "read_brief",
    "clarify",
    "recall_precedents",
    "confirm",
    "size_audience",
    "choose_audience",
    "find_content",
    "write_content",
    "review",
    "rework",
    "resolve",
    "check_quality",
    "freeze_audience",
    "plan",
    "approve",
    "execute",
    "verify",
    "measure",
}
"""Campaigns that are paused now resume by these names: renaming one ends them without their gate."""

EDGES = {
    ("__start__", "read_brief"),
    ("read_brief", "clarify"),
    ("read_brief", "recall_precedents"),
    ("read_brief", "__end__"),
    ("clarify", "read_brief"),
    ("clarify", "__end__"),
    ("recall_precedents", "confirm"),
    ("recall_precedents", "size_audience"),
    ("confirm", "size_audience"),
    ("confirm", "__end__"),
    ("size_audience", "choose_audience"),
    ("size_audience", "find_content"),
    ("choose_audience", "size_audience"),
    ("choose_audience", "find_content"),
    ("choose_audience", "__end__"),
    ("find_content", "write_content"),
    ("find_content", "review"),
    ("write_content", "review"),
    ("review", "rework"),
    ("review", "resolve"),
    ("review", "check_quality"),
    ("rework", "review"),
    ("resolve", "rework"),
    ("resolve", "review"),
    ("resolve", "__end__"),
    ("check_quality", "resolve"),
    ("check_quality", "freeze_audience"),
    ("freeze_audience", "plan"),
    ("plan", "approve"),
    ("approve", "execute"),
    ("approve", "read_brief"),
    ("approve", "rework"),
    ("approve", "__end__"),
    ("execute", "verify"),
    ("execute", "__end__"),
    ("verify", "measure"),
    ("verify", "__end__"),
    ("measure", "__end__"),
}


def campaign() -> object:
    return build({name: builder() for name, builder in OURS.items()})


def test_node_names_are_the_stored_contract() -> None:
    assert set(campaign().nodes) == NODES  # type: ignore[attr-defined]


def test_the_edges_are_the_ones_drawn() -> None:
    drawn = campaign().compile().get_graph()  # type: ignore[attr-defined]
    assert {(edge.source, edge.target) for edge in drawn.edges} == EDGES


def test_every_channel_is_in_the_schema_and_every_key_is_a_channel() -> None:
    channels = {name for name in campaign().channels if not name.startswith(("__", "branch:"))}  # type: ignore[attr-defined]
    assert channels - {"need", "found"} == set(get_type_hints(CampaignState)), "these two only travel with a Send"


def test_nothing_executes_but_behind_the_approve_gate() -> None:
    assert {source for source, target in EDGES if target == "execute"} == {"approve"}


@pytest.mark.parametrize("room", ["agents", "graphs", "tools", "app", "batuta"])
def test_only_the_gates_interrupt_and_nothing_jumps(root: Path, room: str) -> None:
    """`interrupt` is imported by agents/approvals alone; nobody routes with `Command(goto=…)`."""
    for file in (root / room).rglob("*.py"):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("langgraph"):
                names = {alias.name for alias in node.names}
                assert "interrupt" not in names or "approvals" in file.parts, file
                assert not names & {"NodeInterrupt", "create_react_agent"}, file
            if isinstance(node, ast.keyword):
                assert node.arg not in ("goto", "interrupt_before", "interrupt_after"), file


@pytest.mark.parametrize("gate", ["clarify", "confirm", "choose_audience", "resolve", "approve"])
def test_each_gate_interrupts_once_and_catches_nothing(root: Path, gate: str) -> None:
    tree = ast.parse((root / "agents/approvals/gates.py").read_text(encoding="utf-8"))
    (function,) = [n for n in tree.body if isinstance(n, ast.AsyncFunctionDef) and n.name == gate]
    asks = [n for n in ast.walk(function) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "_ask"]
    assert len(asks) == 1
    assert not [n for n in ast.walk(function) if isinstance(n, (ast.Try, ast.For, ast.While))]


def test_a_need_has_one_writer_and_can_be_dropped() -> None:
    assert joined({"a": ["1"], "b": ["2"]}, {"a": ["3"], "b": []}) == {"a": ["3"]}
    assert joined(None, {"a": ["1"]}) == {"a": ["1"]}


def test_amendments_keep_their_order_and_come_once() -> None:
    assert added(["x", "y"], ["y", "z"]) == ["x", "y", "z"]
    assert added(None, None) == []


class Said(TypedDict, total=False):
    said: str


async def test_a_workflow_within_a_step_works_in_the_context_of_its_campaign() -> None:
    def say(state: Said) -> Said:
        return {"said": CAMPAIGN.get()}

    inner = StateGraph(Said)
    inner.add_node("say", say)
    inner.add_edge(START, "say")
    outer = StateGraph(Said)
    outer.add_node("whole", as_one_step(inner))
    outer.add_edge(START, "whole")
    CAMPAIGN.set("c-17")
    config = {"configurable": {"thread_id": "1"}}
    done = await outer.compile(checkpointer=InMemorySaver()).ainvoke({}, config, durability="sync")  # type: ignore[call-overload]
    assert done == {"said": "c-17"}
