"""Help with one part of a message: shorter, in other words, warmer, in another language; each answer is checked."""

from collections.abc import Iterator
from typing import Literal

from batuta.brand_check import violations
from batuta.content import Citation, Part
from batuta.grounding.carried import said_in
from batuta.grounding.support import Evidence, support
from batuta.material import LIMITS, Material
from batuta.noun import Noun
from batuta.placeholders import MERGE_FIELD, broken_placeholder
from batuta.task import Complaint, Task
from batuta.text import language_of
from batuta.words.languages import language_in
from batuta.words.sentences import sentences, word_count
from batuta.words.untouchable import held
from batuta.writing_checks import conveys

How = Literal["shorten", "rephrase", "warmer", "translate"]
MOST = 5


class PartAsked(Noun):
    """A part of a message, and what is wanted of it."""

    material: Material
    """Of the language and market that the answer is for."""
    part: Part
    text: str
    how: How


class Alternatives(Noun):
    """Other wordings of the part, the best first."""

    alternatives: tuple[str, ...]


def check_alternatives(asked: PartAsked, made: Alternatives) -> tuple[Complaint, ...]:
    """Everything wrong with them, told so that a writer can put it right."""
    found: list[Complaint] = []
    if not 1 <= len(made.alternatives) <= MOST:
        found.append(Complaint("alternatives", f"give between one and {MOST}"))
    for place, text in enumerate(made.alternatives):
        found += [Complaint(f"alternatives.{place}", why) for why in wrong_with(asked, text)]
        if text in made.alternatives[:place]:
            found.append(Complaint(f"alternatives.{place}", "is given twice"))
    return tuple(found)


def wrong_with(asked: PartAsked, text: str) -> Iterator[str]:
    """Why an alternative may not be offered."""
    material, part = asked.material, asked.part
    channel, locale = material.need.channel, material.need.locale
    if not text.strip() or _same(text, asked.text):
        yield "is empty, or says the same in the same words"
    if asked.how == "shorten" and len(text) >= len(asked.text):
        yield f"is no shorter: {len(text)} characters"
    if word_count(text) >= _TELLING and language_in(text, language_of(locale)) != language_of(locale):
        yield f"is not in the language of {locale}"
    alone = material.rules.model_copy(update={"required_parts": ()})
    before = {one.rule for one in violations({part: asked.text}, channel, locale, alone, "en")}
    for broken in violations({part: text}, channel, locale, alone, "en"):
        if asked.how == "translate" or broken.rule not in before:
            yield broken.message
    limit = LIMITS[channel].get(part)
    if part not in material.rules.limits and limit is not None and len(text) > limit:
        yield f"{len(text)} characters; {limit} fit"
    yield from _fields_and_links(asked, text)
    yield from _sources(asked, text)


_TELLING = 5
"""Words from which on a text shows its language."""


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _fields_and_links(asked: PartAsked, text: str) -> Iterator[str]:
    material = asked.material
    known = {*material.merge_fields, material.opt_out.strip("{} ")}
    strange = [name for name in MERGE_FIELD.findall(text) if name not in known]
    if strange or broken_placeholder(text):
        yield "holds a merge field that is not known, or a broken one"
    if material.opt_out in asked.text and material.opt_out not in text:
        yield f"{material.opt_out} is missing: the reader needs a way out"
    url = material.product.url if material.product else ""
    given = "\n".join((asked.text, *(line.text for line in material.lines), url))
    for piece in held(text):
        if not piece.startswith("{") and piece not in given:
            yield f"{piece} was not given"


def _sources(asked: PartAsked, text: str) -> Iterator[str]:
    """What the original, the facts and the approved lines do not carry; and conditions that were lost."""
    material = asked.material
    evidence = [Evidence(fact.source, fact.whole) for fact in material.facts]
    if asked.how != "translate":
        evidence.append(Evidence("original", asked.text))
    evidence += _names(material)
    spoken = language_of(material.need.locale)
    for span in sentences(text):
        if any(said_in(span.text, line.text) for line in material.lines):
            continue
        if asked.how != "translate" and said_in(span.text, asked.text):
            continue
        decided = support(MERGE_FIELD.sub("", span.text), evidence, spoken)
        if decided.label != "supported":
            yield f"“{span.text}”: {' '.join(decided.reasons('en'))}"
    for fact in material.facts:
        if not fact.conditions or not said_in(fact.text, text) or conveys(text, fact.conditions, material.need.locale):
            continue
        if asked.how == "translate" or conveys(asked.text, fact.conditions, material.need.locale):
            yield f"“{fact.text}” is said without its condition: “{fact.conditions}”"


def carriers(asked: PartAsked, text: str) -> tuple[Citation, ...]:
    """What an alternative rests on: facts and approved lines, as `batuta/content.py` names them, the facts first.

    A sentence that stands in the original already keeps the source it has there.
    """
    facts: list[Citation] = []
    lines: list[Citation] = []
    for span in sentences(text):
        line = next((one for one in asked.material.lines if said_in(span.text, one.text)), None)
        if line is not None:
            facts += line.citations
            lines.append(Citation(source=line.source, quote=span.text))
        elif asked.how == "translate" or not said_in(span.text, asked.text):
            facts += _facts_in(MERGE_FIELD.sub("", span.text), asked.material)
    return tuple({(one.source, one.quote): one for one in (*facts, *lines)}.values())


def _facts_in(sentence: str, material: Material) -> list[Citation]:
    """Facts that are said word for word, else those that alone carry the sentence; none where it states nothing."""
    said = [fact for fact in material.facts if said_in(fact.text, sentence)]
    spoken = language_of(material.need.locale)
    if not said and support(sentence, _names(material), spoken).label != "supported":
        alone = ((fact, Evidence(fact.source, fact.whole)) for fact in material.facts)
        said = [fact for fact, evidence in alone if support(sentence, (evidence,), spoken).label == "supported"]
    return [Citation(source=fact.source, quote=fact.whole) for fact in said]


def _names(material: Material) -> list[Evidence]:
    """What any message may say: who speaks, and of what."""
    product = [Evidence(material.product.source, material.product.name)] if material.product else []
    return [*product, Evidence("sender", f"{material.sender.name} {material.sender.brand}")]


SUGGEST_PART: Task[PartAsked, Alternatives] = Task("suggest_part", PartAsked, Alternatives, validate=check_alternatives)
"""Say one part of a message in another way."""
