"""A question asked three ways: to the library, to BM25 over stems alone, and to the vectors alone."""

import fnmatch
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import bm25s
import numpy as np

from batuta.brand import Passage
from batuta.words.languages import language_in
from evals.suite import Solve
from tools.library.book import passages_of, read_book
from tools.library.embedder import embedded
from tools.library.library import BrandLibrary, corpus
from tools.library.stemming import stem_of, words_of
from tools.library.vectors import InMemory

_DEPTH = 10
_DAY = date(2026, 11, 22)


class Found(NamedTuple):
    """Addresses of sections, best first, as `file#section`; a section cut in pieces stands more than once."""

    hybrid: tuple[str, ...]
    words: tuple[str, ...]
    vectors: tuple[str, ...]
    all: frozenset[str]

    def matching(self, patterns: tuple[str, ...]) -> frozenset[str]:
        """Raises: ValueError, for a pattern that no section has: the case is wrong."""
        found = {pattern: fnmatch.filter(self.all, pattern) for pattern in patterns}
        right = frozenset(address for of in found.values() for address in of)
        if not right:
            raise ValueError(f"no section is called {' or '.join(patterns)}")
        return right


class _Ways(NamedTuple):
    library: BrandLibrary
    ids: tuple[str, ...]
    words: bm25s.BM25
    vectors: InMemory


def searcher(folder_of: Callable[[str], Path]) -> Solve:
    """Answers cases that have a `company`, the corpus, and a `query`."""

    @cache
    def ways(name: str) -> _Ways:
        return _ways(folder_of(name))

    async def ask(case: "_Question") -> Found:
        way = ways(case.company)
        spoken = language_in(case.query)
        hybrid = await way.library.search(case.query, limit=_DEPTH)
        stems = [stem_of(word, spoken) for word in words_of(case.query, spoken)]
        scores = way.words.get_scores(stems) if stems else np.zeros(len(way.ids))
        best = [place for place in np.argsort(-scores, kind="stable")[:_DEPTH] if scores[place] > 0]
        near = way.vectors.near(embedded([case.query], spoken)[0], _DEPTH)
        return Found(
            tuple(_address(passage.id) for passage in hybrid),
            tuple(_address(way.ids[place]) for place in best),
            tuple(_address(one.id) for one in near),
            frozenset(map(_address, way.ids)),
        )

    return ask


class _Question(NamedTuple):
    company: str
    query: str


def _ways(folder: Path) -> _Ways:
    documents = read_book(folder, strict=False).documents
    passages = {one.id: one for document in documents for one in passages_of(document) if document.head.approved}
    words = bm25s.BM25(method="lucene")
    words.index([_stems(passage) for passage in passages.values()], show_progress=False)
    vectors = InMemory()
    vectors.fill(passages)
    return _Ways(corpus(folder, today=lambda: _DAY), tuple(passages), words, vectors)


def _stems(passage: Passage) -> list[str]:
    said = f"{passage.heading}\n{passage.text}"
    language = language_in(passage.text)
    return [stem_of(word, language) for word in words_of(said, language)]


def _address(identity: str) -> str:
    return identity.partition("~")[0]
