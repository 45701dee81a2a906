"""Proposals are documents of the brand book that nobody has approved: readable, and used by nothing."""

from datetime import date
from pathlib import Path

import pytest

from batuta.brand import Term
from batuta.errors import BadInput
from batuta.learning import Lesson
from tools.library.library import BrandLibrary
from tools.library.proposals import proposed, unknown
from tools.library.vectors import InMemory

TODAY = date(2026, 11, 22)
WORD = Lesson(kind="word", locale="es-ES", avoid="adquiere", prefer="compra", support=4, of=5)
LINE = Lesson(
    kind="line",
    locale="es-ES",
    prefer="Pruébatelo en casa | sin prisa.",
    channel="push",
    part="body",
    strategy="reassurance",
    support=3,
    of=3,
)


def opened(book: Path) -> BrandLibrary:
    return BrandLibrary(book, InMemory(), today=lambda: TODAY)


async def test_nothing_of_them_is_used_before_it_is_approved(tmp_path: Path) -> None:
    files = proposed((WORD, LINE), tmp_path, today=TODAY)
    assert len(files) == 2
    library = opened(tmp_path)
    assert library.rules("push", "es-ES").terms == ()
    assert library.blocks("push", "es-ES", TODAY) == ()
    assert await library.search("adquiere o compra") == ()


def test_approved_they_are_rules_and_lines(tmp_path: Path) -> None:
    for file in proposed((WORD, LINE), tmp_path, today=TODAY):
        file.write_text(file.read_text("utf-8").replace("approved: false", "approved: true"), "utf-8")
    library = opened(tmp_path)
    assert [(term.preferred, term.avoid) for term in library.rules("push", "es-ES").terms] == [
        ("compra", ("adquiere",))
    ]
    (block,) = library.blocks("push", "es-ES", TODAY)
    assert (block.part, block.strategy, block.text) == ("body", "reassurance", "Pruébatelo en casa | sin prisa.")


def test_an_open_proposal_is_not_written_over(tmp_path: Path) -> None:
    (file,) = proposed((WORD,), tmp_path, today=TODAY)
    before = file.read_bytes()
    with pytest.raises(BadInput, match="already"):
        proposed((WORD,), tmp_path, today=TODAY)
    assert file.read_bytes() == before


def test_what_the_terminology_says_already_is_not_proposed() -> None:
    said = Term(locale="es-ES", preferred="compra", avoid=("Adquiere",))
    assert unknown((WORD, LINE), (said,)) == (LINE,)
    assert unknown((WORD,), (said.model_copy(update={"locale": "es-MX"}),)) == (WORD,)
