"""What a message names: attributes, values and products of the company, channels."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from batuta.audience import Scalar
from batuta.brief import CHANNELS, Channel
from batuta.catalogue import Attribute, Catalogue
from batuta.product import Products
from batuta.text import LANGUAGES, Language, Text
from batuta.words.small_words import small
from batuta.words.stems import stem
from batuta.words.tokens import fold, tokens


class Named(NamedTuple):
    """A thing of the catalogue, where its name begins and how many words it takes."""

    attribute: str
    value: Scalar | None
    """None where the attribute itself is named."""
    place: int
    length: int


def named_in(text: str, catalogue: Catalogue, language: Language, only: frozenset[str] | None = None) -> list[Named]:
    """Attributes and values that a text names, in order; where names overlap the longer one counts.

    only: attributes to look for.
    """
    words = [stem(token.text, language) for token in tokens(text)]
    found = [
        Named(attribute.name, value, place, len(name))
        for attribute in catalogue.attributes
        if only is None or attribute.name in only
        for value, name in _names(attribute, language)
        for place in _places(name, words)
    ]
    found.sort(key=lambda named: (-named.length, named.value is None, named.place))
    kept: list[Named] = []
    for named in found:
        if not any(_overlap(named, other) for other in kept):
            kept.append(named)
    return sorted(kept, key=lambda named: named.place)


def products_in(text: str, products: Products, language: Language) -> frozenset[str]:
    """Ids of the products that a text names."""
    words = [stem(token.text, language) for token in tokens(text)]
    return frozenset(
        product.id
        for product in products.products
        for name in _stemmed(
            [*_wordings(product.name), *(word for own in product.synonyms.values() for word in own)], language
        )
        if _stands(name, words)
    )


def channels_in(text: str) -> tuple[Channel, ...]:
    """Channels that a text names, in their usual order."""
    words = tuple(fold(token.text) for token in tokens(text))
    said = {channel for name, channel in _channel_names() if _stands(name, words)}
    return tuple(channel for channel in CHANNELS if channel in said)


def _names(attribute: Attribute, language: Language) -> Iterator[tuple[Scalar | None, tuple[str, ...]]]:
    for category in attribute.values:
        said = [str(category.value).replace("_", " ")]
        said += _wordings(category.description) if category.description else []
        said += [word for own in category.synonyms.values() for word in own]
        for name in _stemmed(said, language):
            yield category.value, name
    said = [attribute.name.replace("_", " "), *(_wordings(attribute.description) if attribute.description else ())]
    said += [word for own in attribute.synonyms.values() for word in own]
    for name in _stemmed(said, language):
        yield None, name


def _wordings(text: Text | str) -> list[str]:
    return [text] if isinstance(text, str) else [text.in_(language) for language in LANGUAGES]


def _stemmed(said: Iterable[str], language: Language) -> set[tuple[str, ...]]:
    """Names as stems; small words at their ends are left out, and so are names that are nothing else."""
    names = set()
    for name in said:
        words = [token.text for token in tokens(name)]
        while words and small(fold(words[-1]), language):
            words.pop()
        while words and small(fold(words[0]), language):
            words.pop(0)
        if words:
            names.add(tuple(stem(word, language) for word in words))
    return names


def _stands(name: tuple[str, ...], words: list[str] | tuple[str, ...]) -> bool:
    return next(_places(name, words), None) is not None


def _places(name: tuple[str, ...], words: list[str] | tuple[str, ...]) -> Iterator[int]:
    for place in range(len(words) - len(name) + 1):
        if tuple(words[place : place + len(name)]) == name:
            yield place


def _overlap(one: Named, other: Named) -> bool:
    return one.place < other.place + other.length and other.place < one.place + one.length


@cache
def _channel_names() -> tuple[tuple[tuple[str, ...], Channel], ...]:
    text = (files("agents.conversation") / "cues" / "channels.txt").read_text(encoding="utf-8")
    found: list[tuple[tuple[str, ...], Channel]] = []
    for line in text.splitlines():
        name, _, listed = line.partition("=")
        for channel in CHANNELS:
            if channel == name.strip():
                found += [(tuple(word.split("_")), channel) for word in listed.split()]
    return tuple(found)
