"""What voice, channel and terminology documents demand of a message, as rules a machine can keep."""

import re
from collections.abc import Iterable, Sequence

from batuta.brand import Term, WritingRules
from batuta.brief import Channel
from batuta.text import language_of
from tools.library.book import BrandDocument
from tools.library.tables import rows_of

_COLUMNS = {
    "preferred": "preferred", "preferido": "preferred", "preferida": "preferred", "use": "preferred",
    "usar": "preferred",
    "avoid": "avoid", "evitar": "avoid", "no usar": "avoid", "don't use": "avoid", "not": "avoid",
    "note": "note", "nota": "note", "notas": "note", "notes": "note",
}  # fmt: skip


def rules_of(documents: Iterable[BrandDocument], channel: Channel, locale: str) -> WritingRules:
    """The rules for one channel and locale; where two documents say something, the closer one is heard."""
    all_documents = tuple(documents)
    voices = fitting([d for d in all_documents if d.head.kind in ("voice", "tone")], locale)
    voices = [d for d in voices if d.head.channel in (None, "any", channel)]
    channels = fitting([d for d in all_documents if d.head.kind == "channel" and d.head.channel == channel], locale)
    said: dict[str, object] = {}
    sources: dict[str, str] = {}

    def hear(document: BrandDocument, name: str, value: object) -> None:
        if value not in (None, (), {}) and name not in said:
            said[name], sources[name] = value, document.file

    for document in (*channels, *voices):
        head = document.head
        hear(document, "formality", head.formality)
        hear(document, "max_sentence_words", head.max_sentence_words)
        hear(document, "emoji", head.emoji)
        hear(document, "exclamation", head.exclamation)
        hear(document, "banned_punctuation", head.banned_punctuation)
        hear(document, "limits", head.limits)
        hear(document, "required_parts", head.required)
    if "exclamation" not in said and voices:
        said["exclamation"] = None
    terms = tuple(
        term
        for document in fitting([d for d in all_documents if d.head.kind == "terminology"], locale, every=True)
        for term in terms_of(document)
    )
    return WritingRules.model_validate({**said, "terms": terms, "sources": sources})


def terms_of(document: BrandDocument) -> tuple[Term, ...]:
    """The rows of a terminology document."""
    found: list[Term] = []
    for row in rows_of(document.body):
        cells = {_COLUMNS[name]: cell for name, cell in row.cells.items() if name in _COLUMNS}
        avoid = tuple(word for word in (bare(piece) for piece in re.split(r"[,;]", cells.get("avoid", ""))) if word)
        preferred = bare(cells.get("preferred", ""))
        if avoid or preferred:
            found.append(
                Term(
                    locale=document.head.locale or "",
                    preferred=preferred,
                    avoid=avoid,
                    note=cells.get("note", ""),
                    file=document.file,
                )
            )
    return tuple(found)


def fitting(documents: Sequence[BrandDocument], locale: str, *, every: bool = False) -> list[BrandDocument]:
    """Documents for a locale, the closest first: its own market, its language, all languages.

    Where its market and language have none, those of another market of the language serve.
    every: those of another market are left out even then.
    """
    own = [d for d in documents if d.head.locale and d.head.locale.lower() == locale.lower()]
    language = [d for d in documents if d.head.locale and d.head.locale.lower() == locale.lower().split("-")[0]]
    general = [d for d in documents if not d.head.locale]
    close = [*own, *(d for d in language if d not in own)]
    if not close and not every:
        close = [d for d in documents if d.head.locale and language_of(d.head.locale) == language_of(locale)]
    return [*close, *general]


def bare(cell: str) -> str:
    """A word without quotes, marks and the reason in brackets."""
    return re.sub(r"\s*\([^)]*\)", "", cell).strip(" \t\"'`*_«»“”").strip()
