"""Banco Faro's brand book: with its facts filled in, every approved line is whole, fits and keeps the rules."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from batuta.brand import Block
from batuta.brief import Channel
from batuta.explain import with_unit
from batuta.placeholders import MERGE_FIELD, filled
from batuta.product import Product
from batuta.text import language_of
from batuta.words.tokens import fold
from batuta.workspace import Workspace
from tools.library.blocks import blocks_of
from tools.library.book import Book, read_book
from tools.library.rules import rules_of
from tools.workspaces.folder import places, read_workspace

SPRING = date(2027, 4, 15)
CHANNELS: tuple[Channel, ...] = ("email", "sms", "push", "web", "in_app", "letter", "call")
EMAIL = ("subject", "preheader", "headline", "body", "cta")
LOCALES = ("es-ES", "en")
SHORT_LINK = "https://www.bancofaro.example/b/a1b2c3"
CREDIT = ("gold_card", "classic_card", "personal_loan", "renovation_loan", "fixed_mortgage", "variable_mortgage")
COST = re.compile(
    r"\d ?%(?! del valor de tasación| of the valuation)|\bcomisi|\bcuota (?:anual|de \d)|\bfee\b|\bTAE\b|\bTIN\b",
    re.IGNORECASE,
)


class Line(NamedTuple):
    """A block, and what it says of one product."""

    block: Block
    product: Product
    text: str


@pytest.fixture(scope="module")
def bank(root: Path) -> Workspace:
    return read_workspace(root / "workspaces" / "banco-faro")


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    return read_book(places(root / "workspaces" / "banco-faro").brand_guidelines)


@pytest.fixture(scope="module")
def approved(book: Book) -> tuple[Block, ...]:
    return tuple(
        block for document in book.documents if document.head.in_force(SPRING) for block in blocks_of(document)
    )


@pytest.fixture(scope="module")
def lines(bank: Workspace, approved: tuple[Block, ...]) -> tuple[Line, ...]:
    """Every approved block, said of every product it serves. A block that cannot be filled says nothing."""
    said = []
    for block in approved:
        for product in bank.products.products:
            if block.applies_to in ("*", product.id, product.family):
                words = filled(block.text, words_of(bank, product, block.locale))
                said.append(Line(block, product, words.text if words else ""))
    return tuple(said)


def words_of(bank: Workspace, product: Product, locale: str) -> Callable[[str], str | None]:
    facts = {fact.key: fact for fact in product.facts_on(SPRING)}

    def words(name: str) -> str | None:
        plain = {
            "product": product.name.in_(locale),
            "brand": bank.sender.brand,
            "sender": bank.sender.name,
            "url": product.url.in_(locale) if product.url else None,
        }
        if name in plain:
            return plain[name]
        _, key, *form = name.split(".")
        fact = facts.get(key)
        if fact is None:
            return None
        if form == ["conditions"]:
            return fact.conditions.in_(locale) if fact.conditions else None
        if form == ["value"]:
            value = fact.value
            return with_unit(value, fact.unit, locale) if isinstance(value, (int, float)) else value
        return fact.text.in_(locale)

    return words


def shown(text: str) -> str:
    """As it reaches a person with a long name."""
    return MERGE_FIELD.sub(lambda field: SHORT_LINK if field[1] == "unsubscribe_url" else "Montserrat", text)


def sentences(text: str) -> list[str]:
    plain = re.sub(r"https?://\S+", "", text).replace("S.A.", "SA")
    return [one for one in re.split(r"(?<=[.?!])\s+|\n+", plain) if one.strip()]


# ── what there is ───────────────────────────────────────────────────────────────────────────────────────────────


def test_there_is_copy_for_every_product_channel_and_language(bank: Workspace, approved: tuple[Block, ...]) -> None:
    covered = {(block.applies_to, block.channel, block.locale) for block in approved if block.purpose == "promote"}
    wanted = {(p.id, channel, locale) for p in bank.products.products for channel in CHANNELS for locale in LOCALES}

    assert len(approved) >= 250
    assert wanted - covered == set()


def test_every_email_can_be_written_with_four_strategies(bank: Workspace, approved: tuple[Block, ...]) -> None:
    parts: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for block in approved:
        if block.channel == "email" and block.purpose == "promote":
            parts[block.applies_to, block.locale, block.strategy].add(block.part)

    for product in bank.products.products:
        for locale in LOCALES:
            for strategy in ("benefit", "price", "reassurance", "question"):
                assert parts[product.id, locale, strategy] >= set(EMAIL), (product.id, locale, strategy)


def test_ids_are_unique(approved: tuple[Block, ...]) -> None:
    assert [name for name, times in Counter(block.id for block in approved).items() if times > 1] == []


def test_expired_and_unapproved_documents_are_there_and_out_of_force(book: Book) -> None:
    out = {document.file for document in book.documents if not document.head.in_force(SPRING)}

    assert out == {
        "campaigns/easter-2026.es-ES.md",
        "product-sheets/gold-card-2025.es-ES.md",
        "product-sheets/gold-card-launch-draft.es-ES.md",
        "product-sheets/personal-loan-campaign-2025.es-ES.md",
        "product-sheets/savings-account-offer-draft.en.md",
        "product-sheets/term-deposit-2025.en.md",
    }


def test_each_product_has_a_sheet_in_each_language(bank: Workspace, book: Book) -> None:
    sheets = Counter(
        (document.head.product, document.head.locale)
        for document in book.documents
        if document.head.kind == "product_sheet" and document.head.in_force(SPRING)
    )

    assert sheets == Counter((product.id, locale) for product in bank.products.products for locale in LOCALES)


def test_the_voice_and_the_words_are_laid_down_in_both_languages(book: Book) -> None:
    for locale, formality in (("es-ES", "tu"), ("en", "neutral")):
        for channel in CHANNELS:
            rules = rules_of(book.documents, channel, locale)
            assert rules.formality == formality
            assert rules.max_sentence_words == 25
            assert rules.limits
            assert len(rules.terms) >= 40


# ── what it says ────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_place_is_filled_for_every_product(lines: tuple[Line, ...]) -> None:
    assert [(line.block.id, line.product.id) for line in lines if not line.text] == []


def test_lines_fit_their_channel(lines: tuple[Line, ...], book: Book) -> None:
    limits = {(c, loc): rules_of(book.documents, c, loc).limits for c in CHANNELS for loc in LOCALES}
    too_long = [
        (line.block.id, line.product.id, len(shown(line.text)))
        for line in lines
        if len(shown(line.text)) > limits[line.block.channel, line.block.locale][line.block.part]
    ]

    assert too_long == []


def test_sentences_are_short(lines: tuple[Line, ...]) -> None:
    long = [
        (line.block.id, sentence)
        for line in lines
        for sentence in sentences(shown(line.text))
        if len([word for word in sentence.split() if re.search(r"\w", word)]) > 25
    ]

    assert long == []


def test_no_word_to_avoid_is_used(lines: tuple[Line, ...], book: Book) -> None:
    avoided = {}
    for locale in LOCALES:
        words = [fold(word) for term in rules_of(book.documents, "email", locale).terms for word in term.avoid]
        avoided[locale] = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)")

    used = [
        (line.block.id, word.group()) for line in lines if (word := avoided[line.block.locale].search(fold(line.text)))
    ]

    assert used == []


def test_nobody_is_shouted_at_or_called_usted(lines: tuple[Line, ...]) -> None:
    spanish = [line for line in lines if language_of(line.block.locale) == "es"]

    assert [line.block.id for line in lines if re.search(r"[!¡…]|\.\.", line.text)] == []
    assert [
        one.block.id for one in spanish if re.search(r"\b(?:usted|ustedes|su|sus)\b", one.text, re.IGNORECASE)
    ] == []
    assert [one.block.id for one in spanish if one.text.count("?") != one.text.count("¿")] == []


def test_no_figure_stands_without_its_condition(lines: tuple[Line, ...]) -> None:
    """Anywhere in the same message will do: the subject may be short where the body is not."""
    messages: dict[tuple[str, ...], list[Line]] = defaultdict(list)
    for line in lines:
        block = line.block
        messages[line.product.id, block.channel, block.locale, block.strategy, block.purpose].append(line)
    bare = []
    for (product_id, channel, locale, *_), said in messages.items():
        legal = messages.get((product_id, channel, locale, "any", "*"), [])
        whole = " ".join(line.text for line in (*said, *legal)).casefold()
        for line in said:
            for fact in line.product.facts:
                condition = fact.conditions.in_(locale).casefold() if fact.conditions else ""
                if re.search(rf"\{{fact\.{fact.key}[.}}]", line.block.text) and condition not in whole:
                    bare.append((line.block.id, fact.key))

    assert bare == []


# ── what the law asks ───────────────────────────────────────────────────────────────────────────────────────────


def test_emails_and_texts_say_who_writes_and_how_to_stop(lines: tuple[Line, ...]) -> None:
    footers = [line.text for line in lines if line.block.part == "footer"]
    texts = [line.text for line in lines if line.block.channel == "sms"]

    assert {"{{unsubscribe_url}}" in footer for footer in footers} == {True}
    assert {"bajas@bancofaro.example" in footer for footer in footers} == {True}
    assert {"Banco Faro, S.A., Paseo del Faro" in footer for footer in footers} == {True}
    assert {"{{unsubscribe_url}}" in text and "Banco Faro" in text for text in texts} == {True}


def test_letters_and_calls_are_seen_to_be_advertising(lines: tuple[Line, ...]) -> None:
    letters = [line.text for line in lines if line.block.channel == "letter" and line.block.part == "body"]
    openings = [line.text for line in lines if line.block.channel == "call" and line.block.part == "headline"]

    assert {bool(re.search(r"Publicidad de|Advertising from", letter)) for letter in letters} == {True}
    assert {bool(re.search(r"llamada comercial|sales call", opening)) for opening in openings} == {True}


def test_the_example_goes_where_a_cost_of_credit_goes(bank: Workspace, lines: tuple[Line, ...]) -> None:
    """Messages without a legal part of their own carry it beside the figure; e-mails in the legal block."""
    legal = {(one.product.id, one.block.locale) for one in lines if one.block.part == "legal" and "TIN" in one.text}
    whole: dict[tuple[str, str, str, str], str] = defaultdict(str)
    for line in lines:
        if line.product.id in CREDIT and line.block.purpose == "promote" and line.block.channel != "email":
            key = (line.product.id, line.block.channel, line.block.locale, line.block.strategy)
            whole[key] += line.text + "\n"

    bare = [key for key, text in whole.items() if COST.search(text) and not re.search(r"TAE.*TIN", text, re.DOTALL)]

    assert bare == []
    assert legal >= {(product, locale) for product in CREDIT for locale in LOCALES}


def test_consumer_credit_always_recalls_that_it_costs_money(lines: tuple[Line, ...]) -> None:
    consumer = {"gold_card", "classic_card", "personal_loan", "renovation_loan"}
    said: dict[tuple[str, str, str, str], str] = defaultdict(str)
    for line in lines:
        if line.product.id in consumer and line.block.purpose in ("promote", "*") and line.block.channel != "email":
            said[line.product.id, line.block.channel, line.block.locale, line.block.strategy] += line.text

    silent = [
        key
        for key, text in said.items()
        if not re.search(r"cuesta dinero|costs money|TAE [\d,]+ %\. TIN|TAE\) [\d.]+%\. TIN", text)
    ]

    assert silent == []


def test_the_bonus_is_never_named_without_its_conditions_and_tax(lines: tuple[Line, ...]) -> None:
    for line in lines:
        if line.product.id == "payroll_account" and line.block.part in ("body", "text", "legal"):
            naming = re.search(r"150 € brutos por|€150 before tax for", line.text)
            explained = re.search(r"121,50 € netos|€121\.50 after", line.text)
            assert not naming or explained, line.block.id
