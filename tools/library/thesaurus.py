"""Words with which people ask for the same thing, in both languages: `searching.txt` of the words, and `everyday.txt`.

Looser than the ideas of `batuta.words.concepts`, with which two sentences are compared: here it is enough that
somebody who asks for the one would be glad to find the other.
"""

from functools import cache
from importlib.resources import files

from batuta.text import Language
from batuta.words.data import lines
from tools.library.stemming import stem_of, words_of


def themes_of(word: str, language: Language) -> tuple[str, ...]:
    """The groups a word belongs to, as terms of the index; none for most words."""
    return _themes(language).get(stem_of(word, language), ())


def themes_in(text: str, language: Language) -> list[str]:
    """Each group a text touches, as often as it does."""
    return [theme for word in words_of(text, language) for theme in themes_of(word, language)]


@cache
def everyday() -> tuple[str, ...]:
    """Everyday words beside the terms of guides and brand books, a group a line."""
    text = (files("tools.library") / "everyday.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def _themes(language: Language) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for number, line in enumerate((*lines("searching.txt"), *everyday())):
        english, _, spanish = line.partition("|")
        for word in (english if language == "en" else spanish).split(","):
            plain = word.strip()
            group = found.setdefault(stem_of(plain, language), [])
            if f"~{number}" not in group:
                group.append(f"~{number}")
    return {stem: tuple(groups) for stem, groups in found.items()}
