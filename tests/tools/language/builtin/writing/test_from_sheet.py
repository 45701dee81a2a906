"""A bare sheet of facts as sentences to the reader: what narrows an offer stands with it in every part."""

import pytest

from batuta.material import FactWords
from batuta.task import Refusal
from batuta.words.spanish_verbs import Address
from tests.tools.language.builtin.writing.conftest import material, written
from tests.tools.language.builtin.writing.test_from_facts import sheet
from tools.language.builtin.writing.callings import callings
from tools.language.builtin.writing.facts import said_facts
from tools.language.builtin.writing.message import write_message
from tools.language.builtin.writing.openings import reader_questions, theme_of
from tools.language.builtin.writing.telling import tellings
from tools.language.builtin.writing.ties import ties
from tools.language.builtin.writing.topics import topic_of
from tools.language.builtin.writing.voice import Voice

RATE = "Depósito Azul: 2,75 % TIN para importes desde 5.000 € hasta 100.000 €."
WHO = "Solo para dinero nuevo procedente de otra entidad, hasta el 30 de junio de 2027."


@pytest.mark.parametrize(
    ("facts", "narrowed", "by"),
    [
        ([RATE, WHO], 0, (1,)),
        (["Two courses for £19.", "Sunday to Thursday from 5pm to 7pm."], 0, (1,)),
        (["25 % de reintegro en farmacias.", "Tope de reintegro de $8.000 por mes."], 0, (1,)),
        (["Cuenta sin comisiones.", "Bono de 100 €.", "Bono sujeto a 12 meses de permanencia."], 1, (2,)),
        (["Up to 40% off boots.", "Members only.", "September 12 to 19, 2027."], 0, (1, 2)),
        (["The monthly fee is $12 below $2,500.", "Otherwise there is no fee."], 0, (1,)),
        (["Fibre at £29 a month.", "Available where full fibre has been installed."], 0, (1,)),
        (["Entradas a 5,50 € los miércoles.", "Estrenos de la semana: 7,90 €."], 0, (1,)),
        (["Entrada a 5 €.", "Menú de mediodía: 12 €.", "Menú de noche: 18 €."], 0, ()),
        (["Pruebas de visión sin cargo.", "Solo para socios."], 0, (1,)),
        (["Solo 9,99 € al mes.", "Hasta 12 meses sin intereses."], 0, ()),
    ],
)
def test_what_limits_who_when_or_where_is_tied_to_what_it_limits(
    facts: list[str], narrowed: int, by: tuple[int, ...]
) -> None:
    words = tuple(FactWords(source=f"f{n}", key=f"f{n}", text=text) for n, text in enumerate(facts))
    english = any(word in " ".join(facts) for word in (" the ", "for £", "only", "Available"))
    said = said_facts(material("web", "en-GB" if english else "es-ES", facts=words, product=None))
    hard = ties(said, "en" if english else "es")[f"f{narrowed}"].hard
    assert [one.fact.key for one in hard] == [f"f{n}" for n in by]


@pytest.mark.parametrize("channel", ["email", "sms", "push", "web", "in_app", "call", "letter"])
async def test_a_rate_is_in_no_part_without_who_may_have_it(channel: str) -> None:
    asked = sheet(channel, "es-ES", "Renovación de depósitos", [RATE, WHO, "Sin comisiones de apertura."])
    for variant in (await written(asked)).variants:
        for text in variant.parts.values():
            assert "2,75" not in text or ("dinero nuevo" in text and "2027" in text), text


@pytest.mark.parametrize("channel", ["email", "sms", "push", "web", "in_app", "letter"])
async def test_notes_keep_their_letters_beside_what_they_narrow(channel: str) -> None:
    facts = ["Fernlea winter sale: up to 40% off", "selected knitwear only", "ends Sunday 17 January 2027",
             "in all 23 shops"]  # fmt: skip
    for variant in (await written(sheet(channel, "en-GB", "Announce the sale", facts))).variants:
        for text in variant.parts.values():
            assert "40%" not in text or ("selected knitwear only" in text and "ends Sunday" in text), text


async def test_what_stands_below_an_offer_follows_it_and_no_other() -> None:
    facts = ["First visit $59 with a yearly agreement", "then $129 every three months",
             "You have three days to cancel after you sign."]  # fmt: skip
    for variant in (await written(sheet("email", "en-US", "Sell pest control", facts))).variants:
        body = variant.parts["body"]
        assert body.index("$59") < body.index("$129")
        assert "days" not in body[body.index("$59") : body.index("$129")]


@pytest.mark.parametrize("channel", ["email", "web", "letter"])
async def test_no_heading_names_a_thing_without_what_it_is_not(channel: str) -> None:
    facts = ["Harbor Dental Savings Plan", "This plan is not insurance.", "$129 a year for one person",
             "Members save 15% on cleanings."]  # fmt: skip
    for variant in (await written(sheet(channel, "en-US", "Present the dental plan", facts))).variants:
        heads = [text for part, text in variant.parts.items() if part in ("subject", "headline", "title")]
        assert not any("Savings Plan" in text and "not insurance" not in text for text in heads), heads


async def test_what_has_no_room_for_a_price_says_where_it_is_to_be_found() -> None:
    facts = ["Abono Norte 10: diez viajes Madrid–Soria, 78 €.", "Caduca a los 30 días del primer viaje.",
             "Hay que reservar plaza en cada viaje.", "Los trenes de las 8 quedan fuera."]  # fmt: skip
    asked = sheet("push", "es-ES", "Vender abonos de tren", facts)
    rules = asked.rules.model_copy(update={"limits": {"title": 40, "body": 135}})
    bodies = [variant.parts["body"] for variant in (await written(asked.model_copy(update={"rules": rules}))).variants]
    assert not any("78" in text for text in bodies)
    assert any("onsult" in text for text in bodies)


