"""The words of each passage, worked out once and kept: an edited document costs its own passages, a restart none."""

import hashlib
import json
import logging
import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

import batuta.words
from batuta.brand import Passage
from batuta.text import Language
from batuta.words.concepts import skeleton
from batuta.words.languages import language_in
from tools.library.kinds import kinds_in
from tools.library.mentions import mentions_in
from tools.library.stemming import stem_of, words_of
from tools.library.terms import LEARNED, compounds, pairs, terms_of
from tools.library.thesaurus import themes_in

_LOG = logging.getLogger(__name__)
_HEADING = 2
"""How many times a heading's words count."""
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n\s*\n|\n(?=\s*[-*•|#<\d])")


class Analysed(NamedTuple):
    """A passage as the terms of the index."""

    bag: tuple[str, ...]
    """All of them, as often as they count."""
    heading: frozenset[str]
    """What its headings and its file's name speak of."""
    sentences: tuple[frozenset[str], ...]
    """The terms of each, and the kinds of answer that it, the next or the heading holds."""
    learned: tuple[tuple[str, str], ...]
    """Each long word's consonants, by which learned words of two languages find each other, and its term."""


class Analyses:
    """Those of one brand's passages. Not safe for several threads at once."""

    def __init__(self, file: Path | None = None) -> None:
        """file: where they outlive the process; one that is broken, or of another version, is made again."""
        self._file = file
        self._known: dict[str, Analysed] | None = None

    def of(self, passages: Mapping[str, Passage]) -> dict[str, Analysed]:
        """By the passage's id. What was known of passages that are no longer there is forgotten."""
        known = self._known if self._known is not None else self._read()
        stamps = {identity: _stamp(passage) for identity, passage in passages.items()}
        kept = {
            stamp: known[stamp] if stamp in known else analysed(passages[identity])
            for identity, stamp in stamps.items()
        }
        self._known = kept
        if kept.keys() != known.keys():
            self._write(kept)
        return {identity: kept[stamp] for identity, stamp in stamps.items()}

    def _read(self) -> dict[str, Analysed]:
        if self._file is None or not self._file.exists():
            return {}
        try:
            held = json.loads(self._file.read_bytes())
            return _unpacked(held) if held["made_by"] == _fingerprint() else {}
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as broken:
            _LOG.warning("the words of %s are worked out again: %s", self._file, broken)
            return {}

    def _write(self, kept: Mapping[str, Analysed]) -> None:
        if self._file is None:
            return
        written = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(json.dumps(_packed(kept), separators=(",", ":")), encoding="utf-8")
            written.replace(self._file)
        except OSError as broken:
            _LOG.warning("the words of the brand book are not kept in %s: %s", self._file, broken)


def analysed(passage: Passage) -> Analysed:
    language = language_in(passage.text)
    heading = terms_of(passage.heading.replace(" › ", ". "), language)
    about = terms_of(_about(passage.file), language)
    titled = themes_in(passage.heading, language)
    sentences = [_Sentence.of(said, language) for said in _SENTENCE.split(passage.text) if said.strip()]
    body = [term for sentence in sentences for term in sentence.terms]
    bag = [
        *heading * _HEADING, *about, *body, *pairs(body), *pairs(heading), *titled * _HEADING,
        *(theme for sentence in sentences for theme in sentence.themes),
        *compounds(passage.heading), *(term for sentence in sentences for term in sentence.joined),
        *mentions_in(passage.text),
    ]  # fmt: skip
    held = [*(sentence.kinds for sentence in sentences), kinds_in(passage.heading)]
    long = {word for word in words_of(f"{passage.heading} {passage.text}", language) if len(word) >= LEARNED}
    return Analysed(
        tuple(bag),
        frozenset([*heading, *about, *titled]),
        tuple(one.has | held[at] | held[at + 1] | held[-1] for at, one in enumerate(sentences)),
        tuple(sorted({(skeleton(word, language), f"{language}:{stem_of(word, language)}") for word in long})),
    )


class _Sentence(NamedTuple):
    terms: list[str]
    themes: list[str]
    joined: list[str]
    has: frozenset[str]
    kinds: frozenset[str]

    @classmethod
    def of(cls, said: str, language: Language) -> "_Sentence":
        terms, themes, joined = terms_of(said, language), themes_in(said, language), compounds(said)
        has = frozenset([*terms, *themes, *joined, *mentions_in(said)])
        return cls(terms, themes, joined, has, kinds_in(said))


def _about(file: str) -> str:
    """A file's name as words: `voice/tone-by-channel.es.md` is about voice, tone by channel."""
    stem = file.rsplit(".", 1)[0].replace("/", ". ")
    return re.sub(r"[-_.]+", " ", stem)


def _packed(kept: Mapping[str, Analysed]) -> dict[str, Any]:
    """With each term written once, and its number wherever it stands."""
    numbers: dict[str, int] = {}

    def numbered(terms: Iterable[str]) -> list[int]:
        return [numbers.setdefault(term, len(numbers)) for term in terms]

    passages = {
        stamp: [
            numbered(one.bag),
            numbered(sorted(one.heading)),
            [numbered(sorted(sentence)) for sentence in one.sentences],
            [numbered(pair) for pair in one.learned],
        ]
        for stamp, one in kept.items()
    }
    return {"made_by": _fingerprint(), "terms": list(numbers), "passages": passages}


def _unpacked(held: Mapping[str, Any]) -> dict[str, Analysed]:
    terms: list[str] = held["terms"]

    def named(numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(terms[number] for number in numbers)

    return {
        stamp: Analysed(
            named(bag),
            frozenset(named(heading)),
            tuple(frozenset(named(sentence)) for sentence in sentences),
            tuple((terms[bones], terms[term]) for bones, term in learned),
        )
        for stamp, (bag, heading, sentences, learned) in held["passages"].items()
    }


def _stamp(passage: Passage) -> str:
    said = json.dumps([passage.file, passage.heading, passage.text], ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()[:32]


@cache
def _fingerprint() -> str:
    """What must agree for kept words to be these: all that works them out, code and lists of words."""
    total = hashlib.sha256(version("snowballstemmer").encode())
    for room in (Path(__file__).parent, Path(batuta.words.__file__).parent):
        for file in sorted(room.rglob("*")):
            if file.suffix in (".py", ".txt"):
                total.update(file.read_bytes())
    return total.hexdigest()[:32]
