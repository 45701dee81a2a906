"""How much of the brand's guidelines a message keeps: each rule that applies, with its document and its remedy."""

import re
from collections.abc import Iterator, Mapping

from pydantic import Field, computed_field

from batuta.brand import WritingRules
from batuta.brand_check import NOT_COUNTED, violations, word_pattern
from batuta.brief import Channel
from batuta.content import PARTS, Part, Violation
from batuta.noun import Noun
from batuta.readability import NAMES, Readability, readability
from batuta.text import language_of, say
from batuta.words.address import readdressed
from batuta.words.untouchable import digits, rewritten


class Guideline(Noun):
    """One rule of the brand, looked at in one part of a message."""

    rule: str
    """`formality terminology length sentence_length punctuation emoji exclamation required`."""
    part: Part
    passed: bool
    message: str = ""
    quote: str = ""
    source: str = ""
    """The document of the brand book that it stands in."""
    fix: str | None = None
    """The whole part as it would be right; None where code cannot put it right."""


class BrandCheck(Noun):
    guidelines: tuple[Guideline, ...]
    reading: dict[Part, str] = Field(default_factory=dict)
    """How easily each part is read, in words: `bastante fácil (71,2)`."""

    @computed_field  # type: ignore[prop-decorator]
    @property
    def share(self) -> float:
        """Of the guidelines that apply, the share that is kept, 0..1."""
        return sum(one.passed for one in self.guidelines) / len(self.guidelines) if self.guidelines else 1.0

    @property
    def failed(self) -> tuple[Guideline, ...]:
        return tuple(one for one in self.guidelines if not one.passed)


def brand_check(
    parts: Mapping[Part, str], channel: Channel, locale: str, rules: WritingRules, reader: str | None = None
) -> BrandCheck:
    """Look at every part of a message; ask again after a change. reader: the language of what is told."""
    told = reader or locale
    wrong = violations(parts, channel, locale, rules, told)
    found: list[Guideline] = []
    for rule, part in _applicable(parts, channel, locale, rules):
        broken = next((one for one in wrong if one.rule == rule and one.part == part), None)
        found.append(_looked_at(rule, part, parts.get(part, ""), broken, rules))
    eased = {part: readability(parts[part], language_of(locale)) for part in PARTS[channel] if parts.get(part)}
    return BrandCheck(
        guidelines=tuple(found),
        reading={part: _told(ease, told) for part, ease in eased.items() if ease},
    )


def _told(ease: Readability, reader: str) -> str:
    score = f"{ease.score}"
    return f"{NAMES[ease.ease].in_(reader)} ({say(reader, en=score, es=score.replace('.', ','))})"


def _applicable(
    parts: Mapping[Part, str], channel: Channel, locale: str, rules: WritingRules
) -> Iterator[tuple[str, Part]]:
    for part in PARTS[channel]:
        if part in rules.required_parts:
            yield "required", part
        if not parts.get(part, "").strip():
            continue
        if part in rules.limits:
            yield "length", part
        if rules.terms:
            yield "terminology", part
        if rules.banned_punctuation:
            yield "punctuation", part
        if not rules.emoji:
            yield "emoji", part
        if part in NOT_COUNTED:
            continue
        if rules.exclamation is not None and "!" in parts[part]:
            yield "exclamation", part
        if rules.max_sentence_words:
            yield "sentence_length", part
        if language_of(locale) == "es" and rules.formality != "neutral":
            yield "formality", part


def _looked_at(rule: str, part: Part, text: str, broken: Violation | None, rules: WritingRules) -> Guideline:
    if broken is None:
        return Guideline(rule=rule, part=part, passed=True, source=_source(rule, "", rules))
    return Guideline(
        rule=rule,
        part=part,
        passed=False,
        message=broken.message,
        quote=broken.quote,
        source=_source(rule, broken.quote, rules),
        fix=fixed(rule, text, rules),
    )


def fixed(rule: str, text: str, rules: WritingRules) -> str | None:
    """The text with one rule kept; None where that takes a writer. Figures, fields and addresses stay.

    >>> fixed("exclamation", "¡Pídela ya!", WritingRules())
    'Pídela ya.'
    """
    done = rewritten(text, lambda rest: _changed(rule, rest, rules))
    return done if done != text and digits(done) == digits(text) else None


def _changed(rule: str, text: str, rules: WritingRules) -> str:
    match rule:
        case "formality" if rules.formality != "neutral":
            return readdressed(text, rules.formality)
        case "terminology":
            for term in rules.terms:
                for word in term.avoid if term.preferred else ():
                    text = word_pattern(word).sub(lambda found, t=term: _cased(t.preferred, found.group()), text)  # type: ignore[misc]
            return text
        case "punctuation":
            for mark in rules.banned_punctuation:
                opens = {"!!": "¡¡", "??": "¿¿"}.get(mark)
                text = text.replace(mark, _INSTEAD.get(mark, ""))
                text = text.replace(opens, opens[0]) if opens else text
            return text
        case "exclamation":
            return re.sub(r"\.{2,}", ".", text.replace("¡", "").replace("!", "."))
        case "emoji":
            return re.sub(r" {2,}", " ", _EMOJI.sub("", text)).strip()
    return text


_INSTEAD = {"!!": "!", "??": "?", "...": ".", "…": ".", ";": ",", "–": ",", "—": ","}
_EMOJI = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f]")


def _cased(words: str, found: str) -> str:
    return words[:1].upper() + words[1:] if found[:1].isupper() else words


def _source(rule: str, quote: str, rules: WritingRules) -> str:
    if rule == "terminology":
        return next((t.file for t in rules.terms if any(word_pattern(word).search(quote) for word in t.avoid)), "")
    named = {"length": "limits", "required": "required_parts", "sentence_length": "max_sentence_words",
             "punctuation": "banned_punctuation"}.get(rule, rule)  # fmt: skip
    return rules.sources.get(named, "")
