"""Which product people mean when they say it in an answer: «la Oro», "the 1 Gb fibre"."""

from collections.abc import Iterator

from batuta.product import Product, Products
from batuta.text import LANGUAGES
from batuta.words.small_words import small
from batuta.words.stems import stem
from batuta.words.tokens import tokens

Words = frozenset[str]


def product_named(said: str, products: Products) -> Product | None:
    """By its id or by one of its names in either language, in any order; None where none or several are meant.

    Of the products whose whole name is said, the longest name counts; else the one product whose name has all
    the words that were said.
    """
    wanted = said.strip().casefold()
    for product in products.products:
        if wanted == product.id.casefold() or wanted in (name.casefold() for name in _spoken(product)):
            return product
    words = _words(said)
    if not words:
        return None
    names = [(product, name) for product in products.products for name in map(_words, _spoken(product)) if name]
    within = [(len(name), product) for product, name in names if name <= words]
    longest = max((length for length, _ in within), default=0)
    whole = {product.id: product for length, product in within if length == longest}
    part = {product.id: product for product, name in names if words <= name}
    meant = whole or part
    return next(iter(meant.values())) if len(meant) == 1 else None


def _spoken(product: Product) -> Iterator[str]:
    for language in LANGUAGES:
        yield product.name.in_(language)
    for names in product.synonyms.values():
        yield from names


def _words(text: str) -> Words:
    """Stems without small words. One stemmer for both languages does: both sides of a comparison meet it."""
    return frozenset(
        stem(token.text, "es")
        for token in tokens(text)
        if not any(small(token.folded, language) for language in LANGUAGES)
    )
