"""The three stages of reading, and what becomes of a second reader."""

from pathlib import Path

import pytest
from langgraph.runtime import Runtime

from agents.brief.read import clarify_intent
from batuta.brief import Request
from batuta.reading import IntentReadings
from tests.agents.brief.conftest import TODAY, Readers, kept, read, world

BRIEF = "Campaña del Abrigo Norte para clientes de Madrid con más de 3 compras, por email, del 1 al 15 de abril."


@pytest.mark.parametrize("problem", ["timeout: no whole answer in 60 s", "invalid: two fields are missing"])
async def test_a_model_that_could_not_read_is_named_in_the_brief(lince_folder: Path, problem: str) -> None:
    deps = world(lince_folder, Readers(problem=problem))
    brief = await read(deps, BRIEF)
    assert brief.degraded == problem.partition(":")[0]
    assert brief.channels == ("email",)


async def test_where_nothing_failed_nothing_is_said_of_it(lince_folder: Path) -> None:
    assert (await read(world(lince_folder), BRIEF)).degraded == ""


async def test_what_failed_is_kept_without_figures_that_differ_from_run_to_run(lince_folder: Path) -> None:
    digests = set()
    for detail in ("60 s", "61 s"):
        deps = world(lince_folder, Readers(problem=f"timeout: no whole answer in {detail}"))
        (request,) = await kept(deps, Request(text=BRIEF, today=TODAY, author="marta"))
        wrote = await clarify_intent({"request": request}, Runtime(context=deps))
        digests.add(wrote["intent_read"])
        assert (await deps.artefacts.get(wrote["intent_read"], IntentReadings)).degraded == "timeout"
    assert len(digests) == 1


async def test_a_text_that_is_no_brief_is_read_no_further(lince_folder: Path) -> None:
    brief = await read(world(lince_folder), "2 kg de tomates, pan de molde y leche sin lactosa")
    assert brief.is_brief is False
    assert brief.audience.empty
    assert len(brief.questions) == 1


async def test_another_language_is_asked_about_and_nothing_else_read(lince_folder: Path) -> None:
    brief = await read(
        world(lince_folder),
        "Nous voulons une campagne pour nos clients de Madrid avec plus de trois achats, par email, du 1 au 15 avril.",
    )
    assert brief.is_brief
    assert brief.audience.empty
    assert brief.channels == ()
    assert [question.field for question in brief.questions] == ["locale"]
    assert "francés" in brief.questions[0].text
