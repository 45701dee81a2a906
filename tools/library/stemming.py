"""Stems for searching: Snowball's, which know more endings than comparing two sentences needs."""

from functools import cache, lru_cache
from typing import Any

from batuta.text import Language
from batuta.words.small_words import small
from batuta.words.tokens import fold, tokens


def words_of(text: str, language: Language) -> list[str]:
    """All words with content, and figures as they are written."""
    return [
        word.text
        for word in tokens(text)
        if not small(word.folded, language) and (len(word.text) > 1 or word.text.isdigit())
    ]


@lru_cache(maxsize=131072)
def stem_of(word: str, language: Language) -> str:
    return fold(str(_stemmer(language).stemWord(word.lower())))


@cache
def _stemmer(language: Language) -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("spanish" if language == "es" else "english")
