"""Documents as people send them: the text of the sound ones, a clear word about the others."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from docx import Document as NewDocument
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from batuta.errors import UnreadableFile, UnusableBrief
from tools.documents import read_brief_file, text_of


def docx(*, paragraphs: tuple[str, ...] = (), rows: tuple[tuple[str, ...], ...] = (), heading: str = "") -> bytes:
    document = NewDocument()
    if heading:
        document.add_heading(heading, level=2)
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def pdf(*, password: str = "") -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(width=200, height=200)
    if password:
        writer.encrypt(password)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return kept.getvalue()


def test_a_document_keeps_headings_paragraphs_and_tables_in_order() -> None:
    data = docx(heading="Público", paragraphs=("Clientes de Madrid",), rows=(("Canal", "Fecha"), ("Email", "1 mayo")))
    text = text_of(data, "brief.docx")
    assert text.index("## Público") < text.index("Clientes de Madrid") < text.index("| Email | 1 mayo |")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_is_read_in_the_encodings_people_save_it_in(encoding: str) -> None:
    assert text_of("Campaña de otoño\r\nEmail".encode(encoding), "brief.txt") == "Campaña de otoño\nEmail"


@pytest.mark.parametrize(
    ("data", "spanish", "english"),
    [
        (bytes(range(256)) * 20, "no es texto", "it is not text"),
        (b"PK\x03\x04 no zip at all", "DOCX está dañado", "DOCX file is damaged"),
        (docx(paragraphs=("Hola",))[:-200], "DOCX está dañado", "DOCX file is damaged"),
        (b"%PDF-1.7\nnothing that a PDF has", "PDF está dañado", "PDF file is damaged"),
        (pdf(), "no contiene texto", "has no text"),
        (pdf(password="secret"), "protegido con contraseña", "protected by a password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "Office antiguo", "old or protected Office"),
        (
            with_part(docx(), "word/document.xml", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'),
            "construido como no lo haría",
            "no word processor builds",
        ),
        (with_part(docx(), "word/media/bomb.xml", b" " * 40_000_000), "construido como no", "no word processor builds"),
        (with_part(b"PK\x05\x06" + b"\0" * 18, "a.txt", b"a"), "no es un documento de Word", "not a Word document"),
    ],
    ids=[
        "binary",
        "no zip",
        "cut docx",
        "broken pdf",
        "scanned pdf",
        "locked pdf",
        "old doc",
        "entities",
        "bomb",
        "zip",
    ],
)
def test_what_cannot_be_read_is_said_with_its_name_and_a_way_out(data: bytes, spanish: str, english: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        text_of(data, "mi brief")
    for locale, words in (("es", spanish), ("en", english)):
        told = refused.value.in_(locale)
        assert words in told
        assert "mi brief" in told
        assert refused.value.remedy is not None
        assert told.endswith(refused.value.remedy.in_(locale))


def test_five_megabytes_of_text_are_refused_with_the_limit() -> None:
    with pytest.raises(UnusableBrief, match="200,000"):
        text_of(b"Vende mas. " * 500_000, "brief.txt")


def test_a_document_without_words_is_empty() -> None:
    with pytest.raises(UnusableBrief, match="is empty"):
        text_of(docx(paragraphs=(" ",)), "brief.docx")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="there is no such file"):
        read_brief_file(str(tmp_path / "brief.md"))


def test_a_folder_is_no_brief(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="cannot be read"):
        read_brief_file(str(tmp_path))


@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04"]))
def test_any_bytes_become_text_or_a_refusal(data: bytes, beginning: bytes) -> None:
    with suppress(UnreadableFile, UnusableBrief):
        text = text_of(beginning + data, "x")
        assert text.strip()
        assert text.encode().decode() == text
