"""The compliance graph: its edges, its keys, and a whole run on a shop."""

from pathlib import Path

from batuta.compliance import Review, Waiver, Waivers
from graphs.compliance import build
from tests.agents.content.conftest import world
from tests.scenes.review import Tool, finding, state
from tools.policies import open_policies


def test_all_reviewers_work_side_by_side_before_the_merge() -> None:
    edges = {(edge.source, edge.target) for edge in build().compile().get_graph().edges}
    assert edges == {
        ("__start__", "review_internal"),
        ("__start__", "consult_external"),
        ("__start__", "suspect"),
        ("suspect", "merge"),
        ("review_internal", "merge"),
        ("consult_external", "merge"),
        ("merge", "__end__"),
    }


def test_it_declares_what_it_takes_and_gives() -> None:
    assert set(build().input_schema.__annotations__) == {"brief", "targeting", "content", "waivers"}
    assert set(build().output_schema.__annotations__) == {"review"}


async def test_a_whole_review_and_the_same_one_with_a_waiver(lince_folder: Path) -> None:
    deps = world(
        lince_folder,
        policies=open_policies(lince_folder / "policies"),
        compliance_tool=Tool(finding("house", "block", "email.0")),
    )
    given = await state(deps, "El abrigo cuesta 129 €, IVA incluido.")
    graph = build().compile()
    out = await graph.ainvoke(given, context=deps)  # type: ignore[call-overload]
    assert set(out) == {"review"}
    review = await deps.artefacts.get(out["review"], Review)
    assert (review.verdict, [found.rule_id for found in review.findings]) == ("blocked", ["house"])

    let_pass = Waiver(rule_id="house", item="email.0", by="carlos", reason="Ya se comprobó.")
    given["waivers"] = await deps.artefacts.put(Waivers(granted=(let_pass,)))
    again = await graph.ainvoke(given, context=deps)  # type: ignore[call-overload]
    review = await deps.artefacts.get(again["review"], Review)
    assert (review.verdict, review.waived) == ("clear", (let_pass,))
