"""Words that carry no content."""

from batuta.text import Language
from batuta.words.data import listed


def small(word: str, language: Language) -> bool:
    """
    >>> small("de", "es"), small("tarjeta", "es")
    (True, False)
    """
    return word in listed(f"stop.{language}.txt")
