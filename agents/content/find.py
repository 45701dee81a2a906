"""Find content before making any: what is approved is reused, what waits is proposed, the rest is written."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from langgraph.runtime import Runtime

from agents.content.binding import fact_words
from agents.content.promises import kept
from batuta.brief import Brief
from batuta.content import (
    PARTS,
    AsFound,
    Citation,
    ContentItem,
    Discovery,
    DiscoveryReceipt,
    InventoryItem,
    Need,
    Part,
    PassedOver,
    Sentence,
    Status,
    needs_of,
    part_named,
)
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.discovery import Found, Wanted, discover
from batuta.explain import explain
from batuta.grounding.support import Evidence
from batuta.material import MAIN, FactWords, Promise
from batuta.text import say
from batuta.words.sentences import sentences

MENTIONED = 6
"""Near misses that a receipt names."""


class Reads(TypedDict):
    brief: Digest


class Writes(TypedDict):
    discovery: Digest
    content: dict[str, list[Digest]]


async def find_content(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Look in every connected system for what each need asks. Raises: SystemUnavailable, UnknownProduct."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    workspace = deps.workspace
    needs = needs_of(
        brief.content_needs, brief.channels, workspace.locales, brief.product_id, variants=workspace.variants
    )
    receipt: list[Discovery] = []
    content: dict[str, list[Digest]] = {}
    for need in needs:
        found = await _found(need, brief, deps)
        receipt.append(_discovery(need, found, brief))
        taken = [as_item(item, need) for item in _taken(found, need)]
        if taken:
            content[need.key] = [await deps.artefacts.put(item) for item in taken]
    return {"discovery": await deps.artefacts.put(DiscoveryReceipt(needs=tuple(receipt))), "content": content}


async def _found(need: Need, brief: Brief, deps: Deps) -> Found:
    known = await deps.inventory.items(None, need.channel)
    product = deps.workspace.products[need.product_id] if need.product_id else None
    last_day = brief.window.end if brief.window and brief.window.end else deps.today
    facts = fact_words(product, need.locale, (last_day,)) if product else ()
    evidence = [
        Evidence(fact.source, ". ".join(x for x in (fact.text, fact.conditions, fact.figure) if x)) for fact in facts
    ]
    if product:
        evidence.append(Evidence(f"product:{product.id}", product.name.in_(need.locale)))
    wanted = Wanted(
        need_id=need.key,
        channel=need.channel,
        locale=need.locale,
        product_id=need.product_id,
        audience=explain(brief.audience, deps.workspace.catalogue, need.locale),
        described=True,
        purpose=need.purpose,
        names={one.id: one.name.in_(brief.locale) for one in deps.workspace.products.products},
        offers=_offers(need, brief, facts),
        must_say=_wishes(need, brief, facts, _elsewhere(need, deps, last_day)),
    )
    return discover(wanted, known, evidence, last_day=last_day)


def _offers(need: Need, brief: Brief, facts: Sequence[FactWords]) -> tuple[str, ...]:
    """The facts that carry what the brief promises, in the words of the need's market."""
    promised = kept(brief.model_copy(update={"must_say": ()}), facts, None, locale=need.locale).offer
    return _in_their_words(promised, facts)


def _wishes(need: Need, brief: Brief, facts: Sequence[FactWords], elsewhere: Sequence[FactWords]) -> tuple[str, ...]:
    """What every message has to say, in the words of the need's market."""
    wanted = kept(brief.model_copy(update={"offer": ()}), facts, None, locale=need.locale, elsewhere=elsewhere)
    return (*_in_their_words(wanted.offer, facts), *wanted.must_say)


def _elsewhere(need: Need, deps: Deps, day: date) -> list[FactWords]:
    product = deps.workspace.products[need.product_id] if need.product_id else None
    others = [locale for locale in deps.workspace.locales if locale != need.locale]
    return [fact for locale in others if product for fact in fact_words(product, locale, (day,))]


