"""Times, averages and prices for a while are held against their like; quotes and number signs claim nothing."""

import pytest

from tests.scenes.compliance import topics
from tools.policies import PolicyBook


@pytest.mark.parametrize(
    ("text", "fact", "contradicted"),
    [
        (
            "Cancel any sailing up to 24 hours before boarding for a full refund.",
            "full refund up to 30 days before sailing",
            True,
        ),
        ("Cancela gratis hasta 2 días antes de la salida.", "cancelación gratuita hasta 15 días antes", True),
        ("Cancela gratis hasta 15 días antes de la salida.", "cancelación gratuita hasta 15 días antes", False),
        ("Cuatro meses de prueba.", "un mes de prueba", True),
        ("Un mes de prueba.", "un mes de prueba", False),
        ("Fibra de 600 Mb.", "600 Mb; velocidad media en hora punta de 571 Mb", False),
        ("Fibra de 600 Mb, media de 571 Mb.", "velocidad media en hora punta de 571 Mb", False),
        ("Fibra con una media de 600 Mb.", "velocidad media en hora punta de 571 Mb", True),
    ],
)
def test_times_and_averages_are_held_against_their_like(
    legal: PolicyBook, text: str, fact: str, contradicted: bool
) -> None:
    locale = "en" if text.startswith("Cancel any") else "es"
    found = topics(legal, text, locale=locale, sector="travel", product_kind="fibra", product_facts=[fact])
    assert ("product_fact_contradiction" in found) is contradicted


def test_what_is_quoted_from_somebody_is_not_said_in_ones_own_voice(legal: PolicyBook) -> None:
    own = "Me encanta mi colchón nuevo, os recomiendo el código LUNA15."
    assert "disclosure_advertising" in topics(legal, own, sector="retail", channel="social")
    quoted = f"Lo cuenta Ana, de Ronda: «{own}»"
    assert "disclosure_advertising" not in topics(legal, quoted, sector="retail", channel="social")


def test_a_number_sign_in_words_denies_nothing(legal: PolicyBook) -> None:
    asks = "Reply with yr card no. and 4-digit PIN within 2 hrs."
    assert topics(legal, asks, locale="en", sector="bank").get("phishing_like") == "block"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Fibra por 15 € al mes durante medio año.", False),
        ("Hasta junio pagas 10 € al mes por la fibra.", False),
        ("Hasta junio pagas 10 € al mes; después, 32 €.", True),
        ("Contrata hasta junio la fibra por 32 € al mes.", True),
    ],
)
def test_a_price_until_a_month_says_the_price_afterwards(legal: PolicyBook, text: str, said: bool) -> None:
    found = topics(legal, text, sector="telco", product_kind="fibra")
    assert ("promo_price_reversion" not in found) is said
