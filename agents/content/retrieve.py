"""Gather all that a message may be made of, before a word of it is written."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from langgraph.runtime import Runtime

from agents.content.binding import bound, fact_words
from agents.content.promises import kept
from agents.content.strategies import strategies
from batuta.brand import Block
from batuta.brief import Brief
from batuta.content import Need
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.material import MAIN, FactWords, Gathered, Line, Material, ProductWords, Quotable
from batuta.product import Product

PASSAGES = 6


class Reads(TypedDict):
    need: dict[str, object]
    """A Need in plain JSON."""
    brief: Digest


class Writes(TypedDict):
    material: Digest
    """Gathered."""


async def retrieve(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Facts in force for the whole campaign, approved lines, passages, rules; what the brief promises, checked.

    Raises: UnknownProduct; WorkspaceInvalid, for a brand book that cannot be read.
    """
    deps = runtime.context
    need = Need.model_validate(state["need"])
    brief = await deps.artefacts.get(state["brief"], Brief)
    return {"material": await deps.artefacts.put(await gather(need, brief, deps))}


async def gather(need: Need, brief: Brief, deps: Deps) -> Gathered:
    workspace = deps.workspace
    product = workspace.products[need.product_id] if need.product_id else None
    days = _days(brief, deps.today)
    facts = fact_words(product, need.locale, days) if product else ()
    words = _product_words(product, need.locale) if product else None
    elsewhere = [
        fact
        for other in workspace.locales
        if product and other != need.locale
        for fact in fact_words(product, other, days)
    ]
    rules = deps.library.rules(need.channel, need.locale)
    promised = kept(brief, facts, words, locale=need.locale, elsewhere=elsewhere, channel=need.channel, rules=rules)
    blocks = [
        block
        for block in deps.library.blocks(need.channel, need.locale, days[0])
        if block.valid_until is None or block.valid_until >= days[-1]
    ]
    lines = _lines(need, blocks, facts, product, brief, deps)
    material = Material(
        need=need,
        about=brief.objective.text if brief.objective else "",
        product=words,
        sender=workspace.sender,
        facts=facts,
        lines=lines,
        passages=await _passages(need, brief, words, deps),
        rules=rules,
        merge_fields=workspace.merge_fields,
        offer=promised.offer,
        tone=brief.tone,
        must_say=promised.must_say,
        must_not_say=brief.must_not_say,
        strategies=strategies(need, brief, lines, facts),
    )
    return Gathered(material=material, unconfirmed=promised.unconfirmed, notes=promised.notes)


def _lines(
    need: Need,
    blocks: Sequence[Block],
    facts: Sequence[FactWords],
    product: Product | None,
    brief: Brief,
    deps: Deps,
) -> tuple[Line, ...]:
    """The book's lines for the need's purpose; where it has none on this channel, those that promote."""
    for purpose in (need.purpose, "promote"):
        lines = bound(
            blocks,
            facts,
            product=product,
            sender=deps.workspace.sender,
            window=brief.window,
            locale=need.locale,
            purpose=purpose,
        )
        if any(line.part == MAIN[need.channel] and not line.legal for line in lines):
            break
    return lines


def _days(brief: Brief, today: date) -> tuple[date, ...]:
    """The days on which everything that is said has to be true: the campaign's first and last."""
    window = brief.window
    start = max(window.start, today) if window and window.start else today
    end = window.end if window and window.end and window.end >= start else start
    return (start, end)


def _product_words(product: Product, locale: str) -> ProductWords:
    return ProductWords(
        source=f"product:{product.id}",
        name=product.name.in_(locale),
        kind=product.kind,
        url=product.url.in_(locale) if product.url else "",
    )


async def _passages(need: Need, brief: Brief, product: ProductWords | None, deps: Deps) -> tuple[Quotable, ...]:
    asked = " ".join((product.name if product else "", *brief.tone, brief.objective.text if brief.objective else ""))
    found = await deps.library.search(
        asked.strip() or need.purpose,
        locale=need.locale,
        channel=need.channel,
        product=need.product_id,
        limit=PASSAGES,
    )
    return tuple(
        Quotable(source=f"passage:{passage.id}", heading=passage.heading, text=passage.text) for passage in found
    )
