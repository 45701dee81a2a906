"""What a need says among colleagues, turned to its readers; and where a thing is got."""

import pytest

from batuta.material import FactWords
from batuta.text import Language
from batuta.words.spanish_verbs import Address
from tests.tools.language.builtin.writing.conftest import written
from tests.tools.language.builtin.writing.test_from_facts import sheet
from tools.language.builtin.writing.doors import is_a_door, through_the_door
from tools.language.builtin.writing.facts import Said
from tools.language.builtin.writing.needs import aim_of


@pytest.mark.parametrize(
    ("need", "language", "order"),
    [
        ("Get pay-monthly customers to take a SIM for a child", "en", "Take a SIM for a child"),
        ("Remind savers to use their allowance before the year ends", "en", "Use your allowance before the year ends"),
        ("Move EV drivers among our customers to the night tariff", "en", "Switch to the night tariff"),
        ("Que los tarjetahabientes activen la promoción de meses", "es", "Activa la promoción de meses"),
        ("Que los clientes con contador se pasen a la tarifa por horas", "es", "Pásate a la tarifa por horas"),
        ("Que los clientes del seguro de coche contraten también el de hogar", "es", ""),
        ("Win back customers who left", "en", ""),
    ],
)
def test_what_readers_are_wanted_to_do_is_said_to_them(need: str, language: Language, order: str) -> None:
    assert aim_of(need, language, "tu").order == order


@pytest.mark.parametrize(
    ("need", "language", "thing"),
    [
        ("Announce the spring service offer to people who bought an e-bike from us", "en", "the spring service offer"),
        ("Tell recent puppy-guide readers about dog cover", "en", "dog cover"),
        ("Avisar a los usuarios de la app del descuento de los miércoles", "es", "el descuento de los miércoles"),
        ("Vender escapadas de puente a quien viajó con nosotros", "es", "escapadas de puente"),
        ("Offer a free roof survey to homeowners", "en", ""),
        ("Captar socios con la matrícula gratuita", "es", ""),
        ("Spring section of the hotel chain's homepage for families", "en", ""),
    ],
)
def test_what_a_need_offers_is_named_without_its_readers_and_without_a_promise(
    need: str, language: Language, thing: str
) -> None:
    assert aim_of(need, language, "tu").the_thing == thing


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("Reservas en a.example/b", True), ("book: a.example/flu", True), ("citas: 55 5555 0148", True),
        ("12% off at a.example", False), ("Solo en a.example", False), ("Switch by 3 May", False),
    ],
)  # fmt: skip
def test_where_a_thing_is_got_is_told_from_what_is_offered_there(text: str, door: bool) -> None:
    assert is_a_door(Said(FactWords(source="f", key="f", text=text), (text,), text, "how")) is door


@pytest.mark.parametrize(
    ("text", "language", "address", "told"),
    [
        ("Contratación en a.example o en su oficina", "es", "usted", "Contrate en a.example o en su oficina"),
        ("citas: 55 5555 0148", "es", "tu", "Pide cita en el 55 5555 0148"),
        ("book: a.example/flu", "en", "tu", "Book at a.example/flu"),
    ],
)
def test_a_door_is_said_as_an_order(text: str, language: Language, address: Address, told: str) -> None:
    assert next(through_the_door(text, language, address)) == told


@pytest.mark.parametrize(
    ("locale", "need", "facts", "never"),
    [
        (
            "en-GB", "Announce the January sale to newsletter subscribers",
            ["Fernlea winter sale: up to 40% off", "selected coats only", "In all 23 shops and online",
             "ends 17 Jan 2027", "Hey {{first_name}},"],
            ("In all 23", "Hey", "The figures", "Subscribe"),
        ),
        (
            "es-ES", "Informar a clientes de la nueva tarifa de luz con tramo de noche",
            ["Tarifa Serena de Electra Levante", "Energía de 0:00 a 8:00: 0,089 €/kWh", "Hace falta un contador.",
             "Estimado/a Sr./Sra. {{apellidos}}:"],
            ("Hace falta", "Estimado", "Las cifras"),
        ),
        (
            "es-AR", "Vender los paquetes de agosto",
            ["Bariloche: cinco noches en hotel", "$ 689.000 por persona", "Reservas en huella.example/bari"],
            ("Reservas en", "Tenés reservas", "Toma nota"),
        ),
    ],
)  # fmt: skip
async def test_no_greeting_place_condition_or_address_heads_a_message(
    locale: str, need: str, facts: list[str], never: tuple[str, ...]
) -> None:
    for variant in (await written(sheet("email", locale, need, [*facts, "Baja: {{unsubscribe_url}}"]))).variants:
        heads = " ".join(variant.parts[part] for part in ("subject", "headline", "cta"))
        assert not [words for words in never if words in heads], heads
