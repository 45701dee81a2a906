"""What in a message breaks the brand's own rules, as far as code can see it: words, address, length, marks."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from batuta.brand import Term, WritingRules
from batuta.brief import Channel
from batuta.content import PARTS, Part, Violation
from batuta.text import language_of, say
from batuta.words.address import misaddressed
from batuta.words.sentences import sentences, word_count
from batuta.words.tokens import fold
from batuta.words.untouchable import untouchable

NOT_COUNTED: tuple[Part, ...] = ("legal", "footer", "alt")
"""Legal wording keeps its own length and tone; sentences in it are not counted."""

_EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f5ff\U0001f600-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001f9ff"
    "\U0001fa70-\U0001faff\u2600-\u26ff\u2700-\u27bf\u2b50\u2b55\ufe0f]"
)


def violations(
    parts: Mapping[Part, str], channel: Channel, locale: str, rules: WritingRules, reader: str | None = None
) -> tuple[Violation, ...]:
    """Everything that breaks a rule, part by part, told in the reader's language (default: the message's own)."""
    told = reader or locale
    found: list[Violation] = [
        Violation(
            rule="required",
            part=part,
            message=say(told, en=f"The {part} is missing.", es=f"Falta la parte «{part}»."),
        )
        for part in rules.required_parts
        if part in PARTS[channel] and not parts.get(part, "").strip()
    ]
    for part in PARTS[channel]:
        text = parts.get(part, "")
        if text:
            found += _in_part(part, text, locale, rules, told)
    exclamations = sum(text.count("!") for part, text in parts.items() if part not in NOT_COUNTED)
    if rules.exclamation is not None and exclamations > rules.exclamation:
        found.append(
            Violation(
                rule="exclamation",
                part=next(part for part in PARTS[channel] if "!" in parts.get(part, "")),
                message=say(
                    told,
                    en=f"{exclamations} exclamation marks; the brand allows {rules.exclamation}.",
                    es=f"Hay {exclamations} exclamaciones y la marca admite {rules.exclamation}.",
                ),
                quote="!",
            )
        )
    return tuple(found)


def _in_part(part: Part, text: str, locale: str, rules: WritingRules, told: str) -> Iterator[Violation]:
    limit = rules.limits.get(part)
    if limit is not None and len(text) > limit:
        yield Violation(
            rule="length",
            part=part,
            message=say(
                told,
                en=f"{len(text)} characters; the limit is {limit}.",
                es=f"Tiene {len(text)} caracteres y el límite es {limit}.",
            ),
        )
    yield from avoided(part, text, rules.terms, told)
    for mark in rules.banned_punctuation:
        if mark in text:
            yield Violation(
                rule="punctuation",
                part=part,
                message=say(told, en=f"The brand does not use “{mark}”.", es=f"La marca no usa «{mark}»."),
                quote=mark,
            )
    emoji = None if rules.emoji else _EMOJI.search(text)
    if emoji:
        yield Violation(
            rule="emoji",
            part=part,
            message=say(told, en="The brand uses no emoji.", es="La marca no usa emojis."),
            quote=emoji.group(),
        )
    if part in NOT_COUNTED:
        return
    yield from _addressed(part, text, locale, rules, told)
    for sentence in sentences(text) if rules.max_sentence_words else ():
        if word_count(sentence.text) > (rules.max_sentence_words or 0):
            yield Violation(
                rule="sentence_length",
                part=part,
                message=say(
                    told,
                    en=f"A sentence of {word_count(sentence.text)} words; at most {rules.max_sentence_words}.",
                    es=f"Una frase de {word_count(sentence.text)} palabras; como máximo, {rules.max_sentence_words}.",
                ),
                quote=sentence.text,
            )


def _addressed(part: Part, text: str, locale: str, rules: WritingRules, told: str) -> Iterator[Violation]:
    if language_of(locale) != "es" or rules.formality == "neutral":
        return
    wanted = {"tu": "tú", "usted": "usted", "vos": "vos"}[rules.formality]
    for mark in misaddressed(text, rules.formality)[:1]:
        yield Violation(
            rule="formality",
            part=part,
            message=say(
                told,
                en=f"“{mark.text}” does not address the reader as “{wanted}”.",
                es=f"«{mark.text}» no trata de {wanted} a quien lee.",
            ),
            quote=mark.text,
        )


def avoided(part: str, text: str, terms: tuple[Term, ...], told: str) -> Iterator[Violation]:
    """Words the brand avoids, unless they stand inside the wording it prefers, a merge field or an address."""
    kept = untouchable(text)
    for term in terms:
        for word in term.avoid:
            for match in word_pattern(word).finditer(text):
                if _inside_preferred(text, match, terms) or _inside(match, kept):
                    continue
                instead = (
                    say(told, en=f" Use “{term.preferred}”.", es=f" Usa «{term.preferred}».") if term.preferred else ""
                )
                yield Violation(
                    rule="terminology",
                    part=part,
                    message=say(
                        told,
                        en=f"The brand does not say “{match.group()}”.{instead}",
                        es=f"La marca no dice «{match.group()}».{instead}",
                    ),
                    quote=match.group(),
                )
                break


@lru_cache(maxsize=8192)
def word_pattern(word: str) -> re.Pattern[str]:
    """A word or phrase as a whole, in small or capital letters; single words in the plural as well."""
    plural = r"(?:e?s)?" if re.fullmatch(r"[^\W\d_]{3,}[^\W\d_s]", word) else ""
    return re.compile(rf"(?<![\w{{]){re.escape(word)}{plural}(?![\w}}])", re.IGNORECASE)


def _inside(match: re.Match[str], kept: tuple[tuple[int, int], ...]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in kept)


def _inside_preferred(text: str, match: re.Match[str], terms: tuple[Term, ...]) -> bool:
    wanted = [other.preferred for other in terms if other.preferred and fold(match.group()) in fold(other.preferred)]
    return any(
        found.start() <= match.start() and match.end() <= found.end()
        for preferred in wanted
        for found in word_pattern(preferred).finditer(text)
    )
