"""A message as words and what they mean, by the lists in `cues/`."""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from batuta.text import LANGUAGES, Language
from batuta.words.languages import language_in
from batuta.words.small_words import small
from batuta.words.tokens import fold, tokens

OPENING = 6
LONGEST = 4000
"""Code points that are looked at: whatever is longer shows in its beginning what it wants."""


_YES = re.compile(r"\W*(?:s[íÍ]\b|si\s*(?:[,.;:!]|$))", re.IGNORECASE)


class Heard(NamedTuple):
    """A message, understood word by word."""

    text: str
    language: Language
    words: tuple[str, ...]
    """Folded, in order."""
    means: frozenset[str]
    """Names of the lists in `cues/` that it uses."""
    opening: frozenset[str]
    """What the first words mean: a wish that begins a brief stands there."""
    question: bool

    def says(self, *meanings: str) -> bool:
        """All of these."""
        return self.means.issuperset(meanings)

    def says_any(self, *meanings: str) -> bool:
        return not self.means.isdisjoint(meanings)

    def only(self, *meanings: str) -> bool:
        """Something of these and no word beside, small ones aside."""
        if not self.says_any(*meanings):
            return False
        rest = set(range(len(self.words)))
        for cue, place in _said(self.words, self.language):
            if cue.means in meanings:
                rest.difference_update(range(place, place + len(cue.words)))
        return all(small(self.words[place], self.language) for place in rest)


class _Cue(NamedTuple):
    words: tuple[str, ...]
    """The last may end in `*`."""
    first: bool
    """Only at the beginning of the message."""
    means: str


def hear(text: str, otherwise: Language = "es") -> Heard:
    """Read a message; `otherwise` is its language where its words do not tell.

    >>> heard = hear("¿Por qué llegamos a tan pocos?")
    >>> heard.says("why", "reach", "few"), heard.question
    (True, True)
    """
    words = _words(text[:LONGEST])
    language = _language(text[:LONGEST], words, otherwise)
    means = frozenset(cue.means for cue, _ in _said(words, language))
    opening = frozenset(cue.means for cue, _ in _said(words[:OPENING], language))
    question = "?" in text or (_begins_as_question(words, language) and "command" not in opening)
    return Heard(text, language, words, means, opening, question)


def cue_words(language: Language, *meanings: str) -> frozenset[str]:
    """Whole words that these lists consist of: what a question is put with, not what it is about."""
    return frozenset(
        word for cue in _cues(language) if cue.means in meanings for word in cue.words if not word.endswith("*")
    )


def _language(text: str, words: tuple[str, ...], otherwise: Language) -> Language:
    """By small words and letters; a few words without any are told by whether the cues know them."""
    told = language_in(text, "en"), language_in(text, "es")
    if told[0] == told[1] and any(small(word, told[0]) for word in words):
        return told[0]
    known = {language: len({cue for cue, _ in _said(words, language)}) for language in LANGUAGES}
    if known["en"] != known["es"]:
        return "en" if known["en"] > known["es"] else "es"
    return told[0] if told[0] == told[1] else otherwise


def _words(text: str) -> tuple[str, ...]:
    """Folded; but `sí` and a `si` that stands alone say yes, which `si` does not."""
    found = tuple(fold(token.text).replace("’", "'") for token in tokens(text))
    return ("sip", *found[1:]) if _YES.match(text) else found


def _begins_as_question(words: tuple[str, ...], language: Language) -> bool:
    """People leave question marks out: then the first words tell."""
    asking = ("ask", "why", "who", "if", "how_many")
    return any(place == 0 and cue.means in asking for cue, place in _said(words, language))


def _said(words: tuple[str, ...], language: Language) -> Iterator[tuple[_Cue, int]]:
    """The cues that stand in these words, each with its place."""
    index = _index(language)
    for place, word in enumerate(words):
        for key in (word, *(f"{word[:end]}*" for end in range(1, len(word) + 1))):
            for cue in index.get(key, ()):
                if (place == 0 or not cue.first) and _at(cue, words, place):
                    yield cue, place


def _at(cue: _Cue, words: tuple[str, ...], place: int) -> bool:
    here = words[place : place + len(cue.words)]
    return len(here) == len(cue.words) and all(
        said.startswith(wanted[:-1]) if wanted.endswith("*") else said == wanted
        for said, wanted in zip(here, cue.words, strict=True)
    )


@cache
def _cues(language: Language) -> tuple[_Cue, ...]:
    text = (files("agents.conversation") / "cues" / f"{language}.txt").read_text(encoding="utf-8")
    return tuple(_parsed(text))


@cache
def _index(language: Language) -> dict[str, tuple[_Cue, ...]]:
    """Cues by their first word, as it is written in the list."""
    found: dict[str, list[_Cue]] = {}
    for cue in _cues(language):
        found.setdefault(cue.words[0], []).append(cue)
    return {word: tuple(cues) for word, cues in found.items()}


def _parsed(text: str) -> Iterator[_Cue]:
    for line in text.splitlines():
        means, equals, listed = line.partition("=")
        if line.startswith("#") or not equals:
            continue
        for item in listed.split():
            yield _Cue(tuple(fold(item.removeprefix("^")).split("_")), item.startswith("^"), means.strip())
