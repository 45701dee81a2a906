"""What holds before an event is not said of the time after it, nor what is told of one thing of its neighbour."""

import pytest

from batuta.grounding.support import Evidence, support


@pytest.mark.parametrize(
    ("sentence", "evidence", "label"),
    [
        ("Even after we've started, you still get a refund.", "Full refund before we start the work.", "contradicted"),
        ("Once the seal is broken you can return it.", "Returns before the seal is broken.", "contradicted"),
        ("Cancela gratis después de que empecemos.", "Cancelación gratis hasta que empecemos.", "contradicted"),
        ("Cancel free of charge before we start.", "Free cancellation before we start.", "supported"),
        ("Cancela gratis antes de que empecemos.", "Cancelación gratis hasta que empecemos.", "supported"),
    ],
)
def test_before_and_after_an_event_are_told_apart(sentence: str, evidence: str, label: str) -> None:
    assert support(sentence, [Evidence("e", evidence)]).label == label


@pytest.mark.parametrize(
    ("sentence", "label"),
    [
        ("Las habitaciones dobles tienen balcón.", "unsupported"),
        ("Las suites tienen balcón.", "supported"),
        ("Las habitaciones dobles tienen vistas al patio.", "supported"),
    ],
)
def test_a_suite_is_not_any_room(sentence: str, label: str) -> None:
    rooms = Evidence("e", "Las suites tienen balcón; las habitaciones dobles tienen vistas al patio.")
    assert support(sentence, [rooms]).label == label
