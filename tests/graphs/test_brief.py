"""The brief graph: its four steps in a row, its keys, and a whole reading on a shop."""

from pathlib import Path

from batuta.brief import Amendment, Brief, Request
from graphs.brief import build
from tests.agents.brief.conftest import TODAY, world

TEXT = "Abrigo Norte para socios oro de Madrid con más de 3 compras. Email, del 1 al 15 de abril."


def test_it_reads_in_four_steps_one_after_the_other() -> None:
    edges = [(edge.source, edge.target) for edge in build().compile().get_graph().edges]
    assert edges == [
        ("__start__", "clarify_intent"),
        ("clarify_intent", "extract_eligibility"),
        ("extract_eligibility", "identify_content"),
        ("identify_content", "configure"),
        ("configure", "__end__"),
    ]


def test_it_declares_what_it_takes_and_gives() -> None:
    assert set(build().input_schema.__annotations__) == {"request", "amendments"}
    assert set(build().output_schema.__annotations__) == {"brief"}


async def test_a_brief_is_read_and_an_answer_in_words_goes_into_it(lince_folder: Path) -> None:
    deps = world(lince_folder)
    graph = build().compile()
    request = await deps.artefacts.put(Request(text=TEXT, today=TODAY, author="marta"))
    out = await graph.ainvoke({"request": request}, context=deps)  # type: ignore[call-overload]
    assert set(out) == {"brief"}
    brief = await deps.artefacts.get(out["brief"], Brief)
    assert (brief.product_id, brief.channels, brief.questions) == ("north_coat", ("email",), ())
    assert {one.attribute for one in brief.audience.all} == {"club_tier", "city", "purchases_12m"}

    said = Amendment(changes={"text": "mejor por SMS, con 2.000 €"}, by="marta", at="gate")
    amendments = [await deps.artefacts.put(said)]
    again = await graph.ainvoke({"request": request, "amendments": amendments}, context=deps)  # type: ignore[call-overload]
    changed = await deps.artefacts.get(again["brief"], Brief)
    assert changed.channels == ("sms",)
    assert changed.budget is not None
    assert changed.budget.amount == 2000
    assert changed.audience == brief.audience
