"""The brand library of a whole company: what it finds, what it never uses, what it notices."""

from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copytree

import pytest

from batuta.errors import Misconfigured
from tools.clock import FixedClock
from tools.library.chroma_index import ChromaIndex
from tools.library.library import BrandLibrary, corpus, library_of
from tools.library.vectors import InMemory
from tools.workspaces.folder import read_workspace

TODAY = date(2026, 11, 22)


@pytest.fixture
def book(lince_folder: Path, tmp_path: Path) -> Path:
    return Path(copytree(lince_folder / "brand_guidelines", tmp_path / "book"))


@pytest.fixture
def library(book: Path) -> BrandLibrary:
    ticks = iter(range(10_000))
    return BrandLibrary(book, InMemory(), today=lambda: TODAY, monotonic=lambda: 10.0 * next(ticks))


async def test_a_question_finds_its_passage_in_its_own_words_and_in_others(library: BrandLibrary) -> None:
    for question in ("¿cuántos días hay para devolver el abrigo?", "plazo de devolución", "how many days to return it"):
        found = await library.search(question)
        assert found, question
        assert any("devol" in passage.text.lower() for passage in found[:3]), question


async def test_an_english_question_finds_a_spanish_passage_and_the_other_way_round(library: BrandLibrary) -> None:
    assert (await library.search("guarantee of the seams"))[0].file.endswith("north-coat.md")
    assert "hurry" in " ".join(p.text for p in (await library.search("no meter prisa al lector"))[:3])


@pytest.mark.parametrize(
    "question", ["receta de tortilla", "capital of France", "horario del gimnasio", "xyzzy", "¿?", ""]
)
async def test_where_nothing_relevant_exists_the_answer_is_empty(library: BrandLibrary, question: str) -> None:
    assert await library.search(question) == ()


async def test_retired_and_unapproved_documents_are_never_used(library: BrandLibrary) -> None:
    found = [
        passage for question in ("precio abrigo", "zapatillas precio") for passage in await library.search(question)
    ]
    texts = " ".join(passage.text for passage in found)
    assert "129 €" in texts
    assert "99 €" not in texts
    assert "59,90" not in texts
    assert library.passage("product-sheets/north-coat.2025.md#precio") is None
    assert library.passage("product-sheets/north-coat.md#precio") is not None


async def test_scores_fall_and_passages_are_verbatim(library: BrandLibrary, book: Path) -> None:
    found = await library.search("devoluciones")
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert all(p.text in (book / p.file).read_text(encoding="utf-8") for p in found)


async def test_a_changed_file_is_noticed(library: BrandLibrary, book: Path) -> None:
    assert await library.search("lavado en seco de la lana") == ()
    before = library.version
    (book / "care.md").write_text(
        "---\nkind: guideline\n---\n# Cuidado\n\nLavado en seco para la lana.\n", encoding="utf-8"
    )
    assert (await library.search("lavado en seco de la lana"))[0].file == "care.md"
    assert library.version != before
    (book / "care.md").unlink()
    assert await library.search("lavado en seco de la lana") == ()


def test_blocks_serve_a_market_and_fall_back_to_its_language(library: BrandLibrary) -> None:
    assert {block.locale for block in library.blocks("email", "es-ES", TODAY)} == {"es-ES"}
    assert {block.locale for block in library.blocks("email", "es-MX", TODAY)} == {"es-ES"}
    assert library.blocks("email", "en", TODAY) == ()


def test_rules_name_the_document_they_stand_in(library: BrandLibrary) -> None:
    rules = library.rules("email", "es-ES")
    assert (rules.formality, rules.limits["subject"], rules.exclamation) == ("tu", 55, 0)
    assert rules.sources["limits"] == "channel-email.md"


async def test_a_folder_of_any_texts_can_be_searched(tmp_path: Path) -> None:
    (tmp_path / "guide.md").write_text("# Tone\n\nWrite numbers as figures.\n", encoding="utf-8")
    opened = corpus(tmp_path, today=lambda: TODAY)
    assert [p.text for p in await opened.search("figures for numbers")] == ["Write numbers as figures."]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["guide.md"]


async def test_the_index_is_kept_between_openings_and_only_changes_are_made_again(
    lince_folder: Path, book: Path, tmp_path: Path
) -> None:
    workspace, clock = read_workspace(lince_folder), FixedClock(datetime(2026, 11, 22, tzinfo=UTC))
    first = library_of(workspace, book, state=tmp_path, clock=clock)
    expected = await first.search("devoluciones")
    again = library_of(workspace, book, state=tmp_path, clock=clock)
    assert await again.search("devoluciones") == expected
    assert (tmp_path / "library" / workspace.tenant / "words.json").is_file()


async def test_a_question_by_a_product_s_other_name_finds_it(lince_folder: Path, book: Path, tmp_path: Path) -> None:
    workspace, clock = read_workspace(lince_folder), FixedClock(datetime(2026, 11, 22, tzinfo=UTC))
    library = library_of(workspace, book, state=tmp_path, clock=clock)
    found = await library.search("north winter coat guarantee")
    assert found
    assert found[0].file == "product-sheets/north-coat.md"


def test_an_index_of_another_embedder_is_left_alone_and_told(tmp_path: Path) -> None:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(path=str(tmp_path), settings=Settings(anonymized_telemetry=False))
    client.create_collection("acme-acme", embedding_function=None, metadata={"embedder": "other:1"})
    with pytest.raises(Misconfigured, match="another embedder"):
        ChromaIndex(tmp_path, "acme-acme").fill({})
    assert client.get_collection("acme-acme", embedding_function=None).metadata == {"embedder": "other:1"}


def test_an_index_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file stands where the folder should be", encoding="utf-8")
    with pytest.raises(Misconfigured, match="cannot be kept"):
        ChromaIndex(tmp_path / "state", "acme-acme").fill({})
