"""Passages found by their words: BM25 over stems and over the ideas the words stand for."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from batuta.text import Language
from batuta.words.concepts import skeleton
from batuta.words.tokens import fold
from tools.library.analysis import Analysed
from tools.library.stemming import stem_of
from tools.library.terms import LEARNED

_ALIKE = 0.65
"""Share of the longer stem that two words of one family have in common at their beginning."""
_CLOSE = 0.55
"""Share of three-letter pieces that two spellings have in common (Dice)."""
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


class Lexicon:
    """The words of all passages."""

    def __init__(self, passages: Mapping[str, Analysed]) -> None:
        """passages: by their ids."""
        import bm25s

        self.ids = tuple(passages)
        self.terms = [frozenset(one.bag) for one in passages.values()]
        self.headings = [one.heading for one in passages.values()]
        self.sentences = [one.sentences for one in passages.values()]
        bags = [one.bag for one in passages.values()]
        self._known: dict[str, int] = {}
        for bag in self.terms:
            for term in bag:
                self._known[term] = self._known.get(term, 0) + 1
        self.places = {identity: place for place, identity in enumerate(self.ids)}
        self._kin = _by_skeleton(passages.values())
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
        if len(own) < LEARNED:
            return ()
        found = []
        for term in self._beginnings.get(f"{language}:{own[:LEARNED]}", ()):
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
            if len(term) >= LEARNED + 3
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
    for term in sorted(known):
        if term[:3] in ("es:", "en:") and "+" not in term and len(term) >= LEARNED + 3:
            for gram in _grams(term[3:]):
                found.setdefault(gram, []).append(term)
    return found


def _by_beginnings(known: Mapping[str, int]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for term in sorted(known):
        if term[:3] in ("es:", "en:") and "+" not in term and len(term) >= LEARNED + 3:
            found.setdefault(term[: LEARNED + 3], []).append(term)
    return found


def _by_skeleton(passages: Iterable[Analysed]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for passage in passages:
        for bones, term in passage.learned:
            found.setdefault(bones, set()).add(term)
    return {bones: frozenset(terms) for bones, terms in found.items()}
