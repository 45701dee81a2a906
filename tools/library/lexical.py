"""Passages found by their words: BM25 over stems and over the ideas the words stand for."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from batuta.brand import Passage
from batuta.text import Language
from batuta.words.concepts import skeleton, units
from batuta.words.languages import language_in
from batuta.words.tokens import fold
from tools.library.kinds import kinds_in
from tools.library.mentions import mentions_in
from tools.library.stemming import stem_of, words_of
from tools.library.thesaurus import themes_in

_LEARNED = 5
"""Letters below which a likeness between two words is an accident."""
_ALIKE = 0.65
"""Share of the longer stem that two words of one family have in common at their beginning."""
_CLOSE = 0.55
"""Share of three-letter pieces that two spellings have in common (Dice)."""


_HEADING = 2
"""How many times a heading's words count."""


_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n\s*\n|\n(?=\s*[-*•|#<\d])")

_REMEMBERED = 512
"""Terms whose scores are kept for the next question: four bytes a passage each."""
_UNKNOWN, _FEW = 4, 20
"""A word that no passage has counts like one that this many have; in a small library, like one in so many."""


class Wanted(NamedTuple):
    """A thing to look for, in any of several spellings, and how much each is worth."""

    spellings: Mapping[str, float]
    """Term of the index to weight, 0..1."""
    told: float = 1.0
    """How much of the question it is: what stands beside a quoted word is less."""
    general: bool = False
    """A word of everyday speech that names no thing in particular."""
    verb: bool = False
    """It says what is done with a thing."""
    pieces: tuple[Mapping[str, float], ...] = ()
    """Of what is named in several words, each by itself."""
    whole: Mapping[str, float] = {}
    """Of what is named in several words, the spellings of all together."""


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


class Lexicon:
    """The words of all passages."""

    def __init__(self, passages: Mapping[str, Passage]) -> None:
        import bm25s

        self.ids = tuple(passages)
        self.terms: list[frozenset[str]] = []
        self.headings: list[frozenset[str]] = []
        self.sentences: list[tuple[frozenset[str], ...]] = []
        """The terms of each sentence of a passage, and the kinds of answer that it, the next or the heading holds."""
        bags: list[list[str]] = []
        for passage in passages.values():
            language = language_in(passage.text)
            heading = terms_of(passage.heading.replace(" › ", ". "), language)
            about = terms_of(_about(passage.file), language)
            sentences = [_Sentence.of(said, language) for said in _SENTENCE.split(passage.text) if said.strip()]
            body = [term for sentence in sentences for term in sentence.terms]
            titled = themes_in(passage.heading, language)
            themes = titled * _HEADING + [theme for sentence in sentences for theme in sentence.themes]
            joined = [*compounds(passage.heading), *(term for sentence in sentences for term in sentence.joined)]
            named = mentions_in(passage.text)
            bags.append(heading * _HEADING + about + body + pairs(body) + pairs(heading) + themes + joined + named)
            self.terms.append(frozenset(bags[-1]))
            self.headings.append(frozenset([*heading, *about, *titled]))
            held = [*(sentence.kinds for sentence in sentences), kinds_in(passage.heading)]
            self.sentences.append(
                tuple(one.has | held[at] | held[at + 1] | held[-1] for at, one in enumerate(sentences))
            )
        self._known: dict[str, int] = {}
        for bag in self.terms:
            for term in bag:
                self._known[term] = self._known.get(term, 0) + 1
        self.places = {identity: place for place, identity in enumerate(self.ids)}
        self._kin = _by_skeleton(passages)
        self._grams = _by_grams(self._known)
        self._beginnings = _by_beginnings(self._known)
        self._bm25 = bm25s.BM25(method="lucene")
        if bags:
            self._bm25.index(bags, show_progress=False)
        self._scores_of = lru_cache(maxsize=_REMEMBERED)(lambda term: self._bm25.get_scores([term]))

    def knows(self, term: str) -> bool:
        return term in self._known

    def having(self, terms: frozenset[str]) -> frozenset[str]:
        """The passages that have any of some terms."""
        known = frozenset(term for term in terms if self.knows(term))
        if not known:
            return frozenset()
        return frozenset(self.ids[place] for place, has in enumerate(self.terms) if has & known)

    def weight(self, term: str) -> float:
        """How much a term tells, by how few passages have it; one that nobody has tells as much as a rare one."""
        count = self._known.get(term, 0)
        return self._told_by(count) if count else self.unknown_weight

    @property
    def unknown_weight(self) -> float:
        """How much a word tells that no passage has."""
        return self._told_by(min(_UNKNOWN, max(1, len(self.ids) // _FEW)))

    def _told_by(self, count: int) -> float:
        return math.log(1 + (len(self.ids) - count + 0.5) / (count + 0.5))

    def kin(self, word: str, language: Language) -> tuple[str, ...]:
        """Terms of the other language that are the same word, learned from Latin or Greek."""
        found = self._kin.get(skeleton(word, language), frozenset())
        return tuple(sorted(term for term in found if not term.startswith(language)))

    def family(self, word: str, language: Language) -> tuple[str, ...]:
        """Terms of the same language that begin alike: `abreviatura`, `abreviación`; `localizer`, `localization`."""
        own = stem_of(word, language)
        if len(own) < _LEARNED:
            return ()
        found = []
        for term in self._beginnings.get(f"{language}:{own[:_LEARNED]}", ()):
            other = term[3:]
            shared = _shared(own, other)
            if other != own and shared >= _ALIKE * max(len(own), len(other)):
                found.append(term)
        return tuple(found)

    def close(self, word: str) -> tuple[str, ...]:
        """Terms spelled nearly like a word that no passage has: another form, a slip, the other language."""
        mine = _grams(word)
        counted = Counter(term for gram in mine for term in self._grams.get(gram, ()))
        best = [
            (2 * shared / (len(mine) + len(_grams(term[3:]))), term)
            for term, shared in counted.most_common(8)
            if len(term) >= _LEARNED + 3
        ]
        return tuple(term for likeness, term in sorted(best, reverse=True) if likeness >= _CLOSE)[:3]

    def scores(self, wanted: Sequence[Wanted]) -> NDArray[np.float32]:
        """(passages,): how well each answers."""
        total = np.zeros(len(self.ids), dtype=np.float32)
        for thing in wanted:
            best = np.zeros(len(self.ids), dtype=np.float32)
            for term, weight in thing.spellings.items():
                if self.knows(term):
                    best = np.maximum(best, weight * self._scores_of(term))
            total += thing.told * best
        return total


def terms_of(text: str, language: Language) -> list[str]:
    """Stems, marked with their language, and ideas."""
    found = [f"{language}:{stem_of(word, language)}" for word in words_of(text, language)]
    for unit in units(text, language):
        found += [f"#{idea}" for idea in sorted(unit.ideas)]
    return found


def compounds(text: str) -> list[str]:
    """Words that are written with a hyphen, without it, so that `Wi-Fi` and `wifi` find each other."""
    return [f"={fold(found.group()).replace('-', '')}" for found in _COMPOUND.finditer(text)]


def pairs(terms: Sequence[str]) -> list[str]:
    """Neighbours, so that a phrase is worth more than its words apart."""
    words = [term for term in terms if not term.startswith("#")]
    return [f"{one}+{other}" for one, other in pairwise(words)]


def _about(file: str) -> str:
    """A file's name as words: `voice/tone-by-channel.es.md` is about voice, tone by channel."""
    stem = file.rsplit(".", 1)[0].replace("/", ". ")
    return re.sub(r"[-_.]+", " ", stem)


def _shared(one: str, other: str) -> int:
    """Letters that two words have in common at their beginning."""
    return next(
        (at for at, (mine, its) in enumerate(zip(one, other, strict=False)) if mine != its), min(len(one), len(other))
    )


def _grams(word: str) -> frozenset[str]:
    padded = f"<{fold(word)}>"
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _by_grams(known: Mapping[str, int]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for term in known:
        if term[:3] in ("es:", "en:") and "+" not in term and len(term) >= _LEARNED + 3:
            for gram in _grams(term[3:]):
                found.setdefault(gram, []).append(term)
    return found


def _by_beginnings(known: Mapping[str, int]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for term in sorted(known):
        if term[:3] in ("es:", "en:") and "+" not in term and len(term) >= _LEARNED + 3:
            found.setdefault(term[: _LEARNED + 3], []).append(term)
    return found


def _by_skeleton(passages: Mapping[str, Passage]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for passage in passages.values():
        language = language_in(passage.text)
        for word in set(words_of(f"{passage.heading} {passage.text}", language)):
            if len(word) >= _LEARNED:
                found.setdefault(skeleton(word, language), set()).add(f"{language}:{stem_of(word, language)}")
    return {key: frozenset(terms) for key, terms in found.items()}
