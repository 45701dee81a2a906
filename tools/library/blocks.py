"""The tables of message library and legal wording, as blocks to build messages with."""

import re
from collections.abc import Iterator
from typing import cast

from batuta.brand import Block
from batuta.brief import CHANNELS, Channel
from batuta.content import PARTS, Part
from batuta.errors import Problem, WorkspaceInvalid
from batuta.material import STRATEGIES
from batuta.placeholders import broken_placeholder
from batuta.text import Text
from tools.library.book import BrandDocument
from tools.library.tables import Row, rows_of

COLUMNS = ("id", "part", "strategy", "for", "purpose", "text")
_SPANISH = {"parte": "part", "estrategia": "strategy", "para": "for", "propósito": "purpose", "texto": "text"}


def blocks_of(document: BrandDocument) -> tuple[Block, ...]:
    """The blocks of one document of kind `message_library` or `legal`; none for other kinds.

    A block of `channel: any` is one for each channel that has its part.
    Raises: WorkspaceInvalid, with file and line of every row that cannot be used.
    """
    if document.head.kind not in ("message_library", "legal"):
        return ()
    rows = list(_rows(document))
    problems = tuple(
        Problem(document.file, document.first_line + row.line - 1, *complaint)
        for row in rows
        if (complaint := _complaint(document, row))
    )
    if problems:
        raise WorkspaceInvalid(problems)
    return tuple(block for row in rows for block in _blocks(document, row))


def _rows(document: BrandDocument) -> Iterator[Row]:
    for row in rows_of(document.body):
        cells = {_SPANISH.get(name, name): cell for name, cell in row.cells.items()}
        # Other tables of the same document are prose: they lack the columns of a block.
        if "text" in cells and "part" in cells:
            yield Row(cells, row.line)


def _complaint(document: BrandDocument, row: Row) -> tuple[Text, Text] | None:
    """What is wrong with a row, and what to do about it."""
    if not document.head.locale or not document.head.channel:
        return (
            Text(
                en="Blocks need a language and a channel, and the front matter of this document lacks one.",
                es="Los bloques necesitan idioma y canal, y en los metadatos de este documento falta alguno.",
            ),
            Text(
                en="Add `locale:` and `channel:` (or `channel: any`).",
                es="Añade `locale:` y `channel:` (o `channel: any`).",
            ),
        )
    if not row.cell("id") or not row.cell("text"):
        return (
            Text(en="A block needs an id and a text.", es="Un bloque necesita un id y un texto."),
            Text(en="Fill in both cells.", es="Rellena las dos celdas."),
        )
    part, strategy = row.cell("part"), row.cell("strategy") or "any"
    if not _channels(document, part):
        known = ", ".join(dict.fromkeys(name for channel in _channels(document) for name in PARTS[channel]))
        return (
            Text(
                en=f"“{part}” is no part of a message on this channel.",
                es=f"«{part}» no es una parte de los mensajes de este canal.",
            ),
            Text(en=f"Use one of: {known}.", es=f"Usa una de estas: {known}."),
        )
    if strategy not in (*STRATEGIES, "any"):
        return (
            Text(en=f"“{strategy}” is not a known strategy.", es=f"«{strategy}» no es una estrategia conocida."),
            Text(
                en=f"Use one of: {', '.join(STRATEGIES)}, any.",
                es=f"Usa una de estas: {', '.join(STRATEGIES)}, any.",
            ),
        )
    broken = broken_placeholder(row.cell("text"))
    if broken:
        return (
            Text(
                en=f"“{broken}” is not a placeholder that can be filled.",
                es=f"«{broken}» no es un hueco que se pueda rellenar.",
            ),
            Text(
                en="Use {product}, {brand}, {sender}, {url}, {window.start}, {window.end}, {fact.KEY}, "
                "{fact.KEY.value}, {fact.KEY.conditions}, or a merge field such as {{first_name}}.",
                es="Usa {product}, {brand}, {sender}, {url}, {window.start}, {window.end}, {fact.CLAVE}, "
                "{fact.CLAVE.value}, {fact.CLAVE.conditions} o un campo de personalización como {{first_name}}.",
            ),
        )
    return None


def _channels(document: BrandDocument, part: str | None = None) -> tuple[Channel, ...]:
    """The channels a document serves; with a part, those that have it."""
    channel = document.head.channel
    serves: tuple[Channel, ...] = CHANNELS if channel == "any" else (channel,) if channel else ()
    return tuple(one for one in serves if part is None or part in PARTS[one])


def _blocks(document: BrandDocument, row: Row) -> Iterator[Block]:
    head = document.head
    for channel in _channels(document, row.cell("part")):
        yield Block(
            id=row.cell("id"),
            channel=channel,
            locale=head.locale or "",
            part=cast("Part", row.cell("part")),
            strategy=row.cell("strategy") or "any",
            applies_to=row.cell("for") or head.product or "*",
            purpose=row.cell("purpose") or "*",
            text=re.sub(r"[ \t]+", " ", row.cell("text")).strip(),
            file=document.file,
            legal=head.kind == "legal",
            line=document.first_line + row.line - 1,
            valid_from=head.valid_from,
            valid_until=head.valid_until,
        )
