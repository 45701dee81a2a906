"""Ways and figures that a sentence rules out: `no puede contratarse por teléfono`, `no tienes 60 días`."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from batuta.grounding.asides import within
from batuta.grounding.clauses import clause_edges
from batuta.grounding.denial import ENDS, REACH, carries_word, only_adds
from batuta.grounding.numbers import Quantity
from batuta.words.concepts import Unit
from batuta.words.data import listed
from batuta.words.freely import stem
from batuta.words.tokens import fold, tokens


class Excluded(NamedTuple):
    """`No puede contratarse por teléfono`: the way is ruled out for what is done, and neither of them alone."""

    doing: tuple[int, ...]
    way: tuple[int, ...]


def ways_ruled_out(text: str, found: tuple[Unit, ...], aside: tuple[tuple[int, int], ...] = ()) -> Iterator[Excluded]:
    """Indexes of the units that are denied only together; `aside`: where nothing is denied."""
    words = tokens(text)
    for place, plain, limit in _denials(text, aside):
        word = words[place]
        link = next((one for one in words[place + 1 :] if fold(one.text) in _WAYS and one.end < limit), None)
        if link is None or (plain in _BEFORE_NOUNS and _GERUND.search(text, word.end, link.start)):
            continue
        doing = tuple(i for i, unit in enumerate(found) if word.end <= unit.start < link.start)
        way = tuple(i for i, unit in enumerate(found) if link.start <= unit.start < limit)
        if doing and way and len(doing) <= REACH:
            yield Excluded(doing, way[:REACH])


_GERUND = re.compile(r"\s[^\W\d]+(?:ando|[iy]endo|ing)\s+$", re.IGNORECASE)
"""`Sin intereses | pagando con tarjeta`: how one pays is not denied."""


def _denials(text: str, aside: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, str, int]]:
    """Each word that denies: its place, its plain form, and where what it may deny ends."""
    for place, word in enumerate(tokens(text)):
        plain = fold(word.text).replace("’", "'")
        if plain not in listed("claims/negators.txt") or only_adds(text, word):
            continue
        if within(word.start, word.end, aside):
            continue
        edge = next((edge for edge in clause_edges(text) if edge >= word.end), len(text))
        yield place, plain, next((mark.start() for mark in ENDS.finditer(text, word.end, edge)), edge)


_WAYS = frozenset(["por", "en", "con", "by", "in", "on", "at", "via", "through", "over", "with", "desde", "from"])


def denied_figures(
    text: str, found: tuple[Unit, ...], quantities: tuple[Quantity, ...], aside: tuple[tuple[int, int], ...] = ()
) -> Iterator[int]:
    """Where figures begin that are denied themselves: `no tienes 60 días`, with nothing of weight before them."""
    words = tokens(text)
    for place, plain, limit in _denials(text, aside):
        word = words[place]
        after = next((one for one in quantities if word.end < one.start < limit), None)
        if after is None or after.value == 0 or _COMPARES.search(text, word.end, after.start):
            continue
        between = [unit for unit in found if word.end < unit.end <= after.start]
        before_noun = plain in _BEFORE_NOUNS or (plain == "no" and found[:1] and found[0].language == "en")
        if not between or (not before_noun and all(_only_has(unit) for unit in between)):
            yield after.start


_BEFORE_NOUNS = frozenset({"sin", "without", "ni", "ningun", "ninguna", "ninguno", "zero", "cero", "nor"})
"""`Sin coste 12 meses` denies the cost."""


_COMPARES = re.compile(
    r"\b(?:m[aá]s|menos|more|less|fewer|later|until|hasta|antes|before|que|than|if|si|unless|cada|every|per|por|at|en|on|in|"
    r"after|tras|durante|for|during)\b|[,;:(]",
    re.IGNORECASE,
)
"""`Not more than 20`, `no antes de las 9`: what is denied is not the figure."""


def _only_has(unit: Unit) -> bool:
    """A verb that says no more than that there is something, or that the reader has it."""
    return all(piece.stem in _holding() or carries_word(piece) for piece in unit.pieces or (unit,))


@cache
def _holding() -> frozenset[str]:
    words = listed("claims/holding.txt")
    return frozenset(stem(word, "es") for word in words) | frozenset(stem(word, "en") for word in words)
