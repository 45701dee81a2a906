"""The way out of further messages: there, electronic, free, and for everybody."""

import pytest

from tests.scenes.compliance import topics
from tools.policies import PolicyBook

BODY = "Descubre el nuevo catálogo de primavera. Telar Moda, S.L."


def found(legal: PolicyBook, footer: str, channel: str = "email", **context: object) -> set[str]:
    copy = (
        {"text": f"Telar Moda: ya está el catálogo. {footer}"} if channel == "sms" else {"body": BODY, "footer": footer}
    )
    said = topics(legal, copy, channel=channel, sector="retail", **context)
    return {topic for topic in said if topic.startswith("opt_out")}


@pytest.mark.parametrize(
    "footer",
    [
        "Baja: https://telar.example/baja",
        '<a href="https://telar.example/u?x=1">Darse de baja</a>',
        "¿No quieres más correos? [Date de baja](https://telar.example/b)",
        "Para dejar de recibir estos correos escribe a bajas@telar.example",
        "Si no quieres recibir más comunicaciones, haz clic aquí.",
        "Gestiona tus preferencias o cancela la suscripción: {{unsubscribe_url}}",
        "Puedes oponerte en cualquier momento respondiendo a este correo con BAJA en el asunto.",
    ],
)
def test_a_way_out_that_works_is_enough(legal: PolicyBook, footer: str) -> None:
    assert found(legal, footer) == set()


@pytest.mark.parametrize("footer", ["", "Telar Moda, S.L., calle Mayor 1.", "Aviso legal: https://telar.example/legal"])
def test_no_way_out_is_missed(legal: PolicyBook, footer: str) -> None:
    assert found(legal, footer) == {"opt_out_missing"}


@pytest.mark.parametrize(
    "footer",
    [
        "Para darte de baja, envía una carta a Apartado 12, Madrid.",
        "Para darse de baja inicie sesión con su usuario y contraseña en telar.example.",
        "Baja enviando fotocopia del DNI a bajas@telar.example",
        "No es posible darse de baja de estos correos.",
        "Para darte de baja llama al 806 123 456 (coste de la llamada 1,20 €/min).",
        "Tu baja se tramitará en un plazo de 45 días: https://telar.example/baja",
        "Para bajas, escribe a noreply@telar.example",
        "Puedes darte de baja cuando quieras.",
    ],
)
def test_a_way_out_that_leads_nowhere_is_a_breach(legal: PolicyBook, footer: str) -> None:
    assert found(legal, footer) == {"opt_out_defective"}


@pytest.mark.parametrize("footer", ["BAJA al 25678", "Baja: telar.example/b", "No más SMS: responde STOP"])
def test_an_sms_may_name_a_keyword_or_an_address(legal: PolicyBook, footer: str) -> None:
    assert found(legal, footer, "sms") == set()


def test_channels_that_carry_no_message_of_their_own_need_none(legal: PolicyBook) -> None:
    assert found(legal, "", "web") == set()
    assert found(legal, "", "display") == set()


def test_english_is_read_as_well(legal: PolicyBook) -> None:
    us = {"locale": "en-US", "jurisdiction": "US"}
    address = " Telar Inc., 9 Summit Road, Boulder, CO 80302."
    assert found(legal, f"Unsubscribe: https://telar.example/u{address}", **us) == set()
    assert found(legal, f"To unsubscribe, please log in to your account.{address}", **us) == {"opt_out_defective"}
    assert found(legal, address, **us) == {"opt_out_missing"}
