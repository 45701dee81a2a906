"""Taking a brand manual in: its words under its headings, and nothing used before somebody approves."""

import io
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from batuta.errors import BadInput, UnreadableFile, WorkspaceInvalid
from tools.library.book import passages_of, read_book
from tools.library.importing import imported, readable
from tools.library.library import BrandLibrary, corpus
from tools.library.vectors import InMemory

TODAY = date(2026, 11, 22)


def manual(folder: Path, name: str = "Manual de marca.docx") -> Path:
    document = Document()
    document.add_heading("Voz", 1)
    document.add_paragraph("Tratamos de tú y hablamos claro, sin rodeos ni promesas vacías.")
    document.add_heading("Colores", 2)
    document.add_paragraph("El azul profundo es el color de fondo de las cabeceras.")
    written = io.BytesIO()
    document.save(written)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(written.getvalue())
    return path


def pdf(path: Path, *lines: str) -> Path:
    """A small PDF of one page, as its specification says."""
    shown = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
    stream = f"BT /F1 12 Tf 60 760 Td {shown} ET".encode("latin-1")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    body += b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(body),
    )
    path.write_bytes(body)
    return path


def test_a_word_manual_keeps_its_words_under_its_headings(tmp_path: Path) -> None:
    made = imported(manual(tmp_path / "in"), tmp_path / "book", kind="voice", locale="es-ES", today=TODAY)
    assert made == tmp_path / "book" / "imported" / "manual-de-marca.md"
    (document,) = read_book(tmp_path / "book").documents
    assert (document.head.kind, document.head.locale, document.head.approved) == ("voice", "es-ES", False)
    passages = list(passages_of(document))
    assert [passage.heading for passage in passages] == ["Voz", "Voz › Colores"]
    assert passages[1].text == "El azul profundo es el color de fondo de las cabeceras."


async def test_nothing_of_it_is_used_until_somebody_approves(tmp_path: Path) -> None:
    made = imported(manual(tmp_path / "in"), tmp_path / "book", today=TODAY)
    library = BrandLibrary(tmp_path / "book", InMemory(), today=lambda: TODAY)
    assert await library.search("color de fondo de las cabeceras") == ()
    made.write_text(made.read_text(encoding="utf-8").replace("approved: false", "approved: true"), encoding="utf-8")
    again = BrandLibrary(tmp_path / "book", InMemory(), today=lambda: TODAY)
    (found, *_) = await again.search("color de fondo de las cabeceras")
    assert found.heading == "Voz › Colores"


async def test_a_folder_of_texts_is_searched_with_its_word_and_pdf_files(tmp_path: Path) -> None:
    manual(tmp_path)
    pdf(tmp_path / "tone.pdf", "1. Tone of voice", "We never shout at people: one exclamation mark is too many.")
    texts = corpus(tmp_path, today=lambda: TODAY)
    assert (await texts.search("background colour of the headers"))[0].file == "Manual de marca.docx"
    (found, *_) = await texts.search("how many exclamation marks may we use")
    assert (found.file, found.heading) == ("tone.pdf", "1. Tone of voice")


def test_a_brand_s_own_book_says_how_to_take_such_a_file_in(tmp_path: Path) -> None:
    manual(tmp_path)
    with pytest.raises(WorkspaceInvalid) as told:
        read_book(tmp_path)
    assert "batuta library import" in told.value.problems[0].in_("en")


def test_what_cannot_be_read_is_told_and_nothing_is_overwritten(tmp_path: Path) -> None:
    source = manual(tmp_path / "in")
    imported(source, tmp_path / "book", today=TODAY)
    with pytest.raises(BadInput, match="there already"):
        imported(source, tmp_path / "book", today=TODAY)
    with pytest.raises(UnreadableFile):
        imported(tmp_path / "none.pdf", tmp_path / "book", today=TODAY)
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(UnreadableFile):
        imported(tmp_path / "broken.pdf", tmp_path / "book", today=TODAY)
    with pytest.raises(UnreadableFile, match="40 MB"):
        readable(b"%PDF" + b"0" * 50_000_000, "manual.pdf")


def test_html_and_old_encodings_are_read(tmp_path: Path) -> None:
    assert "# Voz" in readable(b"<h1>Voz</h1><p>Habla claro.</p>", "voz.html")
    assert readable("Señal".encode("cp1252"), "x.txt") == "Señal"
