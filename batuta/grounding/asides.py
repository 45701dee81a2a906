"""What a sentence says without claiming it: its questions, greetings, exclamations and advice.

`Not the one?`, `Good news:`, `no los dejes caducar`: nothing in them needs a source or denies one, though a
question may name the condition under which the rest holds.
"""

import re
from functools import cache, lru_cache

from batuta.text import Language
from batuta.words.data import lines
from batuta.words.sentences import sentences


@lru_cache(maxsize=8192)
def asides(text: str, language: Language) -> tuple[tuple[int, int], ...]:
    """Where they stand, as (start, end).

    >>> [text[a:b] for text in ["Good news: it is free."] for a, b in asides(text, "en")]
    ['Good news']
    """
    spans = sentences(text)
    asked = [
        (max(span.start, _opened(text, span.start, span.end)), span.end)
        for span in spans
        if span.text.rstrip(" \"'”»)").endswith("?") and len(spans) > 1
    ]
    return (*asked, *(match.span() for match in _pattern(language).finditer(text)))


def within(start: int, end: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(first <= start and end <= last for first, last in spans)


def _opened(text: str, start: int, end: int) -> int:
    """`Y lo mejor, ¿sabes qué?`: in Spanish a question begins where it is opened."""
    return max(start, text.rfind("¿", start, end))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in lines(f"claims/asides.{language}.txt")), re.IGNORECASE)
