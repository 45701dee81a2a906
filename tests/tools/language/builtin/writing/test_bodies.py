"""What a message says from facts reads as people write; an example of credit is said whole or not at all."""

from typing import Any

import pytest

from batuta.brand import WritingRules
from batuta.material import FactWords, Line, Promise
from batuta.placeholders import broken_placeholder
from tests.tools.language.builtin.writing.conftest import material, written

EXAMPLE = {
    "es": "Ejemplo representativo: TAE 22,12 %. TIN fijo 15,90 %. Importe: 1.500 €. Plazo: 48 meses. "
    "48 cuotas de 42,43 €. Importe total adeudado: 2.180,64 €.",
    "en": "Representative example: 22.12% APR. Fixed nominal rate: 15.90%. Amount: €1,500. Term: 48 months. "
    "48 instalments of €42.43. Total amount payable: €2,180.64.",
}
SHORT_EXAMPLE = {
    "es": "TAE 22,12 %. TIN 15,90 % Importe 1.500 € Plazo 48 meses 48 cuotas de 42,43 € Importe total 2.180,64 €",
    "en": "APR 22.12%. TIN 15.90% Amount €1,500 Term 48 months 48 instalments of €42.43 Total payable €2,180.64",
}
CREDIT = {
    "es": (
        ("fee", "sin cuota anual el primer año", "después, 36 € al año"),
        ("fee_later", "cuota de 36 € al año a partir del segundo año", ""),
        ("apr", "TAE del 22,12 %", ""),
        ("example_amount", "un importe de 1.500 €", ""),
        ("example_term", "un plazo de 48 meses", ""),
        ("example_total", "un importe total adeudado de 2.180,64 €", ""),
        ("representative_example", EXAMPLE["es"], ""),
        ("representative_example_short", SHORT_EXAMPLE["es"], ""),
        ("warning", "Atención: pedir dinero prestado cuesta dinero.", ""),
        ("limit", "límite de crédito de hasta 6.000 €", ""),
        ("use", "pagas todo a fin de mes o en cuotas", ""),
        ("insurance", "un seguro de viaje de hasta 300.000 €", "si pagas el viaje con ella"),
        ("approval", "sujeta a estudio y aprobación del banco", ""),
        ("until", "para altas hasta el 31 de diciembre de 2027", ""),
    ),
    "en": (
        ("fee", "no annual fee in the first year", "€36 a year after that"),
        ("fee_later", "an annual fee of €36 from the second year", ""),
        ("apr", "22.12% APR", ""),
        ("example_amount", "an amount of €1,500", ""),
        ("example_term", "a term of 48 months", ""),
        ("example_total", "a total amount payable of €2,180.64", ""),
        ("representative_example", EXAMPLE["en"], ""),
        ("representative_example_short", SHORT_EXAMPLE["en"], ""),
        ("warning", "Caution: borrowing money costs money.", ""),
        ("limit", "a credit limit of up to €6,000", ""),
        ("use", "you pay in full at the end of the month or in instalments", ""),
        ("insurance", "travel insurance of up to €300,000", "when you pay for the trip with it"),
        ("approval", "subject to the bank's approval", ""),
        ("until", "for orders until 31 December 2027", ""),
    ),
}
PIECES = ("1.500 €", "48 meses", "2.180,64", "€1,500", "48 months", "2,180.64", "22,12", "22.12")


def credit(channel: str, language: str, **other: Any) -> Any:
    facts = tuple(FactWords(source=f"fact:x/{k}", key=k, text=t, conditions=c) for k, t, c in CREDIT[language])
    return material(channel, "es-ES" if language == "es" else "en", facts=facts, **other)


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("channel", ["email", "sms", "push", "web", "in_app", "call", "letter", "social", "display"])
async def test_the_pieces_of_an_example_are_said_only_inside_it(channel: str, language: str) -> None:
    for variant in (await written(credit(channel, language))).variants:
        whole = "\n".join(variant.parts.values())
        rest = whole.replace(EXAMPLE[language], "").replace(SHORT_EXAMPLE[language], "")
        assert not [piece for piece in PIECES if piece in rest], whole
        assert broken_placeholder(whole) is None


