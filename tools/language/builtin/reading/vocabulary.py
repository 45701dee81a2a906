"""The company's words, compiled: every name of an attribute, a value, a product or a family, by its stems."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from batuta.catalogue import Attribute
from batuta.digest import digest
from batuta.reading import Vocabulary
from tools.language.builtin.reading.entries import Entry, Sense, concepts, entry_of, in_languages, keys_of, opposites
from tools.language.builtin.reading.lexicon import READ, lexicon
from tools.language.builtin.reading.meaning import Meaning, meaning_of, of_a_customer
from tools.language.builtin.reading.naming import (
    Name,
    all_names,
    attribute_names,
    family_names,
    is_letter,
    product_names,
    unit_names,
    value_code,
    value_names,
)
from tools.language.builtin.reading.shortened import elliptic_names, elliptic_values, respelt_names, short_names
from tools.language.builtin.reading.tokens import fold, inflected, stem, tokenise

_LONGEST = 6
"""Telling words of a name; a longer one is a sentence."""
_TELLING = 3


@dataclass(frozen=True)
class Compiled:
    """A vocabulary, ready to be looked up."""

    vocabulary: Vocabulary
    meanings: dict[str, Meaning]
    by_stem: dict[str, dict[str, tuple[Entry, ...]]]
    """Language to stem to the entries that contain it."""
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    """Language to every folded word that occurs in a name."""
    markets: frozenset[str] = frozenset()
    """Codes of the countries that its locales and jurisdictions name."""
    people: frozenset[str] = frozenset()
    """Stems of what it calls its customers: in `Age of the driver` they are drivers."""
    company: frozenset[str] = frozenset()
    """Folded words of the company's own name."""

    def __getitem__(self, attribute: str) -> Meaning:
        return self.meanings[attribute]

    @cached_property
    def of_customers(self) -> frozenset[str]:
        """Attributes whose names speak of customers or of joining, as `Months as a member` does."""
        return frozenset(name for name, meaning in self.meanings.items() if of_a_customer(meaning))

    def of_kind(self, *kinds: str) -> list[Meaning]:
        return [meaning for meaning in self.meanings.values() if meaning.kind in kinds]


class Vocabularies:
    """Compiles each vocabulary once; the last few are kept."""

    def __init__(self, kept: int = 8) -> None:
        self._kept = kept
        self._latest: tuple[Vocabulary, Compiled] | None = None
        self._by_digest: dict[str, Compiled] = {}

    def compiled(self, vocabulary: Vocabulary) -> Compiled:
        if self._latest and self._latest[0] is vocabulary:
            return self._latest[1]
        named = digest(vocabulary)
        if named not in self._by_digest:
            if len(self._by_digest) >= self._kept:
                del self._by_digest[next(iter(self._by_digest))]
            self._by_digest[named] = compile_vocabulary(vocabulary)
        self._latest = (vocabulary, self._by_digest[named])
        return self._by_digest[named]


def compile_vocabulary(vocabulary: Vocabulary) -> Compiled:
    meanings = {attribute.name: meaning_of(attribute) for attribute in vocabulary.catalogue.attributes}
    found = dict.fromkeys(_entries(vocabulary, meanings))
    entries = [entry for entry in found if not _only_a_channel(entry, vocabulary)]
    own = {(entry.words, entry.language) for entry in entries if not entry.sense.weak}
    entries = [entry for entry in entries if not entry.sense.weak or (entry.words, entry.language) not in own]
    by_stem: dict[str, dict[str, list[Entry]]] = {language: {} for language in READ}
    words: dict[str, set[str]] = {language: set() for language in READ}
    for entry in entries:
        for key in set(entry.keys):
            by_stem[entry.language].setdefault(key, []).append(entry)
    for language, name in all_names(vocabulary):
        spelt = (token.norm for token in tokenise(name))
        words[language].update(word for word in spelt if word.isalpha() and len(word) > _TELLING)
    return Compiled(
        vocabulary,
        meanings,
        {language: {key: tuple(found) for key, found in keyed.items()} for language, keyed in by_stem.items()},
        {language: frozenset(found) for language, found in words.items()},
        _markets(vocabulary),
        frozenset(_own_people(meanings.values())),
        frozenset(token.norm for name in vocabulary.company for token in tokenise(name)),
    )


def _markets(vocabulary: Vocabulary) -> frozenset[str]:
    first = (locale[3:] for locale in vocabulary.locales if len(locale) > 3)
    return frozenset(
        ("GB" if place == "UK" else place) for place in (*first, *vocabulary.jurisdictions) if place != "EU"
    )


def _own_people(meanings: Iterable[Meaning]) -> Iterator[str]:
    """Groups of people whose age or time as a customer is recorded by that name."""
    for meaning in meanings:
        if meaning.kind in ("age", "tenure"):
            for language, name in in_languages(attribute_names(meaning.attribute)):
                words = tokenise(name)
                groups = {stem(word, language) for word in lexicon(language).people.groups.words()}
                yield from (key for token in words if (key := stem(token.norm, language)) in groups)


