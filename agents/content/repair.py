"""Take out, or have written again, what its citations do not carry; make the rest into messages."""

import unicodedata
from collections.abc import Collection
from typing import NotRequired, TypedDict

from langgraph.runtime import Runtime

from agents.content.ground import grounded
from agents.content.images import image_for
from agents.content.write import drafted
from batuta.brief import Brief
from batuta.content import ContentItem, Part, Sentence
from batuta.deps import Deps
from batuta.digest import Digest
from batuta.grounding.carried import said_in
from batuta.material import MAIN, Draft, Gathered, Grounding, Variant
from batuta.text import say
from batuta.unwritten import unwritten
from batuta.writing_checks import check_variant, says


class Reads(TypedDict):
    brief: Digest
    material: Digest
    draft: Digest
    grounding: Digest
    found: NotRequired[list[Digest]]


class Writes(TypedDict):
    content: dict[str, list[Digest]]


async def repair(state: Reads, runtime: Runtime[Deps]) -> Writes:
    """Nothing that is not carried leaves here: written again once, then taken out, and said in the item's notes."""
    deps = runtime.context
    brief = await deps.artefacts.get(state["brief"], Brief)
    gathered = await deps.artefacts.get(state["material"], Gathered)
    draft = await deps.artefacts.get(state["draft"], Draft)
    grounding = await deps.artefacts.get(state["grounding"], Grounding)
    if grounding.failed and draft.provenance.ai_generated:
        complaints = tuple(failed.why for failed in grounding.failed)
        again = await drafted(gathered.material.model_copy(update={"complaints": complaints}), deps)
        if not again.refused:
            draft, grounding = again, grounded(gathered.material, again.written)
    items = [
        item
        for place, variant in enumerate(draft.written.variants)
        if (item := _item(gathered, draft, variant, _failed(grounding, place), brief.locale))
    ]
    found = state.get("found", [])
    if not items and found:
        return {"content": {gathered.material.need.key: found}}
    if not items:
        open_point = unwritten(gathered.material.need, _reasons(gathered, draft, grounding, brief))
        return {"content": {open_point.need: [await deps.artefacts.put(open_point)]}}
    items = [_with_cost(item, deps, brief.locale) for item in items]
    image = await image_for(gathered.material.need, brief, deps)
    if image:
        items = [item.model_copy(update={"assets": (image,)}) for item in items]
    need = gathered.material.need
    return {"content": {need.key: [*found, *[await deps.artefacts.put(item) for item in items]]}}


def _reasons(gathered: Gathered, draft: Draft, grounding: Grounding, brief: Brief) -> tuple[str, ...]:
    if draft.refused:
        return tuple(reason.in_(brief.locale) for reason in draft.refused)
    need = gathered.material.need
    opening = say(
        brief.locale,
        en=f"Nothing that was written for {need.channel} in {need.locale} has a source.",
        es=f"Nada de lo redactado para {need.channel} en {need.locale} tiene fuente.",
    )
    return (opening, *dict.fromkeys(failed.why for failed in grounding.failed))


def _failed(grounding: Grounding, place: int) -> dict[int, str]:
    return {failed.sentence: failed.why for failed in grounding.failed if failed.variant == place}


def _item(
    gathered: Gathered, draft: Draft, variant: Variant, failed: dict[int, str], locale: str | None
) -> ContentItem | None:
    need = gathered.material.need
    whole = without(variant, failed)
    if not whole.parts.get(MAIN[need.channel]):
        return None
    notes = list(gathered.notes)
    notes += [
        say(
            locale,
            en=f"Taken out, because nothing carries it: {why}",
            es=f"Se ha quitado porque nada lo respalda: {why}",
        )
        for why in failed.values()
    ]
    notes += _remarks(gathered, whole, locale)
    return ContentItem(
        id=f"{need.key}.{variant.label}",
        channel=need.channel,
        locale=need.locale,
        status="draft",
        parts=whole.parts,
        sentences=whole.sentences,
        origin="generated",
        product_id=need.product_id,
        need=need.key,
        label=variant.label,
        provenance=draft.provenance,
        notes=tuple(dict.fromkeys(notes)),
    )


def without(variant: Variant, failed: Collection[int]) -> Variant:
    """The variant without some of its sentences; paragraphs keep their breaks."""
    if not failed:
        return variant
    parts: dict[Part, str] = {}
    gone: dict[Part, list[Sentence]] = {}
    for number in failed:
        sentence = variant.sentences[number]
        gone.setdefault(sentence.part, []).append(sentence)
    for part, text in variant.parts.items():
        for sentence in gone.get(part, ()):
            text = text.replace(sentence.text, "", 1)  # noqa: PLW2901
        tidy = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
        if tidy:
            parts[part] = tidy
    kept = tuple(s for number, s in enumerate(variant.sentences) if number not in failed)
    return variant.model_copy(update={"parts": parts, "sentences": kept})


def _remarks(gathered: Gathered, variant: Variant, locale: str | None) -> list[str]:
    """What still breaks a rule of the brand, and what was asked for and found no place, or no fact."""
    material = gathered.material
    whole = "\n".join(variant.parts.values())
    told = [
        say(locale, en=f"Look at this: {complaint.message}", es=f"Conviene revisarlo: {complaint.message}")
        for complaint in check_variant(material, variant)
        if complaint.path.startswith("parts")
    ]
    told += [
        say(
            locale,
            en=f"“{words}” is not in this version: there was no room.",
            es=f"«{words}» no aparece en esta versión: no cabía.",
        )
        for words in material.must_say
        if not says(whole, words, material.need.locale)
    ]
    told += [
        say(
            locale,
            en=f"“{words}” is printed because the brief asks for it; the product's facts do not confirm it.",
            es=f"«{words}» aparece porque lo pide el brief; los datos del producto no lo confirman.",
        )
        for words in gathered.unconfirmed
        if said_in(words, whole)
    ]
    return told


def _with_cost(item: ContentItem, deps: Deps, locale: str | None) -> ContentItem:
    """An SMS that its accents make longer says so: the operator bills each part."""
    drawn = deps.rendering.render(item)
    if drawn.encoding != "UCS-2" or drawn.segments in (None, 1):
        return item
    bare = {part: "".join(map(_in_short_alphabet, text)) for part, text in item.parts.items()}
    plain = deps.rendering.render(item.model_copy(update={"parts": bare}))
    letters = ", ".join(dict.fromkeys(x for text in item.parts.values() for x in text if _in_short_alphabet(x) != x))
    if plain.encoding != "GSM-7" or not letters:
        return item
    told = say(
        locale,
        en=f"It is billed as {drawn.segments} messages because of “{letters}”; without them it would be "
        f"{plain.segments}.",
        es=f"Se factura como {drawn.segments} mensajes por «{letters}»; sin esas letras serían {plain.segments}.",
    )
    return item.model_copy(update={"notes": (*item.notes, told)})


def _in_short_alphabet(letter: str) -> str:
    """The letter as GSM-7 can have it: Spanish ñ, ¿ and ¡ it has, accents mostly not."""
    return letter if letter in "ñÑüÜéà" else unicodedata.normalize("NFD", letter)[0]
