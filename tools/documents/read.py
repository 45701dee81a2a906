"""From a file, bytes or standard input to the text of a brief."""

import sys
from pathlib import Path
from typing import NamedTuple

from batuta.brief_text import usable
from batuta.errors import UnreadableFile
from tools.documents.plain import plain_text
from tools.documents.problems import unreadable

MOST_BYTES = 20_000_000
"""Of a file. A brief with pictures in it may be large; its text may not."""


class Document(NamedTuple):
    text: str
    name: str
    """The file's name, or `-` for standard input."""


def read_brief_file(source: str) -> Document:
    """The text of a file, or of standard input for `-`. Raises: UnreadableFile, UnusableBrief."""
    if source == "-":
        return Document(text_of(sys.stdin.buffer.read(MOST_BYTES + 1), "-"), "-")
    path = Path(source)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path.name)
        return Document(text_of(path.read_bytes(), path.name), path.name)
    except FileNotFoundError:
        raise unreadable(
            source,
            en="there is no such file",
            es="no existe ese fichero",
            do_en="Check the path.",
            do_es="Comprueba la ruta.",
        ) from None
    except OSError as broken:
        why = broken.strerror or str(broken)
        raise unreadable(source, en=why, es=why, do_en="Check the path and its permissions.",
                         do_es="Comprueba la ruta y los permisos.") from None  # fmt: skip


def text_of(data: bytes, name: str) -> str:
    """The text of a document; its kind is told by its first bytes, not by its name.

    Raises: UnreadableFile, where it cannot be opened; UnusableBrief, where it holds no text or too much.
    """
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    return usable(_extracted(data, name), name)


def _extracted(data: bytes, name: str) -> str:
    if data.startswith(b"%PDF"):
        # Deferred: most briefs are text, and a PDF library takes time to import.
        from tools.documents.pdf import pdf_text

        return pdf_text(data, name)
    if data.startswith(b"PK\x03\x04"):
        from tools.documents.docx_file import docx_text

        return docx_text(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise unreadable(
            name,
            en="it is an old or protected Office document",
            es="es un documento de Office antiguo o protegido",
            do_en="Save it as DOCX without a password, or paste its text.",
            do_es="Guárdalo como DOCX sin contraseña o pega el texto.",
        )
    return plain_text(data, name)


def _too_large(name: str) -> UnreadableFile:
    return unreadable(
        name,
        en=f"it is larger than {MOST_BYTES // 1_000_000} MB",
        es=f"pesa más de {MOST_BYTES // 1_000_000} MB",
        do_en="Send only the brief.",
        do_es="Envía solo el brief.",
    )
