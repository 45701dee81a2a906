"""Reading a folder of documents, and telling what cannot be read."""

from datetime import date
from pathlib import Path

import pytest

from batuta.errors import UnreadableFile, WorkspaceInvalid
from tools.library.blocks import blocks_of
from tools.library.book import passages_of, read_book, read_document
from tools.library.rules import rules_of, terms_of
from tools.library.sections import LONGEST, sections_of
from tools.library.tables import rows_of

HEAD = "---\nkind: message_library\nlocale: es-ES\nchannel: email\n---\n\n"


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("---\nkind: voice\nformalidad: tu\n---\nHola", 3, "formalidad"),
        ("---\nkind: voz\n---\nHola", 2, "voz"),
        ("---\nkind: voice\nvalid_until: mañana\n---\nHola", 3, "valid_until"),
        ("---\nkind: [voice\n---\nHola", 3, "YAML"),
        ("---\nkind: voice\nHola", 1, "never ends"),
        ("---\nkind: channel\nlimits: {asunto: 40}\n---\n", 3, "asunto"),
    ],
)
def test_broken_front_matter_is_told_with_file_and_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    written(tmp_path, "voz/voz.md", text)
    with pytest.raises(WorkspaceInvalid) as told:
        read_book(tmp_path)
    problem = told.value.problems[0]
    assert (problem.file, problem.line) == ("voz/voz.md", line)
    assert says in problem.in_("en")
    assert problem.in_("es") != problem.in_("en")


def test_all_broken_files_are_told_at_once(tmp_path: Path) -> None:
    written(tmp_path, "a.md", "---\nkind: voz\n---\n")
    written(tmp_path, "b.md", "---\nkind: voz\n---\n")
    with pytest.raises(WorkspaceInvalid) as told:
        read_book(tmp_path)
    assert [problem.file for problem in told.value.problems] == ["a.md", "b.md"]


def test_a_folder_without_documents_and_a_missing_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no documents"):
        read_book(tmp_path)
    with pytest.raises(UnreadableFile, match="no such folder"):
        read_book(tmp_path / "nowhere")


def test_a_file_that_is_no_text_and_one_that_is_too_large_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "b.md").write_bytes(b"x" * 5_000_001)
    with pytest.raises(WorkspaceInvalid) as told:
        read_book(tmp_path)
    assert "UTF-8" in told.value.problems[0].in_("en")
    assert "5 MB" in told.value.problems[1].in_("en")


def test_any_folder_is_read_whatever_its_front_matter_says(tmp_path: Path) -> None:
    written(tmp_path, "page.md", "---\nlayout: default\ntags: [a]\n---\n# Voice\n\nBe calm.")
    written(tmp_path, "old.html", "<h1>Tone</h1><script>alert(1)</script><p>Be <b>warm</b>.</p>")
    book = read_book(tmp_path, strict=False)
    passages = [passage for document in book.documents for passage in passages_of(document)]
    assert [(passage.heading, passage.text) for passage in passages] == [("Tone", "Be warm."), ("Voice", "Be calm.")]


def test_passages_keep_their_words_and_their_address(tmp_path: Path) -> None:
    body = "# Voz\n\nUno.\n\n## Botones\n\nDos.\n\n## Botones\n\nTres.\n"
    document = read_document(written(tmp_path, "voz.md", body), "voz.md")
    found = list(passages_of(document))
    assert [(p.id, p.heading, p.text) for p in found] == [
        ("voz.md#voz", "Voz", "Uno."),
        ("voz.md#botones", "Voz › Botones", "Dos."),
        ("voz.md#botones~2", "Voz › Botones", "Tres."),
    ]


def test_a_long_section_is_cut_between_paragraphs_and_loses_nothing() -> None:
    paragraphs = [f"Párrafo {number}: " + "palabra " * 40 for number in range(12)]
    pieces = sections_of("# Largo\n\n" + "\n\n".join(paragraphs), ".md")
    assert len(pieces) > 3
    assert all(len(piece.text) <= LONGEST for piece in pieces)
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join("".join(p.split()) for p in paragraphs)


