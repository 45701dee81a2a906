"""Words with which people ask for the same thing, in both languages: `searching.txt` of the words, and `everyday.txt`.

Looser than the ideas of `batuta.words.concepts`, with which two sentences are compared: here it is enough that
somebody who asks for the one would be glad to find the other.
"""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from batuta.text import Language
from batuta.words.data import lines
from batuta.words.small_words import small
from batuta.words.tokens import tokens
from tools.library.forms import form_of
from tools.library.mentions import pronouns_in


class Touched(NamedTuple):
    """A group that some words of a text belong to; places are code points."""

    theme: str
    start: int
    end: int


def themes_of(word: str, language: Language) -> tuple[str, ...]:
    """The groups a word belongs to by itself, as terms of the index; none for most words."""
    return _themes(language).get((form_of(word, language),), ())


def touched(text: str, language: Language) -> Iterator[Touched]:
    """Each group a text touches, by a word or by several that stand together, as often as it does."""
    words = tokens(text)
    stems = tuple(form_of(word.text, language) for word in words)
    known, longest = _themes(language), _longest(language)
    pronouns = pronouns_in(text)
    for place, word in enumerate(words):
        for length in range(1, min(longest.get(stems[place], 0), len(words) - place) + 1):
            themes = known.get(stems[place : place + length], ())
            if themes and not (length == 1 and small(word.folded, language) and word.start not in pronouns):
                yield from (Touched(theme, word.start, words[place + length - 1].end) for theme in themes)


def themes_in(text: str, language: Language) -> list[str]:
    return [one.theme for one in touched(text, language)]


@cache
def everyday() -> tuple[str, ...]:
    """Everyday words beside the terms of guides and brand books, a group a line."""
    text = (files("tools.library") / "everyday.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def _themes(language: Language) -> dict[tuple[str, ...], tuple[str, ...]]:
    found: dict[tuple[str, ...], list[str]] = {}
    for number, line in enumerate((*lines("searching.txt"), *everyday())):
        english, _, spanish = line.partition("|")
        for wording in (english if language == "en" else spanish).split(","):
            stems = tuple(form_of(word.text, language) for word in tokens(wording))
            group = found.setdefault(stems, [])
            if stems and f"~{number}" not in group:
                group.append(f"~{number}")
    return {stems: tuple(groups) for stems, groups in found.items()}


@cache
def _longest(language: Language) -> dict[str, int]:
    """The words of the longest wording that begins with a stem."""
    found: dict[str, int] = {}
    for stems in _themes(language):
        if stems:
            found[stems[0]] = max(found.get(stems[0], 0), len(stems))
    return found
