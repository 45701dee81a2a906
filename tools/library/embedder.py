"""Text as a vector without any model: hashed words, ideas and character n-grams.

Ideas are the same in both languages (`batuta/words/concepts.py`), and learned words share their letters, so
that a Spanish question lies near an English passage. It needs no network and gives the same bytes everywhere.
Source: Weinberger et al. (2009), Feature hashing for large scale multitask learning.
"""

import hashlib
import math
import zlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from batuta.text import Language
from batuta.words.concepts import FILES, Unit, units
from batuta.words.languages import language_in
from batuta.words.tokens import fold
from tools.library.thesaurus import everyday, themes_in

NAME = "batuta-words"
DIMENSIONS = 1536
_VERSION = "2"
_WORD, _IDEA, _THEME, _LETTERS = 1.0, 1.2, 1.2, 0.3

Vectors = NDArray[np.float32]
"""(n, DIMENSIONS), each of length 1."""


class Feature(NamedTuple):
    place: int
    weight: float


def embedded(texts: Sequence[str], language: Language | None = None) -> Vectors:
    """One vector a text; a text without words is the zero vector."""
    vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for row, text in enumerate(texts):
        counted: dict[Feature, int] = {}
        for feature in _features(text, language or language_in(text)):
            counted[feature] = counted.get(feature, 0) + 1
        for feature, count in counted.items():
            vectors[row, feature.place] += feature.weight * (1 + math.log(count))
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    np.divide(vectors, lengths, out=vectors, where=lengths > 0)
    return vectors


def fingerprint() -> str:
    """What must agree for two vectors to be comparable: this code's version and the vocabulary."""
    total = hashlib.sha256(f"{NAME} {_VERSION} {DIMENSIONS} {_WORD} {_IDEA} {_THEME} {_LETTERS}".encode())
    for name in FILES:
        total.update((files("batuta.words") / "data" / "concepts" / f"{name}.txt").read_bytes())
    total.update((files("batuta.words") / "data" / "searching.txt").read_bytes())
    total.update("\n".join(everyday()).encode())
    return f"{NAME}:{total.hexdigest()[:16]}"


def _features(text: str, language: Language) -> Iterator[Feature]:
    for unit in units(text, language):
        for word in unit.pieces or (unit,):
            yield from _of_word(word)
        for idea in unit.ideas:
            yield _hashed(f"#{idea}", _IDEA)
    for theme in themes_in(text, language):
        yield _hashed(theme, _THEME)


def _of_word(word: Unit) -> tuple[Feature, ...]:
    return (_hashed(f"w {word.stem}", _WORD), *_letters(fold(word.text)))


@lru_cache(maxsize=65536)
def _letters(word: str) -> tuple[Feature, ...]:
    padded = f"<{word}>"
    return tuple(_hashed(padded[at : at + 4], _LETTERS) for at in range(max(1, len(padded) - 3)))


@lru_cache(maxsize=262144)
def _hashed(name: str, weight: float) -> Feature:
    value = zlib.crc32(name.encode())
    return Feature(value % DIMENSIONS, weight if value & 0x10000000 else -weight)
