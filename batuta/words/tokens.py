"""A text as words with their places, in the form in which two texts are compared: small letters, no accents."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\b[2-6][GgKk]\b|[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,]\d+)*")
_FOLDED = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l"})


class Token(NamedTuple):
    """One word or figure; `start` and `end` are code points into the text."""

    text: str
    start: int
    end: int

    @property
    def folded(self) -> str:
        return fold(self.text)


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """
    >>> [token.text for token in tokens("Sin cuota anual: 0 €")]
    ['Sin', 'cuota', 'anual', '0']
    """
    return tuple(Token(match.group(), match.start(), match.end()) for match in _WORD.finditer(text))


def fold(text: str) -> str:
    """Small letters without accents.

    >>> fold("Año de CONTRATACIÓN")
    'ano de contratacion'
    """
    return text.lower() if text.isascii() else _without_accents(text)


@lru_cache(maxsize=65536)
def _without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.casefold().translate(_FOLDED))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
