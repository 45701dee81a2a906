"""What the writer makes of Onda's book, read by the law: finished messages, sentence by sentence, without a finding."""

from datetime import date
from itertools import product as every
from pathlib import Path

import pytest

from agents.content.binding import bound, fact_words
from agents.content.ground import grounded
from batuta.brief import Channel
from batuta.compliance import Subject
from batuta.content import ContentItem, Need
from batuta.material import Material, ProductWords, Strategy
from batuta.product import Product
from batuta.task import Refusal
from batuta.workspace import Workspace
from tools.language.builtin.writing.message import write_message
from tools.library.blocks import blocks_of
from tools.library.book import read_book
from tools.library.rules import rules_of
from tools.policies import PolicyBook, open_policies
from tools.workspaces.folder import places, read_workspace

TODAY = date(2027, 5, 3)
CHANNELS: tuple[Channel, ...] = ("email", "sms", "push", "web", "in_app", "letter", "call")
STRATEGIES: tuple[Strategy, ...] = ("benefit", "price")


@pytest.fixture(scope="module")
def onda(root: Path) -> Workspace:
    return read_workspace(root / "workspaces" / "onda")


@pytest.fixture(scope="module")
def policies(root: Path) -> PolicyBook:
    return open_policies(places(root / "workspaces" / "onda").policies)


@pytest.fixture(scope="module")
def materials(root: Path, onda: Workspace) -> dict[tuple[str, Channel, str], Material]:
    """What the writer is given for every product, channel and language, without looking anything up."""
    documents = read_book(places(root / "workspaces" / "onda").brand_guidelines).documents
    in_force = [document for document in documents if document.head.in_force(TODAY)]
    blocks = [block for document in in_force for block in blocks_of(document)]
    rules = {key: rules_of(in_force, *key) for key in every(CHANNELS, onda.locales)}
    made: dict[tuple[str, Channel, str], Material] = {}
    for product, channel, locale in every(onda.products.products, CHANNELS, onda.locales):
        facts = fact_words(product, locale, (TODAY,))
        made[product.id, channel, locale] = Material(
            need=Need(key="k", channel=channel, locale=locale, purpose="promote", variants=2, product_id=product.id),
            product=product_words(product, locale),
            sender=onda.sender,
            facts=facts,
            lines=bound(
                [block for block in blocks if block.channel == channel and block.locale == locale],
                facts,
                product=product,
                sender=onda.sender,
                window=None,
                locale=locale,
                purpose="promote",
            ),
            rules=rules[channel, locale],
            merge_fields=onda.merge_fields,
            strategies=STRATEGIES,
        )
    return made


def product_words(product: Product, locale: str) -> ProductWords:
    return ProductWords(
        source=f"product:{product.id}",
        name=product.name.in_(locale),
        kind=product.kind,
        url=product.url.in_(locale) if product.url else "",
    )


@pytest.mark.parametrize("channel", CHANNELS)
async def test_every_message_is_carried_and_lawful(
    channel: Channel,
    onda: Workspace,
    policies: PolicyBook,
    materials: dict[tuple[str, Channel, str], Material],
) -> None:
    """Both variants of every product: each sentence cited, nothing for compliance to find.

    Languages take turns, so that every product meets each of them on some channel.
    """
    for place, product in enumerate(onda.products.products):
        locale = onda.locales[(place + CHANNELS.index(channel)) % len(onda.locales)]
        material = materials[product.id, channel, locale]
        written = await write_message(material)
        assert not isinstance(written, Refusal), (product.id, locale, written)
        assert [variant.label for variant in written.variants] == list(STRATEGIES), (product.id, locale)
        assert grounded(material, written).failed == (), (product.id, locale)
        for sentence in (sentence for variant in written.variants for sentence in variant.sentences):
            assert sentence.citations, (product.id, locale, sentence.text)
        items = tuple(
            ContentItem(
                id=variant.label,
                channel=channel,
                locale=locale,
                status="draft",
                parts=variant.parts,
                origin="generated",
                product_id=product.id,
            )
            for variant in written.variants
        )
        review = policies.review(
            Subject(
                items=items,
                channels=(channel,),
                product=product,
                sender=f"{onda.sender.name}|{onda.sender.brand}",
                sector=onda.sector,
                jurisdictions=onda.jurisdictions,
                today=TODAY,
                consent_assured=(channel,),
            ),
            "es",
        )
        assert [(finding.rule_id, finding.quote) for finding in review.findings] == [], (product.id, locale)
