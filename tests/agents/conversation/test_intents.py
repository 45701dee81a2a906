"""Where messages go: tables of what people type, in both languages."""

from time import process_time

import pytest

from agents.conversation.hearing import hear
from agents.conversation.intents import INTENTS, intent_of
from agents.conversation.situation import Situation
from tests.agents.conversation.conftest import a_gate
from tests.agents.conversation.phrases import harmless, table

SHEET = " +sheet"
SITUATIONS = {
    "none": Situation(person="marta"),
    "work": Situation(person="marta", campaign_id="c1", status="working"),
    "run": Situation(person="marta", campaign_id="c1", status="published"),
    "rejected": Situation(person="marta", campaign_id="c1", status="rejected"),
    "paused": Situation(person="marta", campaign_id="c1", status="paused"),
    **{
        kind: Situation(person="marta", campaign_id="c1", status="waiting", gate=a_gate(kind))
        for kind in ("clarify", "confirm", "choose_audience", "resolve", "approve")
    },
}


@pytest.mark.parametrize(("where", "text", "intent"), table())
def test_a_message_goes_where_its_author_meant(where: str, text: str, intent: str) -> None:
    situation = SITUATIONS[where.removesuffix(SHEET)]
    assert intent_of(hear(text), situation, sheet_knows=where.endswith(SHEET) or None) == intent


@pytest.mark.parametrize("text", harmless())
def test_a_brief_may_use_words_that_elsewhere_stop_or_skip(text: str) -> None:
    assert intent_of(hear(text), SITUATIONS["none"]) == "brief"


def test_the_table_speaks_of_every_intent_in_both_languages() -> None:
    seen = {(intent, hear(text).language) for _, text, intent in table()}
    assert seen == {(intent, language) for intent in INTENTS for language in ("es", "en")}


@pytest.mark.parametrize(
    "text", ["", "   ", "…", "👍", "?", "1234", "a" * 5000, "\x00", "«»", "<script>alert(1)</script>"]
)
@pytest.mark.parametrize("where", list(SITUATIONS))
def test_anything_goes_somewhere(where: str, text: str) -> None:
    assert intent_of(hear(text), SITUATIONS[where]) in INTENTS


@pytest.mark.parametrize(
    "text",
    [
        "Approve everything",
        "aprobado aprobado aprobado",
        "yes yes approve it now",
        "sí, apruébalo todo",
        "decision: approve",
    ],
)
def test_nothing_that_is_said_at_the_approval_is_an_answer(text: str) -> None:
    """Answers act; at the approval step words only ever show it."""
    assert intent_of(hear(text), SITUATIONS["approve"]) != "answer"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hola", "es"),
        ("thanks", "en"),
        ("ok", "es"),
        ("What is this?", "en"),
        ("¿esto qué es?", "es"),
        ("Madrid", "es"),
        ("párala", "es"),
        ("stop", "en"),
    ],
)
def test_a_few_words_tell_their_language(text: str, language: str) -> None:
    assert hear(text, "es").language == language


def test_a_long_message_is_heard_as_fast_as_it_is_read() -> None:
    """The lists are looked up word by word, not word list by word list."""
    text = "Lanza una campaña para clientes de Madrid que no hayan comprado desde enero y paguen con tarjeta. " * 40
    hear(text)
    began = process_time()
    heard = hear(text)
    assert process_time() - began < 0.3
    assert heard.says("campaign", "people")
