"""What a frightening word speaks of: who denies it, whose price it is, on which days, for whom."""

from datetime import date
from typing import Any

import pytest

from app.outside.comply import reviewed
from tools.policies import PolicyBook

TODAY = date(2026, 12, 1)
ABOUT: dict[str, dict[str, Any]] = {
    "loan": {"sector": "bank", "product_kind": "personal loan"},
    "pet": {"sector": "insurer", "product_kind": "pet insurance"},
    "fibre": {"sector": "telco", "product_kind": "fibra"},
    "shop": {"sector": "retail"},
    "travel": {"sector": "travel"},
    "software": {"sector": "retail", "product_kind": "business software"},
}
LAWFUL = (
    ("es", "shop", "Quedan 2 unidades en la talla M.", ("talla M: 2 unidades",), "false_urgency"),
    ("en", "travel", "Only two rooms have a bath.", (), "false_urgency"),
    ("es", "fibre", "Llamadas ilimitadas y 50 GB.", ("50 GB; llamadas ilimitadas",), "unlimited_fair_use"),
    ("es", "loan", "No hace falta pedir un préstamo para irse de vacaciones.", (), "debt_for_leisure"),
    ("en", "loan", "You don't need to take out a loan to go on holiday.", (), "debt_for_leisure"),
    ("es", "loan", "Ningún crédito responsable se aprueba al instante.", (), "instant_money"),
    ("es", "loan", "Ninguna entidad seria promete dinero en minutos.", (), "instant_money"),
    ("en", "loan", "Representative 10.0% APR, fixed.", (), "interest_free_fees"),
    (
        "es",
        "fibre",
        "Nosotros, 29 €/mes; Vodafone, 41 €/mes.",
        ("29 €/mes IVA incluido",),
        "product_fact_contradiction",
    ),
    (
        "en",
        "fibre",
        "Ours is £29 a month; Vodafone, £41 a month.",
        ("£29 a month including VAT",),
        "product_fact_contradiction",
    ),
    (
        "es",
        "travel",
        "Cuatro noches, salidas del 1 al 20 de marzo de 2027.",
        ("reservas hasta el 15/02/2027",),
        "product_fact_contradiction",
    ),
    ("en", "software", "€15 per user per month plus VAT.", (), "price_without_taxes"),
    ("es", "software", "15 € por usuario al mes más IVA.", (), "price_without_taxes"),
    ("en", "shop", "Allergens: nuts, milk, egg. Their pies never disappoint.", (), "comparative_denigration"),
    ("en", "shop", "Order on Monday so that your surgery has time to sign.", (), "sensitive_personalisation"),
    ("es", "pet", "Cubierto desde el primer día.", ("cobertura inmediata",), "product_fact_contradiction"),
)
UNLAWFUL = (
    (
        "en",
        "travel",
        "Visit the lounge as often as you like.",
        ("12 visits per membership year",),
        "unlimited_fair_use",
    ),
    ("es", "shop", "Barra libre de café por 29 € al mes.", ("Máximo dos cafés al día",), "unlimited_fair_use"),
    ("es", "shop", "Salas sin límite.", ("10 horas de sala al mes",), "unlimited_fair_use"),
    ("es", "travel", "Reserva antes de medianoche.", ("reservable hasta el 31 de marzo de 2028",), "false_urgency"),
    ("es", "shop", "No lo pienses más: quedan 2 unidades.", ("40 unidades en stock",), "false_urgency"),
    (
        "es",
        "pet",
        "Seguro para tu gato: cubierto desde el día uno.",
        ("carencia de 60 días",),
        "product_fact_contradiction",
    ),
    ("en", "pet", "Your dog is covered from day one.", ("60 days waiting period",), "product_fact_contradiction"),
    (
        "es",
        "pet",
        "Sin franquicia: la factura corre de nuestra cuenta.",
        ("franquicia de 60 €",),
        "product_fact_contradiction",
    ),
    ("en", "pet", "No excess, ever.", ("excess of £60 per claim",), "product_fact_contradiction"),
    ("es", "travel", "Hotel con todo incluido.", ("spa y parking no incluidos",), "product_fact_contradiction"),
    (
        "en",
        "travel",
        "All-inclusive, leave your wallet at home.",
        ("drinks not included",),
        "product_fact_contradiction",
    ),
    ("es", "travel", "¡Últimas dos habitaciones!", ("40 habitaciones libres",), "false_urgency"),
    ("en", "travel", "Only three seats left.", ("95 seats available",), "false_urgency"),
    ("en", "shop", "Wash as often as you like.", ("maximum eight washes per month",), "unlimited_fair_use"),
    ("es", "shop", "Entrenamientos ilimitados.", ("máximo doce clases al mes",), "unlimited_fair_use"),
    ("es", "fibre", "Fibra por 24,79e/mes (impuestos no incl.)", (), "price_without_taxes"),
    ("es", "shop", "El 94 % de quienes lo prueban duermen mejor.", (), "unsubstantiated_claim"),
    ("en", "shop", "96% of users sleep better from night one.", (), "unsubstantiated_claim"),
    ("es", "travel", "Por lo que miras, creemos que eres gay.", (), "sensitive_personalisation"),
    ("en", "travel", "From what you browse, we think you're pregnant.", (), "sensitive_personalisation"),
    ("es", "fibre", "300 megas, ni uno menos.", (), "up_to_speed"),
)


