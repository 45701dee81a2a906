"""Names as people say them: cut short, as `la Oro`, or with their number in words, as `sixty-day terms`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from batuta.reading import Vocabulary
from tools.language.builtin.reading.entries import Entry, Sense, entry_of, in_languages, keys_of
from tools.language.builtin.reading.lexicon import READ, lexicon
from tools.language.builtin.reading.meaning import Meaning
from tools.language.builtin.reading.naming import attribute_names, called, proper_names, value_names
from tools.language.builtin.reading.tokens import stem, tokenise

_PAIR = 2
_TELLING = 3
"""Letters that a telling word has more than."""


def short_names(vocabulary: Vocabulary) -> Iterator[Entry]:
    """`la Oro`: the one word of a product's name that no other product or family has."""
    stems: dict[tuple[str, str], set[str]] = {}
    spelt: dict[tuple[str, str], str] = {}
    for product in vocabulary.products.products:
        for spoken, name in in_languages(proper_names(product)):
            for token in tokenise(name):
                if token.kind == "word" and len(token.norm) >= _TELLING:
                    one = (spoken, stem(token.norm, spoken))
                    stems.setdefault(one, set()).add(product.id)
                    spelt.setdefault(one, token.text)
    families = {
        (language, key)
        for family in vocabulary.products.families
        for language, name in in_languages(called(family))
        for key in keys_of(name, language)
    }
    for (language, key), owners in stems.items():
        word, known = spelt[language, key], lexicon(language)
        small = word.lower() in known.logic.skippable | known.campaign.common
        ours = word.lower() in {token.norm for name in vocabulary.company for token in tokenise(name)}
        measured = known.numbers.units.whole(tokenise(word)) is not None
        if len(owners) == 1 and (language, key) not in families and not (small or measured or ours):
            sense = Sense("product", next(iter(owners)), weak=True)
            yield replace(entry_of(word, (key,), sense, language), exact=True)


def respelt_names(named: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Names with a number of one word, in words where it stands in figures and the other way round.

    >>> list(respelt_names([("en", "60-day terms"), ("es", "Diez Pagos")]))
    [('en', 'sixty-day terms'), ('es', '10 Pagos')]
    """
    for language, name in in_languages(named):
        ones = lexicon(language).numbers.ones
        words = {str(int(value)): word for word, value in reversed(tuple(ones.items())) if value > 1}
        figures = {word: figure for figure, word in words.items()}
        for token in tokenise(name):
            other = words.get(token.norm) if token.kind == "number" else figures.get(token.norm)
            if other:
                yield language, f"{name[: token.start]}{other}{name[token.end :]}"


def elliptic_names(vocabulary: Vocabulary, meanings: Mapping[str, Meaning]) -> Iterator[Entry]:
    """`seguro de coche`, `seguro de hogar`: beside each other, `coche` and `hogar` are enough."""
    owners: dict[tuple[str, str], set[str]] = {}
    flags: list[tuple[str, str, dict[str, str]]] = []
    spelt: dict[tuple[str, str], str] = {}
    for attribute in vocabulary.catalogue.attributes:
        flag = meanings[attribute.name].kind == "yes_no" and not (attribute.consent or attribute.opted_out)
        for language, name in in_languages(attribute_names(attribute)):
            words = {stem(t.norm, language): t.norm for t in tokenise(name) if len(t.norm) > _TELLING}
            for key in words:
                owners.setdefault((language, key), set()).add(attribute.name)
            if flag:
                flags.append((attribute.name, language, words))
    spoken = {language: _spoken(language) for language in READ}
    short: list[tuple[str, str, str, frozenset[str]]] = []
    for name, language, words in flags:
        own = [key for key in words if owners[language, key] == {name}]
        common = frozenset(key for key in words if len(owners[language, key]) > 1)
        if len(own) == 1 and common and words[own[0]] not in spoken[language]:
            short.append((name, language, own[0], common))
            spelt[language, own[0]] = words[own[0]]
    for name, language, key, common in short:
        alike = {other for of, said, other, shared in short if of != name and said == language and shared & common}
        entry = entry_of(spelt[language, key], (key,), Sense("attribute", name, weak=True), language)
        yield replace(entry, beside=common | alike)


def elliptic_values(vocabulary: Vocabulary) -> Iterator[Entry]:
    """`uso particular o comercial`: of names that share a word, the other one is enough where that word is said."""
    for attribute in vocabulary.catalogue.attributes:
        named = [(category.value, in_languages(value_names(category))) for category in attribute.values]
        names = [(value, language, name, keys_of(name, language)) for value, said in named for language, name in said]
        for value, language, name, keys in names:
            if len(keys) != _PAIR:
                continue
            rest = [
                other for at, tongue, _, other in names if tongue == language and at != value and len(other) == _PAIR
            ]
            common = [key for key in keys if any(key in other for other in rest)]
            own = [key for key in keys if key not in common]
            if len(common) == 1 and len(own) == 1:
                spelt = next(token.norm for token in tokenise(name) if stem(token.norm, language) == own[0])
                if len(spelt) <= _TELLING or spelt in _spoken(language) or not spelt.isalpha():
                    continue
                sense = Sense("value", attribute.name, value, weak=True)
                yield replace(entry_of(spelt, (own[0],), sense, language), beside=frozenset(common))


def _spoken(language: str) -> frozenset[str]:
    """Words that mean something of their own to the reader."""
    known = lexicon(language)
    return known.known_grammar | known.people.plain | known.campaign.common | known.words["firms"]
