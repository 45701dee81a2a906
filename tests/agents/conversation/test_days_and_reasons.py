"""Days on which nothing should leave, and why an open step asks what it asks."""

from datetime import date

import pytest

from agents.conversation.reply import AnswerGate, OfferChange, ShowGate
from agents.conversation.situation import Situation
from batuta.brief import Brief, Window
from batuta.deps import Deps
from tests.agents.conversation.conftest import Ask, a_gate

QUESTION = {
    "field": "audience",
    "text": "¿A quiénes te refieres con «los de siempre»?",
    "why": "No hay nada en el catálogo que se les corresponda.",
    "evidence": {"quote": "los de siempre", "start": 0, "end": 14},
    "options": ["Seguir sin ese filtro"],
    "proposal": None,
    "blocking": True,
}
OMISSION = {
    "criterion": {"attribute": "age", "operator": ">=", "value": 18},
    "support": 7,
    "of": 8,
    "share": 0.875,
    "lower_bound": 0.6,
    "example_campaigns": ["2026-abrigos", "2026-botas"],
    "words": "Edad: desde 18",
}
FINDING = {
    "rule_id": "r1",
    "topic": "claims",
    "severity": "block",
    "message": "«Gratis» se contradice en la letra pequeña.",
    "suggestion": "Di el cargo o quita la promesa.",
    "source": {"title": "Ley 3/1991, art. 5"},
}


@pytest.fixture
def asked(campaign: Situation) -> Situation:
    return campaign.model_copy(update={"gate": a_gate("clarify", questions=[QUESTION]), "next_roles": ("marketer",)})


@pytest.mark.parametrize(
    "text", ["¿por qué me preguntas eso?", "¿qué quieres decir?", "why do you ask that?", "no entiendo"]
)
async def test_a_question_back_is_answered_with_words_reason_and_choices(ask: Ask, asked: Situation, text: str) -> None:
    reply = await ask(text, asked)
    for told in ("«los de siempre»", QUESTION["why"], "Seguir sin ese filtro"):
        assert str(told).strip("«»") in reply.text
    assert any(isinstance(card, ShowGate) for card in reply.cards)
    assert reply.act is None


async def test_why_something_is_missed_or_blocked_names_the_evidence(ask: Ask, campaign: Situation) -> None:
    missed = campaign.model_copy(update={"gate": a_gate("confirm", omissions=[OMISSION]), "next_roles": ("marketer",)})
    said = (await ask("¿y eso por qué?", missed)).text
    for told in ("7 de 8", "2026-abrigos"):
        assert told in said
    gate = a_gate("resolve", findings=[FINDING])
    blocked = campaign.model_copy(update={"gate": gate, "roles": ("compliance",), "next_roles": ("compliance",)})
    said = (await ask("why is it blocked?", blocked)).text
    for told in (FINDING["message"], FINDING["suggestion"], "Ley 3/1991, art. 5"):
        assert str(told) in said


@pytest.mark.parametrize(
    "text", ["sigue sin esos filtros", "da igual, quítalo", "leave them out", "go on without those"]
)
async def test_leaving_out_what_nobody_can_tell_is_an_answer(ask: Ask, asked: Situation, text: str) -> None:
    act = (await ask(text, asked)).act
    assert isinstance(act, AnswerGate)
    assert act.changes == {"text": text}


@pytest.mark.parametrize(
    ("start", "text", "moved"),
    [
        ("2026-12-05", "que no salga el fin de semana", "2026-12-07"),
        ("2026-12-05", "nothing on Saturdays", "2026-12-06"),
        ("2026-12-05", "que salga solo entre semana", "2026-12-07"),
        ("2026-12-07", "que no salga los lunes ni los martes", "2026-12-09"),
        ("2026-12-07", "que no salga el fin de semana", None),
        ("2026-12-05", "¿qué tal está?", None),
    ],
)
async def test_days_that_are_refused_move_the_start(
    ask: Ask, deps: Deps, campaign: Situation, brief: Brief, start: str, text: str, moved: str | None
) -> None:
    window = Window(start=date.fromisoformat(start), end=date(2026, 12, 20))
    name = await deps.artefacts.put(brief.model_copy(update={"window": window}))
    there = campaign.model_copy(update={"artefacts": {**campaign.artefacts, "brief": name}})
    reply = await ask(text, there)
    offers = [card.changes for card in reply.cards if isinstance(card, OfferChange)]
    assert offers == ([{"window.start": moved}] if moved else [])
    assert ("lunes 7 de diciembre" in reply.text) == (start == "2026-12-07" and moved is None) or moved is not None
