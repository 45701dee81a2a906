"""What a brief promises, against the facts of its market and of others."""

from typing import Any

import pytest

from agents.content.promises import Kept, kept
from agents.content.retrieve import gather
from batuta.brand import Term, WritingRules
from batuta.brief import OfferFact
from batuta.deps import Deps
from batuta.material import FactWords
from tests.agents.content.conftest import brief, need
from tests.agents.content.test_writing import written


def fact(key: str, text: str, conditions: str = "") -> FactWords:
    return FactWords(source=f"fact:p/{key}", key=key, text=text, conditions=conditions)


SPAIN = (fact("price", "41,90 € al mes durante 12 meses", "después, 51,90 € al mes"), fact("app", "control parental"))
MEXICO = (fact("price_mx", "598 pesos al mes durante 12 meses", "después, 748 pesos al mes"),)
ENGLISH = (
    fact("price", "€41.90 a month for 12 months", "then €51.90 a month"),
    fact("app", "parental controls on every line"),
)


def promises(facts: tuple[FactWords, ...], locale: str, elsewhere: Any = (), **given: Any) -> Kept:
    return kept(brief(**given), facts, None, locale=locale, elsewhere=elsewhere)


def offer(text: str) -> tuple[OfferFact, ...]:
    return (OfferFact(text=text),)


def test_what_the_facts_carry_is_promised_with_the_fact_that_carries_it() -> None:
    found = promises(SPAIN, "es-ES", offer=offer("41,90 € al mes"))
    assert [(promise.text, promise.key) for promise in found.offer] == [("41,90 € al mes", "price")]
    assert found.notes == ()


def test_what_no_fact_carries_is_told_and_not_promised() -> None:
    found = promises(SPAIN, "es-ES", (*MEXICO, *ENGLISH), offer=offer("31,90 € al mes"))
    assert found.offer == ()
    assert "no lo respaldan" in found.notes[0]


def test_the_price_of_another_market_is_told_and_the_market_s_own_is_promised() -> None:
    found = promises(SPAIN, "es-ES", (*MEXICO, *ENGLISH), offer=offer("598 pesos al mes"))
    assert [(promise.text, promise.key) for promise in found.offer] == [("41,90 € al mes durante 12 meses", "price")]
    assert found.notes == (
        "«598 pesos al mes» vale en otro mercado. Aquí (es-ES): «41,90 € al mes durante 12 meses (después, 51,90 € al "
        "mes)».",
    )


def test_a_wish_in_another_language_is_met_by_the_fact_that_says_it() -> None:
    found = promises(ENGLISH, "en", SPAIN, must_say=("lleva control parental",))
    assert (found.must_say, found.unconfirmed, found.notes) == (("parental controls on every line",), (), ())


def test_a_wish_in_another_language_that_no_fact_meets_is_told() -> None:
    found = promises(ENGLISH, "en", SPAIN, must_say=("hecho con cariño en el norte",))
    assert found.must_say == ()
    assert "idioma" in found.notes[0]


def test_a_wish_that_claims_a_figure_no_fact_has_is_refused_in_any_language() -> None:
    for facts, locale in ((ENGLISH, "en"), (SPAIN, "es-ES")):
        found = promises(facts, locale, must_say=("devolución gratis en 30 días",))
        assert found.must_say == ()
        assert "no lo respaldan" in found.notes[0]


def test_a_wish_that_nothing_confirms_or_denies_is_printed_and_told() -> None:
    found = promises(SPAIN, "es-ES", must_say=("pensado para quien viaja",))
    assert (found.must_say, found.unconfirmed) == (("pensado para quien viaja",), ("pensado para quien viaja",))


def test_a_wish_that_leaves_out_a_condition_is_said_with_it() -> None:
    facts = (fact("fee", "sin comisiones", "si domicilias una nómina de al menos 800 € al mes"),)
    found = promises(facts, "es-ES", must_say=("sin comisiones",))
    assert found.must_say == ("sin comisiones (si domicilias una nómina de al menos 800 € al mes)",)
    assert found.unconfirmed == ()
    assert "se dice con su condición" in found.notes[0]


async def test_a_wish_that_the_message_says_in_other_words_is_not_said_twice(deps: Deps) -> None:
    wish = "cuesta 129 € con IVA incluido"
    for item in await written(deps, must_say=(wish,)):
        assert wish not in "\n".join(item.parts.values()).casefold()
        assert not any("cabía" in note for note in item.notes)


async def test_gathers_the_words_of_every_locale_of_the_company(deps: Deps) -> None:
    found = await gather(need(locale="en"), brief(must_say=("dos años de garantía en las costuras",)), deps)
    assert found.material.must_say == ("two-year guarantee on the seams",)


def test_a_wish_that_is_a_condition_is_met_by_the_condition_alone() -> None:
    here = (fact("speed", "up to 600 Mb download", "it depends on your device"),)
    there = (fact("speed", "hasta 600 Mb de bajada", "depende de tu equipo"),)
    assert promises(here, "en", there, must_say=("depende de tu equipo",)).must_say == ("it depends on your device",)


def test_part_of_what_is_promised_already_is_the_same_promise() -> None:
    later = fact("later", "51,90 € al mes")
    for facts, elsewhere in (((*SPAIN, later), ()), (ENGLISH, (*SPAIN, later))):
        given = (OfferFact(text="41,90 € al mes durante 12 meses"), OfferFact(text="51,90 €"))
        found = promises(facts, "es-ES" if elsewhere == () else "en", elsewhere, offer=given)
        assert [promise.key for promise in found.offer] == ["price", "price"]
        assert found.notes == ()


RULES = WritingRules(
    formality="tu", exclamation=0,
    terms=(
        Term(locale="es-MX", preferred="sin plazo forzoso", avoid=("sin permanencia",)),
        Term(locale="es-MX", avoid=("chollo",)),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("wish", "said", "told"),
    [
        ("sin permanencia", ("sin plazo forzoso",), "sin plazo forzoso"),
        ("Disfrute de su plan", ("Disfruta de tu plan",), "Disfruta de tu plan"),
        ("un chollo", (), "chollo"),
        ("¡Pídela ya!", (), "exclamaciones"),
        ("pensado para quien viaja", ("pensado para quien viaja",), None),
    ],
)
def test_a_wish_in_another_market_s_words_is_said_in_the_brand_s_or_told(
    wish: str, said: tuple[str, ...], told: str | None
) -> None:
    found = kept(brief(must_say=(wish,)), MEXICO, None, locale="es-MX", channel="sms", rules=RULES)
    assert found.must_say == said
    assert (told is None) == (found.notes == ())
    assert told is None or told in found.notes[0]


async def test_no_wish_of_another_market_keeps_a_message_from_being_written(deps: Deps) -> None:
    wishes = ("¡¡Corre!!", "computadora y celular", "Aproveche usted su oferta", "GRATIS TOTAL", "sin plazo forzoso")
    for wish in wishes:
        made = await written(deps, need=need("sms"), must_say=(wish,), must_not_say=("gratis",))
        assert made, wish


def test_several_wishes_in_one_become_what_their_facts_say() -> None:
    facts = (fact("fee", "no arrangement fee"), fact("early", "you can repay it early without a fee"))
    wish = "Mention there is no arrangement fee and that they can repay early at no cost"
    found = kept(brief(locale="en", must_say=(wish,)), facts, None, locale="en")
    assert [promise.key for promise in found.offer] == ["fee", "early"]
    assert (found.must_say, found.notes) == ((), ())
