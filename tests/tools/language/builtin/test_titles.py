"""What a campaign is called in lists."""

import pytest

from tools.language.builtin.titles import headed, title_of


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Hi!\n\nWe want to sell the Gold Card. By e-mail.", "We want to sell the Gold Card"),
        ("Hola equipo, queremos mover la fibra en Sevilla. Email.", "Queremos mover la fibra en Sevilla"),
        ("Asunto: Tarjeta Oro en mayo\nHola Ana:\nNecesitamos…", "Tarjeta Oro en mayo"),
        ("RE: FW: Summer roaming\nFrom: a@b.example\nSell roaming.", "Summer roaming"),
        ("FW: campaña\nDe: Dirección\nSaquemos ya los planes de ahorro. Un mail.", "Saquemos ya los planes de ahorro"),
        ("¿Sí? Idea: fibra para clientes de móvil. SMS.", "¿Sí? Idea: fibra para clientes de móvil"),
        ("- **Tarjeta Oro**\n- Email", "Tarjeta Oro"),
        ("hola", "Hola"),
        ("\u200b\n", "…"),
    ],
)
def test_the_subject_or_the_first_sentence_without_headers_and_greetings(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_long_first_sentence_ends_at_a_word() -> None:
    title = title_of("Queremos ofrecer la tarjeta a " + "clientes, " * 30)
    assert len(title) <= 90
    assert title.endswith("clientes…")


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Asunto: Tarjeta Oro en mayo\nHola Ana:\nNecesitamos…", True),
        ("# Summer roaming\n\nSell roaming to travellers.", True),
        ("**Fibra 1 Gb**\nProducto: Fibra", True),
        ("Fibra 1 Gb, Madrid y Barcelona\n\nQueremos que…", True),
        ("Hi team,\n\nWe want to sell the Gold Card. By e-mail.", False),
        ("Vende fibra a quien no la tiene", False),
        ("Producto: Fibra\nA quién: clientes de Madrid", False),
        ("- Tarjeta Oro\n- Email", False),
        ("Queremos vender fibra.\nPor correo.", False),
        ("", False),
    ],
)
def test_a_name_that_the_author_gave_is_told_from_a_first_sentence(text: str, given: bool) -> None:
    assert headed(text) is given
