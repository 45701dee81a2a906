"""Numbers in figures and in words: `1.500`, `2k`, `1,5 M`, `dos mil quinientos`, `half a million`, `thirty-five`."""

from collections.abc import Sequence
from dataclasses import dataclass

from tools.language.builtin.reading.lexicon_parts import Lexicon
from tools.language.builtin.reading.tokens import Token

_JOINED = ("-", "–", "—")
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Number:
    value: float
    end: int
    """The token behind it."""
    article: bool = False
    """It may as well be an article: `un`, `one`, `a`."""


def number_at(tokens: Sequence[Token], place: int, known: Lexicon) -> Number | None:
    """The number that begins at a token."""
    if place >= len(tokens):
        return None
    if tokens[place].kind != "number":
        return _spelt(tokens, place, known)
    percent = known.numbers.percent.at(tokens, place + 1) if place + 1 < len(tokens) else None
    return _scaled(tokens, parsed(tokens[place].text, percent=percent is not None), place + 1, known)


def parsed(figure: str, *, percent: bool = False) -> float:
    """A figure in either notation: three digits behind a separator are thousands, unless it is a rate or begins with 0.

    >>> parsed("1.500"), parsed("1,5"), parsed("12,000.50"), parsed("2,375", percent=True), parsed("0.125")
    (1500.0, 1.5, 12000.5, 2.375, 0.125)
    """
    bare = figure.replace("\u00a0", "").replace("\u202f", "").replace(" ", "").replace("'", "")
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        thousands = "." if bare.rfind(",") > bare.rfind(".") else ","
        return float(bare.replace(thousands, "").replace(",", "."))
    if points + commas > 1:
        return float(bare.replace(".", "").replace(",", ""))
    head, _, tail = bare.replace(",", ".").partition(".")
    if tail and len(tail) == 3 and len(head) <= 3 and head != "0" and not percent:
        return float(head + tail)
    return float(f"{head}.{tail or 0}")


def _scaled(tokens: Sequence[Token], value: float, end: int, known: Lexicon) -> Number:
    """`8k`, `1,5 M€`, `2 mil`; a scale of one letter stands close to its figure or before a currency."""
    while end < len(tokens) and tokens[end].norm in known.numbers.scales:
        money = end + 1 < len(tokens) and known.numbers.currencies.at(tokens, end + 1) is not None
        if len(tokens[end].norm) == 1 and not (tokens[end].glued or money):
            break
        value, end = value * known.numbers.scales[tokens[end].norm], end + 1
    return Number(value, end)


def _spelt(tokens: Sequence[Token], place: int, known: Lexicon) -> Number | None:
    numbers = known.numbers
    if tokens[place].norm in numbers.halves:
        return _half_of_a_scale(tokens, place, known)
    total, current, at = 0.0, 0.0, place
    last: float | None = None
    while at < len(tokens):
        word = tokens[at].norm
        if at > place and word in numbers.joins and (half := _half_more(tokens, at + 1, known)):
            return Number((total + current + 0.5) * half.value, half.end)
        if word in numbers.ones and (last is None or _continues(last, numbers.ones[word])):
            current, last, at = current + numbers.ones[word], numbers.ones[word], at + 1
        elif word in numbers.scales and len(word) > 2 and (at > place or word in numbers.alone):
            factor, count = numbers.scales[word], current or 1
            total, current = (total + count * factor, 0.0) if factor >= _THOUSAND else (total, count * factor)
            last, at = float(_THOUSAND), at + 1
        elif at > place and (word in numbers.joins or word in _JOINED) and _more(tokens, at + 1, known, last):
            if tokens[at + 1].norm in numbers.halves:
                return Number(total + 0.5 * numbers.scales.get(tokens[at - 1].norm, 1), at + 2)
            at += 1
        else:
            break
    if at == place:
        return _article(tokens, place, known)
    return Number(total + current, at, article=at == place + 1 and total + current == 1)


def _half_more(tokens: Sequence[Token], place: int, known: Lexicon) -> Number | None:
    """`two and a half grand`, `dos y medio millones`: the scale behind the half."""
    at = place + (place < len(tokens) and tokens[place].norm in known.numbers.articles)
    factor = known.numbers.scales.get(tokens[at + 1].norm, 0) if at + 1 < len(tokens) else 0
    half = factor >= _THOUSAND and tokens[at].norm in known.numbers.halves
    return Number(factor, at + 2) if half else None


def _half_of_a_scale(tokens: Sequence[Token], place: int, known: Lexicon) -> Number | None:
    """`medio millón`, `half a million`."""
    scale = place + 1
    if scale < len(tokens) and tokens[scale].norm in known.words["one"]:
        scale += 1
    factor = known.numbers.scales.get(tokens[scale].norm, 0) if scale < len(tokens) else 0
    return Number(0.5 * factor, scale + 1) if factor >= _THOUSAND else None


def _article(tokens: Sequence[Token], place: int, known: Lexicon) -> Number | None:
    """`a year`: one, before a unit."""
    unit = known.numbers.units.at(tokens, place + 1) if place + 1 < len(tokens) else None
    return Number(1.0, place + 1, article=True) if tokens[place].norm in known.numbers.articles and unit else None


def _continues(last: float, now: float) -> bool:
    """Tens take ones, hundreds take less, thousands anything below."""
    return (
        (last >= _THOUSAND and now < _THOUSAND)
        or (100 <= last < _THOUSAND and now < 100)
        or (20 <= last < 100 and now < 10)
    )


def _more(tokens: Sequence[Token], place: int, known: Lexicon, last: float | None) -> bool:
    """Behind `y` or a hyphen the number goes on."""
    if place >= len(tokens) or last is None:
        return False
    word, numbers = tokens[place].norm, known.numbers
    if word in numbers.halves:
        return last >= _THOUSAND
    return word in numbers.ones and _continues(last, numbers.ones[word])
