"""Word documents: headings, paragraphs, lists and tables in their order, as Markdown.

Opened only after the container has been looked at: what unpacks to far more than it weighs, or declares
entities, is refused before any parser sees it.
"""

import io
import zipfile
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Opened
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.exceptions import InvalidXmlError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml.etree import LxmlError

from batuta.errors import UnreadableFile
from tools.documents.problems import unreadable

_MOST_PARTS = 2000
_MOST_UNPACKED = 100_000_000
_MOST_PART = 30_000_000
_MOST_TIMES = 400
_SMALL = 1_000_000
"""Parts up to this size may be packed as tightly as they like."""


def docx_text(data: bytes, name: str) -> str:
    """Raises: UnreadableFile."""
    try:
        with ZipFile(io.BytesIO(data)) as container:
            _check(container, name)
        document = Document(io.BytesIO(data))
        return "\n".join(_lines(document))
    except (BadZipFile, PackageNotFoundError, InvalidXmlError, LxmlError, KeyError, ValueError, OSError, EOFError,
            NotImplementedError, zipfile.LargeZipFile) as broken:  # fmt: skip
        raise _broken(name) from broken


def _check(container: ZipFile, name: str) -> None:
    parts = container.infolist()
    if any(part.flag_bits & 0x1 for part in parts):
        raise unreadable(name, en="it is protected by a password", es="está protegido con contraseña",
                         do_en="Save it without a password.", do_es="Guárdalo sin contraseña.")  # fmt: skip
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        raise unreadable(
            name,
            en="it is not a Word document",
            es="no es un documento de Word",
            do_en="Send the brief as text, Markdown, DOCX or PDF.",
            do_es="Envía el brief como texto, Markdown, DOCX o PDF.",
        )
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED or any(map(_bloated, parts)):
        raise _suspicious(name)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and _declares_entities(container, part):
            raise _suspicious(name)


def _bloated(part: ZipInfo) -> bool:
    """Unpacks to more than a document has, or to hundreds of times its size."""
    text = part.filename.endswith((".xml", ".rels"))
    if text and part.file_size > _MOST_PART:
        return True
    return part.file_size > _SMALL and part.file_size > _MOST_TIMES * max(part.compress_size, 1)


def _declares_entities(container: ZipFile, part: ZipInfo) -> bool:
    with container.open(part) as opened:
        head = opened.read(4096)
    plain = head.replace(b"\0", b"").upper()
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain


def _lines(document: Opened) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield ""
            yield from _rows(block)
            yield ""
        else:
            yield from _paragraph(block)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    text = paragraph.text.strip()
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if not text:
        yield ""
    elif style.startswith(("Heading", "Título", "Titulo", "Title")):
        level = next((int(letter) for letter in style if letter.isdigit()), 1)
        yield f"{'#' * min(level, 6)} {' '.join(text.split())}"
    elif style.startswith(("List", "Lista")):
        yield f"- {text}"
    else:
        yield text


def _rows(table: Table) -> Iterator[str]:
    """As a Markdown table; a cell that spans several columns stands once."""
    for place, row in enumerate(table.rows):
        cells: list[_Cell] = []
        for cell in row.cells:
            if not cells or cell._tc is not cells[-1]._tc:
                cells.append(cell)
        texts = [" ".join(cell.text.replace("|", "/").split()) for cell in cells]
        yield f"| {' | '.join(texts)} |"
        if place == 0 and len(table.rows) > 1 and len(texts) > 2:
            yield f"|{'---|' * len(texts)}"


def _broken(name: str) -> UnreadableFile:
    return unreadable(
        name,
        en="the DOCX file is damaged",
        es="el fichero DOCX está dañado",
        do_en="Open it in your word processor, save it again, or paste its text.",
        do_es="Ábrelo en tu procesador de textos, vuelve a guardarlo o pega el texto.",
    )


def _suspicious(name: str) -> UnreadableFile:
    return unreadable(
        name,
        en="the DOCX file is built in a way no word processor builds one",
        es="el fichero DOCX está construido como no lo haría ningún procesador de textos",
        do_en="Copy its text into a new document.",
        do_es="Copia el texto en un documento nuevo.",
    )
