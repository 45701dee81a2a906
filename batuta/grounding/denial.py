"""What a sentence says is not: the words that a denial reaches."""

import re
from collections.abc import Iterator
from functools import cache

from batuta.grounding.clauses import clause_at, clause_edges
from batuta.grounding.numbers import Quantity
from batuta.words.concepts import Unit
from batuta.words.data import listed
from batuta.words.stems import stem
from batuta.words.tokens import Token, fold, tokens

# fmt: off
_STOPS_DENIAL = frozenset(
    ["en", "durante", "para", "con", "por", "desde", "hasta", "cuando", "si", "y", "pero", "in", "on", "for", "during",
     "at", "with", "when", "if", "and", "but", "until", "from", "porque", "because", "que", "that", "so"]
)
# fmt: on
_REACH = 3
"""Units that a denial reaches: `no incluye el seguro de viaje`."""


def denied(text: str, found: tuple[Unit, ...], quantities: tuple[Quantity, ...]) -> Iterator[int]:
    words = tokens(text)
    phrases = [(unit.start, unit.end) for unit in found if unit.pieces]
    for place, word in enumerate(words):
        plain = fold(word.text).replace("’", "'")
        within_phrase = any(start <= word.start and word.end <= end for start, end in phrases)
        if plain not in listed("claims/negators.txt") or within_phrase or _only_adds(text, word):
            continue
        yield from _reached(text, found, words, place)
    for quantity in quantities:
        if quantity.value == 0 and (quantity.money or quantity.unit in ("percent", "month", "count")):
            yield from _beside(text, found, quantity)


def _only_adds(text: str, word: Token) -> bool:
    """`not only`, `no solo`, `no obstante`: nothing is denied."""
    after = text[word.end :]
    return bool(re.match(r"\s+(?:only|just|solo|sólo|obstante|more than|más de|later than)\b", after, re.IGNORECASE))


def _reached(text: str, found: tuple[Unit, ...], words: tuple[Token, ...], place: int) -> Iterator[int]:
    start = words[place].end
    edge = next((edge for edge in clause_edges(text) if edge >= start), len(text))
    comma = text.find(",", start)
    limit = min(edge, comma if comma >= 0 else edge)
    for word in words[place + 1 :]:
        taken = [i for i, unit in enumerate(found) if start <= unit.start < word.start]
        if fold(word.text) in _STOPS_DENIAL and taken:
            limit = min(limit, word.start)
            break
    reached = [i for i, unit in enumerate(found) if start <= unit.start < limit]
    if all(_carries(found[i]) for i in reached):
        # `La pérdida no está cubierta`, `Returns are not accepted`: what is denied stands before.
        first, _ = clause_at(text, words[place].start)
        before = [i for i, unit in enumerate(found) if first <= unit.start and unit.end <= words[place].start]
        yield from before[-_REACH:]
    yield from reached[:_REACH]


def _beside(text: str, found: tuple[Unit, ...], quantity: Quantity) -> Iterator[int]:
    """`comisión: 0 €` and `0 € de comisión` say that there is none."""
    before = [i for i, unit in enumerate(found) if unit.end <= quantity.start and quantity.start - unit.end <= 14]
    after = [i for i, unit in enumerate(found) if unit.start >= quantity.end and unit.start - quantity.end <= 6]
    linked = re.match(r"\s*(?:de|of|in)?\s+", text[quantity.end :])
    if after and linked:
        yield after[0]
    elif before:
        yield before[-1]


def _carries(unit: Unit) -> bool:
    """A participle or verb that says of its subject only that it is so."""
    return unit.stem in _carriers(unit)


@cache
def _stems() -> frozenset[str]:
    words = listed("claims/carriers.txt")
    return frozenset(stem(word, "es") for word in words) | frozenset(stem(word, "en") for word in words)


def _carriers(_unit: Unit) -> frozenset[str]:
    return _stems()
