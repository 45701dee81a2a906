"""PDF: the text of its pages, in order. Scripts, attachments and links in it are not looked at."""

import io
import logging
import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from batuta.errors import UnreadableFile
from tools.documents.problems import unreadable

_MOST_PAGES = 200
_MOST_TEXT = 2_000_000
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\n(?=[a-záéíóúüñ])")


def pdf_text(data: bytes, name: str) -> str:
    """Raises: UnreadableFile."""
    # The library logs every irregularity of a file; what matters is raised, the rest is noise.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise unreadable(name, en="the PDF is protected by a password", es="el PDF está protegido con contraseña",
                             do_en="Save it without a password.", do_es="Guárdalo sin contraseña.")  # fmt: skip
        pages: list[str] = []
        for number, page in enumerate(reader.pages):
            if number >= _MOST_PAGES or sum(map(len, pages)) > _MOST_TEXT:
                break
            pages.append(page.extract_text())
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError,
            NotImplementedError, AssertionError, OverflowError, MemoryError) as broken:  # fmt: skip
        raise _broken(name) from broken
    text = _BROKEN_WORD.sub("", "\n\n".join(page.strip() for page in pages))
    if not text.strip():
        raise unreadable(
            name,
            en="the PDF has no text, only pictures of it",
            es="el PDF no contiene texto, solo imágenes",
            do_en="Export it with text, or paste the brief.",
            do_es="Expórtalo con texto o pega el brief.",
        )
    return text


def _broken(name: str) -> UnreadableFile:
    return unreadable(
        name,
        en="the PDF file is damaged",
        es="el fichero PDF está dañado",
        do_en="Export it again, or paste its text.",
        do_es="Vuelve a exportarlo o pega el texto.",
    )
