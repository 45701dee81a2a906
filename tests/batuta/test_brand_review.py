"""The brand check: each rule that applies, kept or broken, with a remedy that keeps it."""

import pytest

from batuta.brand import Term, WritingRules
from batuta.brand_review import BrandCheck, brand_check
from batuta.readability import readability

RULES = WritingRules(
    formality="tu", max_sentence_words=12, exclamation=0, banned_punctuation=("...",),
    limits={"title": 30, "body": 120}, required_parts=("title", "body"),
    terms=(Term(locale="es-ES", preferred="cuota", avoid=("mensualidad",), file="terminology.md"),),
    sources={"formality": "voice.md", "limits": "push.md"},
)  # fmt: skip


def check(title: str, body: str) -> BrandCheck:
    return brand_check({"title": title, "body": body}, "push", "es-ES", RULES, "es")


def test_a_message_that_keeps_every_rule_keeps_all_of_them() -> None:
    done = check("Tu cuota, clara", "Mírala en la app cuando quieras.")
    assert (done.share, done.failed) == (1.0, ())
    assert {one.rule for one in done.guidelines} >= {"formality", "terminology", "length", "required"}


@pytest.mark.parametrize(
    ("body", "rule", "fix"),
    [
        ("Mire su cuota en la app.", "formality", "Mira tu cuota en la app."),
        ("Mensualidad de 30 € en {{url_mensualidad}}.", "terminology", "Cuota de 30 € en {{url_mensualidad}}."),
        ("¡Mira tu cuota!", "exclamation", "Mira tu cuota."),
        ("Mira tu cuota...", "punctuation", "Mira tu cuota."),
        ("Mira tu cuota 🎉 hoy", "emoji", "Mira tu cuota hoy"),
        ("Mira tu cuota y tu saldo y tus recibos y tus tarjetas y todo lo demás hoy.", "sentence_length", None),
        ("Mira tu cuota. " * 12, "length", None),
    ],
)
def test_each_broken_rule_is_told_with_its_remedy_and_checked_again(body: str, rule: str, fix: str | None) -> None:
    done = check("Tu cuota, clara", body)
    (broken,) = done.failed
    assert (broken.rule, broken.part, broken.fix) == (rule, "body", fix)
    assert broken.message
    assert 0 < done.share < 1
    if fix:
        assert check("Tu cuota, clara", fix).share == 1.0


def test_a_broken_rule_names_the_document_it_stands_in() -> None:
    told = {one.rule: one.source for one in check("Mire su cuota", "Tu mensualidad").failed}
    assert told == {"formality": "voice.md", "terminology": "terminology.md"}


def test_a_missing_part_breaks_what_is_required() -> None:
    assert [one.rule for one in check("", "Mira tu cuota.").failed] == ["required"]


def test_how_easily_it_is_read_is_told_in_the_reader_s_language() -> None:
    easy = "Mira tu cuota en la app. Paga hoy o paga luego. Tú lo ves todo y tú decides."
    assert check("Tu cuota", easy).reading["body"].startswith("muy fácil (")
    hard = (
        "La formalización de la documentación precontractual correspondiente condicionará irrevocablemente la "
        "tramitación administrativa de la operación anteriormente mencionada."
    )
    found = readability(hard, "es")
    assert found is not None
    assert found.ease == "very_hard"
    assert readability("Hola", "es") is None