async def test_a_device_keeps_its_letters_and_a_list_gets_no_article() -> None:
    facts = ["Spending alerts can now be set per category in the Marl app.", "iPhone and Android; not on the web."]
    asked = sheet("in_app", "en-GB", "Ask customers to switch on spending alerts", facts)
    for variant in (await written(asked)).variants:
        assert "iPhone" in variant.parts["body"]
        assert "An iPhone" not in variant.parts["body"]


async def test_what_has_no_room_for_its_conditions_is_told_without_its_price() -> None:
    conditions = ["Lasts 7 days from when you switch it on.", "Works in the EU and the UK.", "Bill pay plans only."]
    need = "Get holidaymakers to add roaming data"
    asked = sheet("push", "en-IE", need, ["Orla Mobile roaming add-on: 10 GB for €5.", *conditions])
    rules = asked.rules.model_copy(update={"limits": {"title": 36, "body": 120}})
    for variant in (await written(asked.model_copy(update={"rules": rules}))).variants:
        assert "€5" not in variant.parts["body"]
        assert all(text in variant.parts["body"] for text in conditions)


async def test_what_does_not_fit_with_its_condition_is_not_said_without() -> None:
    assert isinstance(
        await write_message(sheet("sms", "es-ES", "Depósitos", [RATE, WHO], limits={"text_chars": 120})), Refusal
    )
    other = sheet("sms", "es-ES", "Depósitos", [RATE, WHO, "Sin comisiones."], limits={"text_chars": 120})
    for variant in (await written(other)).variants:
        assert "2,75" not in variant.parts["text"]


@pytest.mark.parametrize(
    ("address", "fact", "told"),
    [
        ("tu", "Se contrata en la app en diez minutos", "Lo contratas en la app en diez minutos"),
        ("usted", "Se contrata en la app en diez minutos", "Puede contratarlo en la app en diez minutos"),
        ("vos", "Se contrata en la app en diez minutos", "Lo contratás en la app en diez minutos"),
        ("tu", "Sin comisiones de apertura", "No pagas comisiones de apertura"),
        ("usted", "Precio 449 € (antes 529 €)", "El precio es de 449 € (antes 529 €)"),
        ("vos", "Franquicia de 100 € en daños estéticos", "La franquicia es de 100 € en daños estéticos"),
        (
            "tu",
            "Bonificación de 250 € al domiciliar la nómina",
            "Tienes una bonificación de 250 € al domiciliar la nómina",
        ),
        ("tu", "Tu sucursal abre los sábados", "Tu sucursal abre los sábados"),
    ],
)
def test_a_spanish_fact_is_told_to_the_reader(address: Address, fact: str, told: str) -> None:
    voice = Voice("es", address, "Seguro Auto", "el Seguro Auto", "lo")
    assert next(tellings(fact, voice)).text == told


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("No annual fee", "There is no annual fee"),
        ("$95 annual fee", "There is a $95 annual fee"),
        ("£8 for 8 days", "It costs £8 for 8 days"),
        ("Wi-Fi 6 router included", "You get a Wi-Fi 6 router"),
        ("The Gold Card earns 2% cash back", "With the Gold Card, you earn 2% cash back"),
        ("Added in the app", "You can add it in the app"),
        ("Fixed rates from 8.25% APR", "You get fixed rates from 8.25% APR"),
        ("Variable APR of 20.49%", "There is a variable APR of 20.49%"),
        ("Savings earn 3.90% APY", "Savings earn 3.90% APY"),
    ],
)
def test_an_english_fact_is_told_to_the_reader(fact: str, told: str) -> None:
    assert next(tellings(fact, Voice("en", "tu", "Gold Card", "the Gold Card", ""))).text == told


def test_what_is_asked_is_what_a_fact_says_the_reader_does() -> None:
    assert next(callings("Added in the app", "", "en", "tu")) == "Add it in the app"
    assert next(callings("Se solicita en sucursal o en la app", "la", "es", "usted")) == "Solicítela en sucursal"
    assert not list(callings("Se puede cancelar en la app", "lo", "es", "tu"))


def test_the_need_gives_the_question_and_the_name_of_the_campaign() -> None:
    asked = list(reader_questions("Renovar el seguro de hogar que vence el mes que viene", "es", "usted"))
    assert asked == ["¿Vence su seguro de hogar el mes que viene?"]
    assert not list(reader_questions("cross-sell to checking customers", "en", "tu"))
    assert theme_of("promoción de primavera", "es") == "Promoción de primavera"


@pytest.mark.parametrize(
    ("fact", "name"),
    [
        ("The Everyday Rewards card earns 2% cash back.", "Everyday Rewards card"),
        ("Lavadora Nervia 9 kg con clase energética A.", "Lavadora Nervia 9 kg"),
        ("Harrier parka, £89 (was £129).", "Harrier parka"),
        ("First month for $1, then $39 a month.", ""),
        ("Paga luz, agua e internet desde la app.", ""),
    ],
)
def test_a_thing_is_called_by_its_whole_name_and_nothing_else_is_one(fact: str, name: str) -> None:
    found = topic_of(
        (FactWords(source="f", key="f", text=fact),), "Sell it", "es" if "L" in fact[:1] + fact[5:6] else "en"
    )
    assert (found.name if found else "") == name
