"""Several messages of one campaign, and how often they come."""

from datetime import date

import pytest

from batuta.brief import Channel
from batuta.checks.rest_days import easter, is_holiday
from batuta.compliance import Finding, Subject
from batuta.contact import FrequencyCap
from batuta.content import ContentItem
from tests.scenes.compliance import TODAY
from tools.policies import PolicyBook


def item(id_: str, words: str, channel: Channel = "web", need: str = "", locale: str = "es-ES") -> ContentItem:
    parts = {"text": words} if channel == "sms" else {"body": words}
    return ContentItem(
        id=id_, channel=channel, locale=locale, status="draft", parts=parts, origin="generated", need=need
    )


def found(book: PolicyBook, *items: ContentItem, topic: str, **other: object) -> list[Finding]:
    subject = Subject.model_validate(
        {"items": items, "jurisdictions": ("ES",), "sector": "telco", "product_kind": "fibra", "today": TODAY, **other}
    )
    return [finding for finding in book.review(subject, "es-ES").findings if finding.topic == topic]


def test_a_promise_that_the_page_takes_back_is_found_at_the_promise(legal: PolicyBook) -> None:
    mail = item("mail", "Fibra sin permanencia.", "in_app")
    page = item("page", "Fibra por 30 € al mes, IVA incluido. Permanencia de 12 meses.")
    (one,) = found(legal, mail, page, topic="journey_contradiction")
    assert (one.item, one.quote, one.severity) == ("mail", "sin permanencia", "block")
    assert "Permanencia de 12 meses" in one.message


def test_a_rate_that_differs_from_message_to_message_is_found(legal: PolicyBook) -> None:
    one, two = item("a", "Préstamo al 6,95 % TAE."), item("b", "Préstamo al 7,95 % TAE.", "in_app")
    assert len(found(legal, one, two, topic="journey_contradiction", product_kind="préstamo")) == 2


def test_variants_of_one_need_are_alternatives(legal: PolicyBook) -> None:
    one, two = item("a.0", "Fibra sin permanencia.", need="a"), item("a.1", "Permanencia de 12 meses.", need="a")
    assert found(legal, one, two, topic="journey_contradiction") == []


def test_a_promise_kept_everywhere_is_fine(legal: PolicyBook) -> None:
    one, two = item("a", "Fibra sin permanencia."), item("b", "Sin permanencia, 30 € al mes, IVA incluido.", "in_app")
    assert found(legal, one, two, topic="journey_contradiction") == []


def test_the_last_chance_comes_once(legal: PolicyBook) -> None:
    sms = item("sms", "Norte: última oportunidad, acaba el 31/12/2026. Baja: responde BAJA al 25252", "sms")
    push = item("push", "Último aviso: acaba el 31/12/2026.", "push")
    assert [f.item for f in found(legal, sms, push, topic="false_urgency") if f.rule_id == "last-chance-again"] == [
        "push"
    ]


@pytest.mark.parametrize(("days", "told"), [(7, True), (28, False)])
def test_a_campaign_that_alone_exceeds_the_cap_is_told(legal: PolicyBook, days: int, told: bool) -> None:
    items = tuple(item(f"m{n}", "Fibra para tu casa.", "push", need=f"m{n}") for n in range(4))
    caps = (FrequencyCap(channel="push", messages=2, days=7),)
    assert bool(found(legal, *items, topic="frequency", caps=caps, window_days=days)) is told


def test_variants_do_not_count_as_messages(legal: PolicyBook) -> None:
    items = tuple(item(f"m{n}", "Fibra para tu casa.", "push", need="m") for n in range(4))
    assert found(legal, *items, topic="frequency", caps=(FrequencyCap(messages=1, days=7),)) == []


def test_a_person_is_written_to_in_one_language(legal: PolicyBook) -> None:
    words = {"es-ES": "Fibra para tu casa.", "es-MX": "Fibra para tu hogar.", "en-GB": "Fibre for your home."}
    items = tuple(item(f"m.{locale}", text, "sms", f"m.{locale}", locale) for locale, text in words.items())
    assert found(legal, *items, topic="frequency", caps=(FrequencyCap(channel="sms", messages=1, days=7),)) == []
    twice = (*items, item("n.es-MX", "Fibra, otra vez.", "sms", "n.es-MX", "es-MX"))
    (one,) = found(legal, *twice, topic="frequency", caps=(FrequencyCap(channel="sms", messages=1, days=7),))
    assert "2 mensajes" in one.message
    assert "1 en 7 días por SMS" in one.message


def test_what_two_markets_are_told_does_not_contradict(legal: PolicyBook) -> None:
    spain = item("es", "Fibra sin permanencia.", "in_app", locale="es-ES")
    mexico = item("mx", "Fibra con permanencia de 12 meses.", locale="es-MX")
    everybody = mexico.model_copy(update={"locale": "es"})
    assert found(legal, spain, mexico, topic="journey_contradiction") == []
    assert found(legal, spain, everybody, topic="journey_contradiction")


@pytest.mark.parametrize(
    ("year", "sunday"), [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2038, date(2038, 4, 25))]
)
def test_easter(year: int, sunday: date) -> None:
    assert easter(year) == sunday


def test_holidays_are_those_of_the_country() -> None:
    assert is_holiday(date(2027, 10, 12), "ES")
    assert not is_holiday(date(2027, 10, 12), "UK")
    assert is_holiday(date(2027, 3, 26), "ES")
    assert not is_holiday(date(2027, 3, 26), "US")
