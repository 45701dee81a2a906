"""Words that mean the same, within a language and across both."""

import pytest

from batuta.text import Language
from batuta.words.concepts import cognates, same, units
from batuta.words.languages import language_in
from batuta.words.sentences import sentences


def _first(text: str, language: Language):  # type: ignore[no-untyped-def]
    return units(text, language)[0]


@pytest.mark.parametrize(
    ("spanish", "english"),
    [
        ("envío gratis", "free delivery"), ("permanencia", "minimum term"),
        ("nómina", "payroll"), ("hipoteca", "mortgage"),
        ("mayúsculas", "capitalization"), ("accesibilidad", "accessibility"), ("reembolso", "refund"),
    ],
)  # fmt: skip
def test_the_same_idea_in_two_languages_is_the_same(spanish: str, english: str) -> None:
    assert same(_first(spanish, "es"), _first(english, "en"))


@pytest.mark.parametrize(("one", "other"), [("cuota", "cuenta"), ("fijo", "variable"), ("crédito", "débito")])
def test_different_ideas_are_not_the_same(one: str, other: str) -> None:
    assert not same(_first(one, "es"), _first(other, "es"))


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        ("información", "information", True), ("especial", "special", True), ("perfil", "profile", True),
        ("mesa", "message", False), ("éxito", "exit", False), ("carpeta", "carpet", False),
    ],
)  # fmt: skip
def test_learned_words_are_known_by_their_spelling(one: str, other: str, are: bool) -> None:
    assert cognates(one, "es", other, "en") is are


def test_the_longest_phrase_is_one_unit_and_a_denial_stays_outside_a_longer_phrase() -> None:
    assert [unit.text for unit in units("Tarjeta de crédito sin comisión de mantenimiento", "es")] == [
        "Tarjeta de crédito",
        "comisión de mantenimiento",
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No minimum contract.", "en"), ("APR: 7.68%", "en"), ("Sin permanencia", "es"), ("Tarjeta Oro", "es"),
        ("Free delivery", "en"), ("¿Qué?", "es"), ("Gold Card", "en"),
    ],
)  # fmt: skip
def test_short_texts_show_their_language(text: str, language: str) -> None:
    assert language_in(text) == language


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tienda Lince, S.L. te escribe. Llama al 900 100 200, p. ej. hoy.", 2),
        ("Cuesta 1.500 €. Hasta el 30.04.2027.", 2),
        ("¿Dudas? ¡Sí! Vale", 3),
        ("Una línea\notra línea", 2),
        ("", 0),
    ],
)
def test_abbreviations_and_figures_do_not_end_a_sentence(text: str, count: int) -> None:
    spans = sentences(text)
    assert len(spans) == count
    assert all(text[span.start : span.end] == span.text for span in spans)
