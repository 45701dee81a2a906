"""Does a quote name the product or the channel that was read from it?"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from batuta.brief import Channel
from batuta.product import Family, Product, Products
from batuta.reading.polarity import denies
from batuta.text import LANGUAGES
from batuta.words.data import lines
from batuta.words.small_words import small
from batuta.words.stems import stem
from batuta.words.tokens import fold, tokens

_MISSPELT = 0.8
"""Likeness from which on a word of five letters or more is the other one with a slip."""
_SHORT = 5


class _Named(NamedTuple):
    """How much of a quote is one name; more is better."""

    words: int
    """Words of the quote that belong to the name."""
    share: float
    """Of the name, in 0..1."""


_NOTHING = _Named(0, 0.0)


def names_product(quote: str, product_id: str, products: Products) -> bool:
    """Whether the quote names this product, and no other one better: by a name, a synonym, its id or its family's.

    A family names its product only where it has one; the words that two products share name neither.
    """
    said = _words(quote)
    meant = products[product_id]
    alike = [one for one in products.products if one.id != meant.id]
    mine = _best(said, _names(meant))
    if mine != _NOTHING:
        return all(_best(said, _names(other)) < mine for other in alike)
    family = next((one for one in products.families if one.id == meant.family), None)
    alone = all(other.family != meant.family for other in alike)
    return alone and family is not None and _best(said, _spoken(family)) != _NOTHING


def names_channel(quote: str, channel: Channel) -> bool:
    """
    >>> names_channel("por correo electrónico", "email"), names_channel("del 1 al 15", "push")
    (True, False)
    """
    said = fold(quote)
    if re.search(rf"\b(?:{'|'.join(_beginnings()[channel])})", said):
        return True
    plain = [word for word in _beginnings()[channel] if word.isalpha()]
    return any(_slip(token.folded, word) for token in tokens(quote) for word in plain)


@cache
def _beginnings() -> dict[str, tuple[str, ...]]:
    """Channel to patterns of the words that name it."""
    named = (line.partition(": ") for line in lines("channels.txt"))
    return {
        channel: tuple(one.strip().replace("$", r"\b") for one in words.split(" | ")) for channel, _, words in named
    }


def _best(said: frozenset[str], names: Iterator[str]) -> _Named:
    """The name that the quote says most of."""
    best = _NOTHING
    for name in names:
        own = _words(name)
        common = {word for word in own if any(word == other or _slip(word, other) for other in said)}
        if common:
            common |= {word for word in own if any(_one_letter(word, other) for other in said)}
        if common:
            best = max(best, _Named(len(common), len(common) / len(own)))
    return best


def _slip(one: str, other: str) -> bool:
    return (
        min(len(one), len(other)) >= _SHORT
        and one[0] == other[0]
        and SequenceMatcher(None, one, other).ratio() >= _MISSPELT
    )


def _one_letter(one: str, other: str) -> bool:
    """`meza` for `mesa`, `suppr` for `supper`: a stem beside which another word of the name has to stand."""
    if abs(len(one) - len(other)) == 1 and min(len(one), len(other)) >= _SHORT - 1 and one[0] == other[0]:
        return SequenceMatcher(None, one, other).ratio() >= _MISSPELT
    alike = _SHORT - 2 <= len(one) == len(other) < _SHORT and one[0] == other[0]
    return alike and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _names(product: Product) -> Iterator[str]:
    yield product.id.replace("_", " ").replace("-", " ")
    yield from _spoken(product)


def _spoken(thing: Product | Family) -> Iterator[str]:
    for language in LANGUAGES:
        yield thing.name.in_(language)
    for names in thing.synonyms.values():
        yield from names


def _words(text: str) -> frozenset[str]:
    """Stems without small words, but with denials: `cuenta sin nómina`; all of them where nothing else is there."""
    found = tokens(text)
    telling = [
        token
        for token in found
        if denies(token.text) or not any(small(token.folded, language) for language in LANGUAGES)
    ]
    return frozenset(stem(token.text, "es") for token in telling or found)
