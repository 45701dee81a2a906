"""What a message says against what is known besides it: prices for a while, charges, buyers, stars, testimonies."""

from datetime import date
from typing import Any

import pytest

from app.outside.comply import reviewed
from tools.policies import PolicyBook


def topics(legal: PolicyBook, words: str, facts: list[str], **more: Any) -> set[str]:
    line = {"copy": {"body": words}, "channel": "web", "locale": "es-ES", "jurisdiction": "ES", "product_facts": facts}
    found = reviewed(line | more, legal, date(2026, 12, 15), "en").findings
    return {finding.topic for finding in found if finding.severity == "block"}


@pytest.mark.parametrize(
    ("words", "fact", "topic"),
    [
        ("Fibra y móvil por 39,90 €/mes, IVA incluido.", "39,90 €/mes los 3 primeros meses", "promo_price_reversion"),
        (
            "Saca dinero en cualquier cajero sin pagar nada.",
            "2 € por retirada en cajeros",
            "product_fact_contradiction",
        ),
        ("Paga en el extranjero sin comisiones.", "3 % de comisión en el extranjero", "product_fact_contradiction"),
        ("La instalación no te cuesta nada.", "Instalación: 49 €", "product_fact_contradiction"),
        ("Más de 200.000 hogares cenan con nosotros.", "9.400 hogares clientes", "fabricated_social_proof"),
        ("★★★★★ Lo dicen todos.", "media de 3,8 sobre 5", "fabricated_social_proof"),
        ("«Me cambió la vida», Marisa.", "testimonio generado con IA", "ai_endorsement"),
        ("Acaba esta noche.", "precio permanente, sin fecha de fin", "false_urgency"),
        ("«Volveremos», dicen. Nota media 9,4.", "nota media 7,1 de 88 opiniones", "fabricated_social_proof"),
        ("Más de 10.000 familias duermen aquí.", "unidades vendidas hasta hoy: 640", "fabricated_social_proof"),
        ("Rated 4.9 by our users.", "App store rating: 3.4", "fabricated_social_proof"),
        ("Llévate el móvil por 9 €.", "móvil sin costo sujeto a plazo forzoso de 24 meses", "hidden_commitment"),
        ("Cancela cuando quieras.", "cancelar antes de un año cuesta el 50 % de las cuotas", "hidden_commitment"),
        ("Sin cuota anual los tres primeros años.", "sin cuota anual el primer año", "product_fact_contradiction"),
        ("12 meses sin cuota anual.", "sin cuota anual los 3 primeros meses", "product_fact_contradiction"),
        ("No annual fee for 2 years.", "no annual fee in the first year", "product_fact_contradiction"),
    ],
)
def test_a_message_may_not_say_more_than_is_true(legal: PolicyBook, words: str, fact: str, topic: str) -> None:
    assert topic in topics(legal, words, [fact])


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        (
            "Fibra y móvil por 39,90 €/mes los 3 primeros meses; después, 79,90 €/mes.",
            "39,90 €/mes los 3 primeros meses",
        ),
        ("Saca dinero sin comisión en nuestros cajeros.", "3 % por retirada en cajeros fuera de la zona euro"),
        ("Envío gratis desde 40 €.", "Envío: 3,90 €"),
        ("Sin cuota anual el primer año.", "sin cuota anual los 3 primeros años"),
        ("Sin cuota anual. Gratis el primer mes de seguro.", "sin cuota anual; 3 años de garantía"),
        ("9.000 hogares cenan con nosotros.", "9.400 hogares clientes"),
        ("Nota media 7,1.", "nota media 7,1 de 88 opiniones"),
        ("Nota media: 3,8 sobre 5.", "212 opiniones, media de 3,8 sobre 5"),
        ("«Me cambió la vida», Marisa.", "testimonio de una clienta, con su permiso"),
        ("Acaba el 31 de diciembre de 2026.", "oferta hasta el 31 de diciembre de 2026"),
    ],
)
def test_what_agrees_with_the_facts_passes(legal: PolicyBook, words: str, fact: str) -> None:
    assert topics(legal, words, [fact]) == set()


def test_a_paid_post_says_so(legal: PolicyBook) -> None:
    note = "Publicación de influencer a cambio de 800 €."
    bare = topics(legal, "Qué fin de semana.", [], channel="social", audience_note=note)
    marked = topics(legal, "Publicidad. Qué fin de semana.", [], channel="social", audience_note=note)
    assert (bare, marked) == ({"disclosure_advertising"}, set())


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("Seguro del móvil incluido.", "El seguro del móvil cuesta 8 € al mes"),
        ("La instalación del wifi viene de serie.", "La instalación del wifi no está incluida"),
        ("Tienes 30 días para devolverlo.", "14 días para devolver la compra"),
        ("Phone insurance included.", "Phone insurance costs $8 a month"),
        ("5G as standard.", "4G only, 5G is not available"),
        ("Cancel within 30 days for a full refund.", "14 days to cancel for a full refund"),
    ],
)
def test_what_the_facts_withhold_is_not_promised(legal: PolicyBook, words: str, fact: str) -> None:
    assert "product_fact_contradiction" in topics(legal, words, [fact])


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("Roaming incluido en la UE.", "El roaming fuera de la UE no está incluido"),
        ("El seguro del móvil no está incluido.", "El seguro del móvil cuesta 8 € al mes"),
        ("Seguro del móvil disponible por 8 € al mes.", "El seguro del móvil cuesta 8 € al mes"),
        ("Tienes 14 días para devolverlo.", "14 días para devolver la compra; reembolso en 5 días"),
        ("Screen cover included.", "Phone insurance costs $8 a month"),
        ("Return it within 14 days.", "14 days to return; refunds take 5 days"),
    ],
)
def test_what_is_told_as_the_facts_have_it_passes(legal: PolicyBook, words: str, fact: str) -> None:
    assert topics(legal, words, [fact]) == set()


@pytest.mark.parametrize(
    ("words", "topic"),
    [
        ("⏳ Quedan 12 minutos. Oferta válida hasta el 31 de marzo de 2027.", "false_urgency"),
        ("Gone when the clock hits zero. The offer runs until 31 March 2027.", "false_urgency"),
        ("⭐⭐⭐⭐⭐ «Dormí como nunca», Marisa. (Textos escritos por nuestro equipo.)", "fabricated_social_proof"),
        (
            "⭐⭐⭐⭐⭐ “Slept like a baby”, Jo. (Fictional customers, for illustration only.)",
            "fabricated_social_proof",
        ),
        (
            'Tu cesta te espera.<span style="font-size:0">seguro urgente hipoteca préstamo oferta ganar</span>',
            "hidden_text",
        ),
    ],
)
def test_a_message_that_gives_itself_away(legal: PolicyBook, words: str, topic: str) -> None:
    assert topic in topics(legal, words, [])


@pytest.mark.parametrize(
    "words",
    [
        "Quedan 12 minutos de lectura. La guía se actualiza el 31 de marzo de 2027.",
        "Faltan 12 horas: el precio acaba el 16 de diciembre de 2026.",
        "4,6 sobre 5 en 812 opiniones verificadas de compradores (Trustpilot, noviembre de 2026).",
        'Tu cesta te espera.<span style="display:none">Te guardamos las 3 cosas hasta el lunes.</span>',
        "Esta imagen la ha hecho una IA. Así podría quedar tu salón.",
        "Reserva tu asiento. ¡Vuela ya!",
    ],
)
def test_a_message_that_only_looks_like_it(legal: PolicyBook, words: str) -> None:
    assert topics(legal, words, []) == set()