def test_headings_in_code_are_no_headings_and_comments_are_no_words() -> None:
    pieces = sections_of("# A\n\n```\n# not a heading\n```\n<!-- # hidden -->\n", ".md")
    assert [piece.headings for piece in pieces] == [("A",)]
    assert "hidden" not in pieces[0].text


def test_tables_know_bars_and_breaks_in_cells() -> None:
    rows = rows_of("x\n\n| id | text |\n|---|---|\n| a | uno \\| dos<br>tres |\n\n| b | no table |\n")
    assert [(row.cells, row.line) for row in rows] == [({"id": "a", "text": "uno | dos\ntres"}, 5)]


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("| a | asunto | price | * | * | Hola |", "asunto"),
        ("| a | subject | precio | * | * | Hola |", "precio"),
        ("| a | subject | price | * | * | {fact.fee.amount} |", "{fact.fee.amount}"),
        ("| a | subject | price | * | * | Hola {nombre} |", "{nombre}"),
        ("|  | subject | price | * | * | Hola |", "id"),
    ],
)
def test_a_block_that_cannot_be_used_is_told_with_its_line(tmp_path: Path, row: str, says: str) -> None:
    text = f"{HEAD}| id | part | strategy | for | purpose | text |\n|---|---|---|---|---|---|\n{row}\n"
    document = read_document(written(tmp_path, "m.md", text), "m.md")
    with pytest.raises(WorkspaceInvalid) as told:
        blocks_of(document)
    assert told.value.problems[0].line == 9
    assert says in told.value.problems[0].in_("en")


def test_blocks_for_any_channel_serve_each_that_has_the_part(tmp_path: Path) -> None:
    head = "---\nkind: legal\nlocale: es-ES\nchannel: any\n---\n"
    columns = "| id | part | strategy | for | purpose | text |\n|---|---|---|---|---|---|\n"
    document = read_document(written(tmp_path, "l.md", f"{head}{columns}| t | text | any | * | * | Baja |\n"), "l.md")
    assert [(block.channel, block.legal, block.line) for block in blocks_of(document)] == [("sms", True, 8)]


def test_terminology_is_read_in_both_languages(tmp_path: Path) -> None:
    head = "---\nkind: terminology\nlocale: es-ES\n---\n| preferido | evitar | nota |\n|---|---|---|\n"
    path = written(tmp_path, "t.md", f"{head}| «cliente» | usuario, consumidor (formal) | x |\n")
    terms = terms_of(read_document(path, "t.md"))
    assert [(term.preferred, term.avoid) for term in terms] == [("cliente", ("usuario", "consumidor"))]


def test_the_closer_document_is_heard_first(tmp_path: Path) -> None:
    written(tmp_path, "a.md", "---\nkind: voice\nformality: usted\nemoji: true\n---\n")
    written(tmp_path, "b.md", "---\nkind: voice\nlocale: es-ES\nformality: tu\n---\n")
    written(tmp_path, "c.md", "---\nkind: voice\nlocale: es-MX\nformality: vos\n---\n")
    documents = read_book(tmp_path).documents
    spain, argentina = rules_of(documents, "sms", "es-ES"), rules_of(documents, "sms", "es-AR")
    assert (spain.formality, spain.emoji, spain.sources["formality"]) == ("tu", True, "b.md")
    assert argentina.formality in ("tu", "vos")
    assert rules_of(documents, "sms", "en").formality == "usted"


def test_a_document_is_in_force_between_its_days_and_when_approved(tmp_path: Path) -> None:
    text = "---\nkind: guideline\nvalid_from: 2027-01-01\nvalid_until: 2027-06-30\n---\nHola"
    head = read_document(written(tmp_path, "g.md", text), "g.md").head
    assert [head.in_force(day) for day in (date(2026, 12, 31), date(2027, 6, 30), date(2027, 7, 1))] == [
        False,
        True,
        False,
    ]
    assert not head.model_copy(update={"approved": False}).in_force(date(2027, 2, 1))
