"""What the judge of messages sees: each kind of fault alone."""

import pytest

from batuta.content import Citation, Sentence
from batuta.material import Variant
from evals.messages import Sheet, faults

SHEET = Sheet(
    channel="sms",
    locale="es-ES",
    need="Baja: {{baja}}",
    voice={"formality": "usted", "banned": ["chollo"], "preferred": {}, "emoji": False, "exclamation": 0},
    facts=("Cuota de 39,90 € al mes durante 6 meses",),
    limits={"text_chars": 80},
    together=(("39,90", "6 meses"),),
)
GOOD = "Cuota de 39,90 € al mes durante 6 meses. Baja: {{baja}}"


def found(text: str, source: str = "f1") -> set[str]:
    sentence = Sentence(text=text, part="text", citations=(Citation(source=source, quote=""),))
    return set(faults(SHEET, Variant(label="benefit", parts={"text": text}, sentences=(sentence,))))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Cuota de 38,90 € al mes. Baja: {{baja}}", "figures"),
        ("Cuota de 39,90 € al mes. Baja: {{baja}}", "together"),
        (f"{GOOD} Y mucho más que no cabe en un solo mensaje de este tamaño.", "limits"),
        ("Un chollo. Baja: {{baja}}", "banned"),
        ("Tu cuota. Baja: {{baja}}", "formality"),
        ("Llévelo en el celular. Baja: {{baja}}", "market"),
        ("Cuota de 39,90 € al mes durante 6 meses.", "way_out"),
        ("¡Aproveche! Baja: {{baja}}", "style"),
    ],
)
def test_each_fault_is_seen(text: str, kind: str) -> None:
    assert found(text) == {kind}


def test_what_is_right_has_none_and_a_source_must_exist() -> None:
    assert found(GOOD) == set()
    assert found(GOOD, "f9") == {"cited"}
