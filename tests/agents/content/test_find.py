"""Finding before making, on a shop's own inventory."""

import dataclasses
from datetime import date

import pytest
from langgraph.runtime import Runtime

from agents.content.find import find_content
from agents.content.images import asset_of, image_for
from batuta.brief import ContentNeed, OfferFact, Window
from batuta.content import ContentItem, DiscoveryReceipt, InventoryItem
from batuta.deps import Deps
from batuta.text import Text
from graphs.content import build
from tests.agents.content.conftest import brief, need


async def found(runtime: Runtime[Deps], **other: object) -> tuple[DiscoveryReceipt, dict[str, list[ContentItem]]]:
    artefacts = runtime.context.artefacts
    out = await find_content({"brief": await artefacts.put(brief(**other))}, runtime)
    items = {key: [await artefacts.get(n, ContentItem) for n in names] for key, names in out["content"].items()}
    return await artefacts.get(out["discovery"], DiscoveryReceipt), items


async def built(runtime: Runtime[Deps], **other: object) -> dict[str, list[ContentItem]]:
    artefacts = runtime.context.artefacts
    out = await build().compile().ainvoke({"brief": await artefacts.put(brief(**other))}, context=runtime.context)
    return {key: [await artefacts.get(n, ContentItem) for n in names] for key, names in out["content"].items()}


async def test_reuses_what_is_approved_proposes_what_waits_and_writes_the_rest(runtime: Runtime[Deps]) -> None:
    receipt, items = await found(runtime)
    assert {one.need.key: (one.decision, one.item_id) for one in receipt.needs} == {
        "email.en": ("generate", None),
        "email.es-ES": ("reuse", "coat-email-approved"),
        "sms.en": ("generate", None),
        "sms.es-ES": ("propose_pending", "coat-sms-pending"),
    }
    assert [need.key for need in receipt.missing] == ["email.en", "sms.en"]
    assert (receipt.reused, receipt.pending) == (1, 1)
    assert [(i.id, i.origin, i.status, i.version) for i in items["email.es-ES"]] == [
        ("coat-email-approved", "reused", "approved", 2)
    ]


async def test_what_exists_is_topped_up_to_the_variants_the_brief_asks_for(runtime: Runtime[Deps]) -> None:
    asked = (ContentNeed(channel="email", locale="es-ES", variants=3),)
    receipt, items = await found(runtime, channels=("email",), content_needs=asked)
    (one,) = receipt.needs
    assert (one.decision, one.item_id, one.to_write) == ("reuse", "coat-email-approved", 2)
    assert [(need.key, need.variants) for need in receipt.missing] == [("email.es-ES", 2)]
    state = await built(runtime, channels=("email",), content_needs=asked)
    whole = state["email.es-ES"]
    assert [item.origin for item in whole] == ["reused", "generated", "generated"]
    assert whole[0].id == items["email.es-ES"][0].id
    assert len({item.label for item in whole}) == 3
    assert len({item.words for item in whole}) == 3


async def test_what_exists_is_enough_where_the_brief_counts_nothing(runtime: Runtime[Deps]) -> None:
    asked = (ContentNeed(channel="email", locale="es-ES"),)
    receipt, _ = await found(runtime, channels=("email",), content_needs=asked)
    assert receipt.missing == ()
    assert receipt.topped_up == frozenset()


async def test_every_near_miss_has_its_reason_in_the_reader_s_language(runtime: Runtime[Deps]) -> None:
    receipt, _ = await found(runtime)
    spanish = next(one for one in receipt.needs if one.need.key == "email.es-ES")
    reasons = {miss.id: miss.why for miss in spanish.rejected}
    assert "99 €" in reasons["coat-email-old-price"]
    assert "versión 2" in reasons["coat-email-approved"]
    english, _ = await found(runtime, locale="en")
    told = next(one for one in english.needs if one.need.key == "email.en")
    assert any("30 June 2026" in miss.why for miss in told.rejected)


async def test_a_campaign_that_outlives_an_item_does_not_reuse_it(runtime: Runtime[Deps]) -> None:
    receipt, _ = await found(runtime, window=Window(start=date(2027, 12, 1), end=date(2028, 1, 15)))
    spanish = next(one for one in receipt.needs if one.need.key == "email.es-ES")
    assert spanish.decision == "generate"
    assert any("31 de diciembre de 2027" in miss.why for miss in spanish.rejected)


async def test_reused_sentences_cite_the_item_they_come_from(runtime: Runtime[Deps]) -> None:
    _, items = await found(runtime)
    item = items["email.es-ES"][0]
    assert item.sentences
    assert {citation.source for s in item.sentences for citation in s.citations} == {"inventory:coat-email-approved@2"}


@pytest.mark.parametrize(("locale", "words"), [("es-MX", "Un abrigo rojo"), ("en-GB", "A red coat")])
def test_an_image_is_described_in_the_language_of_its_message(locale: str, words: str) -> None:
    alt = Text(es="Un abrigo rojo", en="A red coat")
    assert asset_of(InventoryItem(id="red", type="image", status="approved", alt=alt), locale).alt == words


async def test_an_image_is_used_while_its_rights_last_and_where_they_hold(deps: Deps) -> None:
    asset = await image_for(need(), brief(), deps)
    assert asset is not None
    assert (asset.id, asset.alt) == ("coat-photo", "Una persona con el Abrigo Norte camina bajo la lluvia")
    assert await image_for(need(locale="es-MX"), brief(), deps) is None
    late = brief(window=Window(start=date(2028, 2, 1), end=date(2028, 2, 20)))
    assert await image_for(need(), late, deps) is None
    assert await image_for(need(channel="sms"), brief(), deps) is None


async def test_a_miss_names_the_other_product_and_is_told_once(runtime: Runtime[Deps]) -> None:
    receipt, _ = await found(runtime)
    for one in receipt.needs:
        assert len(set(one.rejected)) == len(one.rejected)
        assert not any(product in miss.why for miss in one.rejected for product in ("trail_shoes", "mar_sofa"))


async def test_what_does_not_say_the_offer_is_written_anew(runtime: Runtime[Deps]) -> None:
    offered = (OfferFact(text="60 días para devolverlo"),)
    receipt, _ = await found(runtime, offer=offered, must_say=("dos años de garantía en las costuras",))
    told = next(one for one in receipt.needs if one.need.key == "sms.es-ES")
    assert told.decision == "generate"
    assert any("No dice" in miss.why for miss in told.rejected)


class Twice:
    """An inventory that several systems list twice over, and that holds another version of the message."""

    def __init__(self, deps: Deps) -> None:
        self._within = deps.inventory

    async def items(self, product_id: str | None, channel: str | None) -> tuple[InventoryItem, ...]:
        found = tuple(await self._within.items(product_id, channel))  # type: ignore[arg-type]
        other = tuple(
            item.model_copy(update={"id": "another"})
            for item in found
            if item.id == "coat-email-approved" and item.version == 2
        )
        return (*found, *found, *other)


async def test_a_message_that_is_listed_twice_is_one_variant_beside_others(deps: Deps) -> None:
    runtime = Runtime(context=dataclasses.replace(deps, inventory=Twice(deps)))  # type: ignore[arg-type]
    receipt, items = await found(runtime)
    told = next(one for one in receipt.needs if one.need.key == "email.es-ES")
    assert {told.item_id, *told.also} == {"coat-email-approved", "another"}
    assert {item.id for item in items["email.es-ES"]} == {"coat-email-approved", "another"}
