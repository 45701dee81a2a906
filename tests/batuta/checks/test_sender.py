"""Who speaks: a name in the message, and an address where the law wants one."""

import pytest

from tests.scenes.compliance import topics
from tools.policies import PolicyBook

WAY_OUT = "Baja: {{unsubscribe_url}}"


def unnamed(legal: PolicyBook, body: str, **context: object) -> bool:
    said = topics(legal, {"subject": "Novedades", "body": body, "footer": WAY_OUT}, channel="email", **context)
    return "sender_not_identified" in said


@pytest.mark.parametrize(
    "body",
    [
        "Ya está el catálogo. Telar Moda, S.L.",
        "Ya está el catálogo. Un saludo del equipo de Telar",
        "Entra en https://www.telarmoda.example/catalogo",
        "Banco Nogal te informa de un cambio.",
        "© 2026 Telar",
    ],
)
def test_any_company_named_will_do_where_none_is_known(legal: PolicyBook, body: str) -> None:
    assert not unnamed(legal, body)


@pytest.mark.parametrize(
    "body",
    ["Ya está el catálogo de primavera.", "Hola, Marta: estrena temporada.", "Entra en https://bit.ly/3xYz"],
)
def test_nobody_named_is_a_breach(legal: PolicyBook, body: str) -> None:
    assert unnamed(legal, body)


def test_where_the_sender_is_known_its_own_name_is_looked_for(legal: PolicyBook) -> None:
    context = {"sender": "Telar Moda, S.L.|Telar"}
    assert not unnamed(legal, "Ya está el catálogo de TELAR.", **context)
    assert not unnamed(legal, "Ya está el catálogo en https://telar.example/c", **context)
    assert unnamed(legal, "Ya está el catálogo. Otra Casa, S.A.", **context)


@pytest.mark.parametrize(
    ("footer", "missing"),
    [
        ("Cedar Bank, 400 Pine Street, Seattle, WA 98101", False),
        ("Cedar Bank, P.O. Box 12, Seattle", False),
        ("Cedar Bank, Seattle", True),
        ("Cedar Bank", True),
    ],
)
def test_commercial_mail_in_the_united_states_has_a_postal_address(
    legal: PolicyBook, footer: str, missing: bool
) -> None:
    copy = {"subject": "News", "body": "Spring is here.", "footer": f"{footer}. Unsubscribe: https://cedar.example/u"}
    said = topics(legal, copy, channel="email", locale="en-US", jurisdiction="US")
    assert ("postal_address_missing" in said) is missing
