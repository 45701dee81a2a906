"""A folder of documents, read: what each is, its sections, and where it stands.

A file that cannot be read as it should is told with file and line; nothing is skipped in silence.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from batuta.brand import Passage
from batuta.digest import Digest
from batuta.errors import Problem, UnreadableFile, WorkspaceInvalid
from batuta.text import Text
from batuta.words.tokens import fold
from tools.library.front_matter import Head, parted
from tools.library.importing import readable
from tools.library.sections import Section, sections_of

READABLE = (".md", ".markdown", ".txt", ".html", ".htm")
TO_IMPORT = (".docx", ".pdf")
"""Read in any folder of texts; a brand's own book takes them by `batuta library import`, for somebody to approve."""
LARGEST = 5_000_000
"""Bytes of one file."""


class BrandDocument(NamedTuple):
    file: str
    """Relative to the folder, with forward slashes."""
    head: Head
    body: str
    first_line: int
    sections: tuple[Section, ...]
    digest: Digest


class Book(NamedTuple):
    documents: tuple[BrandDocument, ...]
    version: Digest


def read_book(folder: Path, *, strict: bool = True) -> Book:
    """Every document of a folder, in the order of their names.

    strict: a brand's own book, with front matter of ours; otherwise any folder of texts.
    Raises: WorkspaceInvalid, with all problems at once; UnreadableFile, for a folder without documents.
    """
    documents: list[BrandDocument] = []
    problems: list[Problem] = []
    for path in _files(folder):
        try:
            documents.append(read_document(path, path.relative_to(folder).as_posix(), strict=strict))
        except WorkspaceInvalid as invalid:
            problems.extend(invalid.problems)
    if problems:
        raise WorkspaceInvalid(tuple(problems))
    if not documents:
        raise UnreadableFile(
            str(folder),
            Text(en="it holds no documents", es="no contiene ningún documento"),
            Text(
                en="Put the brand book there as .md, .txt, .html, .docx or .pdf files.",
                es="Pon ahí el libro de marca en ficheros .md, .txt, .html, .docx o .pdf.",
            ),
        )
    total = hashlib.sha256()
    for document in documents:
        total.update(f"{document.file}\0{document.digest}\0".encode())
    return Book(tuple(documents), total.hexdigest())


def read_document(path: Path, name: str, *, strict: bool = True) -> BrandDocument:
    """Raises: WorkspaceInvalid, naming file and line."""
    imports = path.suffix.lower() in TO_IMPORT
    if imports and strict:
        raise WorkspaceInvalid((_to_import(name),))
    try:
        if path.stat().st_size > LARGEST and not imports:
            raise WorkspaceInvalid((_too_large(name),))
        content = path.read_bytes()
        text = readable(content, name) if imports else content.decode("utf-8")
    except UnreadableFile as broken:
        raise WorkspaceInvalid((_broken(name, broken),)) from None
    except (OSError, UnicodeDecodeError) as broken:
        raise WorkspaceInvalid((_unreadable(name, broken),)) from None
    told = parted(text.replace("\r\n", "\n"), name, strict=strict)
    return BrandDocument(
        name,
        told.head,
        told.body,
        told.first_line,
        sections_of(told.body, path.suffix.lower()),
        hashlib.sha256(content).hexdigest(),
    )


def passages_of(document: BrandDocument) -> Iterator[Passage]:
    """The sections of a document with their addresses: file, headings, and a number where one was cut."""
    head = document.head
    named: dict[str, int] = {}
    title = head.title or ""
    for section in document.sections:
        headings = section.headings or ((title,) if title else ())
        address = f"{document.file}#{_slug(headings[-1]) if headings else 'text'}"
        named[address] = named.get(address, 0) + 1
        yield Passage(
            id=address if named[address] == 1 else f"{address}~{named[address]}",
            file=document.file,
            heading=" › ".join(headings),
            text=section.text,
            kind=head.kind,
            locale=head.locale,
            channel=None if head.channel == "any" else head.channel,
            product=head.product,
            valid_from=head.valid_from,
            valid_until=head.valid_until,
        )


def signature(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a file is added, removed or saved."""
    return tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in _files(folder))


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise UnreadableFile(
            str(folder),
            Text(en="there is no such folder", es="no existe esa carpeta"),
            Text(en="Check the path.", es="Revisa la ruta."),
        )
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in (*READABLE, *TO_IMPORT)
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(heading)).strip("-")[:60] or "text"


def _too_large(name: str) -> Problem:
    return Problem(
        name,
        None,
        Text(
            en=f"The file is larger than {LARGEST // 1_000_000} MB.",
            es=f"El fichero ocupa más de {LARGEST // 1_000_000} MB.",
        ),
        Text(en="Split it into documents by subject.", es="Divídelo en documentos por tema."),
    )


def _to_import(name: str) -> Problem:
    return Problem(
        name,
        None,
        Text(
            en="It is no text that people can approve line by line.",
            es="No es un texto que se pueda aprobar línea a línea.",
        ),
        Text(
            en=f"Take it out of the brand book and run `batuta library import {name}`.",
            es=f"Sácalo del libro de marca y ejecuta `batuta library import {name}`.",
        ),
    )


def _broken(name: str, broken: UnreadableFile) -> Problem:
    return Problem(
        name,
        None,
        Text(en=broken.in_("en"), es=broken.in_("es")),
        Text(en="Replace the file, or take it out.", es="Cambia el fichero o quítalo."),
    )


def _unreadable(name: str, broken: Exception) -> Problem:
    return Problem(
        name,
        None,
        Text(en=f"The file cannot be read ({broken}).", es=f"No se puede leer el fichero ({broken})."),
        Text(en="Save it as UTF-8 text.", es="Guárdalo como texto UTF-8."),
    )
