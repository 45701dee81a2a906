"""A message from facts and voice rules alone: exact, addressed rightly, within limits, in the market's words."""

from typing import Any

import pytest

from app.outside.write import WriteLine, material_of
from batuta.brand import Term, WritingRules
from batuta.material import FactWords, Material
from batuta.task import Refusal
from batuta.words.address import misaddressed
from batuta.words.proper_names import product_named
from tests.tools.language.builtin.writing.conftest import material, written
from tools.language.builtin.writing.message import write_message
from tools.language.builtin.writing.phrases import _bank, phrases
from tools.language.builtin.writing.wording import continued


@pytest.mark.parametrize("channel", ["email", "sms", "push", "web", "in_app", "call", "letter", "social", "display"])
@pytest.mark.parametrize("locale", ["es-ES", "es-MX", "en", "en-US"])
async def test_every_channel_and_market(channel: str, locale: str) -> None:
    made = await written(material(channel, locale))
    assert made.variants
    for variant in made.variants:
        whole = "\n".join(variant.parts.values())
        if "800" in whole:
            assert "nómina" in whole or "salary" in whole
        if "gratis" in whole or "Free debit" in whole:
            assert "18" in whole


@pytest.mark.parametrize("formality", ["tu", "usted", "vos"])
@pytest.mark.parametrize("channel", ["email", "letter", "web"])
async def test_one_address_throughout(channel: str, formality: Any) -> None:
    made = await written(material(channel, rules=WritingRules(formality=formality)))
    for variant in made.variants:
        for part, text in variant.parts.items():
            assert misaddressed(text, formality) == (), (part, text)


async def test_banned_words_are_said_otherwise_and_preferred_words_are_used() -> None:
    rules = WritingRules(
        terms=(Term(locale="es-ES", avoid=("gratis",)), Term(locale="es-ES", preferred="saldo", avoid=("dinero",)))
    )
    for variant in (await written(material(rules=rules))).variants:
        whole = "\n".join(variant.parts.values())
        assert "gratis" not in whole
        assert "sin coste" in whole
        assert "dinero" not in whole.lower()


async def test_limits_of_every_part_are_kept_and_conditions_stay() -> None:
    rules = WritingRules(limits={"subject": 30, "preheader": 40, "headline": 30, "body": 260, "cta": 16})
    for variant in (await written(material(rules=rules))).variants:
        for part, limit in rules.limits.items():
            assert len(variant.parts.get(part, "")) <= limit


async def test_a_long_sentence_is_cut_only_where_both_halves_stand_alone() -> None:
    made = await written(material(rules=WritingRules(max_sentence_words=10)))
    whole = "\n".join(text for variant in made.variants for text in variant.parts.values())
    assert "Tarjeta de débito gratis el primer año. Después, 18 € al año." in whole
    assert "no tiene comisiones." not in whole


async def test_a_market_has_its_own_words() -> None:
    facts = (FactWords(source="f", key="f", text="Usas tu móvil con el mismo número y un coste de 0 €."),)
    made = await written(material("web", "es-MX", facts=facts))
    whole = "\n".join(text for variant in made.variants for text in variant.parts.values())
    assert "celular" in whole
    assert "costo" in whole
    assert "móvil" not in whole


async def test_the_price_after_an_offer_is_said_with_the_offer_only() -> None:
    facts = (
        FactWords(source="later", key="later", text="46,90 € al mes", conditions="IVA incluido"),
        FactWords(source="term", key="term", text="sin permanencia"),
        FactWords(
            source="offer", key="offer", text="36,90 € al mes durante 12 meses", conditions="después, 46,90 € al mes"
        ),
    )
    for variant in (await written(material("in_app", facts=facts))).variants:
        whole = "\n".join(variant.parts.values())
        assert whole.count("46,90 € al mes") == whole.count("36,90 €") == 1


