"""Which numbers a quote can mean. Kept apart from the grammar that reads briefs, so that each can catch the other."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise, product

# fmt: off
_ONES = {
    "cero": 0, "un": 1, "uno": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15,
    "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiun": 21,
    "veintiuno": 21, "veintiuna": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25,
    "veintiseis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100,
    "doscientos": 200, "doscientas": 200, "trescientos": 300, "trescientas": 300, "cuatrocientos": 400,
    "cuatrocientas": 400, "quinientos": 500, "quinientas": 500, "seiscientos": 600, "seiscientas": 600,
    "setecientos": 700, "setecientas": 700, "ochocientos": 800, "ochocientas": 800, "novecientos": 900,
    "novecientas": 900, "docena": 12,
    "zero": 0, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12, "once ": 1, "twice": 2,
    "half": 0.5, "medio": 0.5, "media": 0.5, "couple": 2, "par": 2,
}
_SCALES = {
    "k": 1e3, "mil": 1e3, "thousand": 1e3, "hundred": 100, "m": 1e6, "mm": 1e6, "mill": 1e6, "millon": 1e6,
    "millones": 1e6, "million": 1e6, "millions": 1e6, "mio": 1e6, "mdp": 1e6, "mdd": 1e6, "bn": 1e9,
    "billion": 1e9, "grand": 1e3, "thou": 1e3, "lucas": 1e3,
}
# fmt: on
_LITERAL = re.compile(r"\d+(?:[.,'’\u00a0\u202f ]\d+)*")
_WORD = re.compile(r"[^\W\d_]+")
_SUFFIX = re.compile(r"[\s\u00a0]*([^\W\d_]+)")
_HALF = re.compile(
    r"(?:(\w+) (?:and|y) (?:an? )?)?\b(?:half|medio|media) (?:an? |un )?"
    rf"({'|'.join(name for name in _SCALES if len(name) > 2)})\b"
)
_MOST_PARTS = 5
_EXACT = re.compile(r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+|\d+")


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Small letters without accents."""
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def numbers_in(quote: str) -> frozenset[float]:
    """Every value that a figure or number word in the quote can stand for, in either language's notation.

    >>> sorted(numbers_in("entre 1.500 € y 2k")), sorted(numbers_in("treinta y cinco"))
    ([1.5, 1500.0, 2000.0], [5.0, 30.0, 35.0])
    """
    text = plain(quote)
    found: set[float] = set()
    for match in _LITERAL.finditer(text):
        found |= _scaled(text, match)
    return frozenset(found | _spelt(text) | set(_halves(text)))


def sums_in(quote: str) -> frozenset[float]:
    """What all of the figures in a quote can add up to, where there are a few of them.

    >>> sorted(sums_in("3.000 € y 2k"))
    [2003.0, 5000.0]
    """
    text = plain(quote)
    figures = [values for match in _LITERAL.finditer(text) if (values := _scaled(text, match))]
    return frozenset(map(sum, product(*figures))) if 1 < len(figures) <= _MOST_PARTS else frozenset()


def _scaled(text: str, match: re.Match[str]) -> frozenset[float]:
    """The values of one literal with the scale behind it."""
    values = _readings(match.group())
    suffix = _SUFFIX.match(text, match.end())
    scale = _SCALES.get(suffix.group(1)) if suffix else None
    scaled = {value * scale for value in values if scale}
    return frozenset(scaled | values) if scale is None or (suffix and suffix.group(1) == "m") else frozenset(scaled)


def _readings(literal: str) -> set[float]:
    """`1.500` may be fifteen hundred or one and a half; `30 55` two numbers."""
    values = {float(re.sub(r"\D", "", literal))} if _EXACT.fullmatch(literal) else set()
    head, sign, tail = literal.rpartition(",") if literal.rfind(",") > literal.rfind(".") else literal.rpartition(".")
    if sign and (whole := re.sub(r"\D", "", head)) and tail.isdigit():
        values.add(float(f"{whole}.{tail}"))
    if " " in literal or "\u00a0" in literal:
        values.update(float(part) for part in re.findall(r"\d+", literal))
    return values


def _halves(text: str) -> Iterator[float]:
    """`half a million`, `two and a half grand`."""
    for whole, scale in _HALF.findall(text):
        yield (_ONES.get(whole, 0) + 0.5) * _SCALES[scale]


def _spelt(text: str) -> set[float]:
    words = [word for word in _WORD.findall(text) if word not in ("y", "and")]
    found: set[float] = set()
    total, current, running = 0.0, 0.0, False
    for word in [*words, ""]:
        if word in ("a", "an"):
            found.add(1.0)  # an article as well as a number, and never part of a longer one
            word = ""  # noqa: PLW2901
        if word in _ONES:
            value = float(_ONES[word])
            found.add(value)
            current, running = current + value, True
        elif word in _SCALES and len(word) > 2 and (running or word == "mil"):
            total, current = total + (current or 1) * _SCALES[word], 0.0
            running = True
        else:
            if running:
                found.add(total + current)
            total, current, running = 0.0, 0.0, False
    found.update(_ONES[one] * _SCALES[two] for one, two in pairwise(words) if one in _ONES and two in _SCALES)
    return found
