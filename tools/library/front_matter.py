"""What a document says of itself, between two lines of dashes at its top."""

import re
from datetime import date
from typing import Literal, NamedTuple

from pydantic import Field

from batuta.brand import DocumentKind, Formality
from batuta.brief import Channel
from batuta.content import Part
from batuta.errors import Problem, WorkspaceInvalid
from batuta.noun import Noun
from batuta.text import Text
from tools.workspaces.checked import checked
from tools.workspaces.yaml_file import Document, parse_yaml


class Head(Noun):
    """Front matter. What a kind of document does not use it may not say."""

    kind: DocumentKind = "guideline"
    title: str | None = None
    brand: str | None = None
    locale: str | None = None
    channel: Channel | Literal["any"] | None = None
    product: str | None = None
    """A product or a family id."""
    valid_from: date | None = None
    valid_until: date | None = None
    version: str | int | float | date | None = None
    owner: str | None = None
    approved: bool = True
    """False keeps a document out of everything until somebody approves it."""
    formality: Formality | None = None
    max_sentence_words: int | None = Field(default=None, gt=0)
    emoji: bool | None = None
    exclamation: int | None = Field(default=None, ge=0)
    banned_punctuation: tuple[str, ...] = ()
    limits: dict[Part, int] = Field(default_factory=dict)
    required: tuple[Part, ...] = ()

    def in_force(self, day: date) -> bool:
        return (
            self.approved
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_until is None or day <= self.valid_until)
        )


class Parted(NamedTuple):
    """A document and what it says of itself."""

    head: Head
    body: str
    first_line: int
    """The line of the file on which the body begins."""


_OPENING = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def parted(text: str, file: str, *, strict: bool) -> Parted:
    """Split a document from its front matter.

    strict: the book of a brand, where every key must be known. Otherwise any folder of texts: what is
    no front matter of ours is left aside and the text is read all the same.
    Raises: WorkspaceInvalid, with file and line, when strict.
    """
    opening = _OPENING.match(text)
    if not opening:
        return Parted(Head(), text, 1)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        if not strict:
            return Parted(Head(), text, 1)
        raise WorkspaceInvalid((_never_closed(file),))
    body = text[closing.end() :].lstrip("\r\n")
    first_line = text[: len(text) - len(body)].count("\n") + 1
    try:
        head = _head(text[opening.end() : closing.start()], file)
    except WorkspaceInvalid:
        if strict:
            raise
        head = Head(title=_title(text[opening.end() : closing.start()]))
    return Parted(head, body, first_line)


def _head(yaml: str, file: str) -> Head:
    try:
        document = parse_yaml(yaml, file)
        below = Document(file, document.data or {}, {path: line + 1 for path, line in document.lines.items()})
        return checked(Head, below)
    except WorkspaceInvalid as invalid:
        if any(problem.message.in_("en").startswith("This is not valid YAML") for problem in invalid.problems):
            raise WorkspaceInvalid(
                tuple(p._replace(line=p.line + 1 if p.line else None) for p in invalid.problems)
            ) from None
        raise


def _title(yaml: str) -> str | None:
    """The title that somebody else's front matter gives."""
    said = re.search(r"^title:\s*[\"']?(.+?)[\"']?\s*$", yaml, re.MULTILINE | re.IGNORECASE)
    return said.group(1) if said else None


def _never_closed(file: str) -> Problem:
    return Problem(
        file,
        1,
        Text(
            en="The front matter that begins here never ends.",
            es="Los metadatos que empiezan aquí no se cierran nunca.",
        ),
        Text(
            en="Close it with a line of three dashes (---).",
            es="Ciérralos con una línea de tres guiones (---).",
        ),
    )
