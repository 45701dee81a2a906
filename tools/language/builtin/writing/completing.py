"""What a message still has to say: conditions of the facts it states, what the brief promises, what it must say."""

import re
from collections.abc import Collection, Mapping
from itertools import takewhile

from batuta.content import Part
from batuta.grounding.carried import said_in
from batuta.material import LIMITS, MAIN, FactWords, Material
from batuta.text import Language, language_of
from batuta.words.languages import language_in
from batuta.words.sentences import sentences
from batuta.writing_checks import says, says_condition
from tools.language.builtin.writing.facts import with_conditions
from tools.language.builtin.writing.small_print import example_of, print_of, told_by_example
from tools.language.builtin.writing.weaving import shape_of
from tools.language.builtin.writing.wording import capital, continued, stopped


def completed(material: Material, parts: Mapping[Part, str], stated: Collection[str]) -> dict[Part, str]:
    """The parts with what was missing added where there is room. stated: keys of the facts that are said."""
    said = set(stated)
    told = _with_promises(material, _with_conditions(material, dict(parts), said), said)
    for words in material.must_say:
        in_its_language = language_in(words) == language_of(material.need.locale)
        if in_its_language and not says(_whole(told), words, material.need.locale):
            told = _appended(material, told, stopped(capital(words)))
    return told


def _with_conditions(material: Material, parts: dict[Part, str], said: set[str]) -> dict[Part, str]:
    for fact in material.facts:
        if fact.key in said and fact.conditions and not says_condition(_whole(parts), fact, material.need.locale):
            parts = _appended(material, parts, _as_sentence(fact))
    return parts


def _with_promises(material: Material, parts: dict[Part, str], said: set[str]) -> dict[Part, str]:
    """A rate is never promised alone: the example it belongs to is said instead."""
    facts = {fact.key: fact for fact in material.facts}
    for promise in material.offer:
        fact = facts.get(promise.key or "")
        if fact is None or fact.key in said or said_in(fact.text, _whole(parts)):
            continue
        example = example_of(material)
        if example and (print_of(fact) == "example" or told_by_example(fact, material)):
            if not _gives_an_example(material, _whole(parts)):
                parts = _appended(material, parts, stopped(example.text))
            continue
        missing = fact.conditions and not said_in(fact.conditions, _whole(parts))
        sentence = _as_sentence(fact) if missing else stopped(capital(fact.text))
        if "\n\n" in parts.get(MAIN[material.need.channel], ""):
            sentence = _also(sentence, material)
        parts = _appended(material, parts, sentence)
        said.add(fact.key)
    return parts


def _as_sentence(fact: FactWords) -> str:
    return stopped(capital(with_conditions(fact)))


def _gives_an_example(material: Material, text: str) -> bool:
    return any(print_of(fact) == "example" and said_in(fact.text, text) for fact in material.facts)


def _whole(parts: Mapping[Part, str]) -> str:
    return "\n".join(parts.values())


def _appended(material: Material, parts: dict[Part, str], sentence: str) -> dict[Part, str]:
    """Put a sentence at the end of the main part, before its closing; into the legal part where it does not fit."""
    channel = material.need.channel
    main = MAIN[channel]
    limit = material.rules.limits.get(main) or LIMITS[channel].get(main, 10_000)
    text = parts.get(main, "")
    if len(text) + 2 + len(sentence) <= limit:
        head, end = _before_closing(text, material)
        joint = "\n\n" if "\n\n" in text else " "
        return {**parts, main: f"{head.rstrip()}{joint}{sentence}{joint if end else ''}{end}"}
    if channel == "email":
        return {**parts, "legal": f"{parts.get('legal', '')} {sentence}".strip()}
    return parts


_ALSO: dict[Language, str] = {"es": "Además, ", "en": "And "}


def _also(sentence: str, material: Material) -> str:
    """`Sin cuota anual.` as a paragraph of its own begins with a word that joins it to what went before."""
    language = language_of(material.need.locale)
    if shape_of(sentence.rstrip("."), language) not in ("with", "thing") or sentence.count(". ") > 0:
        return sentence
    return f"{_ALSO[language]}{continued(sentence, stop=True)}"


def _before_closing(text: str, material: Material) -> tuple[str, str]:
    """What is added stands before the small print, a letter's signature, a call's last question, the way out."""
    if "\n\n" not in text:
        spans = sentences(text)
        closing = list(takewhile(lambda span: is_small_print(span.text, material), reversed(spans)))
        # A message that is all small print has nothing to stand after.
        start = closing[-1].start if closing and len(closing) < len(spans) else len(text)
        return text[:start], text[start:]
    paragraphs = text.split("\n\n")
    rest = list(paragraphs)
    while len(rest) > 1 and _closes(rest[-1], material):
        rest.pop()
    return "\n\n".join(rest), "\n\n".join(paragraphs[len(rest) :])


def _closes(paragraph: str, material: Material) -> bool:
    signed = material.sender.brand and paragraph.rstrip(" .").endswith((material.sender.brand, material.sender.name))
    asks = material.need.channel == "call" and paragraph.rstrip().endswith("?")
    return bool(signed) or asks or any(is_small_print(span.text, material) for span in sentences(paragraph))


def is_small_print(sentence: str, material: Material) -> bool:
    """A warning, a limit or an example from the facts, a link, or the way out."""
    if material.opt_out in sentence or not _without_links(sentence).strip(" .:"):
        return True
    if material.product and material.product.url and material.product.url in sentence:
        return True
    return any(
        print_of(fact) and (said_in(fact.text, sentence) or said_in(sentence, fact.text)) for fact in material.facts
    )


def _without_links(sentence: str) -> str:
    return re.sub(r"https?://\S+|www\.\S+", "", sentence)
