"""Whether what exists is what is needed: one trap a case, and the order in which things are chosen."""

from datetime import date
from typing import Any

import pytest

from batuta.content import InventoryItem, Rights
from batuta.discovery import Found, Wanted, discover
from batuta.grounding.support import Evidence

LAST_DAY = date(2027, 4, 30)
FACTS = [
    Evidence("price", "29,90 € al mes durante 12 meses, IVA incluido; después, 42 € al mes"),
    Evidence("term", "sin permanencia"),
]
WANTED = Wanted(
    need_id="n", type="copy", channel="email", locale="es-ES", product_id="fibre_600",
    audience="existing customers", purpose="promote",
)  # fmt: skip


def item(**other: Any) -> InventoryItem:
    parts: dict[str, Any] = {
        "id": "a",
        "type": "copy",
        "status": "approved",
        "version": 1,
        "channel": "email",
        "locale": "es-ES",
        "product_id": "fibre_600",
        "audience": "existing_customers",
        "purpose": "promote",
        "title": "Fibra 600 Mb",
        "body": "Fibra por 29,90 € al mes durante 12 meses. Sin permanencia.",
        "valid_until": date(2027, 12, 31),
    }
    return InventoryItem(**(parts | other))


def found(*items: InventoryItem, wanted: Wanted = WANTED) -> Found:
    return discover(wanted, items, FACTS, last_day=LAST_DAY)


def test_what_fits_in_everything_is_reused() -> None:
    result = found(item())
    assert (result.decision, [one.id for one in result.items], result.rejected) == ("reuse", ["a"], ())


TRAPS = [
    ({"status": "draft"}, "draft"),
    ({"status": "retired"}, "retired"),
    ({"status": "expired"}, "expired"),
    ({"status": "archived"}, "archived"),
    ({"locale": "es-MX"}, "market"),
    ({"locale": "en"}, "language"),
    ({"locale": None}, "language"),
    ({"product_id": "fibre_300"}, "fibre_300"),
    ({"product_id": None}, "product"),
    ({"audience": "new customers"}, "new customers"),
    ({"purpose": "remind"}, "remind"),
    ({"valid_until": date(2027, 4, 29)}, "29 April 2027"),
    ({"rights": Rights(expires=date(2027, 1, 31))}, "31 January 2027"),
    ({"rights": Rights(territories=("MX", "AR"))}, "MX, AR"),
    ({"body": "Fibra por 19,90 € al mes durante 12 meses."}, "19,90"),
    ({"body": "Fibra por 29,90 € al mes durante 24 meses."}, "24 meses"),
    ({"body": "Con permanencia de 12 meses."}, "ermanencia"),
    ({"body": "Fibra gratis."}, "gratis"),
    ({"body": "Fibra por 29,90 € al mes durante 12 meses. Hasta el 31 de marzo de 2027."}, "31 de marzo"),
]


@pytest.mark.parametrize(("trap", "reason"), TRAPS)
def test_each_trap_is_passed_over_with_its_reason(trap: dict[str, Any], reason: str) -> None:
    result = found(item(**trap))
    assert result.decision == "generate"
    assert reason in result.rejected[0].why.in_("en")
    assert result.rejected[0].why.in_("es") != result.rejected[0].why.in_("en")


@pytest.mark.parametrize(
    "same",
    [
        {"valid_until": None},
        {"valid_until": LAST_DAY},
        {"rights": Rights(expires=LAST_DAY, territories=("ES",))},
        {"rights": Rights(territories=("es", "PT"))},
        {"audience": None},
        {"audience": "clientes actuales"},
        {"purpose": None},
        {"status": "published"},
        {"body": "29,90 € mensuales durante un año. No hay permanencia."},
        {"body": "Fibra de 600 Mb en tu casa."},
        {"locale": "es"},
    ],
)
def test_what_differs_only_in_form_still_fits(same: dict[str, Any]) -> None:
    assert found(item(**same)).decision == "reuse"


def test_what_is_approved_comes_before_what_waits_and_the_highest_version_wins() -> None:
    pending = item(id="p", status="pending", version=9)
    assert found(pending).decision == "propose_pending"
    result = found(pending, item(id="old", version=1), item(id="new", version=2))
    assert (result.decision, [one.id for one in result.items]) == ("reuse", ["new", "old"])


