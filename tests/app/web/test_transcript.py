"""How a document that somebody sent is told in the conversation."""

from datetime import UTC, datetime

import pytest

from app.web.pages.transcript import LineView, unmarked, without_repeats


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("# Fibra\n\nHola", "Fibra\n\nHola"),
        ("| Oferta | 600 Mb |\n|---|:--|\n| Canales | correo | push |", "Oferta: 600 Mb\nCanales: correo · push"),
        ("uno | dos", "uno | dos"),
        ("| solo |", "| solo |"),
        ("#VeranoOnda\n### Qué", "#VeranoOnda\nQué"),
        ("", ""),
    ],
)
def test_headings_and_tables_are_told_without_their_marks(sent: str, told: str) -> None:
    assert unmarked(sent) == told


def test_a_milestone_that_is_reached_again_at_once_is_told_once() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    told = [("milestone", "Revisión: 1"), ("milestone", "Revisión: 1"), ("person", "¿y?"), ("person", "¿y?"),
            ("milestone", "Revisión: 1"), ("milestone", "Revisión: 2")]  # fmt: skip
    lines = [LineView(number, kind, text, at) for number, (kind, text) in enumerate(told)]
    assert [line.id for line in without_repeats(lines)] == [0, 2, 3, 4, 5]
