"""One line of `comply --jsonl`: which words are its copy, its channel, its facts, its law."""

from datetime import date

import pytest
from pydantic import ValidationError

from app.outside.comply import channel_named, facts_of, parts_of, reviewed
from batuta.errors import BadInput
from tools.policies import PolicyBook

TODAY = date(2026, 12, 15)
FACT = {"key": "price", "value": 35, "unit": "EUR", "text": {"es": "Cuesta 35 € al mes", "en": "It costs €35 a month"}}


def topics(legal: PolicyBook, line: dict[str, object]) -> set[str]:
    return {finding.topic for finding in reviewed(line, legal, TODAY, "en").findings}


@pytest.mark.parametrize(
    ("given", "facts"),
    [
        (None, ()),
        ("Sin permanencia", ("Sin permanencia",)),
        (["Sin permanencia", "600 Mb"], ("Sin permanencia", "600 Mb")),
        ([FACT], ("Cuesta 35 € al mes", "It costs €35 a month")),
        ({"facts": [{"locale": "es-ES", "text": "Sin permanencia"}]}, ("Sin permanencia",)),
        (
            {"monthly_price": "35 €", "commitment_months": 12, "notes": None},
            ("monthly price: 35 €", "commitment months: 12"),
        ),
        ([{"key": "tae", "value": 7.18, "unit": "percent"}], ("tae: 7.18 %",)),
        ({"prices": {"monthly": "35 €"}}, ("monthly: 35 €",)),
    ],
)
def test_facts_may_come_in_many_forms(given: object, facts: tuple[str, ...]) -> None:
    assert facts_of(given) == facts


@pytest.mark.parametrize("name", ["email", "E-mail", "correo", "mail", "EMAIL"])
def test_channels_go_by_several_names(name: str) -> None:
    assert channel_named(name) == "email"


def test_a_channel_nobody_knows_is_told() -> None:
    with pytest.raises(BadInput, match="pigeon"):
        channel_named("pigeon")


def test_a_file_names_its_parts_and_the_rest_is_the_main_text() -> None:
    text = "subject: Novedades\n\nHola, Marta:\nya está aquí.\nfooter: Baja: https://a.example\nTelar, S.L."
    assert parts_of(text, "email") == {
        "subject": "Novedades",
        "body": "Hola, Marta:\nya está aquí.",
        "footer": "Baja: https://a.example\nTelar, S.L.",
    }
    assert parts_of("TELAR: ya está aquí", "sms") == {"text": "TELAR: ya está aquí"}


def test_a_line_without_copy_or_audience_is_bad_input(legal: PolicyBook) -> None:
    with pytest.raises(BadInput, match="nothing to review"):
        reviewed({"channel": "email"}, legal, TODAY, "en")


def test_a_line_that_is_not_of_the_form_is_refused(legal: PolicyBook) -> None:
    with pytest.raises(ValidationError):
        reviewed({"copy": {"body": "Hola"}, "today": "whenever"}, legal, TODAY, "en")


def test_a_part_nobody_knows_is_reviewed_all_the_same(legal: PolicyBook) -> None:
    line: dict[str, object] = {
        "copy": {"banner_text": "El mejor banco de España."},
        "channel": "web",
        "locale": "es",
        "sector": "bank",
    }
    assert topics(legal, line) == {"unfounded_superlative"}


@pytest.mark.parametrize(
    ("locale", "jurisdiction", "night"),
    [
        ("en-US", None, "block"),
        ("es-ES", None, "warn"),
        ("en-GB", None, "warn"),
        ("en-US", "ES", "warn"),
        ("es", None, "warn"),
    ],
)
def test_without_a_jurisdiction_the_locale_tells_it(
    legal: PolicyBook, locale: str, jurisdiction: str | None, night: str
) -> None:
    line: dict[str, object] = {
        "copy": {"text": "Telar: baja/unsubscribe https://telar.example/b"},
        "channel": "sms",
        "locale": locale,
        "jurisdiction": jurisdiction,
        "send_at": "2027-06-03T23:30:00",
    }
    found = reviewed(line, legal, TODAY, "en").findings
    assert [finding.severity for finding in found if finding.topic == "quiet_hours"] == [night]


def test_the_products_kind_may_come_from_its_name(legal: PolicyBook) -> None:
    line: dict[str, object] = {
        "copy": "Al 7,76 % TAE.",
        "channel": "web",
        "locale": "es-ES",
        "product_id": "personal_loan",
    }
    assert "credit_no_example" in topics(legal, line)


def test_the_day_may_be_given(legal: PolicyBook) -> None:
    line: dict[str, object] = {
        "copy": "20 % de descuento hasta el 31 de enero de 2027. Condiciones en telar.example.",
        "channel": "web",
        "locale": "es-ES",
        "sector": "retail",
    }
    assert topics(legal, line) == set()
    assert topics(legal, {**line, "today": "2027-02-15"}) != set()


@pytest.mark.parametrize("channel", ["web", "display", "social", "letter"])
@pytest.mark.parametrize("field", ["alt", "legal", "banner_2"])
def test_a_place_is_counted_in_the_field_that_was_given(legal: PolicyBook, channel: str, field: str) -> None:
    copy = {"body": "Publicidad. Una camiseta.", field: "La camiseta 100 % sostenible", "note": "Y nada más."}
    line: dict[str, object] = {"copy": copy, "channel": channel, "locale": "es-ES", "sector": "retail"}

    found = [finding for finding in reviewed(line, legal, TODAY, "es").findings if finding.topic == "greenwashing"]

    assert [(finding.part, copy[finding.part][finding.start : finding.end]) for finding in found] == [
        (field, "100 % sostenible")
    ]


@pytest.mark.parametrize("channel", ["web", "in_app", "display", "social", "letter", "push", "sms"])
@pytest.mark.parametrize("field", ["legal", "disclaimer"])
def test_small_print_keeps_its_name_on_every_channel(legal: PolicyBook, channel: str, field: str) -> None:
    copy = {"headline": "Publicidad", field: "La camiseta 100 % sostenible"}
    line: dict[str, object] = {"copy": copy, "channel": channel, "locale": "es-ES", "sector": "retail"}

    found = [finding for finding in reviewed(line, legal, TODAY, "es").findings if finding.topic == "greenwashing"]

    assert [(finding.part, copy[field][finding.start : finding.end]) for finding in found] == [
        (field, "100 % sostenible")
    ]


def test_small_print_is_read_last_whatever_its_place(legal: PolicyBook) -> None:
    copy = {"legal": "Cambios únicamente en la tienda de compra.", "body": "Cambios en cualquier tienda."}
    line: dict[str, object] = {"copy": copy, "channel": "web", "locale": "es-ES", "sector": "retail"}

    found = reviewed(line, legal, TODAY, "es").findings

    assert [(f.part, f.quote) for f in found if f.topic == "small_print_contradiction"] == [
        ("body", "Cambios en cualquier tienda.")
    ]
