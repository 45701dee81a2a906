"""What is denied of one kind is not denied of all: `no annual fee` is not `no fees`."""

import pytest

from batuta.grounding.support import Evidence, support

OF_ONE_KIND = [
    ("The card has no fees.", "The card has no annual fee."),
    ("No fees.", "No annual fee."),
    ("Sin comisiones.", "Sin cuota anual."),
    ("La tarjeta no tiene comisiones.", "La tarjeta no tiene cuota anual. Retirar efectivo a crédito cuesta un 3 %."),
    ("La cuenta no tiene comisiones.", "La cuenta no tiene comisión de mantenimiento."),
    ("Full refund if you cancel.", "Partial refund if you cancel."),
    ("Reembolso íntegro si cancelas.", "Reembolso si cancelas."),
]
OF_THE_SAME = [
    ("No annual fee on the card.", "The card has no annual fee."),
    ("La tarjeta no tiene cuota.", "La tarjeta no tiene cuota anual."),
    ("The account has no fees.", "The account is fee-free."),
    ("Refund in full if you cancel.", "Full refund if you cancel."),
    ("Vete cuando quieras: no hay permanencia.", "Precio único, sin permanencia."),
]


@pytest.mark.parametrize(("sentence", "evidence"), OF_ONE_KIND)
def test_what_is_denied_or_given_of_one_kind_is_not_said_of_all(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "supported"


@pytest.mark.parametrize(("sentence", "evidence"), OF_THE_SAME)
def test_what_is_denied_or_given_alike_is_supported(sentence: str, evidence: str) -> None:
    decided = support(sentence, [Evidence("f", evidence)])
    assert decided.label == "supported", decided.reasons("en")
