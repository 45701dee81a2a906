"""Spanish that addresses its reader, and the same in another address."""

import pytest

from batuta.words.address import misaddressed, readdressed
from batuta.words.spanish_verbs import Address, conjugated

CHANGED = [
    ("Pídela y disfruta de tu tarjeta cuando quieras.", "usted", "Pídala y disfrute de su tarjeta cuando quiera."),
    ("Pídela hoy y disfruta de tu tarjeta.", "vos", "Pedila hoy y disfrutá de tu tarjeta."),
    ("¿Te interesa? Llámanos y te ayudamos.", "usted", "¿Le interesa? Llámenos y le ayudamos."),
    ("Apúntate ya. Si te apuntas hoy, tienes 10 €.", "usted", "Apúntese ya. Si se apunta hoy, tiene 10 €."),
    ("No pierdas tiempo: entra en tu app.", "usted", "No pierda tiempo: entre en su app."),
    ("Solicítala en la app y te la enviamos a casa.", "usted", "Solicítela en la app y se la enviamos a casa."),
    ("Descárgatela. Para darte de baja, escríbenos.", "usted", "Descárguesela. Para darse de baja, escríbanos."),
    ("Tú decides, sin coste para ti.", "usted", "Usted decide, sin coste para usted."),
    ("Haz tu pedido y recíbelo en casa", "usted", "Haga su pedido y recíbalo en casa"),
    ("Pregúntanos lo que quieras.", "usted", "Pregúntenos lo que quiera."),
    ("Solicítela y disfrute de su tarjeta cuando quiera.", "tu", "Solicítala y disfruta de tu tarjeta cuando quieras."),
    ("Llámenos y le ayudamos.", "tu", "Llámanos y te ayudamos."),
    ("Si usted quiere, venga a la oficina.", "tu", "Si tú quieres, ven a la oficina."),
    ("Puede cancelar cuando quiera.", "tu", "Puedes cancelar cuando quieras."),
    ("¿Puedes venir? Tienes tiempo.", "vos", "¿Podés venir? Tenés tiempo."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted", "expected"), CHANGED)
def test_changes_the_address_of_verbs_pronouns_and_possessives(text: str, wanted: Address, expected: str) -> None:
    assert readdressed(text, wanted) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Incluye seguro de viaje.",
        "El cliente y su familia viajan gratis.",
        "Incluye seguro. Su importe es de 3 €.",
        "Las compras se devuelven en 30 días.",
        "{{first_name}}, el precio incluye montaje.",
        "Baja: {{unsubscribe_url}}",
    ],
)
@pytest.mark.parametrize("wanted", ["tu", "usted", "vos"])
def test_leaves_alone_what_does_not_speak_to_the_reader(text: str, wanted: Address) -> None:
    assert readdressed(text, wanted) == text
    assert misaddressed(text, wanted) == ()


@pytest.mark.parametrize(
    ("text", "wanted", "marks"),
    [
        ("Contrata tu seguro hoy", "usted", ["Contrata", "tu"]),
        ("Contrate su seguro hoy", "tu", ["Contrate"]),
        ("¿Tienes dudas?", "usted", ["Tienes"]),
        ("¿Tenés dudas?", "tu", ["Tenés"]),
        ("Cancelá cuando quieras", "vos", []),
        ("Ustedes deciden", "tu", []),
    ],
)
def test_finds_the_words_that_address_the_reader_another_way(text: str, wanted: Address, marks: list[str]) -> None:
    assert [mark.text for mark in misaddressed(text, wanted)] == marks


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("pedir", ("pide", "pida", "pedí")),
        ("conocer", ("conoce", "conozca", "conocé")),
        ("elegir", ("elige", "elija", "elegí")),
        ("pagar", ("paga", "pague", "pagá")),
        ("enviar", ("envía", "envíe", "enviá")),
        ("tener", ("ten", "tenga", "tené")),
        ("ir", ("ve", "vaya", "andá")),
    ],
)
def test_knows_the_imperative_of_regular_and_irregular_verbs(verb: str, forms: tuple[str, str, str]) -> None:
    addresses: tuple[Address, ...] = ("tu", "usted", "vos")
    assert tuple(conjugated(verb, "imperative", address) for address in addresses) == forms


def test_turning_an_address_and_turning_it_back_gives_the_same_text() -> None:
    text = "Consulta las condiciones, elige la tuya y llámanos si tienes dudas."
    assert readdressed(readdressed(text, "usted"), "tu").replace("la suya", "la tuya") == text


def test_a_verb_after_a_name_that_ends_like_a_small_word_is_still_a_verb() -> None:
    assert misaddressed("Con Salud Más tienes cita.", "usted")
    assert not misaddressed("Con más compras, más puntos.", "usted")


def test_a_thing_of_something_is_no_order() -> None:
    assert readdressed("Prueba de treinta días sin tarjeta", "usted") == "Prueba de treinta días sin tarjeta"
    assert readdressed("Prueba la app sin tarjeta", "usted") == "Pruebe la app sin tarjeta"
