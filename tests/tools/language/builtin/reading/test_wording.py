"""Tone, and words that must or must not be said."""

import pytest

from tests.tools.language.builtin.reading.clauses import analysed
from tools.language.builtin.reading.wording import read_wording

_QUOTED = [
    ("Que el mensaje diga «sin letra pequeña» y que no diga «gratis».", ["sin letra pequeña"], ["gratis"]),
    ('It has to say "terms apply" and never "free".', ["terms apply"], ["free"]),
    ("Have the e-mail say 'no fees'.", ["no fees"], []),
    ("Use the words “no small print”.", ["no small print"], []),
    ("No olvidéis mencionar «hasta fin de existencias».", ["hasta fin de existencias"], []),
    ("Nunca usar la palabra «chollo» ni «regalo».", [], ["chollo", "regalo"]),
    ("Don't say “cheap” or “bargain”, say “good value”.", ["good value"], ["cheap", "bargain"]),
    ("La campaña «Vuelta al cole» es para clientes con hijos.", [], []),
]


@pytest.mark.parametrize(("text", "said", "refused"), _QUOTED)
def test_quoted_words_are_wanted_or_refused_as_the_words_before_them_say(
    text: str, said: list[str], refused: list[str]
) -> None:
    _, must, must_not = read_wording(analysed(text))
    assert [phrase.text for phrase in must] == said
    assert [phrase.text for phrase in must_not] == refused


def test_a_quotation_stands_where_its_evidence_says() -> None:
    text = "Correo.\nEl asunto debe decir «Tu abrigo te espera», sin más."
    _, (phrase,), _ = read_wording(analysed(text))
    assert text[phrase.evidence.start : phrase.evidence.end] == "Tu abrigo te espera"


def test_a_tone_is_a_list_of_adjectives() -> None:
    tone, _, _ = read_wording(analysed("Tono cercano, claro y sin tecnicismos."))
    assert [phrase.text for phrase in tone] == ["cercano", "claro", "sin tecnicismos"]


@pytest.mark.parametrize(
    ("text", "tone"),
    [
        ("Tono cercano y que no salga el fin de semana.", ["cercano"]),
        ("Tone: light, cheeky. Nothing on Sunday, customers hate that.", ["light", "cheeky"]),
        ("Que no salga el sábado.", []),
        ("Tone: light. And nothing on Sundays.", ["light"]),
    ],
)
def test_days_on_which_nothing_should_leave_are_neither_tone_nor_words(text: str, tone: list[str]) -> None:
    said, _, must_not = read_wording(analysed(text))
    assert [phrase.text for phrase in said] == tone
    assert must_not == ()


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Que no salga la palabra «domingo».", "domingo"),
        ("Don't mention the weekend.", "weekend"),
        ("No menciones el domingo.", "el domingo"),
    ],
)
def test_a_day_that_is_not_to_be_named_is_words(text: str, refused: str) -> None:
    _, _, must_not = read_wording(analysed(text))
    assert [phrase.text for phrase in must_not] == [refused]