async def test_email_and_sms_carry_the_way_out_by_the_name_it_was_given() -> None:
    for channel in ("email", "sms"):
        for variant in (await written(material(channel, opt_out="{{baja_url}}"))).variants:
            assert "{{baja_url}}" in "\n".join(variant.parts.values())


async def test_variants_differ_and_say_which_strategy_they_take() -> None:
    made = await written(material())
    assert [variant.label for variant in made.variants] == ["benefit", "price", "question"]
    assert len({variant.parts["subject"] for variant in made.variants}) == 3


async def test_without_facts_there_is_nothing_to_write() -> None:
    assert isinstance(await write_message(material(facts=())), Refusal)


async def test_a_fact_that_no_rewording_can_save_is_left_out() -> None:
    rules = WritingRules(terms=(Term(locale="es-ES", avoid=("Fondo de Garantía de Depósitos",)),))
    made = await written(material(rules=rules))
    assert all("Fondo" not in text for variant in made.variants for text in variant.parts.values())


@pytest.mark.parametrize("language", ["es", "en"])
def test_both_languages_have_the_same_phrases_for_the_same_strategies(language: Any) -> None:
    bank, other = _bank(language), _bank("en" if language == "es" else "es")
    assert {name: set(by) for name, by in bank.items()} == {name: set(by) for name, by in other.items()}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("formality", ["tu", "usted", "vos"])
def test_our_own_sentences_claim_nothing(language: Any, formality: Any) -> None:
    from batuta.grounding.support import Evidence, support
    from batuta.words.address import readdressed
    from batuta.words.sentences import sentences

    name = "Tarjeta Oro" if language == "es" else "Gold Card"
    places = {
        "name": name, "the": f"la {name}" if language == "es" else f"the {name}", "of_the": f"de la {name}",
        "brand": "Lince", "sender": "Tienda Lince, S.L.", "url": "https://www.lince.example",
        "first_name": "{{first_name}}", "opt_out": "",
    }  # fmt: skip
    evidence = [Evidence("product", name), Evidence("sender", "Lince. Tienda Lince, S.L.")]
    for bank, strategies in _bank(language).items():
        for strategy in strategies:
            for text in phrases(bank, strategy, [places], language):
                told = readdressed(text, formality) if language == "es" else text
                for span in sentences(told):
                    decided = support(span.text, evidence, language)
                    assert decided.label == "supported", (bank, span.text, decided.reasons("en"))


def test_days_and_months_are_no_products() -> None:
    facts = [("f1", "Open Monday to Saturday"), ("f2", "$30 off when you order by March 31, 2027")]
    assert product_named(facts, "Promote the Saturday opening") is None
    assert product_named([("f1", "Membership for £64 a year, or £55 by Direct Debit")], "") is None


@pytest.mark.parametrize(
    "burden",
    [
        "24-month contract", "Franquicia de 150 € en daños estéticos", "Los vales caducan a los 6 meses",
        "IVA incluido", "Guests are not included", "Un cupón por cliente", "The rate is variable and may change",
        "£99 excess per claim",
    ],
)  # fmt: skip
async def test_what_binds_or_costs_stands_below_what_is_offered(burden: str) -> None:
    facts = (
        FactWords(source="f1", key="f1", text=burden),
        FactWords(source="f2", key="f2", text="Asistencia las 24 horas"),
        FactWords(source="f3", key="f3", text="Alta desde la app"),
    )
    made = await written(material("email", facts=facts))
    assert made.variants
    for variant in made.variants:
        assert burden not in variant.parts["subject"]
        assert burden not in variant.parts.get("headline", "")
        body = variant.parts["body"].lower()
        assert body.rfind(burden.split()[-1].lower()) > body.index("alta desde la app")


def test_a_compound_name_keeps_its_capital() -> None:
    assert continued("High-Yield Savings earns 4.10% APY.") == "High-Yield Savings earns 4.10% APY"


