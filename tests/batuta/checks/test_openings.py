"""Subjects that deceive, and words that nobody sees."""

import pytest

from tests.scenes.compliance import WAY_OUT, topics
from tools.policies import PolicyBook


def found(legal: PolicyBook, subject: str, body: str) -> dict[str, str]:
    copy = {"subject": subject, "body": body, "footer": f"Telar Moda, S.L. {WAY_OUT}"}
    return topics(legal, copy, channel="email", sector="retail")


SALE = "20 % de descuento en zapatos hasta el 31 de enero de 2027. Condiciones en telar.example."


@pytest.mark.parametrize(
    "subject",
    ["Re: tu pedido", "RV: factura", "Confirmación de tu premio", "Aviso de impago", "Su cuenta será bloqueada"],
)
def test_a_subject_that_pretends_to_be_something_else(legal: PolicyBook, subject: str) -> None:
    assert found(legal, subject, SALE).get("deceptive_subject") == "block"


@pytest.mark.parametrize("subject", ["20 % en zapatos", "Rebajas de enero", "Responde a la encuesta", "Revista Telar"])
def test_a_subject_that_says_what_it_is(legal: PolicyBook, subject: str) -> None:
    assert "deceptive_subject" not in found(legal, subject, SALE)


def test_a_subject_that_promises_more_than_the_message(legal: PolicyBook) -> None:
    assert found(legal, "50 % en zapatos: descuento del 50 %", SALE).get("deceptive_subject") == "block"


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">Permanencia de 24 meses</div>',
        '<span style="color:#ffffff">Comisión de 30 €</span>',
        "<!-- sujeto a condiciones: solo nuevos clientes -->",
    ],
)
def test_conditions_nobody_sees(legal: PolicyBook, hidden: str) -> None:
    assert found(legal, "Novedades", f"<p>Fibra por 30 € al mes.</p>{hidden}").get("hidden_text") == "block"


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">Las novedades de enero, ya en tu tienda</div>',
        "<!-- plantilla 12, columna izquierda -->",
        '<img src="https://telar.example/p.gif" style="display:none">',
    ],
)
def test_a_preview_line_or_a_remark_hides_nothing(legal: PolicyBook, hidden: str) -> None:
    assert "hidden_text" not in found(legal, "Novedades", f"{hidden}<p>Ya está el catálogo.</p>")


def test_letters_that_are_not_what_they_look_like(legal: PolicyBook) -> None:
    assert "hidden_text" in found(legal, "Novedades", "Todo grаtis, sin condiciones.")
    assert "hidden_text" not in found(legal, "Novedades", "Ya está el catálogo de София, desde Sofía.")