def _topics(legal: PolicyBook, locale: str, about: str, words: str, facts: tuple[str, ...]) -> set[str]:
    line: dict[str, Any] = {
        "copy": {"body": words},
        "channel": "web",
        "locale": locale,
        "jurisdiction": "ES" if locale == "es" else "UK",
        "product_facts": list(facts),
        **ABOUT[about],
    }
    return {finding.topic for finding in reviewed(line, legal, TODAY, "en").findings if finding.severity == "block"}


@pytest.mark.parametrize(("locale", "about", "words", "facts", "topic"), LAWFUL, ids=lambda value: str(value)[:40])
def test_a_word_is_read_with_what_it_speaks_of(
    legal: PolicyBook, locale: str, about: str, words: str, facts: tuple[str, ...], topic: str
) -> None:
    assert topic not in _topics(legal, locale, about, words, facts)


@pytest.mark.parametrize(("locale", "about", "words", "facts", "topic"), UNLAWFUL, ids=lambda value: str(value)[:40])
def test_what_is_promised_in_other_words_is_held_against_the_facts(
    legal: PolicyBook, locale: str, about: str, words: str, facts: tuple[str, ...], topic: str
) -> None:
    assert topic in _topics(legal, locale, about, words, facts)


@pytest.mark.parametrize(
    ("context", "copy", "topic"),
    [
        ("shop", {"body": "Feeling low tonight? Come and play bingo with us."}, "vulnerable"),
        ("shop", {"body": "La casa se queda en silencio. Ven a nuestro bingo y juega."}, "vulnerable"),
        ("shop", {"body": "When doctors say there is nothing more to do, there are our drops."}, "vulnerable"),
        ("shop", {"body": "Cuando los médicos ya no pueden hacer nada, están nuestras gotas."}, "vulnerable"),
        ("shop", {"body": "Our lamp pays for itself in three months."}, "unsubstantiated_claim"),
        ("shop", {"body": "Nueve de cada diez alumnos duplican su sueldo."}, "unsubstantiated_claim"),
        ("loan", {"body": "An exclusive perk: the right to dispute wrong charges."}, "legal_right_as_feature"),
    ],
)
def test_what_is_sold_to_a_weakness_or_is_everybodys_anyway(
    legal: PolicyBook, context: str, copy: dict[str, str], topic: str
) -> None:
    line = {"copy": copy, "channel": "web", "locale": "", "jurisdiction": "US"} | ABOUT[context]
    assert topic in {finding.topic for finding in reviewed(line, legal, TODAY, "en").findings}


def test_help_below_a_heading_makes_it_no_bait(legal: PolicyBook) -> None:
    line = {
        "copy": {
            "headline": "¿Te cuesta llegar a fin de mes?",
            "body": "Antes de endeudarte, habla con nosotros: asesoramiento gratuito y un plan de pagos.",
        },
        "channel": "web",
        "locale": "es-ES",
        "jurisdiction": "ES",
    } | ABOUT["loan"]
    assert "vulnerable" not in {finding.topic for finding in reviewed(line, legal, TODAY, "en").findings}
