"""Somebody's brand manual – DOCX, PDF, HTML, plain text – as a document of the brand book, waiting to be approved.

Its words stay as they are; headings become headings, so that passages keep an address that people know.
"""

import re
from datetime import date
from pathlib import Path

from batuta.brand import DocumentKind
from batuta.errors import BadInput, UnreadableFile
from batuta.text import Text
from batuta.words.tokens import fold
from tools.documents.docx_file import docx_text
from tools.documents.pdf import pdf_text
from tools.library.sections import as_markdown

IMPORTED = "imported"
"""The folder of the brand book that they go to."""
LARGEST = 40_000_000
"""Bytes. A manual with pictures in it is large; its words are not."""
_HEADING_WORDS = 9
_NUMBERED = re.compile(r"^(\d+(?:\.\d+)*)\.?\s+\S")
_LIST_ITEM = re.compile(r"^(?:[-*•·–]|\d+[.)]|[a-z]\))\s")


def readable(data: bytes, name: str) -> str:
    """The text of a document as Markdown. Raises: UnreadableFile."""
    if len(data) > LARGEST:
        raise UnreadableFile(
            name,
            Text(
                en=f"it is larger than {LARGEST // 1_000_000} MB",
                es=f"pesa más de {LARGEST // 1_000_000} MB",
            ),
            Text(
                en="Export it without pictures, or split it by subject.",
                es="Expórtalo sin imágenes o divídelo por temas.",
            ),
        )
    if data.startswith(b"%PDF"):
        return with_headings(pdf_text(data, name))
    if data.startswith(b"PK\x03\x04"):
        return docx_text(data, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return as_markdown(text) if Path(name).suffix.lower() in (".html", ".htm") else text


def imported(
    source: Path, book: Path, *, kind: DocumentKind = "guideline", locale: str | None = None, today: date
) -> Path:
    """Write the document into the book, not approved. Returns its file.

    Raises: UnreadableFile; BadInput, where a document of that name is there already.
    """
    try:
        text = readable(source.read_bytes(), source.name)
    except OSError as broken:
        why = broken.strerror or str(broken)
        raise UnreadableFile(
            str(source), Text(en=why, es=why), Text(en="Check the path.", es="Comprueba la ruta.")
        ) from None
    target = book / IMPORTED / f"{_name(source.stem)}.md"
    if target.exists():
        raise BadInput(
            Text(
                en=f"{target.relative_to(book)} is there already.",
                es=f"{target.relative_to(book)} ya existe.",
            ),
            remedy=Text(
                en="Rename the file, or remove the earlier import.",
                es="Cambia el nombre del fichero o borra la importación anterior.",
            ),
            subject=target.name,
        )
    head = [f"kind: {kind}", f"title: {_quoted(source.stem)}"]
    head += [f"locale: {locale}"] if locale else []
    head += [f"version: {today.isoformat()}", "approved: false"]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("---\n" + "\n".join(head) + f"\n---\n\n{text.strip()}\n", encoding="utf-8")
    return target


def with_headings(text: str) -> str:
    """Lines that stand like headings, as headings: short, numbered or set apart, with no point at their end.

    >>> print(with_headings("1. Voice\\nWe write as we speak.\\nTone\\nWarm, never silly.").strip())
    # 1. Voice
    <BLANKLINE>
    We write as we speak.
    <BLANKLINE>
    # Tone
    <BLANKLINE>
    Warm, never silly.
    """
    lines = [line.strip() for line in text.splitlines()]
    built: list[str] = []
    for place, line in enumerate(lines):
        before = lines[place - 1] if place else ""
        after = lines[place + 1] if place + 1 < len(lines) else ""
        if _is_heading(line, before, after):
            number = _NUMBERED.match(line)
            built.append(f"\n{'#' * (1 + number.group(1).count('.') if number else 1)} {line}\n")
        else:
            built.append(line)
    return "\n".join(built)


def _is_heading(line: str, before: str, after: str) -> bool:
    if not line or len(line.split()) > _HEADING_WORDS or line[-1] in ".,;:!?…" or not after:
        return False
    numbered = _NUMBERED.match(line)
    if _LIST_ITEM.match(line) and not numbered:
        return False
    begins = line[0].isupper() or bool(numbered)
    apart = not before or before[-1] in ".!?…:"
    return begins and apart and len(after) > len(line)


def _name(stem: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(stem)).strip("-") or "document"


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", " ").replace('"', "'") + '"'
