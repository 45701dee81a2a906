"""What gates are called."""

import pytest

from batuta.approval import GateKind
from batuta.gate_titles import gate_title


@pytest.mark.parametrize(
    ("kind", "shown", "allowed", "es", "en"),
    [
        ("clarify", {"questions": [1]}, (), "Una duda antes de seguir", "One thing to clear up"),
        ("clarify", {"questions": [1, 2]}, (), "2 dudas antes de seguir", "2 things to clear up"),
        ("confirm", {}, (), "¿Se ha olvidado algo en el brief?", "Did the brief forget something?"),
        (
            "choose_audience",
            {"concern": "unlawful"},
            (),
            "Este público no está permitido",
            "This audience is not allowed",
        ),
        ("resolve", {"findings": [1], "quality": []}, (), "Un punto requiere decisión", "One point needs a person"),
        ("resolve", {"findings": [1], "quality": [1]}, (), "2 puntos requieren decisión", "2 points need a person"),
        ("approve", {}, ("approve", "change"), "Lista para aprobar", "Ready for approval"),
        (
            "approve",
            {},
            ("change", "reject"),
            "Supera el presupuesto: cámbiala o recházala",
            "Over budget: change it or reject it",
        ),
        (
            "approve",
            {"repair": []},
            ("approve", "reject"),
            "¿Corregir lo que está publicado?",
            "Put right what is live?",
        ),
    ],
)
def test_a_gate_says_what_it_asks_in_both_languages(
    kind: GateKind, shown: dict[str, object], allowed: tuple[str, ...], es: str, en: str
) -> None:
    title = gate_title(kind, shown, allowed)
    assert (title.es, title.en) == (es, en)


def test_a_notice_is_not_counted_as_a_question() -> None:
    question: dict[str, object] = {"field": "channels", "text": "¿Por qué canales?", "why": "Hace falta."}
    notice: dict[str, object] = {
        "field": "brief",
        "text": "No tiene ningún efecto.",
        "why": "Es texto.",
        "blocking": False,
    }
    assert gate_title("clarify", {"questions": [notice, question]}, ()).es == "Una duda antes de seguir"
    assert gate_title("clarify", {"questions": [notice, {**notice, "text": "¿Presupuesto?"}]}, ()).en == (
        "One thing to clear up"
    )
    assert gate_title("clarify", {"questions": [notice, notice]}, ()).en == "2 things to clear up"