async def test_a_way_out_among_the_facts_is_used_and_not_sold() -> None:
    line = {
        "product_facts": [
            {"id": "f1", "text": "Flu vaccines are available at all Alder Pharmacy branches without an appointment."},
            {"id": "f2", "text": "Reply STOP to opt out."},
        ],
        "channel": "sms",
        "locale": "en-US",
        "need": "Remind patients that flu vaccines are available.",
        "limits": {"text_chars": 160},
    }
    asked = material_of(WriteLine.model_validate(line))
    assert asked.product is not None
    assert asked.product.name == "flu vaccines"
    assert [fact.key for fact in asked.facts] == ["f1"]
    for variant in (await written(asked)).variants:
        assert variant.parts["text"].count("STOP") == 1
        assert "{{" not in variant.parts["text"]
        assert "flu vaccines are available" in variant.parts["text"].lower()
        assert "Come and see us." in variant.parts["text"]


async def test_the_brands_word_for_a_thing_is_carried_by_the_fact_that_uses_another() -> None:
    rules = WritingRules(terms=(Term(locale="en", preferred="ride", avoid=("rental",)),))
    facts = (FactWords(source="f", key="f", text="Weekend rentals start at $39 a day."),)
    for variant in (await written(material("push", "en", facts=facts, product=None, rules=rules))).variants:
        assert "Weekend rides start at $39 a day." in variant.parts["body"]


def sheet(channel: str, locale: str, need: str, facts: list[str], **other: Any) -> Material:
    told = [{"id": f"f{number}", "text": text} for number, text in enumerate(facts, start=1)]
    line = {"product_facts": told, "channel": channel, "locale": locale, "need": need, **other}
    return material_of(WriteLine.model_validate(line))


@pytest.mark.parametrize(
    ("locale", "need", "facts", "named"),
    [
        ("es-ES", "Ofrecer el plan Noche", ["El plan Noche cobra 0,09 €/kWh de 0:00 a 8:00."], "plan Noche"),
        (
            "es-ES",
            "Que arreglen la ropa",
            ["El taller de costura abre en las tiendas de Soria, Jaca y Lugo."],
            "taller",
        ),
        ("en-US", "Sell the 2 Gig plan", ["Cable Home 2 Gig costs $90 a month."], "Cable Home 2 Gig"),
        ("en-GB", "Autumn trips", ["Three nights in Porto cost from £320 per person."], "three nights in Porto"),
        ("en-US", "Take the boating safety course", ["The course takes four hours."], "boating safety course"),
        ("es-MX", "Vuelos en abril", ["Vuelos a Mérida desde $1,900 por trayecto."], "vuelos a Mérida"),
        ("en-GB", "Get regulars to bring a cup", ["Bring your own cup and get a 40p saving on tea."], ""),
        ("es-ES", "Para titulares de la Tarjeta Brezo", ["El cliente puede desistir en 14 días."], "Tarjeta Brezo"),
    ],
)
def test_the_thing_on_sale_is_what_the_facts_speak_of(locale: str, need: str, facts: list[str], named: str) -> None:
    product = sheet("email", locale, need, facts).product
    assert (product.name if product else "").startswith(named)
    assert bool(product) == bool(named)


async def test_a_thing_keeps_the_article_of_its_facts_and_the_verb_its_number() -> None:
    asked = sheet("in_app", "es-MX", "Dar a conocer los tenis Zorzal", ["Los tenis Zorzal pesan 218 g en la talla 26."])
    by_label = {variant.label: variant.parts["headline"] for variant in (await written(asked)).variants}
    assert by_label["question"] == "¿Te interesan los tenis Zorzal?"


