"""Whether sentences are carried by their evidence, on written triples and on what an adversary would try."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batuta.grounding.support import Evidence, support

SETS = Path(__file__).parents[3] / "evals" / "suites" / "grounding" / "cases"
Triple = tuple[str, str, tuple[Evidence, ...]]


def triples(name: str) -> list[Triple]:
    found: list[Triple] = []
    for line in (SETS / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            label, sentence, evidence = line.split("\t")
            pieces = tuple(Evidence(str(n), text) for n, text in enumerate(evidence.split(" ‖ ")))
            found.append((label, sentence, pieces))
    return found


@pytest.mark.parametrize(
    ("name", "accuracy"),
    [
        ("first.tsv", 0.96),
        ("second.tsv", 0.95),
        ("third.tsv", 0.92),
        ("fourth.tsv", 0.86),
        ("fifth.tsv", 0.84),
        ("sixth.tsv", 0.9),
        ("seventh.tsv", 0.88),
        ("eighth.tsv", 0.9),
        ("ninth.tsv", 0.85),
        ("eleventh.tsv", 0.8),
        ("twelfth.tsv", 0.77),
        ("thirteenth.tsv", 0.75),
        ("fourteenth.tsv", 0.75),
    ],
)
def test_nothing_false_is_called_supported(name: str, accuracy: float) -> None:
    decided = [(label, support(sentence, evidence).label, sentence) for label, sentence, evidence in triples(name)]
    false = [sentence for label, given_label, sentence in decided if given_label == "supported" != label]
    right = Counter(label == given_label for label, given_label, _ in decided)
    assert false == []
    assert right[True] / len(decided) >= accuracy


def test_every_decision_against_a_sentence_has_a_reason_in_both_languages() -> None:
    for _, sentence, evidence in triples("first.tsv"):
        decided = support(sentence, evidence)
        assert (decided.label == "supported") == (not decided.issues)
        assert all(reason for reason in (*decided.reasons("es"), *decided.reasons("en")))


FORMATS = [
    ("29,90 €", "€29.90"), ("1.500 €", "1500 euros"), ("12 meses", "un año"), ("24 horas", "1 día"),
    ("30/04/2027", "30 de abril de 2027"), ("April 30, 2027", "2027-04-30"), ("1 Gb", "1.000 Mb"),
    ("20 %", "20 percent"),    ("2 M€", "2.000.000 €"), ("veinte por ciento", "20 %"), ("9:00", "9 am"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), FORMATS)
def test_the_same_value_in_another_format_is_supported(one: str, other: str) -> None:
    assert support(f"La cifra es {one}", [Evidence("f", f"La cifra: {other}.")]).label == "supported"
    assert support(f"La cifra es {other}", [Evidence("f", f"La cifra: {one}.")]).label == "supported"


@settings(deadline=None)
@given(value=st.integers(min_value=2, max_value=9_999), off=st.integers(min_value=1, max_value=500))
def test_a_figure_that_is_off_is_never_supported(value: int, off: int) -> None:
    evidence = [Evidence("f", f"La cuota anual es de {value} €.")]
    assert support(f"La cuota anual es de {value + off} €.", evidence).label == "contradicted"
    assert support(f"La cuota anual es de {value} €.", evidence).label == "supported"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_a_decision(text: str) -> None:
    assert support(text, [Evidence("f", "Sin cuota anual el primer año.")]).label in (
        "supported",
        "unsupported",
        "contradicted",
    )


def test_without_evidence_nothing_is_supported() -> None:
    assert support("Sin cuota anual.", []).label == "unsupported"
    assert support("Sin cuota anual.", [Evidence("f", "   ")]).label == "unsupported"


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("Sin comisiones.", "Sin comisión de mantenimiento."),
        ("Save 25% on all furniture.", "25% off all garden furniture."),
        ("Ahorra un 10 %.", "10 % de descuento con el pago anual."),
        ("Hecho con un 30 % de algodón.", "70 % algodón, 30 % lino."),
        ("Tipo variable los 5 primeros años.", "Tipo fijo los 5 primeros años; después, tipo variable."),
        ("Tarjeta de crédito gratis.", "Tarjeta de débito gratis. Tarjeta de crédito: 30 € al año."),
    ],
)
def test_a_true_word_in_the_wrong_place_is_not_enough(sentence: str, evidence: str) -> None:
    assert support(sentence, [Evidence("f", evidence)]).label != "supported"


def test_what_one_fact_denies_for_a_time_another_may_give_a_price() -> None:
    evidence = [
        Evidence("example", "Cuota anual de la tarjeta: 36 €, al inicio de cada uno de los 4 años. Total: 144 €."),
        Evidence("offer", "sin cuota anual el primer año. después, 36 € al año"),
        Evidence("name", "Tarjeta Azul"),
    ]
    whole = support("Tarjeta Azul, sin cuota anual el primer año; después, 36 € al año.", evidence)
    assert whole.label != "contradicted", whole.reasons("en")
    assert support("Tarjeta Azul, sin cuota anual.", evidence).label != "supported"
    assert support("Tarjeta Azul, sin cuota anual los dos primeros años.", evidence).label != "supported"


@pytest.mark.parametrize(
    "sentence", ["Hola, {{first_name}}:", "Consulta las condiciones.", "¿Hablamos?", "See the details", "Learn more"]
)
def test_what_claims_nothing_needs_nothing(sentence: str) -> None:
    assert support(sentence, [Evidence("f", "Sin cuota anual el primer año.")]).label == "supported"


def test_a_later_price_keeps_the_period_of_the_one_it_follows() -> None:
    told = [Evidence("f", "29,90 € al mes durante 12 meses; después, 42 € al mes")]
    assert support("29,90 € al mes durante 12 meses; después, 42 €.", told, "es").label == "supported"
    assert support("29,90 € al mes durante 12 meses y un alta de 42 €.", told, "es").label != "supported"


def test_the_mark_of_a_list_is_no_word() -> None:
    told = "Primer mes al 50 % para contratos firmados antes del 1 de marzo de 2027"
    assert support(f"- {told}.", [Evidence("f", told)], "es").label == "supported"
