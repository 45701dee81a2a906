"""The language of phrases: what each of its signs lets pass, and what it says of mistakes."""

import pytest

from batuta.claims.matching import Matcher
from batuta.claims.normal import normal
from batuta.claims.phrases import BadPhrase, Phrasebook

BOOK = Phrasebook({"cash": ("dinero", "efectivo", "préstamo*"), "fast": ("ya", "en [solo] minutos")})


def said(phrase: str, text: str) -> list[str]:
    """What is quoted where the phrase is said and not denied."""
    folded = normal(text)
    return [folded.quote(f.start, f.end) for f in Matcher(BOOK.read(phrase)).places(folded) if not f.denied]


@pytest.mark.parametrize(
    ("phrase", "text", "quoted"),
    [
        ("sin interes*", "Págalo SIN INTERESES hoy", ["SIN INTERESES"]),
        ("(te|os) regala*", "Os regalamos la tele", ["Os regalamos"]),
        ("gran [gran] sorteo", "¡Gran sorteo!", ["Gran sorteo"]),
        ("dinero .. minutos", "dinero en tu cuenta en minutos", []),
        ("dinero ... minutos", "dinero en tu cuenta en minutos", ["dinero en tu cuenta en minutos"]),
        ("mal historial // no importa", "¿Mal historial? No importa.", ["Mal historial? No importa"]),
        ("<cash> .. <fast>", "préstamos en solo minutos", ["préstamos en solo minutos"]),
        ("<cash> & <fast>", "En minutos, tu dinero", ["En minutos, tu dinero"]),
        ("<cash> & <fast> ! simul*", "Simula y ten tu dinero en minutos", []),
        ("<cash> && <fast>", "Tu dinero. Y en minutos.", ["dinero"]),
        ("ahorra <percent>", "Ahorra un 5 % o ahorra 5%", ["ahorra 5%"]),
        ("<money> al mes", "Por 30,50 € al mes o € 30 al mes", ["30,50 € al mes", "€ 30 al mes"]),
        ("en <duration>", "en 5 minutos o en dos días", ["en 5 minutos", "en dos días"]),
        ("quedan <clock>", "Quedan 04:59", ["Quedan 04:59"]),
        ("100 %", "al 100%", ["100%"]),
        ("e-mail", "por email, e-mail o e mail", ["email", "e-mail", "e mail"]),
    ],
)
def test_a_phrase_finds_what_it_means_and_nothing_else(phrase: str, text: str, quoted: list[str]) -> None:
    assert said(phrase, text) == quoted


def test_a_phrase_never_runs_across_the_end_of_a_sentence() -> None:
    assert said("dinero ... minutos", "Pide tu dinero. Minutos musicales") == []


def test_what_is_needed_around_a_phrase_must_not_be_far_away() -> None:
    far = "Tu dinero. " + "Otra cosa sin más. " * 40 + "Y en minutos."
    assert said("<cash> && <fast>", far) == []


@pytest.mark.parametrize("text", ["No es gratis", "nunca será gratis", "It isn't gratis", "sin nada gratis"])
def test_a_no_before_a_claim_denies_it(text: str) -> None:
    assert said("gratis", text) == []


@pytest.mark.parametrize(
    "text",
    ["No lo pienses: es gratis", "No te pierdas esta entrada gratis", "no solo es gratis", "Sin comisiones, gratis"],
)
def test_a_no_that_speaks_of_something_else_denies_nothing(text: str) -> None:
    assert said("gratis", text) == ["gratis"]


def test_the_no_that_a_phrase_says_itself_is_its_meaning() -> None:
    assert said("sin interes*", "sin intereses") == ["sin intereses"]
    assert said("no pag* interes*", "No pagas intereses") == ["No pagas intereses"]


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        ("(a|b", "never closed"),
        ("a)", "no beginning"),
        ("(a|)", "empty"),
        ("<nobody> a", "no vocabulary defines"),
        ("[a] <percent>", "no word that must be there"),
        ("", "empty"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_why_in_both_languages(phrase: str, why: str) -> None:
    with pytest.raises(BadPhrase, match=why) as raised:
        BOOK.read(phrase)
    assert raised.value.why.es
    assert raised.value.why.es != raised.value.why.en