@pytest.mark.parametrize(
    "burden",
    [
        "El retiro antes del vencimiento no está permitido.", "Debe contratarse antes del 1 de marzo.",
        "Ending the agreement early costs $30 for each remaining month.", "Calls may be recorded for quality purposes.",
        "Los rendimientos están sujetos a retención.", "The offer applies to orders from Friday to Sunday.",
    ],
)  # fmt: skip
async def test_what_forbids_or_binds_heads_no_message(burden: str) -> None:
    locale = "en-US" if " the " in f" {burden.lower()}" or "may" in burden else "es-MX"
    first = (
        "Sail Box costs $9 a month." if locale == "en-US" else "El plan Ceibo paga 9.1 % anual en plazos de 180 días."
    )
    for variant in (await written(sheet("web", locale, "Sell it", [burden, first]))).variants:
        assert burden.rstrip(".") not in variant.parts["headline"]
        assert not variant.parts["body"].startswith(burden)


async def test_what_a_sheet_begins_with_is_in_every_variant() -> None:
    facts = [
        "Con una recarga de $150 o más, el plan Colina incluye 6 GB con vigencia de 30 días.",
        "WhatsApp no consume datos mientras la recarga está vigente.",
        "Para dejar de recibir mensajes, responde BAJA.",
    ]
    asked = sheet("sms", "es-MX", "Que recarguen $150 o más", facts, limits={"text_chars": 165})
    made = await written(asked)
    assert len(made.variants) >= 2
    assert all("6 GB con vigencia de 30 días" in variant.parts["text"] for variant in made.variants)


async def test_a_letter_is_one_and_tells_its_news_first() -> None:
    facts = [
        "From 1 March 2027 the unit rate of the Plain tariff rises from 24.6p to 25.9p per kWh.",
        "The standing charge stays at 52p a day.",
        "Customers can switch online.",
    ]
    need = "Inform customers on the Plain tariff of the price change."
    for variant in (await written(sheet("letter", "en-GB", need, facts))).variants:
        paragraphs = variant.parts["body"].split("\n\n")
        assert paragraphs[0] == "Dear customer,"
        assert paragraphs[-1] == "Kind regards."
        assert "You can switch online." in variant.parts["body"]
        if variant.label == "benefit":
            assert paragraphs[1].startswith("From 1 March 2027")
            assert "stays" not in variant.parts["headline"]


async def test_an_hour_is_not_the_end_of_a_sentence() -> None:
    fact = "The last season of Tidewater is available from 9 p.m. on Friday 4 December 2026."
    asked = sheet("push", "en-GB", "Tell viewers", [fact], brand_voice={"max_sentence_words": 12}, variants=1)
    made = await written(asked)
    assert all(fact in variant.parts["body"] for variant in made.variants)


async def test_the_button_is_what_the_need_asks_for() -> None:
    asked = sheet("web", "en-US", "Product page; book a site survey.", ["Shelf Eye counts stock with a camera."])
    assert {variant.parts["cta"] for variant in (await written(asked)).variants} == {"Book a site survey"}


@pytest.mark.parametrize(
    ("channel", "locale", "fact"),
    [
        ("sms", "en-GB", "Your glasses are ready at our Leeds branch."),
        ("in_app", "es-ES", "El plan Noche cobra 0,09 €/kWh de 0:00 a 8:00."),
        ("push", "es-MX", "La limpieza dental cuesta $650 con el plan Sonrisa."),
    ],
)
async def test_the_readers_name_is_used_where_the_need_brings_it(channel: str, locale: str, fact: str) -> None:
    need = "Tell {{first_name}} about it." if locale == "en-GB" else "Contárselo a {{first_name}}."
    for variant in (await written(sheet(channel, locale, need, [fact]))).variants:
        assert "{{first_name}}" in "\n".join(variant.parts.values())


def test_every_way_to_say_how_to_leave_is_a_way_out_and_no_fact() -> None:
    for words in (
        "Cancelar suscripción: {{unsubscribe_url}}", "Para no recibir más mensajes, responda ALTO.",
        "Si no quiere recibir más correos: {{baja}}", "Text STOP to 61234 to opt out.",
    ):  # fmt: skip
        asked = sheet("sms", "es-MX", "Vender el plan", ["El plan Ceibo cuesta $90 al mes.", words])
        assert [fact.text for fact in asked.facts] == ["El plan Ceibo cuesta $90 al mes."]
