"""How a document that somebody sent is told in the conversation."""

import pytest

from app.web.pages.transcript import unmarked


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
