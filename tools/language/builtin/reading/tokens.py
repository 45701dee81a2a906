"""Words, figures and signs of a text, with their places in code points."""

import re
import threading
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

import snowballstemmer

Kind = Literal["word", "number", "sign"]

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[\u00a0\u202f']\d{3})+(?:[.,]\d+)?"
    r"|\d{1,3}(?:\ \d{3}){1,4}(?=\s?(?:€|\$|£|eur|usd|mxn|gbp|pesos|euros))"
    r"|\d+(?:[.,]\d+)*)"
    r"|(?P<word>n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|(?:(?!n['’]t\b)[^\W\d_])+\d*(?:\.º|\.ª)?)"
    r"|(?P<sign>>=|<=|=>|=<|==|\.\.+|…|[^\w\s]|_)",
    re.IGNORECASE,
)
CONTRACTED = {"al": "a", "del": "de"}
"""`más del 50 %` is `más de 50 %`."""
_VERBAL = ("an", "en", "amos", "emos", "imos", "aron", "aban")
"""Endings that make a verb of a noun's stem: `reciban` is no form of `recibos`."""
_PARTICIPLES = ("ado", "ada", "ido", "ida")
_SNOWBALL = {"es": "spanish", "en": "english"}


@dataclass(frozen=True, slots=True)
class Token:
    index: int
    text: str
    start: int
    end: int
    norm: str
    """Small letters without accents."""
    kind: Kind
    glued: bool
    """Nothing stands between it and the token before."""
    key: str = field(init=False)
    """Under which fixed expressions are looked up: `del` is `de`."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", CONTRACTED.get(self.norm, self.norm))


def tokenise(text: str) -> tuple[Token, ...]:
    """
    >>> [token.norm for token in tokenise("Más de 1.500 €, don't")]
    ['mas', 'de', '1.500', '€', ',', 'do', "n't"]
    """
    found: list[Token] = []
    end = -1
    for index, match in enumerate(_TOKEN.finditer(text)):
        said = match.group()
        kind: Kind = "number" if match["number"] else "word" if match["word"] else "sign"
        found.append(Token(index, said, match.start(), match.end(), fold(said), kind, match.start() == end))
        end = match.end()
    return tuple(found)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Small letters without accents; typographic apostrophes are plain ones.

    >>> fold("Nómina’s")
    "nomina's"
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("’", "'"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def stem(norm: str, language: str) -> str:
    """What is left of a folded word without number, gender and tense.

    >>> stem("jovenes", "es") == stem("joven", "es"), stem("reclamaciones", "es") == stem("reclamado", "es")
    (True, True)
    """
    if not norm.isalpha() or len(norm) < 4:
        return norm
    word = _singular(norm) if language == "es" else norm
    if language == "es" and word.endswith(("cion", "sion")):
        word = word[:-2] + "ón"
    return fold(_stemmer(language).stemWord(word))


def _singular(word: str) -> str:
    if word.endswith("ces") and len(word) > 4:
        return word[:-3] + "z"
    if word.endswith("es") and len(word) > 4 and word[-3] not in "aeiou":
        return word[:-2] if word[-3] in "lnrdzj" else word[:-1]
    return word[:-1] if word.endswith("s") and word[-2] in "aeiou" else word


_stemmers = threading.local()


def _stemmer(language: str) -> snowballstemmer.basestemmer.BaseStemmer:
    """A thread's own: a stemmer works on its own state."""
    if not hasattr(_stemmers, language):
        setattr(_stemmers, language, snowballstemmer.stemmer(_SNOWBALL[language]))
    return getattr(_stemmers, language)


def inflected(one: str, other: str) -> bool:
    """Two forms of one word: they differ in a short ending.

    >>> inflected("jubilados", "jubilada"), inflected("domiciliada", "domiciliaciones"), inflected("reciban", "recibos")
    (True, False, False)
    """
    common = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    participles = [form.removesuffix("s").endswith(_PARTICIPLES) for form in (one, other)]
    nouns = [form.removesuffix("s").endswith("o") for form in (one, other)]
    if participles[0] != participles[1] and all(nouns[at] or participles[at] for at in (0, 1)):
        return False
    if one.endswith("ied") != other.endswith("ied"):
        return False  # `salary` is no form of `salaried`
    verbal = any(form[common:].endswith(_VERBAL) for form in (one, other) if len(form) > common)
    return common >= 3 and max(len(one), len(other)) - common <= 3 and not verbal


def participle(word: str) -> bool:
    """It has the ending of one: `pasado`, `caducadas`."""
    return word.removesuffix("s").endswith(_PARTICIPLES)


def finite(one: str, participle: str) -> bool:
    """A verb in a person and a tense beside the participle of its like: `contraten` is no form of `contratada`."""
    return one.endswith(_VERBAL) and participle.removesuffix("s").endswith(_PARTICIPLES)


def norms(phrase: str) -> tuple[str, ...]:
    """A phrase as the folded words of its tokens."""
    return tuple(token.norm for token in tokenise(phrase))


class Stretches:
    """The tokens of a text that are to be read, by the code points they stand in."""

    def __init__(self, tokens: Sequence[Token], silent: Iterable[tuple[int, int]]) -> None:
        unheard = sorted(silent)
        self._tokens: list[Token] = []
        at, reach = 0, 0
        for token in tokens:
            while at < len(unheard) and unheard[at][0] < token.end:
                reach = max(reach, unheard[at][1])
                at += 1
            if token.start >= reach:
                self._tokens.append(token)
        self._starts = [token.start for token in self._tokens]

    def within(self, start: int, end: int) -> list[Token]:
        """Those that lie between two code points."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        return [token for token in self._tokens[first:last] if token.end <= end]