def _in_their_words(promises: Sequence[Promise], facts: Sequence[FactWords]) -> tuple[str, ...]:
    promised = {promise.key for promise in promises}
    return tuple(fact.text for fact in facts if fact.key in promised)


def _discovery(need: Need, found: Found, brief: Brief) -> Discovery:
    ids, locale = tuple(item.id for item in _taken(found, need)), brief.locale
    return Discovery(
        need=need,
        decision=found.decision,
        item_id=ids[0] if ids else None,
        also=ids[1:],
        to_write=max(0, _stated(need, brief) - len(ids)) if ids else 0,
        why=_why(found, locale),
        rejected=_passed_over(found, locale),
    )


def _stated(need: Need, brief: Brief) -> int:
    """The variants that the brief itself asks for, beyond one; what exists is topped up to that many."""
    asked = [
        one.variants
        for one in brief.content_needs
        if one.channel == need.channel and one.purpose == need.purpose and one.locale in (None, need.locale)
    ]
    return max((count for count in asked if count > 1), default=0)


def _passed_over(found: Found, locale: str | None) -> tuple[PassedOver, ...]:
    """The nearest first; versions of one item that fail alike are one miss."""
    told = dict.fromkeys(PassedOver(id=miss.id, why=miss.why.in_(locale)) for miss in found.rejected)
    return tuple(told)[:MENTIONED]


def _taken(found: Found, need: Need) -> tuple[InventoryItem, ...]:
    """As many as variants are wanted, each message once however often the systems list it."""
    once = {item.id: item for item in reversed(found.items)}
    return tuple(item for item in found.items if once[item.id] is item)[: need.variants]


def _why(found: Found, locale: str | None) -> str:
    if found.decision == "generate":
        return say(
            locale,
            en="Nothing that exists fits; it has to be written.",
            es="Nada de lo que hay encaja; hay que escribirlo.",
        )
    best = found.items[0]
    name = f"«{best.title}»" if best.title else best.id
    if found.decision == "propose_pending":
        return say(
            locale,
            en=f"{name.replace('«', '“').replace('»', '”')} is finished and waits for approval.",
            es=f"{name} está terminado y pendiente de aprobación.",
        )
    return say(
        locale,
        en=f"{name.replace('«', '“').replace('»', '”')} is approved, agrees with the product's facts and is valid "
        "until the campaign ends.",
        es=f"{name} está aprobado, coincide con los datos del producto y es válido hasta el final de la campaña.",
    )


def _as_found(item: InventoryItem) -> AsFound | None:
    return AsFound(title=item.title, links=item.links) if item.title or item.links is not None else None


def as_item(item: InventoryItem, need: Need) -> ContentItem:
    """What the company has, as a message of this campaign; each sentence cites where it comes from."""
    parts: dict[Part, str] = {part: text for part in PARTS[need.channel] if (text := item.parts.get(part))}
    main = MAIN[need.channel]
    if item.body and main not in parts:
        parts[part_named(need.channel, "body") or main] = item.body
    if item.title and need.channel == "email" and "subject" not in parts:
        parts["subject"] = item.title
    source = f"inventory:{item.id}@{item.version}"
    status: Status = (
        "pending" if item.status == "pending" else "published" if item.status == "published" else "approved"
    )
    return ContentItem(
        id=item.id,
        channel=need.channel,
        locale=item.locale or need.locale,
        status=status,
        parts={part: parts[part] for part in PARTS[need.channel] if part in parts},
        sentences=tuple(
            Sentence(text=span.text, part=part, citations=(Citation(source=source, quote=span.text),))
            for part in PARTS[need.channel]
            for span in sentences(parts.get(part, ""))
        ),
        origin="pending" if status == "pending" else "reused",
        product_id=item.product_id,
        need=need.key,
        label="reused",
        version=item.version,
        as_found=_as_found(item) if status != "pending" else None,
    )
