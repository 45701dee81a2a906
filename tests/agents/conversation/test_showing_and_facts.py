"""Asking to see a part of the campaign, and asking what a product sheet says."""

import pytest

from agents.conversation.reply import Quoted, ShowPart
from agents.conversation.situation import Situation
from batuta.content import ContentItem
from batuta.deps import Deps
from tests.agents.conversation.conftest import Ask, a_gate

NOBODY = Situation(person="marta", roles=("marketer",))
MAIL = {"subject": "Abrigo Norte por 129 €", "body": "Hola.\nLlévatelo.", "legal": "IVA incluido."}


def message(channel: str, locale: str = "es-ES", **parts: str) -> ContentItem:
    return ContentItem.model_validate(
        {
            "id": f"{channel}.{locale}",
            "channel": channel,
            "locale": locale,
            "status": "draft",
            "parts": parts,
            "sentences": [],
            "origin": "generated",
        }
    )


@pytest.fixture
async def written(deps: Deps, campaign: Situation) -> Situation:
    items = (message("email", **MAIL), message("sms", text="Norte: tu abrigo por 129 €."))
    return campaign.model_copy(update={"content": tuple([await deps.artefacts.put(item) for item in items])})


@pytest.mark.parametrize("text", ["enséñame el correo", "¿qué dice el email?", "show me the e-mail"])
async def test_a_message_is_read_out_with_a_way_to_its_card(ask: Ask, written: Situation, text: str) -> None:
    reply = await ask(text, written)
    assert MAIL["subject"] in reply.text
    assert MAIL["body"] in reply.text
    assert "SMS" not in reply.text
    assert [card.part for card in reply.cards if isinstance(card, ShowPart)] == ["message-email.es-ES"]
    assert reply.act is None


async def test_a_channel_without_a_message_is_told_what_there_is(ask: Ask, written: Situation) -> None:
    reply = await ask("enséñame el push", written)
    assert "SMS, español (España)" in reply.text
    assert MAIL["body"] not in reply.text


async def test_where_nothing_is_written_yet_it_says_so(ask: Ask, campaign: Situation) -> None:
    assert "Todavía no hay nada" in (await ask("enséñame el correo", campaign)).text
    assert "nothing to show of the plan yet" in (await ask("show me the plan", campaign)).text


async def test_a_part_is_led_to(ask: Ask, campaign: Situation) -> None:
    reply = await ask("déjame ver el público", campaign)
    assert reply.cards == (ShowPart(part="audience", words="El público"),)
    assert "Impactables: " in reply.text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("¿Cuánto cuesta el abrigo?", "129"),
        ("¿qué precio tiene?", "129"),
        ("What is the price?", "129"),
        ("¿Cuántos años de garantía tiene?", "garantía"),
        ("what is the guarantee of the coat?", "guarantee"),
        ("¿hasta cuándo puedo pedir el reembolso?", "60 días"),
        ("how long do they have for a refund?", "60 days"),
        ("¿qué importe tiene?", "129"),
    ],
)
async def test_a_question_about_the_product_is_answered_from_its_sheet(
    ask: Ask, campaign: Situation, text: str, said: str
) -> None:
    for gate in (a_gate("approve"), a_gate("confirm"), None):
        reply = await ask(text, campaign.model_copy(update={"gate": gate}))
        quoted = [card for card in reply.cards if isinstance(card, Quoted)]
        assert any(said in card.quote for card in quoted), reply
        assert all(card.title and card.version for card in quoted)
        assert reply.act is None


async def test_a_product_that_is_named_is_asked_about_before_there_is_a_campaign(ask: Ask) -> None:
    reply = await ask("¿Cuánto cuesta el Abrigo Norte?", NOBODY)
    assert "129" in " ".join(card.quote for card in reply.cards if isinstance(card, Quoted))


@pytest.mark.parametrize("text", ["¿tiene seguro de viaje el abrigo?", "does the coat come with travel insurance?"])
async def test_what_the_sheet_does_not_say_is_said_not_to_be_there(ask: Ask, campaign: Situation, text: str) -> None:
    reply = await ask(text, campaign)
    assert "no lo dice" in reply.text or "doesn’t say" in reply.text


@pytest.mark.parametrize(
    "text", ["¿cuánto cuesta la campaña?", "¿por qué tan pocos?", "¿cómo va?", "¿quién aprobó esto?"]
)
async def test_questions_about_the_campaign_stay_so(ask: Ask, campaign: Situation, text: str) -> None:
    reply = await ask(text, campaign)
    assert not any(isinstance(card, Quoted) for card in reply.cards)
