"""Indexing a brand book of a thousand documents, and asking it: ChromaDB and words together, as a company does.

    python -m bench.library_search [--documents 1000] [--dir DIR]

The book is put together from the passages of the demonstration brand books, five a document, with a fixed seed; the
questions are those of the eval suite `retrieval` about them, asked for a channel, a locale and a product.
"""

import argparse
import asyncio
import random
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from evals.suite import load
from evals.suites.retrieval.suite import Question
from tools.library.book import passages_of, read_book
from tools.library.chroma_index import ChromaIndex
from tools.library.library import BrandLibrary
from tools.workspaces.templates import PROJECT

DAY = date(2026, 11, 22)
_SECTIONS, _LONGEST, _SEED = 5, 600, 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--dir", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.dir) as folder:
        asyncio.run(_measured(Path(folder), given.documents))


async def _measured(folder: Path, documents: int) -> None:
    book = _book(folder / "book", documents)
    library = BrandLibrary(book, ChromaIndex(folder / "index", "bench"), today=lambda: DAY)
    began = perf_counter()
    await library.search("tono")
    indexed = perf_counter() - began
    questions = [
        case.query for case in load("retrieval").cases if isinstance(case, Question) and case.company != "style"
    ]
    await _asked(library, questions)
    took = sorted(await _asked(library, questions))
    print(f"{documents} documents, {documents * _SECTIONS} passages: indexed in {indexed:.1f} s")
    print(f"{len(took)} questions: p50 {median(took):.1f} ms, p95 {took[int(0.95 * len(took))]:.1f} ms")


async def _asked(library: BrandLibrary, questions: Sequence[str]) -> list[float]:
    """Milliseconds of each."""
    took: list[float] = []
    for question in questions:
        began = perf_counter()
        await library.search(question, channel="email", locale="es-ES", product="gold_card")
        took.append((perf_counter() - began) * 1000)
    return took


def _book(folder: Path, documents: int) -> Path:
    chance = random.Random(_SEED)
    folders = sorted((PROJECT / "brand_guidelines").iterdir())
    passages = [p for one in folders for document in read_book(one).documents for p in passages_of(document)]
    folder.mkdir(parents=True)
    for number in range(documents):
        chosen = chance.choices(passages, k=_SECTIONS)
        sections = "".join(f"\n## {one.heading or number}\n\n{one.text[:_LONGEST]}\n" for one in chosen)
        locale = chance.choice(("es-ES", "es-MX", "en"))
        head = f"---\nkind: guideline\nlocale: {locale}\napproved: true\n---\n"
        (folder / f"document-{number:04}.md").write_text(f"{head}# Document {number}\n{sections}", encoding="utf-8")
    return folder


if __name__ == "__main__":
    main()