def _entries(vocabulary: Vocabulary, meanings: dict[str, Meaning]) -> Iterator[Entry]:
    shared = _unit_of_another(vocabulary)
    for attribute in vocabulary.catalogue.attributes:
        names = [one for one in attribute_names(attribute) if (attribute.name, one[1]) not in shared]
        yield from _named(names, Sense("attribute", attribute.name))
        for category in attribute.values:
            if meanings[attribute.name].kind == "yes_no" and not category.synonyms:
                continue
            sense = Sense("value", attribute.name, category.value)
            yield from _named(value_names(category), sense)
            if code := value_code(category):
                keys = {language: keys_of(code, language) for language in READ}
                behind = _kinds_of(attribute) if is_letter(code) else frozenset[str]()
                entries = (replace(entry_of(code, keys[lang], sense, lang), cased=code) for lang in READ)
                yield from (replace(entry, behind=behind) for entry in entries)
    for product in vocabulary.products.products:
        called = tuple(product_names(product))
        yield from _named((*called, *respelt_names(called)), Sense("product", product.id))
    yield from short_names(vocabulary)
    yield from elliptic_names(vocabulary, meanings)
    yield from elliptic_values(vocabulary)
    for family in vocabulary.products.families:
        yield from _named(family_names(family), Sense("family", family.id))


def _unit_of_another(vocabulary: Vocabulary) -> frozenset[tuple[str, str]]:
    """Attributes with a unit that one other alone is called by: `vehicles` are the fleet, not the electric ones."""
    called = {
        attribute.name: {name.casefold() for names in attribute.synonyms.values() for name in names}
        for attribute in vocabulary.catalogue.attributes
    }
    units = {one.name: unit for one in vocabulary.catalogue.attributes for _, unit in unit_names(one)}
    owners = {
        unit: [name for name, names in called.items() if unit.casefold() in names] for unit in set(units.values())
    }
    shared = ((name, unit) for name, unit in units.items() if name not in owners[unit])
    return frozenset((name, unit) for name, unit in shared if len(owners[unit]) == 1)


def _kinds_of(attribute: Attribute) -> frozenset[str]:
    """Stems of the words of an attribute's names."""
    return frozenset(
        key for language, name in in_languages(attribute_names(attribute)) for key in keys_of(name, language)
    )


def _named(called: Iterable[Name], sense: Sense) -> Iterator[Entry]:
    """Entries for names, and for what the field in general calls the same thing."""
    known: set[tuple[str, tuple[str, ...]]] = set()
    spelt: set[tuple[str, str]] = set()
    for language, name in called:
        for spoken in (language,) if language else READ:
            keys = keys_of(name, spoken)
            if keys and len(keys) <= _LONGEST and not (_grammar_alone(name) or _people_alone(name, spoken)):
                known.add((spoken, keys))
                spelt.add((spoken, fold(name)))
                yield entry_of(name, keys, sense, spoken)
    if sense.kind not in ("attribute", "value"):
        return
    weak = Sense(sense.kind, sense.name, sense.value, weak=True)
    for concept in concepts():
        if any((language, keys) in known and _same_word(name, language, spelt) for language, keys, name in concept):
            others = [one for one in concept if one[:2] not in known]
            yield from (entry_of(name, keys, weak, language) for language, keys, name in others)
            denied = next((said for of, said in opposites().items() if any(one[2] == of for one in concept)), ())
            yield from (
                replace(entry_of(name, keys, replace(weak, opposite=True), language), ordered=True)
                for language, keys, name in denied
                if sense.kind == "attribute"
            )


@cache
def _grammar_alone(name: str) -> bool:
    """`sin` of a column `sin_12m`: one word, and in some language that of a denial or of a joint."""
    words = tokenise(name)
    parts = [lexicon(code).logic for code in READ] if len(words) == 1 else []
    return any(phrases.at(words, 0) for one in parts for phrases in (one.negators, one.exclusions, one.holding))


@cache
def _people_alone(name: str, language: str) -> bool:
    """`members for` of a time as a member: without the small words it names everybody."""
    known = lexicon(language)
    words = [token for token in tokenise(name) if token.kind != "sign"]
    telling = [token for token in words if token.norm not in known.logic.skippable]
    return 0 < len(telling) < len(words) and known.people.heads.whole(telling) is not None


def _same_word(name: str, language: str, spelt: set[tuple[str, str]]) -> bool:
    """Not only of one stem: `empleo` is no form of `empleado`."""
    if len(tokenise(name)) > 1:
        return True
    said = (word for spoken, other in spelt if spoken == language for word in other.split())
    return any(inflected(fold(name), word) for word in said)


def _only_a_channel(entry: Entry, vocabulary: Vocabulary) -> bool:
    """`Accepts SMS` without its verb is `SMS`, which is the channel and not the consent."""
    if entry.sense.kind != "attribute":
        return False
    attribute = vocabulary.catalogue[entry.sense.name]
    channel = attribute.consent or attribute.opted_out
    return channel is not None and entry.keys in _channel_keys(entry.language)


@cache
def _channel_keys(language: str) -> frozenset[tuple[str, ...]]:
    return frozenset(keys_of(name, language) for name in [*lexicon(language).campaign.channels.wordings(), "app"])
