"""Whether what was written may be printed: its form, its words, its sources, its figures with their conditions."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from batuta.brand_check import violations
from batuta.content import PARTS, Citation, Part, Sentence, Violation
from batuta.grounding.carried import said_in, stands_in
from batuta.grounding.support import Evidence, support
from batuta.material import SENDER, WAY_OUT, FactWords, Material, Variant, Written
from batuta.placeholders import MERGE_FIELD
from batuta.task import Complaint
from batuta.text import language_of
from batuta.way_out import shows_only_the_way_out
from batuta.words.languages import language_in
from batuta.words.sentences import sentences, word_count
from batuta.words.unseen import unseen

ROOM = 4
"""Words by which a fact in its own words may pass the longest sentence, where no cut leaves its conditions with it."""
LONGEST_SENTENCE = 1000
"""Characters; what is longer is no sentence, and checking it against sources would take too long."""

_GREETING = re.compile(r"^[-–•\s]*(?:hola|hello|hi|dear)\b,?\s*\{\{\s*\w+\s*\}\}\s*[:,]\s*(?=\S)", re.IGNORECASE)
"""`Hola, {{first_name}}:` before what a sentence says."""
_LINK = re.compile(r"https?://[^\s<>\"'()\[\]{}]+|www\.[^\s<>\"'()\[\]{}]+")
WEIGHTY = frozenset({"figure", "date", "denial", "opposite", "strong", "condition"})
"""What no sentence may bring in without a source, whatever it is for."""
_OPT_OUT_NEEDED = ("email", "sms")


def check_written(given: Material, made: Written) -> tuple[Complaint, ...]:
    """Everything wrong with the variants of one need, told so that a writer can put it right."""
    found: list[Complaint] = []
    if len(made.variants) < min(1, len(given.strategies)):
        found.append(Complaint("variants", "write at least one variant"))
    for place, variant in enumerate(made.variants):
        found += [
            Complaint(f"variants.{place}.{complaint.path}", complaint.message)
            for complaint in check_variant(given, variant)
        ]
        if any(same_words(variant, other) for other in made.variants[:place]):
            found.append(Complaint(f"variants.{place}", "says the same as an earlier variant; write it differently"))
    return tuple(found)


def check_variant(given: Material, variant: Variant) -> Iterator[Complaint]:
    channel, locale = given.need.channel, given.need.locale
    for part in variant.parts:
        if part not in PARTS[channel]:
            yield Complaint(f"parts.{part}", f"{channel} has no such part; it has {', '.join(PARTS[channel])}")
    yield from _hidden_signs(given, variant)
    for wrong in violations(variant.parts, channel, locale, given.rules, "en"):
        if not _not_the_writers(given, wrong):
            yield Complaint(f"parts.{wrong.part}", wrong.message)
    for words in given.must_not_say:
        for part, text in variant.parts.items():
            if stands_in(words, text):
                yield Complaint(f"parts.{part}", f"“{words}” must not be said")
    yield from _fields_and_links(given, variant)
    yield from _sentences_match_parts(variant)
    for place, sentence in enumerate(variant.sentences):
        complaint = uncarried(given, sentence)
        if complaint:
            yield Complaint(f"sentences.{place}", complaint)
    for fact in unconditional(given, variant.parts, variant.sentences):
        yield Complaint("parts", f"“{fact.text}” is said without its condition: “{fact.conditions}”")
    if channel in _OPT_OUT_NEEDED and given.opt_out not in "\n".join(variant.parts.values()):
        yield Complaint("parts", f"{given.opt_out} is missing: the reader needs a way out")


def _hidden_signs(given: Material, variant: Variant) -> Iterator[Complaint]:
    """Invisible signs and letters of another alphabet that look Latin, unless people approved the line with them."""
    for part, text in variant.parts.items():
        if unseen(text) and not any(said_in(text, line.text) for line in given.lines):
            yield Complaint(f"parts.{part}", "has invisible signs, or letters of another alphabet that look Latin")


def uncarried(given: Material, sentence: Sentence) -> str | None:
    """Why a sentence may not be printed, or None."""
    if len(sentence.text) > LONGEST_SENTENCE:
        return f"a sentence of {len(sentence.text)} characters; at most {LONGEST_SENTENCE}"
    if not sentence.citations:
        return f"“{sentence.text}” cites nothing"
    evidence: list[Evidence] = []
    for citation in sentence.citations:
        said = given.said_by(citation.source)
        if said is None:
            return f"there is no source {citation.source}"
        if citation.quote and not said_in(citation.quote, said):
            return f"{citation.source} does not say “{citation.quote}”"
        if _approved(citation.source) and said_in(sentence.text, said):
            return None
        if _is_a_fact(given, citation.source, sentence.text):
            return None
        if citation.source == WAY_OUT and shows_only_the_way_out(sentence.text, given.opt_out, _names(given)):
            return None
        if given.product and citation == Citation(source=given.product.source, quote=given.product.name):
            # The name alone, not all that is said where it was read.
            said = given.product.name
        evidence.append(Evidence(citation.source, said))
        in_its_words = in_the_brands_words(said, given)
        evidence += [Evidence(citation.source, in_its_words)] if in_its_words != said else []
    # Whose message it is, what it is about and where its link leads need no citation of their own.
    if given.product:
        evidence.append(Evidence(given.product.source, given.product.name))
        evidence.append(Evidence(given.product.source, given.product.url))
    evidence.append(Evidence(SENDER, " ".join(_names(given))))
    bare = MERGE_FIELD.sub("", _GREETING.sub("", sentence.text))
    bare = bare.replace(given.sender.name, given.sender.brand) if given.sender.name else bare
    decided = support(bare, evidence, language_of(given.need.locale))
    return None if decided.label == "supported" else f"“{sentence.text}”: {' '.join(decided.reasons('en'))}"


def in_the_brands_words(text: str, given: Material) -> str:
    """What a source says, with the words that the brand wants instead of its own: `ride` for `rental`."""
    for term in given.rules.terms:
        like = partial(_like, term.preferred)
        for word in term.avoid if term.preferred else ():
            text = re.sub(rf"\b{re.escape(word)}(e?s)?\b", like, text, flags=re.IGNORECASE)
    return text


def _like(instead: str, found: re.Match[str]) -> str:
    plural = found.group(1) or ""
    said = f"{instead}{'s' if plural and instead[-1] in 'aeiou' else plural}"
    return said.capitalize() if found.group()[0].isupper() else said


def _names(given: Material) -> tuple[str, str]:
    return given.sender.name, given.sender.brand


def unconditional(given: Material, parts: Mapping[Part, str], cited: tuple[Sentence, ...]) -> tuple[FactWords, ...]:
    """Facts that are said somewhere in the message while their conditions are said nowhere in it."""
    whole = "\n".join(parts.values())
    stated = {citation.source for sentence in cited for citation in sentence.citations}
    return tuple(
        fact
        for fact in given.facts
        if fact.source in stated and fact.conditions and not says_condition(whole, fact, given.need.locale)
    )


def says_condition(text: str, fact: FactWords, locale: str) -> bool:
    """The text says the condition, in its own words or in others with the same figures."""
    return conveys(text, fact.conditions, locale)


def conveys(text: str, words: str, locale: str) -> bool:
    """The text says it, word by word or in other words, in its language or the other."""
    if said_in(words, text):
        return True
    return support(words, [Evidence("message", text)], language_in(words, language_of(locale))).label == "supported"


def says(text: str, words: str, locale: str) -> bool:
    """One sentence of the text says it whole: its words here and there in others are not enough."""
    return said_in(words, text) or any(conveys(span.text, words, locale) for span in sentences(text))


def _not_the_writers(given: Material, wrong: Violation) -> bool:
    """A rule broken by words that people approved as they are, or a part that there is nothing to make of."""
    if wrong.rule == "required":
        return wrong.part in ("legal", "alt") and not any(line.part == wrong.part for line in given.lines)
    if wrong.rule == "sentence_length":
        longest = (given.rules.max_sentence_words or 0) + ROOM
        facts = (fact.source for fact in given.facts)
        if word_count(wrong.quote) <= longest and any(_is_a_fact(given, source, wrong.quote) for source in facts):
            return True
    return bool(wrong.quote) and any(wrong.quote in line.text for line in given.lines)


def _approved(source: str) -> bool:
    """Copy that people have approved word by word."""
    return source.startswith(("block:", "inventory:"))


def _is_a_fact(given: Material, source: str, sentence: str) -> bool:
    """A whole sentence of what the company itself says of its product, word by word."""
    told = next((fact for fact in given.facts if fact.source == source), None)
    if told is None:
        return False
    whole = (told.text, told.conditions, *(span.text for span in sentences(told.text)))
    return any(_bare(sentence) == _bare(words) for words in whole if words)


def _bare(words: str) -> str:
    return " ".join(words.split()).strip(" .-–•").casefold()


def _fields_and_links(given: Material, variant: Variant) -> Iterator[Complaint]:
    known = {*given.merge_fields, given.opt_out.strip("{} ")}
    allowed = given.product.url if given.product else ""
    sources = "\n".join(line.text for line in given.lines)
    for part, text in variant.parts.items():
        for field in MERGE_FIELD.findall(text):
            if field not in known:
                yield Complaint(
                    f"parts.{part}", f"{{{{{field}}}}} is no merge field; known: {', '.join(sorted(known))}"
                )
        rest = MERGE_FIELD.sub("", text)
        if "{" in rest or "}" in rest:
            yield Complaint(f"parts.{part}", "a placeholder was left unfilled")
        for link in _LINK.findall(text):
            bare = link.rstrip(".,;:!?)")
            if bare != allowed and bare not in sources:
                yield Complaint(f"parts.{part}", f"{bare} is not a link that was given")


def _sentences_match_parts(variant: Variant) -> Iterator[Complaint]:
    for part, text in variant.parts.items():
        listed = "".join("".join(s.text.split()) for s in variant.sentences if s.part == part)
        if listed != "".join(text.split()):
            yield Complaint(f"sentences of {part}", "must be the text of the part, sentence by sentence, in order")


def same_words(one: Variant, other: Variant) -> bool:
    """Equal but for what every message of a kind has in common."""
    common = ("legal", "footer", "alt", "cta")
    mine = {part: text for part, text in one.parts.items() if part not in common}
    return mine == {part: text for part, text in other.parts.items() if part not in common}
