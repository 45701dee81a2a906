"""The vocabulary of claims: what each kind of claim is called, and all the ways it is said.

A claim that is denied ("no es gratis") is not made; whether denial counts is part of its definition.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import Field, field_validator

from batuta.claims.anchors import Anchors
from batuta.claims.concepts import Concepts
from batuta.claims.matching import Matcher
from batuta.claims.normal import Normal, fold
from batuta.claims.phrases import Phrase, Phrasebook
from batuta.noun import Noun
from batuta.text import LANGUAGES, Language, Text


class ClaimKind(Noun):
    """One thing a text can say, with the ways to say it."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    means: Text
    es: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    except_es: tuple[str, ...] = ()
    """Sayings around it that mean something else."""
    except_en: tuple[str, ...] = ()
    denied: bool = False
    """It counts even when denied, as a condition does."""
    own_voice: bool = False
    """Within quotation marks somebody else says it, and the message does not."""
    above_zero: bool = False
    """A figure of nothing in it, as in "a fee of 0 €", denies it."""

    @field_validator("es", "en", "except_es", "except_en", mode="before")
    @classmethod
    def _one_phrase_a_line(cls, given: object) -> object:
        return tuple(line.strip() for line in given.splitlines() if line.strip()) if isinstance(given, str) else given

    def said(self, language: Language) -> tuple[str, ...]:
        return self.es if language == "es" else self.en

    def spared(self, language: Language) -> tuple[str, ...]:
        return self.except_es if language == "es" else self.except_en


class Vocabulary(Noun):
    """A file of claims, with the classes of words its phrases use."""

    of: Literal["texts", "names"] = "texts"
    """`names`: looked for in what attributes and their values are called, never in copy."""
    classes_es: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    classes_en: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    claims: tuple[ClaimKind, ...] = ()

    @field_validator("classes_es", "classes_en", mode="before")
    @classmethod
    def _one_wording_a_line(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        return {
            name: tuple(line.strip() for line in words.splitlines() if line.strip())
            if isinstance(words, str)
            else words
            for name, words in given.items()
        }


class Said(NamedTuple):
    """A claim in a folded text."""

    kind: str
    start: int
    end: int
    denied: bool


class _Entry(NamedTuple):
    kind: str
    matcher: Matcher
    spared: bool
    counts_denied: bool


def read_phrases(vocabularies: tuple[Vocabulary, ...]) -> dict[Language, dict[str, Phrase]]:
    """What each phrase means, by language and by its own words. All vocabularies share their classes of words.

    Raises: BadPhrase, for a phrase that cannot be read.
    """
    read: dict[Language, dict[str, Phrase]] = {}
    for language in LANGUAGES:
        book = Phrasebook(classes_of(vocabularies, language))
        kinds = [kind for vocabulary in vocabularies for kind in vocabulary.claims]
        sources = [source for kind in kinds for source in (*kind.said(language), *kind.spared(language))]
        wordings = (words for group in classes_of(vocabularies, language).values() for words in group)
        read[language] = {words: book.wording(words) for words in wordings}
        read[language] |= {source: book.read(source) for source in sources}
    return read


def classes_of(vocabularies: Iterable[Vocabulary], language: Language) -> dict[str, tuple[str, ...]]:
    return {
        name: words
        for vocabulary in vocabularies
        for name, words in (vocabulary.classes_es if language == "es" else vocabulary.classes_en).items()
    }


class Lexicon:
    """Every claim of several vocabularies, ready to be found.

    phrases: those of the vocabularies, where they were read before.
    Raises: BadPhrase, for a phrase that cannot be read.
    """

    def __init__(
        self, vocabularies: tuple[Vocabulary, ...], phrases: Mapping[Language, Mapping[str, Phrase]] | None = None
    ) -> None:
        self.kinds = {kind.id: kind for vocabulary in vocabularies for kind in vocabulary.claims}
        read = phrases if phrases is not None else read_phrases(vocabularies)
        texts = tuple(vocabulary for vocabulary in vocabularies if vocabulary.of == "texts")
        names = tuple(vocabulary for vocabulary in vocabularies if vocabulary.of == "names")
        self._finders = {language: _Finder(texts, language, read[language]) for language in LANGUAGES}
        self._of_names = {language: _Finder(names, language, read[language]) for language in LANGUAGES}

    @cached_property
    def known(self) -> frozenset[str]:
        """Every whole word the phrases look for; disguises are undone only towards these."""
        return frozenset().union(*(finder.whole_words for finder in self._finders.values()))

    def find(self, text: Normal, languages: tuple[Language, ...]) -> list[Said]:
        """The claims of a text in reading order; the longest where one kind is said twice at a place."""
        return longest([said for language in languages for said in self._finders[language].find(text)])

    def find_named(self, text: Normal) -> list[Said]:
        """What a name or a value of an attribute says, in whichever language it is."""
        return longest([said for finder in self._of_names.values() for said in finder.find(text)])


def longest(found: list[Said]) -> list[Said]:
    """One claim of a kind at a place, in reading order."""
    kept: list[Said] = []
    for said in sorted(found, key=lambda said: (said.kind, said.start, -said.end)):
        if kept and kept[-1].kind == said.kind and said.start < kept[-1].end:
            continue
        kept.append(said)
    return sorted(kept, key=lambda said: (said.start, said.end))


class _Finder:
    """The phrases of one language, looked for only where a word they need is there."""

    def __init__(self, vocabularies: tuple[Vocabulary, ...], language: Language, phrases: Mapping[str, Phrase]) -> None:
        self._entries: Anchors[_Entry] = Anchors()
        classes = classes_of(vocabularies, language)
        sources = [source for words in classes.values() for source in words]
        for kind in (kind for vocabulary in vocabularies for kind in vocabulary.claims):
            for said, spared in ((kind.said(language), False), (kind.spared(language), True)):
                for source in said:
                    read = phrases[source]
                    self._entries.file(_Entry(kind.id, Matcher(read), spared, kind.denied), read.anchors)
                sources += said
        self._sources = tuple(sources)
        self._concepts = Concepts({name: [phrases[source] for source in words] for name, words in classes.items()})

    @cached_property
    def whole_words(self) -> frozenset[str]:
        return frozenset(
            word
            for source in self._sources
            for word in re.findall(r"(?<![a-z0-9<#*])[a-z]{3,}(?![a-z0-9*>])", fold(source))
        )

    def find(self, text: Normal) -> Iterator[Said]:
        spared: list[Said] = []
        made: list[Said] = []
        seen = self._concepts.seen_in(text)
        for entry in self._entries.of(text):
            for found in entry.matcher.places(text, seen):
                denied = found.denied and not entry.counts_denied
                (spared if entry.spared else made).append(Said(entry.kind, found.start, found.end, denied))
        for said in made:
            if not any(
                other.kind == said.kind and other.start < said.end and said.start < other.end for other in spared
            ):
                yield said