def test_an_older_version_is_passed_over_for_a_newer_one_that_is_ready_only() -> None:
    assert [miss.id for miss in found(item(), item(version=2)).rejected] == ["a"]
    assert [one.version for one in found(item(), item(version=2, status="retired")).items] == [1]


def test_images_look_at_rights_and_not_at_words() -> None:
    wanted = WANTED.model_copy(update={"type": "image", "purpose": None, "audience": None})
    image = item(type="image", locale=None, channel=None, audience="new", body="", title="")
    assert discover(wanted, [image], FACTS, last_day=LAST_DAY).decision == "reuse"
    expired = image.model_copy(update={"rights": Rights(expires=date(2026, 1, 1))})
    assert discover(wanted, [expired], FACTS, last_day=LAST_DAY).decision == "generate"


def test_a_described_audience_needs_only_to_name_the_item_s_own() -> None:
    wanted = WANTED.model_copy(update={"audience": "Nómina domiciliada: sí; Edad: de 30 a 55 años", "described": True})
    assert discover(wanted, [item(audience="nómina domiciliada")], FACTS, last_day=LAST_DAY).decision == "reuse"
    assert discover(wanted, [item(audience="estudiantes")], FACTS, last_day=LAST_DAY).decision == "generate"


def test_without_facts_figures_are_not_doubted() -> None:
    assert discover(WANTED, [item(body="19,90 €")], (), last_day=LAST_DAY).decision == "reuse"


def test_an_offer_for_a_time_and_the_price_after_it_agree_with_facts_that_say_both() -> None:
    facts = [
        Evidence("offer", "sin cuota anual el primer año. después, 36 € al año. 0 €"),
        Evidence(
            "example",
            "Ejemplo de la Tarjeta Azul: TAE 22,12 %. Cuota anual de la tarjeta: 36 €, cada uno de los 4 años.",
        ),
    ]
    own = item(title="Tarjeta Azul", body="Tarjeta Azul sin cuota anual el primer año; después, 36 € al año.")
    assert discover(WANTED, (own,), facts, last_day=LAST_DAY).decision == "reuse"
    wrong = item(title="Tarjeta Azul", body="Tarjeta Azul sin cuota anual el primer año; después, 40 € al año.")
    assert discover(WANTED, (wrong,), facts, last_day=LAST_DAY).decision == "generate"


def test_another_message_about_the_product_is_none_about_the_offer() -> None:
    about_the_offer = WANTED.model_copy(update={"offers": ("sin permanencia",)})
    assert found(item(), wanted=about_the_offer).decision == "reuse"
    (miss,) = found(item(body="Fibra para toda la casa."), wanted=about_the_offer).rejected
    assert "sin permanencia" in miss.why.es


def test_what_every_message_must_say_is_asked_of_each_item() -> None:
    asked = WANTED.model_copy(update={"must_say": ("sin permanencia", "instalación incluida")})
    (miss,) = found(item(), wanted=asked).rejected
    assert "instalación incluida" in miss.why.es
    body = "Fibra por 29,90 € al mes durante 12 meses. Sin permanencia. Con la instalación incluida."
    assert found(item(body=body), wanted=asked).decision == "reuse"
    scattered = "Fibra por 29,90 € al mes durante 12 meses, IVA incluido. Sin permanencia. La instalación cuesta 120 €."
    assert found(item(body=scattered), wanted=asked).decision == "generate"


def test_a_price_that_follows_another_keeps_its_period() -> None:
    body = "Fibra por 29,90 € al mes durante 12 meses. Después, {}."
    assert found(item(body=body.format("42 €"))).decision == "reuse"
    assert found(item(body=body.format("44 €"))).decision == "generate"


def test_the_price_that_is_wrong_is_named_not_the_number_of_the_product() -> None:
    plan = "Pásate del prepago al Plan 60: fibra por 24,90 € al mes."
    (rejected,) = found(item(title="Más por menos", body=plan)).rejected
    assert "24,90 €" in rejected.why.in_("es")
