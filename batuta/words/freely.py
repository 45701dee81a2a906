"""The ideas of a text as a copywriter would put them: more wordings for one thing than a search should follow."""

from functools import lru_cache

from batuta.text import Language
from batuta.words import concepts, stems
from batuta.words.concepts import Unit


def units(text: str, language: Language) -> tuple[Unit, ...]:
    """
    >>> [unit.text for unit in units("Send that dress back", "en")]
    ['Send', 'dress']
    """
    return concepts.units(text, language, True)


def idea(word: str, language: Language) -> frozenset[int]:
    """
    >>> idea("send back", "en") == idea("return", "en")
    False
    >>> bool(idea("send back", "en") & idea("return", "en"))
    True
    """
    return concepts.idea(word, language, True)


@lru_cache(maxsize=256)
def ideas(*words: str) -> frozenset[int]:
    """All the ideas of several English words.

    >>> ideas("pay", "cost") >= idea("pay", "en")
    True
    """
    return frozenset().union(*(idea(word, "en") for word in words))


def stem(word: str, language: Language) -> str:
    """
    >>> stem("traigan", "es") == stem("traes", "es")
    True
    """
    return stems.stem(word, language, True)
