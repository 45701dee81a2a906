"""Where two engines read differently, the author is shown both readings; neither decides."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from batuta.brief import Brief, Question
from tests.agents.brief.conftest import ACCEPT, Readers, read, world

BRIEF = (
    "Campaña del Abrigo Norte para clientes de Madrid con más de 3 compras, 20 % de descuento, por email, "
    "del 1 al 15 de abril, presupuesto 12.000 € o 21.000 €."
)
ENGLISH = "North Coat campaign for customers in Madrid with more than 3 purchases, email, 1–15 April, budget €12,000."


def quote(words: str, text: str = BRIEF) -> dict[str, object]:
    return {"quote": words, "start": text.index(words), "end": text.index(words) + len(words)}


async def asked(lince: Path, second: Mapping[str, Mapping[str, object]], text: str = BRIEF) -> tuple[Brief, Question]:
    brief = await read(world(lince, Readers(second)), text)
    (question,) = [one for one in brief.questions if one.blocking]
    return brief, question


async def test_two_readings_of_the_budget_are_both_there_to_pick(lince_folder: Path) -> None:
    other = {"amount": 12000, "currency": "USD", "evidence": quote("€12,000", ENGLISH)}
    brief, question = await asked(lince_folder, {"clarify_intent": {"budget": other}}, ENGLISH)
    assert brief.budget is None
    assert question.field == "budget"
    assert question.options == ("€12,000", "$12,000")
    assert "€12,000" in question.text
    assert "$12,000" in question.text
    picked = await read(
        world(lince_folder, Readers({"clarify_intent": {"budget": other}})), ENGLISH, {"budget": "$12,000"}
    )
    assert picked.budget is not None
    assert (picked.budget.amount, picked.budget.currency) == (12000, "USD")


async def test_two_readings_of_the_dates_are_both_there_to_pick(lince_folder: Path) -> None:
    other = {"start": "2027-04-01", "end": None, "evidence": quote("1–15 April", ENGLISH)}
    brief, question = await asked(lince_folder, {"clarify_intent": {"window": other}}, ENGLISH)
    assert brief.window is None
    assert question.options == ("1 April 2027 to 15 April 2027", "from 1 April 2027")
    accepted = await read(world(lince_folder, Readers({"clarify_intent": {"window": other}})), ENGLISH, ACCEPT)
    assert accepted.window is not None
    assert accepted.window.end == date(2027, 4, 15)


async def test_what_only_one_reader_found_is_proposed_and_not_taken(lince_folder: Path) -> None:
    brief, question = await asked(lince_folder, {"clarify_intent": {"budget": None}}, ENGLISH)
    assert brief.budget is None
    assert question.options == ("€12,000",)


@pytest.mark.parametrize(
    ("value", "field"),
    [
        ({"all": [{"attribute": "city", "operator": "==", "value": "Madrid", "evidence": quote("Madrid", ENGLISH)}]},
         "audience.purchases_12m"),
        ({"all": []}, "audience"),
    ],
)  # fmt: skip
async def test_a_condition_that_only_one_reader_saw_is_a_question(
    lince_folder: Path, value: dict[str, object], field: str
) -> None:
    brief = await read(world(lince_folder, Readers({"extract_eligibility": {"audience": value}})), ENGLISH)
    fields = [question.field for question in brief.questions if question.blocking]
    assert all(one.startswith(field) for one in fields)
    assert len(fields) == 2 - len(value["all"])  # type: ignore[arg-type]
    assert len(brief.audience.all) == len(value["all"])  # type: ignore[arg-type]


async def test_two_sums_in_one_brief_are_shown_side_by_side(lince_folder: Path) -> None:
    text = "Campaña del Abrigo Norte por email en abril. Presupuesto: 12.000 €. El presupuesto total: 15.000 €."
    brief = await read(world(lince_folder), text)
    (question,) = [one for one in brief.questions if one.field == "budget"]
    assert brief.budget is None
    assert set(question.options) == {"15.000 €", "12.000 €"}
    assert "12.000" in question.text
    assert "15.000" in question.text
