"""What `langgraph.json` names is what the LangGraph tools will load."""

import importlib.util
import json
from pathlib import Path

import pytest
from langgraph.graph import StateGraph

NAMED = json.loads((Path(__file__).parents[2] / "langgraph.json").read_text("utf-8"))["graphs"]


@pytest.mark.parametrize("name", NAMED)
def test_every_named_graph_loads_compiles_and_can_be_drawn(root: Path, name: str) -> None:
    path, _, builder = NAMED[name].partition(":")
    spec = importlib.util.spec_from_file_location(f"named_{name}", root / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    graph = getattr(module, builder)()
    assert isinstance(graph, StateGraph)
    drawn = graph.compile().get_graph(xray=True).draw_mermaid()
    assert all(node in drawn for node in graph.nodes)


def test_every_workflow_is_named() -> None:
    from app.workflows import OURS

    assert set(OURS) | {"campaign", "conversation"} == set(NAMED)
