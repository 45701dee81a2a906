"""Onda's brand book: every approved block, filled in for every product it serves, reads and obeys as it should."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import product as every
from pathlib import Path
from typing import NamedTuple

import pytest

from agents.content.binding import bound, fact_words
from batuta.brand import Block
from batuta.brand_check import violations
from batuta.brief import Channel
from batuta.content import Part
from batuta.placeholders import MERGE_FIELD
from batuta.product import Product
from batuta.text import language_of
from batuta.workspace import Workspace
from tools.inventory import read_inventory
from tools.library.blocks import blocks_of
from tools.library.book import BrandDocument, read_book
from tools.library.rules import rules_of
from tools.workspaces.folder import places, read_workspace

TODAY = date(2027, 5, 3)
LOCALES = ("es-ES", "es-MX", "en")
CHANNELS: tuple[Channel, ...] = ("email", "sms", "push", "web", "in_app", "letter", "call")
STRATEGIES = ("benefit", "price", "reassurance", "question")
LONGEST = {"first_name": "Guadalupe", "city": "Las Palmas de Gran Canaria", "unsubscribe_url": "u" * 44}
"""What merge fields may grow to when a message is sent."""


class Said(NamedTuple):
    block: Block
    product: Product
    text: str


@pytest.fixture(scope="module")
def onda(root: Path) -> Workspace:
    return read_workspace(root / "workspaces" / "onda")


@pytest.fixture(scope="module")
def book(root: Path) -> tuple[BrandDocument, ...]:
    return read_book(places(root / "workspaces" / "onda").brand_guidelines).documents


@pytest.fixture(scope="module")
def in_force(book: tuple[BrandDocument, ...]) -> tuple[BrandDocument, ...]:
    return tuple(document for document in book if document.head.in_force(TODAY))


@pytest.fixture(scope="module")
def blocks(in_force: tuple[BrandDocument, ...]) -> tuple[Block, ...]:
    return tuple(block for document in in_force for block in blocks_of(document))


@pytest.fixture(scope="module")
def said(onda: Workspace, blocks: tuple[Block, ...]) -> tuple[Said, ...]:
    return tuple(_said(onda, blocks))


def serves(block: Block, product: Product) -> bool:
    return block.applies_to in ("*", product.family, product.id)


def _said(onda: Workspace, blocks: tuple[Block, ...]) -> Iterator[Said]:
    for product, locale in every(onda.products.products, LOCALES):
        facts = fact_words(product, locale, (TODAY,))
        for block in (one for one in blocks if one.locale == locale and serves(one, product)):
            lines = bound(
                (block,),
                facts,
                product=product,
                sender=onda.sender,
                window=None,
                locale=locale,
                purpose=block.purpose if block.purpose != "*" else "promote",
            )
            yield Said(block, product, lines[0].text if lines else "")


def test_there_are_blocks_enough_and_no_id_twice(blocks: tuple[Block, ...]) -> None:
    assert len(blocks) >= 300
    assert len({block.id for block in blocks}) == len(blocks)
    for locale in LOCALES:
        assert sum(block.locale == locale for block in blocks) >= 300, locale


def test_every_placeholder_finds_its_words_for_every_product(said: tuple[Said, ...]) -> None:
    assert [(one.block.id, one.product.id) for one in said if not one.text] == []


def test_every_family_is_spoken_for_in_every_language(onda: Workspace, blocks: tuple[Block, ...]) -> None:
    """E-mail in all four strategies, every other channel in at least two, with all the parts it needs."""
    have = {(b.applies_to, b.locale, b.channel, b.strategy, b.part) for b in blocks if b.purpose == "promote"}
    parts: dict[Channel, tuple[Part, ...]] = {
        "email": ("subject", "preheader", "headline", "body", "cta"),
        "sms": ("text",),
        "push": ("title", "body"),
    }
    for family, locale, channel in every(onda.products.families, LOCALES, CHANNELS):
        strategies = STRATEGIES if channel in parts else ("benefit", "price")
        for strategy, part in every(strategies, parts.get(channel, ("headline", "body", "cta"))):
            assert (family.id, locale, channel, strategy, part) in have, (family.id, locale, channel, strategy, part)


def test_nothing_approved_breaks_the_brand_s_own_rules(
    said: tuple[Said, ...], in_force: tuple[BrandDocument, ...], blocks: tuple[Block, ...]
) -> None:
    """Limits, avoided words, address, sentence length, punctuation; a text with its way out added."""
    rules = {key: rules_of(in_force, *key) for key in every(CHANNELS, LOCALES)}
    way_out = {block.locale: block.text for block in blocks if block.channel == "sms" and block.legal}
    broken = []
    for one in said:
        text = one.text
        if one.block.channel == "sms" and not one.block.legal:
            text = f"{text} {way_out[one.block.locale]}"
        text = MERGE_FIELD.sub(lambda field: LONGEST[field.group(1)], text)
        known = rules[one.block.channel, one.block.locale].model_copy(update={"required_parts": ()})
        found = violations({one.block.part: text}, one.block.channel, one.block.locale, known)
        broken += [(one.block.id, one.product.id, each.rule, each.quote or each.message) for each in found]
    assert broken == []


def test_rules_are_read_for_every_channel_and_language(in_force: tuple[BrandDocument, ...]) -> None:
    for channel, locale in every(CHANNELS, LOCALES):
        rules = rules_of(in_force, channel, locale)
        assert rules.limits, channel
        assert rules.required_parts, channel
        assert rules.formality == ("tu" if language_of(locale) == "es" else "neutral"), locale
        assert rules.max_sentence_words, locale
        assert len(rules.terms) >= 35, locale


def test_spain_and_mexico_do_not_share_their_words(said: tuple[Said, ...]) -> None:
    """An oracle of its own, so that a gap in the terminology is seen."""
    foreign = {
        "es-MX": r"móvil|ordenador|router|factura|permanencia|euros?|€|coste|tele|vosotros|os|vale|tarifa|avería",
        "es-ES": r"celular|computadora|módem|recibo|plazo forzoso|pesos?|costo|ustedes|platica\w*|checa\w*|chip",
        "en": r"pesos?|MX\$|celular|móvil|recibo|fiber|center",
    }
    for one in said:
        found = re.search(rf"(?<!\w)(?:{foreign[one.block.locale]})(?!\w)", one.text, re.IGNORECASE)
        assert found is None, (one.block.id, one.product.id, found and found.group())


def test_a_promotional_price_is_never_told_without_what_follows(said: tuple[Said, ...]) -> None:
    """In the same part where it has room; a subject, headline or title is completed by its body."""
    room: tuple[Part, ...] = ("body", "text", "legal")
    told = 0
    for one in said:
        if one.block.part in room and re.search(r"durante \d+ meses|for \d+ months", one.text):
            assert re.search(r"después, |then ", one.text), (one.block.id, one.product.id)
            assert re.search(r"IVA incluido|impuestos incluidos|VAT included", one.text), (one.block.id, one.product.id)
            told += 1
    assert told > 700


def test_unlimited_and_up_to_carry_their_conditions(said: tuple[Said, ...]) -> None:
    for one in said:
        if one.block.part in ("headline", "title", "subject", "preheader", "cta"):
            continue
        if re.search(r"datos ilimitados|unlimited data", one.text, re.IGNORECASE):
            assert "200 GB" in one.text, (one.block.id, one.product.id)
        if re.search(r"hasta \d+ [GM]b|up to \d+ [GM]b", one.text, re.IGNORECASE):
            assert re.search(r"máxima por cable|maximum speed by cable", one.text, re.IGNORECASE), one.block.id


def test_who_writes_and_how_to_stop_is_always_said(said: tuple[Said, ...], onda: Workspace) -> None:
    for locale, product in every(LOCALES, onda.products.products):
        mine = [one for one in said if one.block.locale == locale and one.product is product]
        footers = [one.text for one in mine if one.block.part == "footer"]
        legal = [one.text for one in mine if one.block.part == "legal"]
        assert len(footers) == len(legal) == 1, (locale, product.id)
        assert onda.sender.name in footers[0]
        assert "{{unsubscribe_url}}" in footers[0]
        assert all(one.text.startswith("Onda:") for one in mine if one.block.channel == "sms" and not one.block.legal)
        assert any("{{unsubscribe_url}}" in one.text for one in mine if one.block.channel == "sms" and one.block.legal)
        assert any(onda.sender.name in one.text for one in mine if one.block.channel == "letter" and one.block.legal)
        for call in (one for one in mine if one.block.channel == "call" and one.block.part == "headline"):
            assert re.search(r"(?:oferta|propuesta) comercial|commercial offer", call.text), call.block.id


def test_merge_fields_are_known_and_have_something_to_fall_back_on(onda: Workspace, blocks: tuple[Block, ...]) -> None:
    used = {field for block in blocks for field in MERGE_FIELD.findall(block.text)}
    assert used == {*onda.merge_fields, "unsubscribe_url"}
    for merge in onda.merge_fields.values():
        assert merge.attribute in onda.catalogue
        assert all(merge.fallback.get(language) for language in ("es", "en"))


def test_every_fact_stands_on_a_sheet_that_is_in_force(onda: Workspace, in_force: tuple[BrandDocument, ...]) -> None:
    sheets = {document.file: document for document in in_force if document.head.kind == "product_sheet"}
    assert len(sheets) == len(onda.products.products) * len(LOCALES)
    for product, locale in every(onda.products.products, LOCALES):
        sheet = sheets[f"product-sheets/{product.id.replace('_', '-')}.{locale}.md"]
        assert (sheet.head.product, sheet.head.locale) == (product.id, locale)
        for fact in product.facts_on(TODAY, locale):
            assert fact.source in sheets, (product.id, fact.key)
            assert fact.text.in_(locale).lower() in sheet.body.lower(), (sheet.file, fact.key)
            if fact.conditions:
                assert fact.conditions.in_(locale).lower() in sheet.body.lower(), (sheet.file, fact.key)


def test_tempting_documents_are_out_of_force(book: tuple[BrandDocument, ...], onda: Workspace) -> None:
    out = {document.file: document for document in book if not document.head.in_force(TODAY)}
    assert {Path(file).parent.as_posix() for file in out} == {"archive"}
    assert any(not document.head.approved for document in out.values())
    assert any(document.head.valid_until and document.head.valid_until < TODAY for document in out.values())
    wrong = {"fibre_600": "24,90 €", "contract_unlimited": "19,90 €"}
    for product_id, price in wrong.items():
        assert any(document.head.product == product_id and price in document.body for document in out.values())
        assert not any(price in fact.text.es for fact in onda.products[product_id].facts)


def test_reusable_content_agrees_with_the_facts_and_the_rest_does_not_hide_it(
    onda: Workspace, root: Path, in_force: tuple[BrandDocument, ...]
) -> None:
    """Approved or published copy that has not expired says only prices that its product has, and keeps the limits."""
    checked = 0
    for item in read_inventory(root / "workspaces" / "onda" / "content"):
        if item.type != "copy" or item.status not in ("approved", "published") or not item.locale:
            continue
        if item.valid_until and item.valid_until < TODAY:
            continue
        channel = next(one for one in CHANNELS if one == item.channel)
        facts = fact_words(onda.products[item.product_id or ""], item.locale, (TODAY,))
        known = " ".join(f"{fact.text} {fact.conditions}" for fact in facts)
        for price in re.findall(r"[\d.,]+\d (?:€|pesos)|€[\d.,]+\d", " ".join(item.parts.values())):
            assert price in known, (item.id, price)
        assert violations(item.parts, channel, item.locale, rules_of(in_force, channel, item.locale)) == (), item.id
        checked += 1
    assert checked >= 40
