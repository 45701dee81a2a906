"""The brand library: one company's book, opened when first asked, read again when a file changes."""

import asyncio
import logging
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from batuta.brand import Block, Passage, WritingRules
from batuta.brief import Channel
from batuta.digest import Digest
from batuta.errors import Problem, Unavailable, WorkspaceInvalid
from batuta.ports import Clock
from batuta.text import language_of
from batuta.workspace import Workspace
from tools.library.analysis import Analyses
from tools.library.blocks import blocks_of
from tools.library.book import Book, passages_of, read_book, signature
from tools.library.chroma_index import ChromaIndex
from tools.library.embedding import WORDS, Embedder
from tools.library.expansion import Synonyms, synonyms_of
from tools.library.lexical import Lexicon
from tools.library.ranking import Context, ranked
from tools.library.rules import rules_of, terms_of
from tools.library.vectors import InMemory, VectorIndex

_LOG = logging.getLogger(__name__)
_LOOK_AGAIN_SECONDS = 1.0
_RETRY_SECONDS = 60.0
"""After which vectors that could not be made are tried again."""


class _Read(NamedTuple):
    """What is known of the book in one version of its files."""

    files: tuple[tuple[str, int, int], ...]
    book: Book
    blocks: tuple[Block, ...]
    passages: Mapping[str, Passage]


class _Indexed(NamedTuple):
    version: Digest
    lexicon: Lexicon
    synonyms: Synonyms


class BrandLibrary:
    """The `Library` port over a folder of documents."""

    def __init__(
        self,
        folder: Path,
        vectors: VectorIndex,
        *,
        today: Callable[[], date],
        families: Mapping[str, str] | None = None,
        names: Sequence[Sequence[str]] = (),
        strict: bool = True,
        words: Path | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """families: product id to family id. names: groups of wordings for the same, in any language.
        words: a file that keeps what was worked out about the words of the passages."""
        self._folder = folder
        self._vectors = vectors
        self._today = today
        self._families = families or {}
        self._names = names
        self._strict = strict
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._read: _Read | None = None
        self._indexed: _Indexed | None = None
        self._analyses = Analyses(words)
        self._again = float("inf")

    @property
    def version(self) -> Digest:
        return self._current().book.version

    async def search(
        self,
        query: str,
        *,
        locale: str | None = None,
        channel: Channel | None = None,
        product: str | None = None,
        limit: int = 10,
    ) -> tuple[Passage, ...]:
        """Passages that answer, best first; `locale` is what the answer is for, never a filter."""
        read = self._current()
        if self._indexed is None or self._indexed.version != read.book.version or self._monotonic() >= self._again:
            await asyncio.to_thread(self._index, read)
        indexed = self._indexed
        if indexed is None:
            return ()
        day = self._today()
        ranking = partial(
            ranked,
            query,
            read.passages,
            indexed.lexicon,
            self._vectors,
            context=Context(locale, channel, product, self._families.get(product or "")),
            synonyms=indexed.synonyms,
            usable=lambda passage: _in_force(passage, day),
            limit=limit,
        )
        return await asyncio.to_thread(ranking) if self._vectors.remote else ranking()

    def blocks(self, channel: Channel, locale: str, on: date) -> tuple[Block, ...]:
        """Approved copy in force; of the language where the market has none of its own."""
        serving = [block for block in self._current().blocks if block.channel == channel and _in_force(block, on)]
        own = [block for block in serving if block.locale.lower() == locale.lower()]
        language = [block for block in serving if block.locale.lower() == locale.lower().split("-")[0]]
        if own or language:
            return (*own, *(block for block in language if block not in own))
        return tuple(block for block in serving if language_of(block.locale) == language_of(locale))

    def rules(self, channel: Channel, locale: str) -> WritingRules:
        day = self._today()
        return rules_of((d for d in self._current().book.documents if d.head.in_force(day)), channel, locale)

    def passage(self, passage_id: str) -> Passage | None:
        found = self._current().passages.get(passage_id)
        return found if found and _in_force(found, self._today()) else None

    def _current(self) -> _Read:
        """The book as its files are now; they are looked at again once a second at most."""
        with self._lock:
            now = self._monotonic()
            if self._read is not None and now - self._looked < _LOOK_AGAIN_SECONDS:
                return self._read
            files = signature(self._folder)
            if self._read is None or files != self._read.files:
                self._read = self._read_again(files)
            self._looked = now
            return self._read

    def _read_again(self, files: tuple[tuple[str, int, int], ...]) -> _Read:
        book = read_book(self._folder, strict=self._strict)
        approved = [document for document in book.documents if document.head.approved]
        blocks: list[Block] = []
        problems: list[Problem] = []
        for document in approved:
            try:
                blocks.extend(blocks_of(document))
            except WorkspaceInvalid as invalid:
                problems.extend(invalid.problems)
        if problems:
            raise WorkspaceInvalid(tuple(problems))
        passages = {passage.id: passage for document in approved for passage in passages_of(document)}
        return _Read(files, book, tuple(blocks), passages)

    def _index(self, read: _Read) -> None:
        with self._lock:
            due = self._monotonic() >= self._again
            if self._indexed is not None and self._indexed.version == read.book.version and not due:
                return
            self._again = float("inf")
            try:
                self._vectors.fill(read.passages)
            except Unavailable as unavailable:
                _LOG.warning("searching by words alone for now: %s", unavailable)
                self._again = self._monotonic() + _RETRY_SECONDS
            lexicon = Lexicon(self._analyses.of(read.passages))
            synonyms = synonyms_of([*self._names, *_terminology(read.book)])
            self._indexed = _Indexed(read.book.version, lexicon, synonyms)


def library_of(
    workspace: Workspace,
    folder: Path,
    *,
    state: Path,
    clock: Clock,
    embedder: Embedder = WORDS,
    server: str | None = None,
) -> BrandLibrary:
    """The library of a company; its index lies under `state`, or on a Chroma server, one collection a brand."""
    zone = ZoneInfo(workspace.time_zone)
    products = workspace.products
    names = [(product.name, product.synonyms) for product in products.products]
    names += [(family.name, family.synonyms) for family in products.families]
    index = state / "library" / workspace.tenant
    return BrandLibrary(
        folder,
        ChromaIndex(index, workspace.tenant, embedder=embedder, server=server),
        today=lambda: clock.now().astimezone(zone).date(),
        families={product.id: product.family for product in products.products},
        names=[(name.en, name.es, *(word for words in others.values() for word in words)) for name, others in names],
        words=index / "words.json",
    )


def corpus(folder: Path, *, today: Callable[[], date]) -> BrandLibrary:
    """Any folder of texts, searched without writing anything."""
    return BrandLibrary(folder, InMemory(), today=today, strict=False)


def _in_force(thing: Passage | Block, day: date) -> bool:
    return (thing.valid_from is None or thing.valid_from <= day) and (
        thing.valid_until is None or day <= thing.valid_until
    )


def _terminology(book: Book) -> Iterator[tuple[str, ...]]:
    """What the brand says and what it does not say are the same thing to somebody who searches."""
    for document in book.documents:
        if document.head.kind == "terminology" and document.head.approved:
            for term in terms_of(document):
                if term.preferred and term.avoid:
                    yield (term.preferred, *term.avoid)
