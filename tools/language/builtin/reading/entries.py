"""What the company's words can mean: one entry for each name of an attribute, a value, a product or a family."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from batuta.audience import Scalar
from tools.language.builtin.reading.lexicon import READ, concept_lines, lexicon, opposite_lines
from tools.language.builtin.reading.tokens import stem, tokenise

SenseKind = Literal["attribute", "value", "product", "family"]


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that an expression can mean."""

    kind: SenseKind
    name: str
    """The attribute's name, or the product's or family's id."""
    value: Scalar | None = None
    weak: bool = False
    """Not the company's own wording: a name that the field in general gives it."""
    opposite: bool = False
    """The expression says that it does not hold: `al corriente de pago` of arrears."""


@dataclass(frozen=True, slots=True)
class Entry:
    keys: tuple[str, ...]
    """Stems of the words that carry meaning."""
    sense: Sense
    language: str
    ordered: bool = False
    """Its words mean this only in this order, as where it speaks of time."""
    words: frozenset[str] = frozenset()
    """The telling words as they are spelt."""
    exact: bool = False
    """Only as it is spelt, where an ending changes the meaning: `clientas` is not `clientes`."""
    cased: str = ""
    """Only in these letters, capitals and all, where not everything around it is in capitals."""
    beside: frozenset[str] = frozenset()
    """Stems of which one must stand in the same sentence, for a name cut short: `coche` needs `seguro` or `hogar`."""
    behind: frozenset[str] = frozenset()
    """Stems of which one must stand just before it, for a value of one letter: `segment A`."""


_CODE = 3
"""Letters of a code, which has no other forms: `PAS` is no form of `pasar`."""
Concept = tuple[tuple[str, tuple[str, ...], str], ...]
"""Names of one thing: language, stems, and the name itself."""


def entry_of(name: str, keys: tuple[str, ...], sense: Sense, language: str) -> Entry:
    known = lexicon(language)
    spelt = [token.norm for token in tokenise(name) if token.kind != "sign"]
    words = frozenset(word for word in spelt if word not in known.logic.skippable) or frozenset(spelt)
    # A name of one word that shares its stem with the word for everybody, as `clientas` does with `clientes`.
    code = name.isupper() and len(name) <= _CODE
    exact = len(spelt) == 1 and (code or keys[0] in _head_stems(language))
    if exact:
        words |= {word.removesuffix("s") for word in words} | {f"{word}s" for word in words}
    parts = known.words["name_times"] | (known.words["without"] if sense.kind == "value" else frozenset())
    timed = bool(parts & set(spelt))
    return Entry(keys, sense, language, timed, words, exact)


def keys_of(phrase: str, language: str) -> tuple[str, ...]:
    """The stems of a name's words, without those that carry no meaning inside a name."""
    skippable = lexicon(language).logic.skippable
    words = [token for token in tokenise(phrase) if token.kind != "sign"]
    telling = [token for token in words if token.norm not in skippable]
    return tuple(stem(token.norm, language) for token in telling or words)


@cache
def concepts() -> tuple[Concept, ...]:
    """What the field in general calls the same thing."""
    return tuple(
        tuple((language, keys_of(name, language), name) for language, names in line.items() for name in names)
        for line in concept_lines()
    )


@cache
def opposites() -> Mapping[str, Concept]:
    """By the name of what does not hold: how people say so without any denial."""
    return {
        line["of"]: tuple(
            (language, keys_of(name, language), name) for language in READ for name in line.get(language, ())
        )
        for line in opposite_lines()
    }


def in_languages(named: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """Names with their languages; a name without one belongs to all."""
    for language, name in named:
        yield from ((spoken, name) for spoken in ((language,) if language else READ))


@cache
def _head_stems(language: str) -> frozenset[str]:
    return frozenset(stem(word, language) for word in lexicon(language).people.heads.words())
