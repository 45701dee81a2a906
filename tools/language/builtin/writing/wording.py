"""Somebody else's words in the brand's: its address, its terms, its market's vocabulary."""

import re
from functools import cache
from importlib.resources import files

import yaml

from batuta.brand import WritingRules
from batuta.brand_check import violations, word_pattern
from batuta.brief import Channel
from batuta.material import MAIN
from batuta.text import language_of
from batuta.words.address import readdressed
from batuta.words.concepts import idea, wordings
from batuta.words.sentences import sentences, word_count
from batuta.words.untouchable import digits, rewritten


def worded(text: str, locale: str, rules: WritingRules) -> str:
    """The text as the brand and the market would say it; what cannot be changed safely stays.

    >>> worded("Usa tu móvil para pedirla", "es-MX", WritingRules(formality="usted"))
    'Use su celular para pedirla'
    """
    return rewritten(text, lambda said: _worded(said, locale, rules))


def _worded(text: str, locale: str, rules: WritingRules) -> str:
    said = _in_market(text, locale)
    said = _in_terms(said, locale, rules)
    if language_of(locale) == "es" and rules.formality != "neutral":
        said = readdressed(said, rules.formality)
    for mark in rules.banned_punctuation:
        said = said.replace(
            mark, {"!!": "!", "??": "?", "...": ".", "…": ".", ";": ",", "–": ",", "—": ","}.get(mark, "")
        )
    if rules.exclamation == 0:
        said = re.sub(r"¡([^¡!]*)!", r"\1.", said).replace("!", ".").replace("¡", "")
        said = re.sub(r"\.{2,}", ".", said)
    return said


def allowed(text: str, channel: Channel, locale: str, rules: WritingRules) -> bool:
    """Nothing in the text breaks a rule; its length is looked at where it is put together."""
    part = MAIN[channel]
    return not violations({part: text}, channel, locale, rules.model_copy(update={"limits": {}, "required_parts": ()}))


def shortened(text: str, longest: int | None) -> tuple[str, ...]:
    """The text as sentences of at most so many words, cut only between clauses that stand alone."""
    pieces: list[str] = []
    for sentence in sentences(text):
        pieces += _cut(sentence.text, longest) if longest else [sentence.text]
    return tuple(pieces)


def capital(text: str) -> str:
    """With a great first letter, unless the first word is spelt with its own: `iPhone`."""
    return text if re.match(r"[a-z][A-Z][a-z]|[a-z][\w-]*\.[a-z]{2,}\b", text) else text[:1].upper() + text[1:]


def continued(text: str, *, stop: bool = False) -> str:
    """A sentence as it continues another: a small first letter, unless the word is a name; its full stop if wanted."""
    if text and text[0] in "¿¡":
        return text[:1] + continued(text[1:], stop=stop)
    said = text if stop else text.rstrip(".")
    first = re.match(r"[^\W\d_]+", text)
    if not first or re.search(r"\w[A-ZÁÉÍÓÚÑ]", first.group()):
        return said
    if first.group() in _DAYS:
        return said
    rest = text[first.end() : first.end() + 2]
    is_name = len(rest) == 2 and rest[0] == " " and rest[1].isupper() and first.group().lower() not in _DEFINITE
    compound = len(rest) == 2 and rest[0] in "-–" and rest[1].isupper()
    return said if is_name or compound else said[:1].lower() + said[1:]


_DAYS = frozenset(
    """Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays
    Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays January February April June July August September October
    November December Jan Feb Apr Jun Jul Aug Sep Sept Oct Nov Dec""".split()
)
"""English spells them with a capital wherever they stand."""
_DEFINITE = frozenset(["el", "la", "los", "las", "the"])


def stopped(text: str) -> str:
    """With a full stop, unless it ends already."""
    return text if text.rstrip()[-1:] in ".!?…:" else f"{text.rstrip()}."


def _cut(sentence: str, longest: int) -> list[str]:
    if word_count(sentence) <= longest:
        return [sentence]
    for mark in (
        r";\s+",
        r":\s+(?=[A-ZÁÉÍÓÚÑ¿¡])",
        r"(?<![.\s]\w)\.\s+(?=[A-ZÁÉÍÓÚÑ¿¡])",
        r",?\s+(?:pero|but)\s+",
        r"\s+[–—-]\s+",
        r",\s+(?:y|and)\s+",
    ):
        match = next((m for m in re.finditer(mark, sentence) if m.start() > 0), None)
        if match:
            first, rest = sentence[: match.start()].strip(), sentence[match.end() :].strip()
            if word_count(first) < longest and word_count(rest) >= 2:
                return [stopped(first), *_cut(capital(rest), longest)]
    return [sentence]


def _in_terms(text: str, locale: str, rules: WritingRules) -> str:
    for term in rules.terms:
        for word in term.avoid:
            if not word_pattern(word).search(text):
                continue
            instead = term.preferred or _other_wording(word, locale, rules)
            if instead and digits(instead) == digits(word) and not word_pattern(word).search(instead):
                text = word_pattern(word).sub(lambda match, w=word, i=instead: _like(match.group(), w, i), text)  # type: ignore[misc]
    return _WHOSE.sub(r"\1\2s", text)


_WHOSE = re.compile(r"\b(children|people|women|men)(['’])(?!s)")
"""`children’ fares`, where `kids’ fares` was said."""


def _other_wording(word: str, locale: str, rules: WritingRules) -> str:
    """The same idea in words nobody forbids; empty where there is none."""
    language = language_of(locale)
    banned = [other for term in rules.terms for other in term.avoid]
    for number in sorted(idea(word, language)):
        # Phrases first: unlike an adjective, `sin coste` agrees with everything.
        for other in sorted(wordings(number, language), key=lambda wording: " " not in wording):
            if other.lower() != word.lower() and not any(word_pattern(bad).search(other) for bad in banned):
                return other
    return ""


_ARTICLES = ("el", "un", "tu", "su", "al", "del", "la", "the", "a", "your")
_AFTER_ARTICLE = "(?:" + "|".join(rf"(?<=\b{word} )" for word in _ARTICLES) + ")"


def _in_market(text: str, locale: str) -> str:
    for entry in _markets(language_of(locale)):
        wanted = entry.get(locale)
        if not wanted or not isinstance(wanted, str):
            continue
        for market, word in entry.items():
            if market in (locale, "only_noun") or word == wanted or not isinstance(word, str):
                continue
            pattern = word_pattern(word)
            if entry.get("only_noun"):
                pattern = re.compile(_AFTER_ARTICLE + pattern.pattern, re.IGNORECASE)
            text = pattern.sub(lambda match, w=word, i=wanted: _like(match.group(), w, i), text)  # type: ignore[misc]
    return text


def _like(found: str, word: str, instead: str) -> str:
    """The replacement in the number and case of what it replaces."""
    plural = len(found) > len(word) and found.lower().endswith("s")
    if plural:
        head, _, tail = instead.partition(" ")
        head = head + ("s" if head[-1:].lower() in "aeiouáéó" else "es")
        instead = f"{head} {tail}".strip()
    initials = len(found) > 1 and found.isupper()
    return capital(instead) if found[:1].isupper() and not initials else instead


@cache
def _markets(language: str) -> tuple[dict[str, object], ...]:
    text = (files("tools.language.builtin.writing") / f"market.{language}.yaml").read_text(encoding="utf-8")
    return tuple(yaml.safe_load(text))