@pytest.mark.parametrize("language", ["es", "en"])
async def test_a_short_message_about_the_price_gives_the_short_example(language: str) -> None:
    (price,) = (await written(credit("sms", language, strategies=("price",)))).variants
    assert SHORT_EXAMPLE[language] in price.parts["text"]
    assert EXAMPLE[language] not in price.parts["text"]


@pytest.mark.parametrize("language", ["es", "en"])
async def test_an_email_gives_the_whole_example_below_and_says_the_rest_above(language: str) -> None:
    for variant in (await written(credit("email", language))).variants:
        assert EXAMPLE[language] in variant.parts["legal"]
        assert CREDIT[language][8][1] in variant.parts["legal"]
        assert "2027" in variant.parts["body"]


async def test_a_promised_rate_brings_its_example() -> None:
    given = credit("sms", "es", strategies=("benefit",), offer=(Promise(text="TAE del 22,12 %", key="apr"),))
    (one,) = (await written(given)).variants
    assert SHORT_EXAMPLE["es"] in one.parts["text"]
    assert "TAE del 22,12 %." not in one.parts["text"]


async def test_the_price_after_an_offer_is_no_point_of_its_own() -> None:
    for variant in (await written(credit("email", "es"))).variants:
        assert "a partir del segundo año" not in variant.parts["body"]
        assert "Sin cuota anual el primer año; después, 36 € al año." in "\n".join(variant.parts.values())


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", ("Con la Cuenta Clara, pagas todo", "La Cuenta Clara está sujeta a", "Oferta para altas hasta")),
        ("en", ("With the Clear Account, you pay", "The Clear Account is subject to", "Offer for orders until")),
    ],
)
async def test_words_of_every_form_become_sentences(language: str, said: tuple[str, ...]) -> None:
    texts: list[str] = []
    for channel in ("email", "sms", "web"):
        for variant in (await written(credit(channel, language))).variants:
            texts += variant.parts.values()
    whole = "\n".join(texts)
    assert [words for words in said if words not in whole] == []


async def test_what_one_fact_says_wholly_is_not_said_twice() -> None:
    facts = (
        FactWords(source="f:max", key="amount_max", text="de 3.000 € a 40.000 €"),
        FactWords(source="f:min", key="amount_min", text="desde 3.000 €"),
        FactWords(source="f:fee", key="fee", text="sin comisión de apertura"),
    )
    for variant in (await written(material("email", facts=facts))).variants:
        assert "desde 3.000 €" not in "\n".join(variant.parts.values()).lower()


@pytest.mark.parametrize("channel", ["sms", "push", "email"])
async def test_a_promise_that_is_added_stands_before_the_small_print(channel: str) -> None:
    promised = (Promise(text="un seguro de viaje", key="insurance"),)
    lines = tuple(
        Line(source=f"block:{part}", part=part, strategy="any", text=text, citations=())  # type: ignore[arg-type]
        for part, text in {
            "title": "Tu tarjeta",
            "subject": "Tu tarjeta",
            "text": "Así es la tarjeta. Atención: pedir dinero prestado cuesta dinero. Baja: {{unsubscribe_url}}",
            "body": "Así es la tarjeta.\n\nSujeta a estudio y aprobación del banco."
            if channel == "email"
            else "Así es la tarjeta. Atención: pedir dinero prestado cuesta dinero.",
        }.items()
    )
    rules = WritingRules(required_parts=("body",)) if channel != "sms" else WritingRules()
    given = credit(channel, "es", offer=promised, lines=lines, rules=rules, strategies=("benefit",))
    for variant in (await written(given)).variants:
        main = variant.parts["text" if channel == "sms" else "body"]
        assert -1 < main.find("seguro de viaje") < max(main.find("Atención"), main.find("ujeta a estudio"))


async def test_what_must_not_be_said_is_left_out_of_the_facts() -> None:
    for variant in (await written(credit("email", "es", must_not_say=("cuota anual",)))).variants:
        assert "cuota anual" not in variant.parts["body"]
