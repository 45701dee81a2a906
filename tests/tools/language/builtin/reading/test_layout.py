"""Sections, from headings, labels and tables."""

import pytest

from tests.tools.language.builtin.reading.clauses import analysed


def sections(text: str) -> dict[str, str | None]:
    clauses = analysed(text).clauses
    return {clause.words(clause.label_tokens, len(clause.tokens)): clause.sentence.section for clause in clauses}


@pytest.mark.parametrize(
    ("text", "words", "section"),
    [
        ("## Público\nSocios oro", "socios oro", "audience"),
        ("**Audience**\ngold members", "gold members", "audience"),
        ("Presupuesto: mucho", "mucho", "budget"),
        ("- **Fechas:** en mayo", "en mayo", "window"),
        ("| Canales | Email |\n|---|---|\n| Público | Socios oro |", "socios oro", "audience"),
        ("Público | Canal | Fechas\n--- | --- | ---\nSocios oro | Email | mayo", "email", "channels"),
        ("Exclusiones:\n- empleados", "empleados", "exclusion"),
        ("Campaign: Spring savers", "spring savers", "ignore"),
        (
            "Campaña: Tarjeta Oro para socios con nómina en Soria o Teruel",
            "tarjeta oro para socios con nomina en soria o teruel",
            None,
        ),
        (
            "Campaign: Gold Card for members with a salary here, in Leeds or York",
            "gold card for members with a salary here , in leeds or york",
            None,
        ),
        ("KPI – 300 altas", "300 altas", "kpi"),
        ("E-mail and in-app, September, goal: 400 lines", "e - mail and in - app , september , goal : 400 lines", None),
    ],
)
def test_a_sentence_stands_in_its_section(text: str, words: str, section: str | None) -> None:
    assert sections(text).get(words, "absent") == section


def test_a_heading_that_no_language_knows_ends_the_section_before_it() -> None:
    found = sections("## Público\nSocios oro\n\n## Otras cosas\nHace sol")
    assert found["hace sol"] is None


def test_points_inside_of_figures_and_short_forms_end_nothing() -> None:
    assert len(analysed("Gasto máx. de 1.500 € aprox. al año").clauses) == 1
