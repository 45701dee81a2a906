"""The content graphs: their edges, their keys, and a whole run on a shop."""

from pathlib import Path

from batuta.content import ContentItem, DiscoveryReceipt
from graphs.content import build, discovery, writing
from tests.agents.content.conftest import brief, world


def test_the_steps_of_writing_keep_their_names_and_order() -> None:
    graph = writing().compile().get_graph()
    assert [(edge.source, edge.target) for edge in graph.edges] == [
        ("__start__", "retrieve"),
        ("ground", "repair"),
        ("retrieve", "write"),
        ("write", "ground"),
        ("repair", "__end__"),
    ]


def test_the_graphs_declare_what_they_take_and_give() -> None:
    assert set(writing().input_schema.__annotations__) == {"need", "brief", "found"}
    assert set(writing().output_schema.__annotations__) == {"content"}
    assert set(discovery().output_schema.__annotations__) == {"discovery", "content"}
    assert set(build().nodes) == {"find_content", "write_content"}


async def test_finds_first_and_writes_only_what_is_missing(lince_folder: Path) -> None:
    deps = world(lince_folder)
    state = {"brief": await deps.artefacts.put(brief())}
    out = await build().compile().ainvoke(state, context=deps)  # type: ignore[call-overload]
    receipt = await deps.artefacts.get(out["discovery"], DiscoveryReceipt)
    items = {
        key: [await deps.artefacts.get(name, ContentItem) for name in names] for key, names in out["content"].items()
    }
    assert set(items) == {need.need.key for need in receipt.needs}
    assert {key: {item.origin for item in found} for key, found in items.items()} == {
        "email.en": {"generated"},
        "email.es-ES": {"reused"},
        "sms.en": {"generated"},
        "sms.es-ES": {"pending"},
    }
    assert all(len(items[need.key]) == need.variants for need in receipt.missing)
